"""The settings, for commands: what is wrong with them is said in one line per variable, without the value."""

from pydantic import ValidationError

from app.domain.errors import UserError
from app.settings import Settings


def mistakes(error: ValidationError) -> list[str]:
    """Each wrong variable by its name, and what is wrong. Values are left out: they may be secrets."""
    lines: list[str] = []
    for detail in error.errors(include_url=False, include_input=False, include_context=False):
        variable = "_".join(("ANATOLY", *(str(part).upper() for part in detail["loc"][:1])))
        lines.append(f"{variable}: {detail['msg']}")
    return lines


def read() -> Settings:
    """Return the settings; raise `UserError` naming the first wrong variable."""
    try:
        return Settings()
    except ValidationError as error:
        first, *others = mistakes(error)
        more = f" (and {len(others)} more; see `anatoly doctor`)" if others else ""
        raise UserError(f"{first}{more}") from error
