"""Wrong JavaScript and TypeScript."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.errors import only_an_error
from worker.axes.patterns.pattern import JS, Match, Pattern, bare
from worker.axes.patterns.python_defects import may_be_function
from worker.axes.patterns.rule import defect
from worker.axes.patterns.sorts import TEXT, receiver, sort_of
from worker.source.facts import Symbol, SymbolKind

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_ALL = " ".join(JS)


def not_called(match: Match) -> bool:
    """A condition that names a function of the repository and does not call it."""
    node = match.node("name")
    if not may_be_function(match, match.text(node)):
        return False
    bound = match.bound(node)
    match.words["name"] = match.text(node)
    kinds = {SymbolKind.FUNCTION, SymbolKind.METHOD}
    return bool(bound) and all(one.kind in kinds and not one.decorators for one in bound) and not _is_getter(match, bound)


def _is_getter(match: Match, bound: list[Symbol]) -> bool:
    for one in bound:
        lines = match.file.graph.place(one.file, one.name_line).text
        if re.search(rf"\b(?:get|set|static\s+get)\s+#?{re.escape(one.name)}\b", lines):
            return True
    return False


_TYPES = frozenset(["undefined", "object", "boolean", "number", "bigint", "string", "symbol", "function", "unknown"])


def impossible_type(match: Match) -> bool:
    """`typeof x === "array"`."""
    value = match.text(match.node("value")).strip("'\"`")
    match.words |= {"code": match.text(match.node("here")), "name": value}
    return value not in _TYPES


def assigned_in_condition(match: Match) -> bool:
    """`if (a = b)` without a second pair of parentheses, where what is assigned is no call that may fail."""
    value = bare(match.node("value"))
    match.words |= {"code": match.text(match.node("here")), "left": match.text(match.node("left")), "value": match.text(value)}
    return value is not None and value.type in (
        "string",
        "number",
        "true",
        "false",
        "null",
        "undefined",
        "identifier",
        "member_expression",
    )


_BUILT = frozenset({"array", "object", "arrow_function", "function_expression", "regex", "new_expression"})


def fresh_object(match: Match) -> bool:
    """`x === []`: an object just made equals no other."""
    sides = [bare(match.node("left")), bare(match.node("right"))]
    match.words["code"] = match.text(match.node("here"))
    loose = match.text(match.node("op")) in ("==", "!=")
    made = [side for side in sides if side is not None and side.type in _BUILT]
    # `x == []` turns both into text: odd, but it can be true.
    return bool(made) and not loose


def compared_with_nan(match: Match) -> bool:
    """`x === NaN`."""
    match.words["code"] = match.text(match.node("here"))
    return any(match.text(match.node(side)) in ("NaN", "Number.NaN") for side in ("left", "right"))


def unused_exception(match: Match) -> bool:
    """`new Error(…)` as a statement, of an error that surely does nothing by being made."""
    match.words["name"] = match.text(match.node("name"))
    return only_an_error(match, match.node("name"))


def text_method(match: Match) -> bool:
    """`text.trim()` as a statement, of what is surely a string."""
    match.words["name"] = match.text(match.node("name"))
    return sort_of(match, receiver(match.node("call"))) == TEXT


def _comparison(operators: str, left: str = "(_) @left", right: str = "(_) @right") -> str:
    return f"(binary_expression left: {left} operator: [{operators}] @op right: {right}) @here"


PATTERNS = (
    Pattern(defect(
        "function-as-condition", _HIGH, "`{name}` is asked for, but not called",
        "`{name}` is a function of this repository. Without parentheses the condition asks whether it "
        "exists, which is always true.",
        "Call it: `{name}()`.",
    ), {_ALL: "\n".join(
        f'({around.format(name)} (#match? @name "^(is|has|can|should|needs|was|must)[A-Z]"))'
        for around in ("(if_statement condition: (parenthesized_expression {} @here))",
                       '(unary_expression operator: "!" argument: {} @here)', "(ternary_expression condition: {} @here)")
        for name in ("(identifier) @name", "(member_expression property: (property_identifier) @name)")
    )}, not_called),
    Pattern(defect(
        "impossible-type", _HIGH, "`typeof` never answers `{name}`",
        "`{code}` compares with a text that `typeof` never gives: the comparison has the same answer for every value.",
        "Compare with a type that exists; `Array.isArray(…)` finds arrays, `=== null` finds null.", error=True,
    ), {
        _ALL: _comparison('"===" "!==" "==" "!="', '(unary_expression operator: "typeof")', "(string) @value"),
    }, impossible_type),
    Pattern(defect(
        "assignment-as-condition", _HIGH, "`{code}` assigns where it should compare",
        "The condition overwrites `{left}` and then asks whether `{value}` is true.",
        "Write `===`; where the assignment is meant, put it in front of the `if`.",
    ), {_ALL: "(if_statement condition: (parenthesized_expression . (assignment_expression left: (_) @left right: (_) @value) "
              "@here .))"}, assigned_in_condition),
    Pattern(defect(
        "compared-with-new-object", _HIGH, "`{code}` has the same answer for every value",
        "Objects are compared by identity, and the one written here was just made: it equals no other.",
        "Compare what it holds: `.length === 0`, `Object.keys(…).length === 0`.", error=True,
    ), {_ALL: _comparison('"===" "!==" "==" "!="')}, fresh_object),
    Pattern(defect(
        "compared-with-nan", _HIGH, "`{code}` never finds NaN",
        "NaN equals nothing, not even itself: the comparison has the same answer for every value.",
        "Use `Number.isNaN(…)`.", error=True,
    ), {_ALL: _comparison('"===" "!==" "==" "!="')}, compared_with_nan),
    Pattern(defect(
        "exception-not-raised", _HIGH, "`{name}` is made but not thrown",
        "The statement creates the error and throws it away; the code goes on as if nothing had happened.",
        "Put `throw` in front of it.", error=True,
    ), {_ALL: "(expression_statement . (new_expression constructor: (_) @name) .) @here"}, unused_exception),
    Pattern(defect(
        "text-left-unchanged", _MEDIUM, "`{name}` changes no text; its result is thrown away",
        "Strings cannot be changed: `{name}` returns a new one, and nothing takes it.",
        "Assign the result.",
    ), {_ALL: """
        ((expression_statement . (call_expression function: (member_expression property: (property_identifier) @name)) @call .)
          @here
          (#any-of? @name "trim" "trimStart" "trimEnd" "toUpperCase" "toLowerCase"))
        """}, text_method),
    Pattern(defect(
        "negated-left-side", _HIGH, "`{code}` negates the left side alone",
        "`!` binds closer than `in` and `instanceof`: what is asked for is a boolean, and the answer is always the same.",
        "Put parentheses around what is to be negated.", error=True,
    ), {_ALL: """
        (binary_expression left: (unary_expression operator: "!") operator: ["in" "instanceof"]) @here
        """}, lambda match: bool(match.words.update(code=match.text(match.node("here"))) or True)),
    Pattern(defect(
        "in-array", _HIGH, "`in` looks for an index, not for an element",
        "`{code}` asks whether the array has such an index. For texts the answer is always false.",
        "Use `.includes(…)`.", error=True,
    ), {_ALL: '(binary_expression operator: "in" right: (array)) @here'},
       lambda match: bool(match.words.update(code=match.text(match.node("here"))) or True)),
    Pattern(defect(
        "finally-swallows", _HIGH, "`{name}` in `finally` swallows errors",
        "Leaving `finally` this way throws away the error that is on its way, and any value being returned.",
        "Move it behind the `try` statement.",
    ), {_ALL: """
        (finally_clause body: (statement_block [(return_statement) (throw_statement)] @here))
        (finally_clause body: (statement_block (if_statement consequence: (statement_block (return_statement) @here))))
        """}, lambda match: bool(match.words.update(name=match.node("here").type.partition("_")[0]) or True)),
)  # fmt: skip
