"""Wrong JavaScript and TypeScript."""

import re

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, bare, code_children
from worker.axes.patterns.rule import defect
from worker.source.facts import SymbolKind

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_ALL = " ".join(JS)


def not_called(match: Match) -> bool:
    """A condition that names a function of the repository and does not call it."""
    node = match.node("name")
    name = match.text(node)
    if not re.match(r"(?:is|has|can|should|needs|was|must)[A-Z]", name):
        return False
    bound = match.bound(node)
    match.words["name"] = name
    kinds = {SymbolKind.FUNCTION, SymbolKind.METHOD}
    return bool(bound) and all(one.kind in kinds and not one.decorators for one in bound) and not _is_getter(match, bound)


def _is_getter(match: Match, bound: list) -> bool:  # type: ignore[type-arg]  # symbols
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


def repeated_case(match: Match) -> bool:
    """Two cases of one switch with the same literal."""
    seen: dict[str, int] = {}
    for case in match.node("body").named_children:
        value = case.child_by_field_name("value")
        if case.type != "switch_case" or value is None or value.type not in ("string", "number", "member_expression"):
            continue
        text = match.text(value)
        if text in seen:
            match.captures = {**match.captures, "here": [value]}
            match.words |= {"name": text, "first": str(seen[text])}
            return True
        seen[text] = value.start_point[0] + 1
    return False


def repeated_key(match: Match) -> bool:
    """Two plain properties of one object literal with the same key and different values."""
    seen: dict[str, Node] = {}
    for pair in match.node("here").named_children:
        if pair.type == "spread_element":
            seen.clear()
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if pair.type != "pair" or key is None or value is None or key.type not in ("property_identifier", "string", "number"):
            continue
        name = match.text(key).strip("'\"")
        if name in seen and match.text(seen[name]) != match.text(value) and name != "__proto__":
            match.words |= {"name": name, "first": str(seen[name].start_point[0] + 1)}
            match.captures = {**match.captures, "here": [pair]}
            return True
        seen[name] = value
    return False


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
    """`new Error(…)` as a statement."""
    name = match.text(match.node("name"))
    match.words["name"] = name
    return re.fullmatch(r"(?:\w+\.)*\w*(?:Error|Exception)", name) is not None


def text_method(match: Match) -> bool:
    """`text.trim()` as a statement."""
    match.words["name"] = match.text(match.node("name"))
    return True


def same_either_way(match: Match) -> bool:
    """`c ? a : a`."""
    one, other = match.text(match.node("one")), match.text(match.node("other"))
    match.words["code"] = match.text(match.node("here"))
    return one == other


def same_branches(match: Match) -> bool:
    """`if (c) { x } else { x }`, where the branches are not the end of a longer chain."""
    one, other = match.node("one"), match.node("other")
    inside = match.node("here").parent
    children = code_children(other)
    if not children or any(child.type == "if_statement" for child in children):
        return False
    if inside is not None and inside.type in ("else_clause", "if_statement", "elif_clause"):
        return False
    body = children[0] if other.type == "else_clause" and len(children) == 1 else other
    texts = [" ".join(match.text(each).strip("{}").split()) for each in (one, body)]
    return texts[0] == texts[1] and len(texts[0]) > 1 and "//" not in texts[0]


def _comparison(operators: str, left: str = "(_) @left", right: str = "(_) @right") -> str:
    return f"(binary_expression left: {left} operator: [{operators}] @op right: {right}) @here"


PATTERNS = (
    Pattern(defect(
        "function-as-condition", _HIGH, "`{name}` is asked for, but not called",
        "`{name}` is a function of this repository. Without parentheses the condition asks whether it "
        "exists, which is always true.",
        "Call it: `{name}()`.",
    ), {_ALL: "\n".join(
        around.format(name)
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
        "repeated-case", _HIGH, "The case `{name}` is never reached: line {first} takes it",
        "The `switch` has the same case on line {first}: this one never runs.",
        "Name the case that was meant, or delete this one.",
    ), {_ALL: "(switch_statement body: (switch_body) @body) @here"}, repeated_case),
    Pattern(defect(
        "duplicate-key", _MEDIUM, "The key `{name}` stands twice in one object",
        "Line {first} gives `{name}` another value. This one wins, and the first is never seen.",
        "Keep one of the two, or rename the key that was meant otherwise.",
    ), {_ALL: "(object) @here"}, repeated_key),
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
        ((expression_statement . (call_expression function: (member_expression property: (property_identifier) @name)) .) @here
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
    Pattern(defect(
        "same-either-way", _MEDIUM, "Both ways of `{code}` give the same",
        "Whatever the condition is, the result is the same: one of the two was meant to differ.",
        "Correct one side, or drop the condition.",
    ), {_ALL: "(ternary_expression consequence: (_) @one alternative: (_) @other) @here"}, same_either_way),
    Pattern(defect(
        "same-branches", _MEDIUM, "Both branches of this `if` do the same",
        "`if` and `else` hold the same statements, so the condition decides nothing: one branch was meant to differ.",
        "Correct one branch, or drop the condition.",
    ), {
        f"{_ALL}": "(if_statement consequence: (_) @one alternative: (else_clause) @other) @here",
        "python": "(if_statement consequence: (block) @one . alternative: (else_clause body: (block) @other)) @here",
        "go java csharp": "(if_statement consequence: (_) @one alternative: (_) @other) @here",
    }, same_branches),
)  # fmt: skip
