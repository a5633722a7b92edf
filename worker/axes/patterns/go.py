"""Wrong Go."""

from app.domain.axis import Severity
from worker.axes.patterns.pattern import Match, Pattern
from worker.axes.patterns.rule import defect


def overwritten(match: Match) -> bool:
    """The error of one call is replaced by that of the next statement's, which does not use it."""
    name = match.text(match.node("error"))
    match.words["name"] = name
    # `error(nil)` is a conversion, `errors.New` cannot fail: they declare the name, with what it is if nothing else happens.
    declares = match.text(match.node("_one")).startswith(("error(", "errors.New(", "fmt.Errorf("))
    return name == match.text(match.node("again")) and name not in match.text(match.node("next")) and not declares


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
