"""The settings, for commands: what is wrong with them is said in one line per variable, without the value."""

from pydantic import ValidationError

from app.domain.mistakes import in_words
from app.settings import Settings


def mistakes(error: ValidationError) -> list[str]:
    """Each wrong variable by its name, and what is wrong. Values are left out: they may be secrets."""
    lines: list[str] = []
    for detail in error.errors(include_url=False, include_input=False):
        variable = "_".join(("ANATOLY", *(str(part).upper() for part in detail["loc"][:1])))
        lines.append(f"{variable}: {in_words(detail)}")
    return lines


def explain(error: ValueError) -> str | None:
    """One line naming the first wrong variable, where the error is that the settings can't be read; else None."""
    if not isinstance(error, ValidationError) or error.title != Settings.__name__:
        return None
    first, *others = mistakes(error)
    return first + (f" (and {len(others)} more; see `anatoly doctor`)" if others else "")
