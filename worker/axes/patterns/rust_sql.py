"""Wrong Rust and SQL."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.pattern import Match, Pattern
from worker.axes.patterns.rule import defect

_HIGH = Severity.HIGH


def rust_nan(match: Match) -> bool:
    """`x == f64::NAN`."""
    node = match.node("here")
    match.words["code"] = match.text(node)
    return any(re.fullmatch(r"(?:std::)?f(?:32|64)::NAN", match.text(node.children[at])) for at in (0, 2))


def compared_with_null(match: Match) -> bool:
    """`x = NULL` in a condition."""
    node = match.node("here")
    match.words["code"] = match.text(node)
    return re.search(r"(?:=|<>|!=)\s*null$", match.words["code"], re.IGNORECASE) is not None


PATTERNS = (
    Pattern(
        defect(
            "compared-with-nan",
            _HIGH,
            "`{code}` never finds NaN",
            "NaN equals nothing, not even itself: the comparison has the same answer for every value.",
            "Use `is_nan()`.",
            error=True,
        ),
        {"rust": '(binary_expression operator: ["==" "!="]) @here'},
        rust_nan,
    ),
    Pattern(
        defect(
            "compared-with-null",
            _HIGH,
            "`{code}` is never true",
            "A comparison with NULL gives NULL, whatever the value: no row satisfies it, not even those where it is NULL.",
            "Use `IS NULL` or `IS NOT NULL`.",
            error=True,
        ),
        {
            "sql": """
            (where (binary_expression) @here)
            (binary_expression (binary_expression) @here)
            (case (binary_expression) @here)
            """
        },
        compared_with_null,
    ),
)
