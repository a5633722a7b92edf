"""Reading JSON and JSON with comments: the keys at the top."""

from functools import cache

from tree_sitter import Query, QueryCursor

from worker.source.data import begun, comment_lines, imports, key_symbol
from worker.source.facts import FileFacts, Language
from worker.source.grammars import grammar, parse

_COMMENTS = "(comment) @comment"


@cache
def _query(language: Language) -> Query:
    return Query(grammar(language), _COMMENTS)


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of a JSON file."""
    root = parse(text, language).root_node
    facts = begun(path, text, language, root)
    for value in root.named_children:
        for pair in value.named_children if value.type == "object" else ():
            key = pair.child_by_field_name("key")
            if pair.type == "pair" and key is not None:
                name = text[key.start_byte : key.end_byte].decode("utf-8", "replace").strip('"')
                facts.symbols.append(key_symbol(path, name, pair, key, text))
    comments = QueryCursor(_query(language)).captures(root).get("comment", [])
    facts.comment_lines = comment_lines(comments, text)
    facts.imports.extend(imports(text, facts))
    return facts
