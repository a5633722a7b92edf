"""Wrong Go."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.pattern import Match, Pattern
from worker.axes.patterns.rule import defect


def overwritten(match: Match) -> bool:
    """The error of one call is replaced by that of the next statement's, which does not use it."""
    name = match.text(match.node("error"))
    match.words["name"] = name
    # `error(nil)` is a conversion: it declares the name.
    declares = match.text(match.node("_one")).startswith("error(")
    if _makes_error(match):
        return False
    return name == match.text(match.node("again")) and name not in match.text(match.node("next")) and not declares


_MAKES = re.compile(r"(?:\w+\.)*(?:New\w*|\w*[eE]rr(?:or)?s?f?|\w*Error\w*|Wrapf?|With\w+)")


def _makes_error(match: Match) -> bool:
    """`err := errors.New("never tried")`: a first value that no call failed with."""
    call = match.node("_one")
    left = (
        call.parent.parent.child_by_field_name("left") if call.parent is not None and call.parent.parent is not None else None
    )
    alone = left is not None and left.named_child_count == 1
    called = match.text(call.child_by_field_name("function"))
    return alone and (called.startswith("errors.") or _MAKES.fullmatch(called) is not None)


_CALL = "right: (expression_list (call_expression) @{}))"
_LEFT = "left: (expression_list (identifier) @{} .)"

PATTERNS = (
    Pattern(
        defect(
            "error-overwritten",
            Severity.HIGH,
            "The error in `{name}` is overwritten before anything looks at it",
            "The next statement assigns `{name}` again. If this call fails, the code goes on with what it did not get.",
            "Check `{name}` before the next call.",
        ),
        {
            "go": "\n".join(
                f"((statement_list ({first} {_LEFT.format('error')} {_CALL.format('_one')} @here ."
                f' ({second} {_LEFT.format("again")} {_CALL.format("next")}) (#match? @error "^(err|.*Err)$"))'
                for first in ("short_var_declaration", "assignment_statement")
                for second in ("short_var_declaration", "assignment_statement")
            )
        },
        overwritten,
    ),
    Pattern(
        defect(
            "response-before-error",
            Severity.HIGH,
            "`{name}` is used before its error is checked",
            "When the request fails, `{name}` is nil: `{name}.Body` panics before the error is looked at.",
            "Check the error first, then defer the closing.",
            error=True,
        ),
        {
            "go": """
            ((statement_list
              (short_var_declaration left: (expression_list (identifier) @name . (identifier)) right: (expression_list
                (call_expression)))
              . (defer_statement (call_expression function: (selector_expression
                  operand: (selector_expression operand: (identifier) @_used field: (field_identifier) @_body)))) @here)
              (#eq? @name @_used) (#eq? @_body "Body"))
            """
        },
        lambda match: bool(match.words.update(name=match.text(match.node("name"))) or True),
    ),
)
