"""Reading JSON and JSON with comments: the keys at the top."""

from functools import cache

from tree_sitter import Query, QueryCursor

from worker.source.classify import is_test
from worker.source.data import key_symbol
from worker.source.facts import FileFacts, Language
from worker.source.grammars import broken_lines, grammar, parse

_COMMENTS = "(comment) @comment"


@cache
def _query(language: Language) -> Query:
    return Query(grammar(language), _COMMENTS)


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of a JSON file."""
    root = parse(text, language).root_node
    facts = FileFacts(path, language, lines=text.count(b"\n") + (bool(text) and not text.endswith(b"\n")))
    facts.is_test = is_test(path)
    facts.broken = broken_lines(root)
    facts.parse_errors = len(facts.broken)
    for value in root.named_children:
        for pair in value.named_children if value.type == "object" else ():
            key = pair.child_by_field_name("key")
            if pair.type == "pair" and key is not None:
                name = text[key.start_byte : key.end_byte].decode("utf-8", "replace").strip('"')
                facts.symbols.append(key_symbol(path, name, pair, key, text))
    comments = QueryCursor(_query(language)).captures(root).get("comment", ())
    alone = [one for one in comments if not text[text.rfind(b"\n", 0, one.start_byte) + 1 : one.start_byte].strip()]
    facts.comment_lines = frozenset(line for one in alone for line in range(one.start_point[0] + 1, one.end_point[0] + 2))
    return facts
