"""Branches that no run of the program takes: their condition is a literal, written there and then forgotten.

Only literals count. A named constant that is never set again is a switch for people to turn by hand (of nineteen in real
repositories nineteen were), and so is what the name of a build, of an environment or of a type checker decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Suggestion
from worker.axes.quoting import Lines
from worker.axes.trees import Trees, captures
from worker.axes.trees import words as text_in
from worker.source.classify import is_shown
from worker.source.deletion import deletable
from worker.source.facts import FileFacts, Source

RULE = "utility.unreachable-branch"
CONFIDENCE = 0.95

_IF = "(if_statement) @if"
_JS = f"{_IF} (while_statement) @if (jsx_expression (binary_expression left: (false)) @shown)"
QUERIES = {
    "python": f"{_IF} (elif_clause) @if (while_statement) @if",
    "typescript": f"{_IF} (while_statement) @if",
    "tsx": _JS,
    "javascript": _JS,
    "go": _IF,
    "java": f"{_IF} (while_statement) @if",
    "csharp": f"{_IF} (while_statement) @if",
    "rust": "(if_expression) @if (while_expression) @if",
}
"""By language: `@if` on what has a condition and is run or not by it, `@shown` on `false && …` in JSX."""

_WORTH_A_LOOK = re.compile(
    r"(?:\b(?:el)?(?:if|while)\b|;)[\s(!]*(?:not\b[\s(]*)*(?:(?:[Ff]alse|[Tt]rue|None|null|undefined|0)\b|(?<=[!\s(])1\b)"
    r"|\{\s*false\s*&&"
)
"""A condition that a literal decides begins with it, behind `not` and parentheses. No file without one is parsed again."""
_ON_PURPOSE = re.compile(
    r"typ(?:e|ing)|mypy|pyright|pragma|generator|lint|vet\b|IDE\b|auto-?compl|compil|bundl|tree.?shak|hack|trick|debug|keep|hint"
    r"|unused|reachable|macro|silence|warning|placeholder",
    re.IGNORECASE,
)
"""Words of a comment that says why such a branch is there."""
_NUMBERS = frozenset({"integer", "number"})
"""Numbers that are conditions in the languages that take any value for one."""
_NOTHING = frozenset({"none", "null", "undefined"})
_NEGATIONS = frozenset({"not_operator", "unary_expression", "prefix_unary_expression"})
_JUNCTIONS = frozenset({"boolean_operator", "binary_expression"})
_FOR_TOOLS = frozenset(
    {
        "yield", "yield_expression", "await", "import_statement", "import_from_statement", "future_import_statement",
        "use_declaration", "goto_statement", "ERROR",
    }
)  # fmt: skip
"""What makes a branch mean something without being run: a generator's `yield`, an import that tools shall see."""
_NO_CODE = frozenset({"pass_statement", "comment", "line_comment", "block_comment", "empty_statement", "ellipsis"})
_LOADS = re.compile(r"\b(?:require|import)\s*\(|^\s*(?:var\s+)?_\b[^=\n]*=", re.MULTILINE)
"""What bundlers and compilers read although it is never run: `require("x")`, and Go's `_ = x`."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Code that its condition keeps from being run."""

    condition: str
    always: bool
    dead: Node
    """What never runs: the branch with its keyword, or the whole statement where nothing else is left."""
    whole: bool
    """The statement has no other branch: it can go as it is."""


def prove(source: Source, lines: Lines, trees: Trees) -> Iterator[Claim]:
    """Yield a claim of the rule `utility.unreachable-branch` per branch that a literal switches off."""
    for file, facts in source.files.items():
        if facts.language not in QUERIES or facts.is_test or is_shown(file) or ".test-d." in file:
            continue
        if not _WORTH_A_LOOK.search(lines.text(file)):
            continue
        root = trees.root(file)
        for branch in _branches(root, facts) if root is not None else ():
            if not _explained(facts, branch, lines):
                yield _claim(facts, branch, lines, trees.code(file))


def _branches(root: Node, facts: FileFacts) -> Iterator[Branch]:
    found = captures(facts.language, QUERIES[facts.language], root)
    truthy = facts.language not in ("go", "java", "csharp", "rust")
    last = 0
    for node in sorted((*found.get("if", ()), *found.get("shown", ())), key=lambda one: one.start_byte):
        branch = _shown(node) if node.type == "binary_expression" else _branch(node, truthy=truthy)
        # What is inside a branch that never runs is not told again.
        if branch is not None and branch.dead.start_byte >= last and _does_something(branch.dead):
            last = branch.dead.end_byte
            yield branch


