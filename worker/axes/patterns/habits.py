"""Habits that hide errors or stop a program: one short rule each."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.pattern import JS, Match, Pattern, above, code_children
from worker.axes.patterns.promises import is_async
from worker.axes.patterns.rule import practice

_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
_ALL = " ".join(JS)


def async_argument(match: Match) -> bool:
    """An async function where a plain one is expected."""
    return is_async(match.node("function"))


def async_executor(match: Match) -> bool:
    """An async function given to `new Promise` that does not catch all its errors itself."""
    body = match.node("function").child_by_field_name("body")
    if not is_async(match.node("function")) or body is None:
        return False
    statements = code_children(body)
    if not match.find(body, "(await_expression) @a"):
        return False
    return not any(one.type == "try_statement" and one.child_by_field_name("handler") is not None for one in statements)


def not_asked(match: Match) -> bool:
    """Whether nothing asks first: old Node.js had no other way."""
    return above(match.node("here"), "if_statement", "ternary_expression", "else_clause") is None


def left_in(match: Match) -> bool:
    """A stop that nothing asks for first."""
    return above(match.node("here"), "if_statement") is None and not re.search(r"debug", match.file.path, re.IGNORECASE)


PATTERNS = (
    Pattern(practice(
        "async-promise-executor", _MEDIUM, "Errors of this promise's function are lost",
        "`new Promise` ignores the promise that an async function returns: an error in it rejects nothing, "
        "and who awaits the outer "
        "promise waits for ever.",
        "Write an async function instead of `new Promise`.",
    ), {_ALL: """
        ((new_expression constructor: (identifier) @_c
          arguments: (arguments . [(arrow_function) (function_expression)] @function)) @here (#eq? @_c "Promise"))
        """}, async_executor),
    Pattern(practice(
        "async-effect", _MEDIUM, "The function given to `useEffect` is async",
        "React takes what the function returns for its clean-up; it gets a promise, warns, and never cleans up.",
        "Define the async function inside of the effect and call it there.",
    ), {_ALL: """
        ((call_expression function: (_) @_f arguments: (arguments . [(arrow_function) (function_expression)] @function)) @here
          (#any-of? @_f "useEffect" "useLayoutEffect" "React.useEffect" "React.useLayoutEffect"))
        """}, async_argument),
    Pattern(practice(
        "debugger-left-in", _MEDIUM, "A stop for the debugger was left in",
        "`debugger` stops every visitor who has developer tools open, and Node.js under inspection.",
        "Delete the line.",
    ), {_ALL: "(debugger_statement) @here"}, left_in),
    Pattern(practice(
        "thrown-text", _LOW, "A text is thrown, which has no stack",
        "Who catches it can't tell where it comes from, and code that reads `.message` finds undefined.",
        "Throw `new Error(…)`.",
    ), {_ALL: "(throw_statement [(string) (template_string)]) @here"}),
    Pattern(practice(
        "buffer-constructor", _MEDIUM, "`new Buffer` is deprecated: what it returns depends on what it is given",
        "Given a number, it returns memory as it was left; Node.js deprecates it for that reason.",
        "Use `Buffer.from` or `Buffer.alloc`.",
    ), {_ALL: '((new_expression constructor: (identifier) @_c) @here (#eq? @_c "Buffer"))'}, not_asked),
    Pattern(practice(
        "rethrown-without-stack", _MEDIUM, "`throw {name};` loses where the exception comes from",
        "Thrown by name, the exception starts its stack trace here; the frames below are gone.",
        "Write `throw;`.",
    ), {"csharp": """
        ((catch_clause (catch_declaration name: (identifier) @name)
          body: (block (throw_statement (identifier) @_thrown) @here)) (#eq? @name @_thrown))
        """}, lambda match: bool(match.words.update(name=match.text(match.node("name"))) or True)),
    Pattern(practice(
        "binary-formatter", _HIGH, "`BinaryFormatter` runs what the data asks for",
        "Whoever writes the data can run code here while it is read; .NET 9 removed the class for that reason.",
        "Use a serializer for data, such as System.Text.Json.",
    ), {"csharp": '((object_creation_expression type: (identifier) @_t) @here (#eq? @_t "BinaryFormatter"))'}),
)  # fmt: skip
