"""Whether lines can be deleted as they are, and leave a file whose syntax is whole."""

import re

from tree_sitter import Node

from worker.source.facts import Language
from worker.source.grammars import ParseTooSlowError, parse

_BODIES = frozenset(
    {"block", "class_body", "statement_block", "interface_body", "object_type", "enum_body", "declaration_list"}
)
_ASSIGNMENTS = frozenset({"variable_assignment", "declaration_command"})
"""Shell: what is assigned may be what a command prints, and the command may do more than that."""
_TOP = frozenset({"module", "program", "source_file", "compilation_unit"})


def deletable(text: bytes, language: Language, line_start: int, line_end: int) -> bool:
    """Whether the lines hold exactly one statement or member, and the block around it keeps another one."""
    lines = text.split(b"\n")
    if line_end > len(lines):
        return False
    first, last = lines[line_start - 1], lines[line_end - 1].rstrip()
    try:
        root = parse(text, language).root_node
    except ParseTooSlowError:
        return False
    start = (line_start - 1, len(first) - len(first.lstrip()))
    node = root.named_descendant_for_point_range(start, (line_end - 1, len(last)))
    if node is None or node.start_point != start or node.end_point < (line_end - 1, len(last)):
        return False
    if node.type in _ASSIGNMENTS and re.search(
        r"\$\(|`", b"\n".join(lines[line_start - 1 : line_end]).decode("utf-8", "replace")
    ):
        return False
    return _stands_alone(node)


def _stands_alone(node: Node) -> bool:
    while node.parent is not None and node.parent.type not in _BODIES | _TOP:
        if node.parent.start_point != node.start_point or node.parent.end_point != node.end_point:
            return False
        node = node.parent
    if node.parent is None:
        return False
    others = [one for one in node.parent.named_children if one.id != node.id and one.type != "comment"]
    return node.parent.type in _TOP or bool(others)
