"""Conditions that are decided before they are asked, in any language whose comparisons have a left, an operator and a right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, bare, walk
from worker.axes.patterns.rule import defect
from worker.axes.patterns.sorts import LIST, TEXT, WHOLE, receiver, sort_of

_PATH = re.compile(r"(?:this|self|[A-Za-z_$][\w$]*)(?:\??\.[A-Za-z_$][\w$]*)*")
"""What has one value throughout a condition: names and members, no calls."""
_NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d+)?")
_STRING = re.compile(r"([\"'])((?:(?!\1)[^\\\n])*)\1")
_MEMBER = re.compile(r"([A-Z]\w*(?:(?:\.|::)[A-Z]\w*)*)(?:\.|::)([A-Z]\w*)")
_EQUAL = frozenset({"==", "==="})
_UNEQUAL = frozenset({"!=", "!=="})
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left op right`, with the literal on the right."""

    left: str
    op: str
    kind: str
    """number, string, member; "" for anything else"""
    value: str


def comparison(match: Match, node: Node | None) -> Comparison | None:
    """Read a comparison of a name with something; None for all other code."""
    node = bare(node)
    if node is None or node.child_count != 3 or node.type not in ("comparison_operator", "binary_expression"):
        return None
    left, op, right = (match.text(child).strip() for child in node.children)
    if _PATH.fullmatch(right) and not _kind(right)[0] and _kind(left)[0]:
        left, right, op = right, left, _TURNED.get(op, op)
    if not _PATH.fullmatch(left):
        return None
    return Comparison(left, op, *_kind(right))


def _kind(text: str) -> tuple[str, str]:
    if _NUMBER.fullmatch(text):
        return "number", text.replace("_", "")
    if string := _STRING.fullmatch(text):
        return "string", string[2]
    if member := _MEMBER.fullmatch(text):
        return f"member of {member[1]}", member[2]
    return "", text


def _parts(match: Match, node: Node, joint: str) -> Iterator[Node]:
    """Yield what `and` or `or` joins, however deep on the left or right."""
    todo = [node]
    while todo:
        here = bare(todo.pop())
        if here is None:
            continue
        if here.child_count == 3 and match.text(here.children[1]) == joint:
            todo += [here.children[2], here.children[0]]
        else:
            yield here


def _outermost(match: Match, node: Node) -> str:
    """Return the joint of a condition, "" where it is part of a larger one with the same joint."""
    joint = match.text(node.children[1]) if node.child_count == 3 else ""
    around = node.parent
    while around is not None and around.type == "parenthesized_expression":
        around = around.parent
    same = around is not None and around.child_count == 3 and match.text(around.children[1]) == joint
    return "" if same else joint


_CHANGES = re.compile(
    r".*(?:call|invocation|assignment|augmented|await|yield|object_creation|macro|receive).*"
    r"|call|update_expression|named_expression|new_expression|postfix_unary_expression|\+\+|--|<-"
)
"""Nodes that may change what a name holds."""


