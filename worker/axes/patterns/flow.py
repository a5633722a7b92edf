"""Code that no step of the program gets to, in any language of blocks."""

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, walk
from worker.axes.patterns.rule import defect

_BLOCKS = frozenset(
    {"block", "module", "statement_block", "program", "switch_case", "switch_default", "statement_list", "case_clause"}
)
_HARMLESS = frozenset(
    {
        "function_declaration", "generator_function_declaration", "empty_statement", "interface_declaration", "comment",
        "type_alias_declaration", "pass_statement", "export_statement", "import_statement", "function_signature",
        "ambient_declaration", "else_clause", "labeled_statement", "class_declaration", "enum_declaration", "line_comment",
        "block_comment", "internal_module", "ERROR",
    }
)  # fmt: skip
"""What may stand behind a jump: it is hoisted, or it is no code."""
_JUMPS = frozenset({"break_statement", "return_statement", "continue_statement", "raise_statement", "throw_statement"})
"""A second jump harms nobody."""


def _after(node: Node) -> list[Node]:
    """Return what stands behind a node in its block, without comments."""
    found = []
    here = node.next_named_sibling
    while here is not None:
        if "comment" not in here.type:
            found.append(here)
        here = here.next_named_sibling
    return found


def unreachable(match: Match) -> bool:
    """Statements behind a `return`, `raise`, `throw`, `break` or `continue` of the same block."""
    jump = match.node("jump")
    if jump.parent is None or jump.parent.type not in _BLOCKS:
        return False
    # A comment right behind the jump says why it is there.
    if jump.next_named_sibling is not None and "comment" in jump.next_named_sibling.type:
        return False
    after = _after(jump)
    if not after or after[0].type in _JUMPS or any(one.type in _HARMLESS for one in after) or jump.has_error:
        return False
    if all(
        one.type == "expression_statement" and one.named_children[0].type == "string" for one in after if one.named_children
    ):
        return False
    # A `yield` that is never reached makes a function a generator; a `var` is declared all the same.
    if any(node.type == "yield" for one in after for node in walk(one)):
        return False
    if all(one.type in ("variable_declaration", "lexical_declaration") and "=" not in match.text(one) for one in after):
        return False
    match.captures = {**match.captures, "here": [after[0], after[-1]]}
    match.words |= {"jump": jump.type.partition("_")[0], "line": str(jump.start_point[0] + 1)}
    return True


UNREACHABLE = defect(
    "unreachable-code",
    Severity.MEDIUM,
    "This code is never reached",
    "The `{jump}` on line {line} always leaves the block first: nothing behind it runs.",
    "Delete the code, or move the `{jump}` behind it.",
)
"""What is told of it in every language."""

PATTERNS = (
    Pattern(UNREACHABLE, {
        "python": "([(return_statement) (raise_statement) (break_statement) (continue_statement)] @jump @here . (_))",
        " ".join(JS): "([(return_statement) (throw_statement) (break_statement) (continue_statement)] @jump @here . (_))",
        "go": "([(return_statement) (break_statement) (continue_statement)] @jump @here . (_))",
    }, unreachable),
)  # fmt: skip
