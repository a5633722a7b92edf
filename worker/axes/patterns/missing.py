"""Values that are used exactly where they are known to be missing: the condition is the wrong way round."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import FUNCTIONS, JS, Match, Pattern, bare, code_children, walk
from worker.axes.patterns.rule import defect

_PATH = r"(?:this|self|[A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*"
_NULL = "(?:null|undefined)"
_MISSING = {
    "python": (rf"({_PATH}) is None", rf"({_PATH}) is not None"),
    "go": (r"(err|\w+Err) == nil", r"(err|\w+Err) != nil"),
} | {
    language: tuple(rf"({_PATH}) {sign}=? {_NULL}|{_NULL} {sign}=? ({_PATH})" for sign in ("==", "!="))
    for language in (*JS, "java", "csharp")
}
"""What asks whether a value is missing, and whether it is there."""
_NAMES = {"python": "None", "go": "nil"}
_MEMBERS = {
    "attribute": "object", "subscript": "value", "member_expression": "object", "subscript_expression": "object",
    "selector_expression": "operand", "field_access": "object", "method_invocation": "object",
    "member_access_expression": "expression",
}  # fmt: skip
_SIMPLE = frozenset(
    {"expression_statement", "return_statement", "lexical_declaration", "variable_declaration", "local_variable_declaration",
     "local_declaration_statement", "short_var_declaration", "assignment_statement"}
)  # fmt: skip
_GUARDS = frozenset(
    {
        *FUNCTIONS, "conditional_expression", "ternary_expression", "boolean_operator", "list_comprehension",
        "generator_expression", "dictionary_comprehension", "set_comprehension",
    }
)  # fmt: skip
"""Code below these may not run, or not now."""
_JOINED = re.compile(r"'(?:&&|\|\||\?\?)'")


def _missing(match: Match, node: Node | None, *, there: bool = False) -> str:
    """Return what a condition asks for, where it asks whether that is missing (or `there`); "" for all other conditions."""
    asked = re.fullmatch(_MISSING[match.file.facts.language][there], " ".join(match.text(bare(node)).split()))
    return next(filter(None, asked.groups()), "") if asked is not None else ""


def _parts(match: Match, node: Node) -> tuple[str, list[Node]]:
    """Return the joint of a condition and its parts from left to right; the joint is "" inside a larger one."""
    joint = match.text(node.children[1]) if node.child_count == 3 else ""
    if node.parent is not None and node.parent.child_count == 3 and match.text(node.parent.children[1]) == joint:
        return "", []
    parts: list[Node] = []
    todo = [node]
    while todo:
        here = bare(todo.pop())
        if here is not None and here.child_count == 3 and match.text(here.children[1]) == joint:
            todo += [here.children[2], here.children[0]]
        elif here is not None:
            parts.append(here)
    return joint, parts


def _uses(match: Match, inside: Node, name: str) -> Iterator[Node]:
    """Yield where a member of `name` is taken, in code below `inside` that surely runs."""
    for node in walk(inside):
        field = _MEMBERS.get(node.type)
        value = node.child_by_field_name(field) if field is not None else None
        if value is None or match.text(value) != name or _is_safe(match, node) or _is_guarded(node, inside):
            continue
        yield node


def _is_safe(match: Match, node: Node) -> bool:
    """Whether the member can be taken from nothing: `x?.y`, `None.__class__`, an extension method of C#."""
    if any(child.type == "optional_chain" for child in node.children) or "?" in match.text(node).partition("(")[0]:
        return True
    language = match.file.facts.language
    called = node.parent is not None and node.parent.child_by_field_name("function") == node
    member = match.text(node).rpartition(".")[2]
    return (
        member.startswith("__")
        or (language == "csharp" and called)
        or (language == "go" and member != "Error")
        or (language == "python" and node.type == "subscript" and called)
    )


def _is_guarded(node: Node, inside: Node) -> bool:
    here = node
    while here != inside:
        if (
            here.parent is None
            or here.parent.type in _GUARDS
            or _JOINED.search(str([one.type for one in here.parent.children]))
        ):
            return True
        here = here.parent
    return False


def _tell(match: Match, name: str, use: Node) -> bool:
    match.captures = {**match.captures, "here": [use]}
    match.words |= {"name": name, "nothing": _NAMES.get(match.file.facts.language, "null"), "code": match.text(use)}
    return True


def in_condition(match: Match) -> bool:
    """`x is None and x.y`, `x != null || x.y`."""
    node = match.node("here")
    joint, parts = _parts(match, node)
    if joint not in ("and", "&&", "or", "||") or re.search(r":=|(?<![=!<>])=(?![=>])", match.text(node)):
        return False
    for place, part in enumerate(parts):
        name = _missing(match, part, there=joint in ("or", "||"))
        for other in parts[place + 1 :] if name else ():
            for use in _uses(match, other, name):
                return _tell(match, name, use)
    return False


def in_branch(match: Match) -> bool:
    """`if x is None: return x.y`: the first thing that the branch does."""
    name = _missing(match, match.node("condition"))
    branch = match.node("branch")
    statements = [branch] if branch.type in _SIMPLE else code_children(branch)
    if statements and statements[0].type == "statement_list":
        statements = code_children(statements[0])
    if not name or not statements or statements[0].type not in _SIMPLE:
        return False
    for use in _uses(match, statements[0], name):
        return _tell(match, name, use)
    return False


_NOTHING = '"None|nil|null|undefined"'
_IF = f"((if_statement condition: (_) @condition consequence: (_) @branch) @here (#match? @condition {_NOTHING}))"
_C_LIKE = f"{' '.join(JS)} java csharp go"
_TOLD = defect(
    "used-where-missing", Severity.HIGH, "`{code}` is asked for where `{name}` is `{nothing}`",
    "The condition in front of it lets only `{nothing}` through, so `{code}` fails whenever it is reached.",
    "Turn the condition round, or use the value that was meant.", error=True,
)  # fmt: skip

PATTERNS = (
    Pattern(
        _TOLD,
        {
            "python": f"((boolean_operator) @here (#match? @here {_NOTHING}))",
            _C_LIKE: f'((binary_expression operator: ["&&" "||"]) @here (#match? @here {_NOTHING}))',
        },
        in_condition,
    ),
    Pattern(_TOLD, {f"python {_C_LIKE}": _IF}, in_branch),
)
