"""Wrong Java and C#."""

import re

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.errors import only_an_error
from worker.axes.patterns.pattern import Match, Pattern, bare, walk
from worker.axes.patterns.rule import defect, practice
from worker.axes.patterns.sorts import TEXT, receiver, sort_of

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM


def code(match: Match) -> bool:
    """The query says it all."""
    match.words["code"] = match.text(match.node("here"))
    return True


def named(match: Match) -> bool:
    """The query says it all; the name is told."""
    match.words["name"] = match.text(match.node("name"))
    return True


def thrown_away(match: Match) -> bool:
    """A text that is made and not taken; `x?.y = z` is broken syntax to older grammars."""
    named(match)
    arguments = match.captures.get("arguments")
    # `span.ToUpperInvariant(into)` writes what it makes into what it is given.
    if arguments is not None and arguments[0].named_children and match.words["name"].startswith("To"):
        return False
    if "=" in match.text(match.node("here")) or match.node("here").has_error:
        return False
    # Lists and builders have a `trim` of their own, which changes them.
    return sort_of(match, receiver(match.node("here").named_children[0])) == TEXT


_INTERNED = re.compile(r"\.intern\(|string-interning|\bString\.isInterned\b|\w*[iI]nterner\b")
"""What makes equal texts one object."""


def is_constant(match: Match, node: Node | None) -> bool:
    """Whether a value is one of the literals of the file: a constant, or a name that is given nothing else in the file."""
    node = bare(node)
    if node is None:
        return False
    if is_text(node):
        return True
    name = match.text(node).removeprefix("this.")
    if re.fullmatch(r"(?:[A-Z]\w*\.)*[A-Z][A-Z0-9_]+", name):
        return True
    if not re.fullmatch(r"\w+", name):
        return False
    values = _values(match, node, name)
    return bool(values) and all(value is not None and is_text(value) for value in values)


def is_text(node: Node) -> bool:
    """Whether it is written there: `"a"`, `null`, `x ? "a" : "b"`."""
    inner = bare(node)
    if inner is not None and inner.type == "ternary_expression":
        return all(
            (one := inner.child_by_field_name(side)) is not None and is_text(one) for side in ("consequence", "alternative")
        )
    return inner is not None and inner.type in ("string_literal", "null_literal")


def _values(match: Match, node: Node, name: str) -> list[Node | None]:
    """Return what anything of that name is given in the file; None for a parameter, which is given anything."""
    while node.parent is not None:
        node = node.parent
    values: list[Node | None] = []
    for one in walk(node):
        if one.type == "variable_declarator" and match.text(one.child_by_field_name("name")) == name:
            if (value := one.child_by_field_name("value")) is not None:
                values.append(value)
        elif one.type == "assignment_expression" and match.text(one.child_by_field_name("left")) in (name, f"this.{name}"):
            values.append(one.child_by_field_name("right"))
        elif one.type in ("formal_parameter", "enhanced_for_statement", "resource", "instanceof_expression") and (
            match.text(one.child_by_field_name("name")) == name
        ):
            values.append(None)
    return values


def by_identity(match: Match) -> bool:
    """`text == "a"`, where the text may be another object than the literal: constants are one, and so is what is interned."""
    code(match)
    if _INTERNED.search(match.file.text):
        return False
    here = match.node("here")
    return not any(is_constant(match, side) for side in here.named_children if side.type != "string_literal") and not all(
        side.type == "string_literal" for side in here.named_children
    )


def unused_exception(match: Match) -> bool:
    """`new SomeException(…);` as a statement, of an exception that surely does nothing by being made."""
    named(match)
    around = match.node("here").parent
    # `default -> new SomeException()` gives a value.
    given = around is not None and around.type in ("switch_rule", "switch_expression_arm")
    return not given and only_an_error(match, match.node("name"))


_REQUIRED = re.compile(r"On[A-Z]\w*|\w+_\w+|Execute|Start|Awake|Update|Main|Initialize\w*|\w*(?:Handler|Callback|Command)")
"""Methods that a framework calls, by names that it gives."""


