"""Reading YAML: the keys at the top, and the anchors that nothing but an alias in the same file can use."""

import re
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from worker.source.data import begun, comment_lines, imports, key_symbol
from worker.source.facts import FileFacts, Language, LocalName, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.grammars import grammar, parse

_QUERY = """
(anchor (anchor_name) @anchor)
(alias (alias_name) @alias)
(comment) @comment
"""
_FILLED_IN = re.compile(rb"\{\{|\{%|<%|\$\{\{|#\{|%\{|\$\[")
"""Marks of templates: what is put there may use any anchor."""


@cache
def _query(language: Language) -> Query:
    return Query(grammar(language), _QUERY)


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of a YAML file. Anchors are named with their `&`, so that keys of the same name are something else."""
    root = parse(text, language).root_node
    facts = begun(path, text, language, root)
    for document in root.named_children:
        _keys(document, text, facts)
    found = QueryCursor(_query(language)).captures(root)
    for node in sorted(found.get("anchor", ()), key=lambda one: one.start_byte):
        _anchor(node, text, facts)
    for node in found.get("alias", ()):
        facts.references.append(Reference(f"&{_text(node, text)}", node.start_point[0] + 1, ReferenceForm.NAME))
    facts.comment_lines = comment_lines(found.get("comment", []), text)
    facts.imports.extend(imports(text, facts))
    if facts.broken or _FILLED_IN.search(text):
        facts.local_names.clear()
    return facts


def _text(node: Node, text: bytes) -> str:
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _keys(document: Node, text: bytes, facts: FileFacts) -> None:
    for node in document.named_children if document.type == "document" else ():
        for mapping in node.named_children:
            for pair in mapping.named_children if mapping.type in ("block_mapping", "flow_mapping") else ():
                key = pair.child_by_field_name("key")
                if key is not None:
                    facts.symbols.append(key_symbol(facts.file, _text(key, text).strip("\"'"), pair, key, text))


def _anchor(node: Node, text: bytes, facts: FileFacts) -> None:
    name, line = _text(node, text), node.start_point[0] + 1
    around = node.parent.parent if node.parent is not None and node.parent.parent is not None else node
    facts.symbols.append(
        Symbol(
            file=facts.file,
            name=f"&{name}",
            qualname=f"&{name}",
            kind=SymbolKind.CONSTANT,
            line_start=line,
            line_end=max(line, around.end_point[0] + (around.end_point[1] > 0)),
            name_line=line,
            exported=False,
            body_hash=key_symbol(facts.file, name, around, node, text).body_hash,
        )
    )
    if not name.isdigit():
        # Numbers are looked up by programs that know them from elsewhere (Unity's scenes).
        facts.local_names.append(LocalName(f"&{name}", "anchor", line, use=rf"[*]{re.escape(name)}"))
