"""A process that reads files for another: whatever a parser does to it, the other one lives. It opens no file and no socket.

Requests and answers are MessagePack with their length (4 bytes, big-endian) in front. A request is a list of files as (path,
language, UTF-8 text); its answer has the encoded facts of each, b"" for one that took too long. The first answer has none: it
says that the process is there.
"""

import gc
import sys
from typing import IO

import msgspec

from worker.source.bodies import bodies
from worker.source.encoding import encode
from worker.source.facts import FileFacts, Language
from worker.source.grammars import ParseTooSlowError
from worker.source.languages import module_of, modules

Job = tuple[str, str, bytes]
"""(path, language, UTF-8 text without BOM, with line feeds)"""

_COLLECT_AFTER = 4 << 20
"""Bytes of source code after which circles of garbage are worth looking for."""

_jobs = msgspec.msgpack.Decoder(list[Job])


def read_facts(path: str, text: bytes, language: Language) -> FileFacts | None:
    """Return the facts of a file; None when it took too long to parse."""
    module = module_of(language)
    try:
        facts = module.read(path, text, language)
    except ParseTooSlowError:
        return None
    if module.lexis is not None:
        facts.bodies = bodies(facts, text.decode("utf-8", "replace"), module.lexis)
    return facts


def send(stream: IO[bytes], message: object) -> None:
    """Write one message. Raises OSError when nobody reads."""
    encoded = msgspec.msgpack.encode(message)
    stream.write(len(encoded).to_bytes(4, "big") + encoded)
    stream.flush()


def main() -> None:
    """Answer requests until there are no more."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    modules()
    gc.disable()
    gc.freeze()
    send(sink, [])
    seen = 0
    while len(header := source.read(4)) == 4:
        answers = []
        for path, language, text in _jobs.decode(source.read(int.from_bytes(header, "big"))):
            facts = read_facts(path, text, Language(language))
            answers.append(encode(facts) if facts is not None else b"")
            seen += len(text)
        send(sink, answers)
        if seen > _COLLECT_AFTER:
            gc.collect()
            seen = 0


if __name__ == "__main__":
    main()