_WINDOWS = re.compile(r"using (?:System\.Windows|Avalonia|UnityEngine|Microsoft\.(?:UI|Maui|AspNetCore\.Components)|Xamarin)")


def async_void(match: Match) -> bool:
    """An `async void` method that is no event handler."""
    named(match)
    method = match.node("here")
    modifiers = {match.text(child) for child in method.children if child.type == "modifier"}
    attributes = any(child.type == "attribute_list" for child in method.children)
    parameters = match.text(method.child_by_field_name("parameters"))
    # Windows call their methods from handlers of events, and have nobody who awaits.
    if _WINDOWS.search(match.file.text) or re.search(r"\.(?:xaml|razor)\.cs$", match.file.path):
        return False
    if "async" not in modifiers or "override" in modifiers or attributes or _REQUIRED.fullmatch(match.words["name"]):
        return False
    match.captures = {**match.captures, "here": [match.node("name")]}
    return "EventArgs" not in parameters and "sender" not in parameters


PATTERNS = (
    Pattern(
        defect(
            "text-compared-by-identity",
            _HIGH,
            "`{code}` compares references, not texts",
            "`==` asks whether both are the same object. A text that was read or built is another object than "
            "the literal, even "
            "where the letters are the same.",
            "Use `equals`.",
            error=True,
        ),
        {
            "java": """
            (binary_expression operator: ["==" "!="] right: (string_literal)) @here
            (binary_expression left: (string_literal) operator: ["==" "!="]) @here
            """
        },
        by_identity,
    ),
    Pattern(
        defect(
            "exception-not-raised",
            _HIGH,
            "`{name}` is made but not thrown",
            "The statement creates the exception and throws it away; the code goes on as if nothing had happened.",
            "Put `throw` in front of it.",
            error=True,
        ),
        {
            "java csharp": "(expression_statement (object_creation_expression type: (_) @name)) @here",
        },
        unused_exception,
    ),
    Pattern(
        defect(
            "text-left-unchanged",
            _MEDIUM,
            "`{name}` changes no text; its result is thrown away",
            "Strings cannot be changed: `{name}` returns a new one, and nothing takes it.",
            "Assign the result.",
        ),
        {
            "java": """
            ((expression_statement (method_invocation name: (identifier) @name)) @here
              (#any-of? @name "trim" "strip" "toUpperCase" "toLowerCase"))
            """,
            "csharp": """
            ((expression_statement (invocation_expression function: (member_access_expression name: (identifier) @name)
                arguments: (_) @arguments)) @here
              (#any-of? @name "TrimStart" "TrimEnd" "ToUpper" "ToLower" "ToUpperInvariant" "ToLowerInvariant"))
            """,
        },
        thrown_away,
    ),
    Pattern(
        defect(
            "thread-run-directly",
            _HIGH,
            "`run` is called where a thread should start",
            "`run` does its work in the calling thread, which waits for it; no new thread starts.",
            "Call `start()`.",
            error=True,
        ),
        {
            "java": """
            ((method_invocation object: (object_creation_expression type: (type_identifier) @_type) name: (identifier)
              @_run) @here
              (#eq? @_type "Thread") (#eq? @_run "run"))
            """
        },
        code,
    ),
    Pattern(
        defect(
            "finally-swallows",
            _HIGH,
            "`return` in `finally` swallows exceptions",
            "Leaving `finally` this way throws away the exception that is on its way, and any value being returned.",
            "Move it behind the `try` statement.",
        ),
        {"java": "(finally_clause (block (return_statement) @here))"},
    ),
    Pattern(
        practice(
            "async-void",
            _MEDIUM,
            "Nobody can await `{name}`: it is `async void`",
            "The caller goes on before the work is done, and an exception in it can't be caught: it ends the process.",
            "Return `Task`.",
        ),
        {
            "csharp": """
            ((method_declaration returns: (predefined_type) @_void name: (identifier) @name) @here (#eq? @_void "void"))
            """
        },
        async_void,
    ),
)
