"""Comparisons with NaN in Python, which find nothing; but for those that only write a query."""

import re

from tree_sitter import Node

from worker.axes.patterns.pattern import Match
from worker.source.facts import FileFacts, Language

_NAN = re.compile(r"float\(\s*['\"][+-]?nan['\"]\s*\)|(?:math|np|numpy)\.(?:nan|NaN|NAN)", re.IGNORECASE)
_WRITES_QUERIES = re.compile(
    r"(?:sqlalchemy|sqlmodel|flask_sqlalchemy|peewee|playhouse|pony|tortoise|piccolo|ormar|gino|pypika|polars|pyspark|ibis|dask"
    r"|snowflake|duckdb|daft|datafusion|siuba|mongoengine|odmantic|beanie|elasticsearch_dsl|google\.cloud|pynamodb|boto3|sympy"
    r"|pyparsing|z3|cvxpy|pyomo|pulp|lancedb|pyarrow)(?:\.|$)"
)
"""Libraries whose `==` makes an expression for somebody else to work out: a database compares NaN by rules of its own."""
_QUERY = re.compile(
    r"where|filter|having|select|join|outerjoin|and_|or_|not_|case|when|on|update|delete|find|exists|order_by"
    r"|get_or_none|with_columns"
)
_ARRAYS = re.compile(r"(?:np|numpy|pd|pandas)\b")
_PLAIN = frozenset({"float", "int", "abs", "min", "max", "sum", "round", "len"})
"""Functions whose answer is a number."""


def nan(match: Match) -> bool:
    """A comparison with NaN of what may be a number."""
    node = match.node("here")
    match.words["code"] = match.text(node)
    if node.child_count != 3 or match.text(node.children[1]) not in ("==", "!="):
        return False
    sides = [node.children[0], node.children[2]]
    others = [one for one in sides if not _NAN.fullmatch(match.text(one))]
    return len(others) < 2 and not _in_query(match, node) and not any(_may_be_column(match, one) for one in others)


def _may_be_column(match: Match, node: Node) -> bool:
    """Whether comparing the value may make an expression: an attribute of a class, or anything where such a library is used."""
    if node.type == "call":
        return match.text(node.child_by_field_name("function")) not in _PLAIN
    if node.type not in ("identifier", "attribute", "subscript"):
        return False
    if node.type == "identifier":
        return _writes_queries(match.file.facts)
    if re.match(r"(?:\w+\.)*_?[A-Z]|.*\.(?:c|columns)\b", match.text(node)):
        return True
    files = match.file.source.files.values()
    return any(_writes_queries(facts) for facts in files if facts.language == Language.PYTHON)


def _writes_queries(facts: FileFacts) -> bool:
    return any(_WRITES_QUERIES.match(one.module) for one in facts.imports)


def _in_query(match: Match, node: Node) -> bool:
    """Whether it is handed to what takes conditions: `query.where(x != nan)`, but not `np.where(x == nan, 0, x)`."""
    around = node.parent
    while around is not None and "statement" not in around.type and around.type not in ("block", "lambda"):
        function = around.child_by_field_name("function") if around.type == "call" else None
        called = match.text(function)
        if called and _QUERY.fullmatch(called.rpartition(".")[2]) and not _ARRAYS.match(called):
            return True
        around = around.parent
    return False