def _steady(parts: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the pairs of conditions between which nothing is called, assigned, counted up or awaited."""
    changes = [any(_CHANGES.fullmatch(one.type) for one in walk(part)) for part in parts]
    for one, other in combinations(range(len(parts)), 2):
        if not any(changes[one : other + 1]):
            yield parts[one], parts[other]


def _compared(match: Match, node: Node, joint: str) -> Iterator[tuple[Comparison, Comparison]]:
    for first, second in _steady(list(_parts(match, node, joint))):
        one, other = comparison(match, first), comparison(match, second)
        if one is not None and other is not None:
            yield one, other


def never(match: Match) -> bool:
    """`x == 1 and x == 2`, `x < 1 and x > 5`."""
    node = match.node("here")
    joint = _outermost(match, node)
    if joint not in ("and", "&&"):
        return False
    line = match.file.lines[node.start_point[0]]
    # `x != x` asks for NaN; what stands beside it may ask for broken arithmetic on purpose.
    return any(
        f"{one.left} != {one.left}" not in line and _clash(match, one, other) for one, other in _compared(match, node, joint)
    )


def _clash(match: Match, one: Comparison, other: Comparison) -> bool:
    if one.left != other.left or not one.kind or one.kind != other.kind:
        return False
    hit = False
    if one.op in _EQUAL and other.op in _EQUAL:
        hit = _differ(one, other)
    elif one.kind == "number" and {one.op, other.op} <= set(_TURNED):
        low, high = (one, other) if one.op in (">", ">=") else (other, one)
        if low.op in (">", ">=") and high.op in ("<", "<="):
            hit = float(low.value) > float(high.value) or (
                float(low.value) == float(high.value) and (low.op, high.op) != (">=", "<=")
            )
    if hit:
        match.words |= {"name": one.left, "one": f"{one.op} {one.value}", "other": f"{other.op} {other.value}"}
    return hit


def _differ(one: Comparison, other: Comparison) -> bool:
    return float(one.value) != float(other.value) if one.kind == "number" else one.value != other.value


def whatever(match: Match) -> bool:
    """`x != 1 or x != 2`, `x < 5 or x > 3`."""
    node = match.node("here")
    joint = _outermost(match, node)
    if joint not in ("or", "||"):
        return False
    for one, other in _compared(match, node, joint):
        if one.left != other.left or not one.kind or one.kind != other.kind:
            continue
        hit = one.op in _UNEQUAL and other.op in _UNEQUAL and _differ(one, other)
        if one.kind == "number" and {one.op, other.op} <= set(_TURNED):
            high, low = (one, other) if one.op in ("<", "<=") else (other, one)
            hit = high.op in ("<", "<=") and low.op in (">", ">=") and float(low.value) < float(high.value)
        if hit:
            match.words |= {"name": one.left, "one": f"{one.op} {one.value}", "other": f"{other.op} {other.value}"}
            return True
    return False


def negates_itself(match: Match) -> bool:
    """`a && !a`, `a || !a`."""
    node = match.node("here")
    joint = _outermost(match, node)
    if joint not in ("&&", "||"):
        return False
    # As a value, `!a || a` hands `a` on.
    around = node.parent
    if joint == "||" and (around is None or around.child_by_field_name("condition") is None):
        inside = around.parent if around is not None and around.type == "parenthesized_expression" else None
        if inside is None or inside.child_by_field_name("condition") is None:
            return False
    for one, other in _steady(list(_parts(match, node, joint))):
        text, negated = sorted((match.text(one), match.text(other)), key=lambda each: each.startswith("!"))
        if _PATH.fullmatch(text) and negated == f"!{text}":
            match.words |= {"name": text, "answer": "false" if joint == "&&" else "true"}
            return True
    return False


_LENGTHS = {
    "python": r"len\([^()]*\)",
    "go": r"len\([^()]*\)",
    "rust": r"[\w.]+\.len\(\)",
    "java": r"[\w.]+\.(?:length|size)\(\)",
} | dict.fromkeys(JS, r"(?!this\.length)[\w$.\]\[]+\.length")


def length(match: Match) -> bool:
    """`len(x) < 0`, `x.length >= 0`."""
    node = match.node("here")
    if node.child_count != 3:
        return False
    left, op, right = (match.text(child) for child in node.children)
    if (
        right == "0"
        and op in ("<", ">=")
        and not _is_range(match, node, left)
        and re.fullmatch(_LENGTHS[match.file.facts.language], left)
        and _is_length(match, node.children[0])
    ):
        match.words |= {"code": match.text(node), "answer": "never true" if op == "<" else "always true"}
        return True
    return False


def _is_length(match: Match, node: Node) -> bool:
    """Whether it is the length of a container or a text: anything else may have a `length` below zero."""
    return match.file.facts.language in ("python", "go") or sort_of(match, receiver(node)) in (TEXT, LIST)


def _is_range(match: Match, node: Node, left: str) -> bool:
    """Whether the other half of `x.length >= 0 && x.length <= 9` says where the length ends: that is how a range is written."""
    around = node.parent
    text = match.text(around) if around is not None and around.type in ("binary_expression", "boolean_operator") else ""
    return re.search(re.escape(left) + r"\s*(?:<=?|>)\s*[^=\s0]", text) is not None


def same_operands(match: Match) -> bool:
    """`a || a`, `a && a`; with integers `a - a`, `a < a`. `a == a` and `a != a` are left alone, which may ask for NaN."""
    left, right = match.node("left"), match.node("right")
    text = match.text(left)
    if text != match.text(right) or not _PATH.fullmatch(text):
        return False
    joint = match.node("here").children[1].type
    # `x - x` makes NaN of infinity, and `x < x` is false for NaN: only integers are surely meant otherwise.
    if joint not in ("&&", "||", "and", "or") and sort_of(match, left) != WHOLE:
        return False
    around = match.node("here").parent
    # `{icon && icon}` and `x and x or y` are long-winded, not wrong.
    if around is not None and around.type in ("jsx_expression", "boolean_operator", "binary_expression"):
        return False
    match.words |= {"code": match.text(match.node("here")), "name": text}
    return True


def _chain(match: Match) -> list[Node]:
    """Return the conditions of an if chain that starts here; none where a part of it sets a name first (`if x := f(); x`)."""
    found: list[Node] = []
    here: Node | None = match.node("here")
    while here is not None:
        if here.child_by_field_name("initializer") is not None:
            return []
        condition = here.child_by_field_name("condition")
        if condition is not None:
            found.append(condition)
        found += [
            inner
            for clause in here.children
            if clause.type == "elif_clause" and (inner := clause.child_by_field_name("condition")) is not None
        ]
        other = here.child_by_field_name("alternative")
        if other is not None and other.type == "else_clause":
            other = next((child for child in other.named_children if child.type == here.type), None)
        here = other if other is not None and other.type == here.type else None
    return found


_EFFECT = re.compile(r"\(|\b(?:return|break|continue)\b|:=|\+\+|--|(?<![=!<>])=(?!=)|\bawait\b|\byield\b|<-")


def repeated_condition(match: Match) -> bool:
    """`if a … else if a`: the second one is never reached."""
    node = match.node("here")
    parent = node.parent
    if parent is not None and (parent.type == "else_clause" or parent.type == node.type):
        return False
    seen: dict[str, Node] = {}
    for condition in _chain(match):
        inner = bare(condition)
        text = " ".join(match.text(inner).split())
        if _EFFECT.search(text.replace("=>", "(")):
            seen.clear()  # what was asked before may have another answer now
            continue
        if text in seen:
            match.captures = {**match.captures, "here": [condition]}
            match.words |= {"code": text, "first": str(seen[text].start_point[0] + 1)}
            return True
        seen[text] = condition
    return False


_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_C_LIKE = f"{' '.join(JS)} go java rust csharp"

PATTERNS = (
    Pattern(defect(
        "impossible-condition", _HIGH, "`{name}` cannot be `{one}` and `{other}` at once",
        "The condition asks that `{name} {one}` and `{name} {other}` hold together, which no value does: it is never true.",
        "Use `or`, or compare the other name that was meant.",
    ), {"python": "(boolean_operator) @here", _C_LIKE: '(binary_expression operator: "&&") @here'}, never),
    Pattern(defect(
        "certain-condition", _HIGH, "`{name} {one}` or `{name} {other}` is always true",
        "Every value of `{name}` satisfies one of the two, so the condition is always true and decides nothing.",
        "Use `and`, or compare the other name that was meant.",
    ), {"python": "(boolean_operator) @here", _C_LIKE: '(binary_expression operator: "||") @here'}, whatever),
    Pattern(defect(
        "contradiction", _HIGH, "`{name}` is combined with its own negation",
        "`{name}` and `!{name}` stand in one condition, which is therefore always {answer}, whatever the value.",
        "Negate or name the other value that was meant.",
    ), {_C_LIKE: '(binary_expression operator: ["&&" "||"]) @here'}, negates_itself),
    Pattern(defect(
        "length-below-zero", _MEDIUM, "`{code}` is {answer}",
        "A length is never below zero, so `{code}` is {answer} and decides nothing.",
        "Compare with the bound that was meant: `== 0`, `> 0`.",
    ), {
        "python": "(comparison_operator) @here",
        f"{' '.join(JS)} go java rust": '(binary_expression operator: ["<" ">="]) @here',
    }, length),
    Pattern(defect(
        "same-operands", _MEDIUM, "Both sides of `{code}` are the same",
        "`{name}` stands on both sides, so one of them adds nothing, or another name was meant.",
        "Correct one side, or drop it.",
    ), {
        "python": '(boolean_operator left: (_) @left right: (_) @right) @here',
        _C_LIKE: '(binary_expression left: (_) @left operator: ["&&" "||" "-" "<" ">" "<=" ">="] right: (_) @right) @here',
    }, same_operands),
    Pattern(defect(
        "repeated-condition", _HIGH, "This branch is never taken: `{code}` was asked before",
        "Line {first} of the same chain asks `{code}` already, and nothing changes in between: this branch never runs.",
        "Ask what was meant, or delete the branch.",
    ), {f"python {' '.join(JS)} go java csharp": "(if_statement) @here", "rust": "(if_expression) @here"}, repeated_condition),
)  # fmt: skip
