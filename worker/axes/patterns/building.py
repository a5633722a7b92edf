"""How text is built: what is put into it, and whether it comes from outside."""

import re

from tree_sitter import Node

from worker.axes.patterns.pattern import Match, bare

OUTSIDE = re.compile(
    r"\b(?:req|request|ctx\.(?:request|query|params)|params|query|body|argv|args|input|event|payload|form|headers|cookies"
    r"|GET|POST|r\.URL|r\.Form\w*|FormValue|getParameter|Request)\b[.\[(]"
)
"""How code names what arrives from outside."""

_NUMERIC = re.compile(
    r"^(?:int|float|len|parseInt|Number|parseFloat|strconv\.Itoa|String\.valueOf|Math\.\w+|\w+\.length|\d[\d.]*)\b"
    r"|^[\d+\-*/ ]+$"
)
_CONSTANT = re.compile(r"^(?:[\w.]+\.)?[A-Z][A-Z0-9_]+$")
_PLACEHOLDERS = re.compile(
    r"placeholder|slots|param|binds?\b|marks?\b|join\(|escape|quote|sanitize|encode|ident|table|column|fields?\b|schema|clause|where"
    r"|order|limit|offset|cond|sql|driver|alias|filter|prefix|suffix|type|db\b|database|index|sort|direction|interval",
    re.IGNORECASE,
)
"""Parts of a statement that no parameter can stand for, or that are made safe."""


def put_in(match: Match, node: Node | None) -> list[tuple[str, str]] | None:
    """Return what is put into a text as (text before it, expression); None when the node is no text that is being built.

    A plain variable is no built text: who calls decides what it holds.
    """
    node = bare(node)
    if node is None:
        return None
    kind = node.type
    if kind == "template_string":
        return _interpolated(match, node, "template_substitution")
    if kind == "string" and any(child.type == "interpolation" for child in node.children):
        return _interpolated(match, node, "interpolation")
    if kind == "interpolated_string_expression":
        return _interpolated(match, node, "interpolation")
    if kind in ("binary_expression", "binary_operator"):
        return _joined(match, node)
    if kind in ("call", "call_expression"):
        return _formatted(match, node)
    return None


def _interpolated(match: Match, node: Node, hole: str) -> list[tuple[str, str]] | None:
    found = []
    start = node.start_byte
    for child in node.named_children:
        if child.type == hole:
            before = match.file.code[start : child.start_byte].decode("utf-8", "replace")
            found.append((before, match.text(child).strip("${}").strip()))
    return found or None


def _joined(match: Match, node: Node) -> list[tuple[str, str]] | None:
    """`"a" + b`, `"a %s" % b`."""
    operator = match.text(node.children[1]) if node.child_count == 3 else ""
    if operator == "%" and node.children[0].type in ("string", "concatenated_string"):
        text = match.text(node.children[0])
        values = node.children[2]
        names = [match.text(one) for one in values.named_children] if values.type == "tuple" else [match.text(values)]
        at = [hole.start() for hole in re.finditer(r"%[sdr]", text)]
        return [(text[:place], name) for place, name in zip(at, names, strict=False)] or None
    if operator != "+":
        return None
    parts: list[Node] = []
    todo = [node]
    while todo:
        here = bare(todo.pop())
        if here is None:
            continue
        if here.type == node.type and here.child_count == 3 and match.text(here.children[1]) == "+":
            todo += [here.children[2], here.children[0]]
        else:
            parts.append(here)
    literals = [one for one in parts if "string" in one.type]
    found, before = [], ""
    for part in parts:
        text = match.text(part)
        if part in literals:
            before += text.strip("\"'`")
        else:
            found.append((before, text))
            before += "?"
    return found if literals and found else None


def _formatted(match: Match, node: Node) -> list[tuple[str, str]] | None:
    """`"…{}…".format(a)`, `fmt.Sprintf("…%s…", a)`, `String.format("…", a)`."""
    function = node.child_by_field_name("function")
    arguments = node.child_by_field_name("arguments")
    name = match.text(function)
    if arguments is None or function is None:
        return None
    values = [match.text(one) for one in arguments.named_children]
    if name.endswith(".format") and function.child_count and "string" in function.children[0].type:
        text, hole = match.text(function.children[0]), r"\{[^{}]*\}"
    elif name in ("fmt.Sprintf", "Sprintf") and values:
        text, hole, values = values[0], r"%[svdq]", values[1:]
    else:
        return None
    at = [one.start() for one in re.finditer(hole, text)]
    return [(text[:place], value) for place, value in zip(at, values, strict=False)] or None


def loose_values(match: Match, node: Node | None) -> list[str]:
    """Return the expressions in a built SQL text that stand where a value stands and that nothing makes safe."""
    parts = put_in(match, node)
    if parts is None:
        return []
    text = match.text(node)
    if not re.search(r"\b(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b", text, re.IGNORECASE | re.DOTALL):
        return []
    return [
        value
        for before, value in parts
        if re.search(r"(?:=|<>|!=|<|>|\bLIKE|\bVALUES\s*\((?:[^()]*,)?)\s*[\\]?['\"]?%?$", before, re.IGNORECASE)
        and not is_safe(value)
    ]


def is_safe(value: str) -> bool:
    """Whether an expression is a number, a constant, or was made for the place."""
    return bool(_NUMERIC.search(value) or _CONSTANT.match(value) or _PLACEHOLDERS.search(value))


def loose_words(match: Match, node: Node | None) -> list[str]:
    """Return the expressions in a built command that nothing quotes."""
    parts = put_in(match, node)
    return [
        value
        for _, value in parts or ()
        if not (_NUMERIC.search(value) or _CONSTANT.match(value) or re.search(r"quote|escape|shlex|join\(|\?\s*['\"]", value))
    ]
