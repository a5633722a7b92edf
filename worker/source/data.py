"""What readers of YAML and JSON share: keys at the top, and no more."""

import hashlib

from tree_sitter import Node

from worker.source.facts import Symbol, SymbolKind


def key_symbol(file: str, name: str, pair: Node, key: Node, text: bytes) -> Symbol:
    """Return the symbol of a top-level key: a constant, which any program may read."""
    code = text[pair.start_byte : pair.end_byte].translate(None, b" \t\r\n")
    return Symbol(
        file=file,
        name=name,
        qualname=name,
        kind=SymbolKind.CONSTANT,
        line_start=pair.start_point[0] + 1,
        line_end=max(pair.start_point[0] + 1, pair.end_point[0] + (pair.end_point[1] > 0)),
        name_line=key.start_point[0] + 1,
        exported=True,
        body_hash=hashlib.sha256(code).hexdigest()[:16],
    )
