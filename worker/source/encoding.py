"""Facts as bytes: to travel between processes and to rest in a cache. Plain data, checked against its types when it is read."""

import msgspec

from worker.source.facts import FileFacts


def _plain(value: object) -> object:
    """Encode a text with a type of its own (`Language`) as text."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} is no part of facts")


def _typed(wanted: type, value: object) -> object:
    if issubclass(wanted, str) and isinstance(value, str):
        return wanted(value)
    raise NotImplementedError(f"{wanted.__name__} is no part of facts")


_encoder = msgspec.msgpack.Encoder(enc_hook=_plain)
_decoder = msgspec.msgpack.Decoder(FileFacts, dec_hook=_typed)


def encode(facts: FileFacts) -> bytes:
    """Return facts as MessagePack."""
    return _encoder.encode(facts)


def decode(encoded: bytes) -> FileFacts | None:
    """Return the facts that were encoded; None for bytes that hold none."""
    try:
        return _decoder.decode(encoded)
    except (msgspec.MsgspecError, ValueError):
        return None
