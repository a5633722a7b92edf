"""Reading SQL: what it creates, as far as the grammar follows the dialect, and common table expressions."""

import hashlib
import re

from tree_sitter import Node

from worker.source.facts import FileFacts, Language, LocalName, Symbol, SymbolKind
from worker.source.queries import Declared, QueryReader

_DECLARATIONS = """
(create_table (object_reference name: (identifier) @name)) @type
(create_view (object_reference name: (identifier) @name)) @type
(create_materialized_view (object_reference name: (identifier) @name)) @type
(create_type (object_reference name: (identifier) @name)) @type
(create_function (object_reference name: (identifier) @name)) @function
(create_trigger (keyword_trigger) . (object_reference name: (identifier) @name)) @function
(create_index column: (identifier) @name) @constant
(create_sequence (object_reference name: (identifier) @name)) @constant
(cte . (identifier) @name (statement) @body) @variable
"""
_USES = """
(object_reference name: (identifier) @name)
(literal) @string
(comment) @comment
(marginalia) @comment
"""
_PROCEDURE = re.compile(
    rb"^[ \t]*CREATE\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?PROC(?:EDURE)?\s+(?:[\w\"`\[\]]+\.)?[\"`\[]?(\w+)",
    re.IGNORECASE | re.MULTILINE,
)
"""The grammar knows no procedures."""
_WRITES = re.compile(
    rb"\b(?:insert|update|delete|merge|call|into|lock|for\s+(?:no\s+key\s+)?update|for\s+share)\b", re.IGNORECASE
)
_CALLS = re.compile(rb"([A-Za-z_]\w*)[\"`\]]?\s*\(")
_HARMLESS = frozenset(
    b"all and any array as avg between by cast ceil coalesce concat count date date_trunc dense_rank distinct else except"
    b" exists extract filter first_value floor from greatest group having in interval is join json_agg jsonb_agg lag last_value"
    b" lateral lead least length like limit lower max min not now nullif on or order over partition rank replace round"
    b" row_number select string_agg substring sum then to_char to_date trim union upper using values when where with".split()
)
"""What may stand before a parenthesis and does nothing but answer. Any other function may do something when it is called."""
_FILLED_IN = re.compile(rb"\{\{|\{%|<%|\$\{|#\{|%\(|%s|&&?\w|@@?\w+@|\$\(|^[ \t]*\\", re.MULTILINE)
"""Marks of templates and of psql's own commands: what is put there may use any name."""
_PLAIN = re.compile(r"[A-Za-z_]\w*")


class SqlReader(QueryReader):
    """One SQL file."""

    declarations = _DECLARATIONS
    uses = _USES

    def name_of(self, node: Node) -> str:
        """Return an identifier without its quotes."""
        return self.string_of(node).strip('"`[]')

    def exported(self, declared: Declared) -> bool:
        """A common table expression is its statement's own, everything else the database's."""
        return declared.node.type != "cte"

    def _declared(self, root: Node) -> list[Declared]:
        # The first name after CREATE is the one that is declared; others are what it is made of.
        first: dict[int, Declared] = {}
        for one in super()._declared(root):
            first.setdefault(one.node.id, one)
        return list(first.values())

    def finish(self, _root: Node) -> None:
        """Add procedures, which only the text shows, and leave alone what is in doubt."""
        for found in _PROCEDURE.finditer(self.text):
            self._procedure(found[1].decode("utf-8", "replace"), self.text.count(b"\n", 0, found.start(1)) + 1)
        if self.facts.broken or _FILLED_IN.search(self.text):
            self.facts.local_names.clear()

    def _procedure(self, name: str, line: int) -> None:
        code = hashlib.sha256(name.encode()).hexdigest()[:16]
        symbol = Symbol(self.facts.file, name, name, SymbolKind.FUNCTION, line, line, line, exported=True, body_hash=code)
        self.facts.symbols.append(symbol)

    def _symbol(self, one: Declared) -> Symbol:
        symbol = super()._symbol(one)
        body = one.captures.get("body")
        if body and _PLAIN.fullmatch(one.name) and not self._acts(self.text[body[0].start_byte : body[0].end_byte]):
            use = rf"(?i)\b{one.name}\b"
            self.facts.local_names.append(LocalName(one.qualname, "common table expression", symbol.name_line, use))
        return symbol

    @staticmethod
    def _acts(body: bytes) -> bool:
        return bool(_WRITES.search(body)) or any(name.lower() not in _HARMLESS for name in _CALLS.findall(body))


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of an SQL file."""
    return SqlReader(path, text, language).read()
