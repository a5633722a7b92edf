"""Whether a value is surely a text or a list, by what its own file declares: a method's name says nothing about its receiver.

Streams have `filter`, builders have `trim`, spans have a `length`. What a file does not say is not known.
"""

import re

from tree_sitter import Node

from worker.axes.patterns.pattern import FUNCTIONS, JS, Match, above, bare

_QUOTED = frozenset({"string", "template_string", "string_literal", "verbatim_string_literal", "raw_string_literal"})
_TEXT_TYPES = {"java": r"String", "csharp": r"(?:string|String)\??"} | dict.fromkeys(JS, r"string")
_LIST_TYPES = {
    "java": r"(?:String|\w*(?:List|Set|Map|Collection|Deque|Queue)(?:<[^;={]*>)?|\w+\[\])",
} | dict.fromkeys(JS, r"(?:readonly )?(?:[\w.]+(?:<[^;={]*>)?\[\]|(?:Readonly)?Array<[^;={]*>|string)")
_MAKES_TEXT = re.compile(
    r"(?:String\(|[\"'`]|.*\.(?:toString|join|trim|toLowerCase|toUpperCase|replace|substring)\().*", re.DOTALL
)
_MAKES_LIST = re.compile(
    r"(?:\[|Array\.(?:from|of)\(|Object\.(?:keys|values|entries)\(|.*\.(?:map|flatMap|split|toSorted)\().*", re.DOTALL
)


def is_text(match: Match, node: Node | None) -> bool:
    """Whether an expression surely gives a text."""
    return _is(match, bare(node), _TEXT_TYPES, _MAKES_TEXT, literals=_QUOTED)


def is_list(match: Match, node: Node | None) -> bool:
    """Whether an expression surely gives an array, a collection of the library, or a text."""
    return _is(match, bare(node), _LIST_TYPES, _MAKES_LIST, literals=_QUOTED | {"array"})


def _is(match: Match, node: Node | None, types: dict[str, str], makes: re.Pattern[str], literals: frozenset[str]) -> bool:
    if node is None:
        return False
    if node.type in literals:
        return True
    text, language = match.text(node), match.file.facts.language
    if node.type == "call_expression" and language in JS:
        return makes.fullmatch(text) is not None
    name = text.removeprefix("this.")
    if re.fullmatch(r"[\w$]+", name) is None:
        return False
    # The function's own parameter is what is meant, whatever the name is elsewhere.
    function = above(node, *FUNCTIONS)
    given = match.text(function.child_by_field_name("parameters")) if function is not None and name == text else ""
    where = given if re.search(rf"(?<![\w$.]){re.escape(name)}(?![\w$])", given) else match.file.text
    return _declares(where, name, types.get(language, ""), makes, language)


def _declares(text: str, name: str, wanted: str, makes: re.Pattern[str], language: str) -> bool:
    """Whether the file declares a name, and each time so that it holds what is wanted."""
    quoted = re.escape(name)
    if language in JS:
        typed = re.findall(rf"(?<![\w$.]){quoted}[?!]?: *([^;,)=\n{{]+)", text)
        made = re.findall(rf"\b(?:const|let|var) {quoted} *= *([^\n;]+)", text)
        surely = [re.fullmatch(wanted, one.strip()) is not None for one in typed] + [
            makes.fullmatch(one) is not None for one in made
        ]
    else:
        typed = re.findall(rf"(?<![\w.])([\w.]+(?:<[^;={{()]*>)?\??(?:\[\])?) +{quoted} *[=;,):]", text)
        typed = [one for one in typed if one not in ("return", "throw", "else", "new", "case")]
        surely = [re.fullmatch(wanted, one) is not None for one in typed]
    return bool(surely) and all(surely)