def _branch(node: Node, *, truthy: bool) -> Branch | None:
    condition = node.child_by_field_name("condition")
    if condition is None:
        return None
    value = _folded(condition, truthy=truthy)
    alternatives = [] if node.type.startswith("while") else node.children_by_field_name("alternative")
    others = alternatives or ([one for one in node.named_children if one.type == "else_clause"])
    words = text_in(condition)
    if value is False:
        body = node.child_by_field_name("consequence") or node.child_by_field_name("body")
        if node.type == "elif_clause" or not others:
            return Branch(words, always=False, dead=node, whole=node.type != "elif_clause" and not _follows_else(node))
        return Branch(words, always=False, dead=body, whole=False) if body is not None else None
    if value is True and others and len(others) == 1 and not node.type.startswith("while"):
        return Branch(words, always=True, dead=others[0], whole=False)
    return None


def _follows_else(node: Node) -> bool:
    """Whether the statement is an `else if`: without it the `else` in front of it has nothing to stand for."""
    above = node.parent
    return above is not None and (above.type == "else_clause" or above.type.startswith("if_"))


def _shown(node: Node) -> Branch | None:
    return Branch("false", always=False, dead=node, whole=False) if any(one.type == "&&" for one in node.children) else None


def _folded(node: Node, *, truthy: bool) -> bool | None:
    """Return the value of a condition made of literals; None where anything else decides."""
    kind = node.type
    if kind == "parenthesized_expression" and node.named_child_count == 1:
        return _folded(node.named_children[0], truthy=truthy)
    if kind in ("true", "false"):
        return kind == "true"
    if kind == "boolean_literal":
        return text_in(node) == "true"
    if truthy and kind in _NUMBERS and text_in(node) in ("0", "1"):
        return text_in(node) == "1"
    if truthy and kind in _NOTHING:
        return False
    if kind in _NEGATIONS and node.children[0].type in ("not", "!") and node.named_children:
        inner = _folded(node.named_children[-1], truthy=truthy)
        return None if inner is None else not inner
    if kind in _JUNCTIONS and len(node.named_children) == 2:
        # The left decides alone only where it comes first; what is asked before a literal on the right may do something.
        left = _folded(node.named_children[0], truthy=truthy)
        operator = node.children[1].type
        if (left is False and operator in ("and", "&&")) or (left is True and operator in ("or", "||")):
            return left
    return None


def _does_something(dead: Node) -> bool:
    """Whether the branch holds code that is there to be run."""
    if dead.has_error:
        return False
    todo, some = [dead], False
    while todo:
        node = todo.pop()
        if node.type in _FOR_TOOLS:
            return False
        some = some or "statement" in node.type or "expression" in node.type or "call" in node.type or "jsx" in node.type
        todo.extend(node.named_children)
    body = dead.child_by_field_name("consequence") or dead.child_by_field_name("body") or dead
    while len(body.named_children) == 1 and "list" in body.named_children[0].type:
        body = body.named_children[0]
    inner = [one for one in body.named_children if one.type not in _NO_CODE]
    return some and bool(inner) and not _LOADS.search(text_in(dead))


def _explained(facts: FileFacts, branch: Branch, lines: Lines) -> bool:
    """Whether the syntax around is broken, or a comment beside the condition says why the branch is there."""
    first, last = branch.dead.start_point[0] + 1, branch.dead.end_point[0] + 1
    if any(start <= last and first <= end for start, end in facts.broken):
        return True
    text = lines.of(facts.file)
    near = text[max(first - 2, 0) : first + 1]
    comments = [line for line in near if re.search(r"#|//|/\*|\*/|<!--", line)]
    return any(_ON_PURPOSE.search(re.split(r"#|//|/\*", line, maxsplit=1)[-1]) for line in comments)


def _claim(facts: FileFacts, branch: Branch, lines: Lines, code: bytes) -> Claim:
    node = branch.dead
    first = node.start_point[0] + 1
    last = node.end_point[0] + (1 if node.end_point[1] or node.end_point[0] == node.start_point[0] else 0)
    condition = branch.condition.strip().replace("`", "'")
    condition = condition[1:-1].strip() if condition.startswith("(") and condition.endswith(")") else condition
    exact = branch.whole and deletable(code, facts.language, first, last)
    around = min(
        (one for one in facts.symbols if one.line_start <= first and last <= one.line_end),
        key=lambda one: one.line_end - one.line_start,
        default=None,
    )
    return lines.claim(
        axis=Axis.UTILITY,
        rule=RULE,
        verdict=Verdict.DEAD,
        severity=Severity.LOW,
        confidence=CONFIDENCE,
        file=facts.file,
        symbol=around.qualname if around is not None else None,
        first=first,
        last=last,
        title=f"This branch never runs: its condition is always {'true' if branch.always else 'false'}",
        message=(
            f"The condition `{condition[:80]}` is written as a literal, so nothing that the program does can bring it "
            f"{'past the branch before this one' if branch.always else 'into this branch'}."
        ),
        suggestion=Suggestion(
            description="Delete the branch" + ("." if branch.whole else " and keep what runs either way."),
            replacement="" if exact else None,
        ),
    )
