"""What readers of YAML and JSON share: keys at the top, and which files they refer to."""

import hashlib
import re
from collections.abc import Iterator

from tree_sitter import Node

from worker.source.classify import is_test
from worker.source.facts import FileFacts, Import, ImportForm, Language, Symbol, SymbolKind
from worker.source.grammars import broken_lines

_REFERRED = re.compile(
    rb"(?:(?<![\w$])[\"']?\$ref[\"']?[ \t]*:[ \t]*[\"']?|(?<!\S)!include\w*[ \t]+[\"']?)(?!\w+://)([^\s\"'#,\]}]+)"
)
"""`$ref: other.yaml#/part` (JSON Reference) and `!include other.yaml`; what refers to the file itself or to the web is none."""


def begun(path: str, text: bytes, language: Language, root: Node) -> FileFacts:
    """Return the facts of a file, with what every reader says first."""
    lines = text.count(b"\n") + (bool(text) and not text.endswith(b"\n"))
    broken = broken_lines(root)
    return FileFacts(path, language, lines=lines, is_test=is_test(path), broken=broken, parse_errors=len(broken))


def comment_lines(comments: list[Node], text: bytes) -> frozenset[int]:
    """Return the lines that hold nothing but comments."""
    alone = [one for one in comments if not text[text.rfind(b"\n", 0, one.start_byte) + 1 : one.start_byte].strip()]
    return frozenset(line for one in alone for line in range(one.start_point[0] + 1, one.end_point[0] + 2))


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
