"""What readers of YAML and JSON share: keys at the top, and which files they refer to."""

import hashlib
import re
from collections.abc import Iterator

from tree_sitter import Node

from worker.source.facts import FileFacts, Import, ImportForm, Symbol, SymbolKind

_REFERRED = re.compile(
    rb"(?:(?<![\w$])[\"']?\$ref[\"']?[ \t]*:[ \t]*[\"']?|(?<!\S)!include\w*[ \t]+[\"']?)(?!\w+://)([^\s\"'#,\]}]+)"
)
"""`$ref: other.yaml#/part` (JSON Reference) and `!include other.yaml`; what refers to the file itself or to the web is none."""


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


def imports(text: bytes, facts: FileFacts) -> Iterator[Import]:
    """Yield the files that a `$ref` or an `!include` names."""
    for found in _REFERRED.finditer(text) if b"$ref" in text or b"!include" in text else ():
        line = text.count(b"\n", 0, found.start(1)) + 1
        if line not in facts.comment_lines:
            yield Import(ImportForm.SIDE_EFFECT, found[1].decode("utf-8", "replace"), line)
