"""Promises of JavaScript and TypeScript that nothing waits for, or that are taken for what they resolve to."""

from collections.abc import Iterator

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import FUNCTIONS, JS, Match, Pattern, above, walk
from worker.axes.patterns.python_defects import name_of_call
from worker.axes.patterns.rule import defect
from worker.axes.patterns.sorts import LIST, receiver, sort_of
from worker.source.facts import Symbol

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_ALL = " ".join(JS)


def async_function(match: Match) -> bool:
    """A call of an async function of the repository."""
    call = match.node("call")
    name = name_of_call(call)
    if name is None:
        return False
    bound = match.bound(name)
    match.words["name"] = match.text(name)
    return bool(bound) and all(one.is_async for one in bound)


def is_async(node: Node | None) -> bool:
    """Whether a function is declared async."""
    return node is not None and any(child.type == "async" for child in node.children)


def escapes_catch(match: Match) -> bool:
    """An async call that nothing awaits, right inside a `try` that means to catch its errors, in an async function."""
    if not is_async(above(match.node("here"), *FUNCTIONS)) or not async_function(match):
        return False
    name = name_of_call(match.node("call"))
    return name is not None and all(_may_reject(match, one) for one in match.bound(name))


_RISKS = frozenset({"await_expression", "call_expression", "new_expression", "throw_statement", "yield_expression"})


def _may_reject(match: Match, symbol: Symbol) -> bool:
    """Whether an async function does something outside of a `try` that has a `catch`, or throws on."""
    root = match.root_of(symbol.file)
    body = next(
        (
            one.child_by_field_name("body")
            for one in (walk(root) if root is not None else ())
            if one.type in FUNCTIONS
            and is_async(one)
            and symbol.line_start <= one.start_point[0] + 1
            and one.end_point[0] < symbol.line_end
        ),
        None,
    )
    return body is not None and any(True for _ in _risks(match, body))


def _risks(match: Match, body: Node) -> Iterator[Node]:
    todo = [body]
    while todo:
        here = todo.pop()
        handler = here.child_by_field_name("handler") if here.type == "try_statement" else None
        if handler is not None:
            end = here.child_by_field_name("finalizer")
            todo += [end] if end is not None else []
            yield from (one for one in walk(handler) if one.type in ("throw_statement", "await_expression"))
        elif _catches(match, here.named_children[0] if here.type == "await_expression" else here):
            continue
        elif here.type in _RISKS:
            yield here
        elif here.type not in FUNCTIONS:
            todo += here.named_children


def _catches(match: Match, call: Node) -> bool:
    """`work().catch(…)`."""
    function = call.child_by_field_name("function") if call.type == "call_expression" else None
    return function is not None and match.text(function.child_by_field_name("property")) == "catch"


def async_predicate(match: Match) -> bool:
    """`list.filter(async …)`: the promise that comes back is always true. Streams and others wait for it."""
    match.words["name"] = match.text(match.node("name"))
    return is_async(match.node("function")) and sort_of(match, receiver(match.node("here"))) == LIST


def forgotten_each(match: Match) -> bool:
    """`list.forEach(async …)` in an async function whose later statements go on as if the work were done."""
    function = above(match.node("here"), *FUNCTIONS)
    if not is_async(match.node("function")) or not is_async(function):
        return False
    body = match.node("function").child_by_field_name("body")
    if body is None or not match.find(body, "(await_expression) @a"):
        return False
    after = match.node("here").next_named_sibling
    while after is not None and "comment" in after.type:
        after = after.next_named_sibling
    return after is not None


PATTERNS = (
    Pattern(defect(
        "promise-as-condition", _HIGH, "This condition is always true: `{name}` is not awaited",
        "`{name}` is an async function. Its call gives a promise, and a promise is always true, whatever it resolves to.",
        "Write `await {name}(…)`.", error=True,
    ), {_ALL: """
        (if_statement condition: (parenthesized_expression (call_expression) @call @here))
        (while_statement condition: (parenthesized_expression (call_expression) @call @here))
        (unary_expression operator: "!" argument: (call_expression) @call @here)
        (ternary_expression condition: (call_expression) @call @here)
        (if_statement condition: (parenthesized_expression
          (binary_expression left: (call_expression) @call @here operator: ["&&" "||"])))
        (if_statement condition: (parenthesized_expression
          (binary_expression operator: ["&&" "||"] right: (call_expression) @call @here)))
        """}, async_function),
    Pattern(defect(
        "rejection-escapes-catch", _HIGH, "`catch` does not see errors of `{name}`: its call is not awaited",
        "`{name}` is an async function. The `try` block is over before its promise settles, so that a "
        "rejection passes by `catch` and "
        "ends as an unhandled one, which stops Node.js.",
        "Write `await {name}(…)`.",
    ), {_ALL: """
        (try_statement body: (statement_block (expression_statement . (call_expression) @call .) @here) handler: (catch_clause))
        """}, escapes_catch),
    Pattern(defect(
        "async-predicate", _HIGH, "`{name}` takes every answer of an async function for true",
        "The function returns a promise, and a promise is always true: `{name}` never sees what it resolves to.",
        "Await the answers first, with `Promise.all`.", error=True,
    ), {_ALL: """
        ((call_expression
          function: (member_expression property: (property_identifier) @name)
          arguments: (arguments . [(arrow_function) (function_expression)] @function)) @here
          (#any-of? @name "some" "every" "find" "findIndex" "filter"))
        """}, async_predicate),
    Pattern(defect(
        "for-each-does-not-wait", _MEDIUM, "`forEach` does not wait for its async function",
        "`forEach` throws the promises away: the statements after it run before the work is done, and an "
        "error in it is unhandled.",
        "Use `for … of` with `await`, or `await Promise.all(….map(…))`.",
    ), {_ALL: """
        (expression_statement (call_expression
          function: (member_expression property: (property_identifier) @_name)
          arguments: (arguments . [(arrow_function) (function_expression)] @function))
          (#eq? @_name "forEach")) @here
        """}, forgotten_each),
)  # fmt: skip
