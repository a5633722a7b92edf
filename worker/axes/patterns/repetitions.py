"""What is written twice where two different things were meant, in any language."""

import re

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, code_children
from worker.axes.patterns.rule import defect

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_ALL = " ".join(JS)


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
        if pair.type in ("spread_element", "dictionary_splat"):
            seen.clear()
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if (
            pair.type != "pair"
            or key is None
            or value is None
            or key.type not in ("property_identifier", "string", "number", "integer")
        ):
            continue
        name = re.sub(r"^([\"'])(.*)\1$", r"\2", match.text(key), flags=re.DOTALL)
        if name in seen and match.text(seen[name]) != match.text(value) and name != "__proto__":
            match.words |= {"name": name, "first": str(seen[name].start_point[0] + 1)}
            match.captures = {**match.captures, "here": [pair]}
            return True
        seen[name] = value
    return False


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
    # A comment says why; a check of a type may be there for the type checker alone.
    texts = ["\n".join(line.strip() for line in match.text(each).strip("{} \n").split("\n")) for each in (one, body)]
    said = re.search(r"//|/\*|#", match.text(match.node("here")).replace(texts[0], "")) or re.search(r"//|/\*|#", texts[0])
    condition = match.text(match.node("here").child_by_field_name("condition"))
    return (
        texts[0] == texts[1]
        and len(texts[0]) > 1
        and said is None
        and re.search(r"isinstance|issubclass|instanceof|typeof", condition) is None
    )


PATTERNS = (
    Pattern(defect(
        "repeated-case", _HIGH, "The case `{name}` is never reached: line {first} takes it",
        "The `switch` has the same case on line {first}: this one never runs.",
        "Name the case that was meant, or delete this one.",
    ), {_ALL: "(switch_statement body: (switch_body) @body) @here"}, repeated_case),
    Pattern(defect(
        "duplicate-key", _MEDIUM, "The key `{name}` stands twice in one literal",
        "Line {first} gives `{name}` another value. This one wins, and the first is never seen.",
        "Keep one of the two, or rename the key that was meant otherwise.",
    ), {_ALL: "(object) @here", "python": "(dictionary) @here"}, repeated_key),
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
