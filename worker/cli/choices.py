"""What a person may choose from, and what they probably meant when they chose something else."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from app.domain.axis import Axis, Severity
from app.domain.errors import UserError
from app.domain.globs import GlobError, Globs

FORMATS = ("json", "md", "sarif", "html")
NEVER = "never"
PATH, EXCLUDE = "--path", "--exclude"


def pick(what: str, given: str, allowed: Sequence[str]) -> str:
    """Return `given` when it is allowed (in any case); else raise `UserError` with the nearest choice and all of them."""
    wanted = given.strip().lower()
    if wanted in allowed:
        return wanted
    near = get_close_matches(wanted, allowed, n=1, cutoff=0.5)
    guess = f"did you mean {near[0]}? " if near else ""
    raise UserError(f"unknown {what} {given!r:.60}: {guess}choose from {', '.join(allowed)}")


def pick_many(what: str, given: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return the comma-separated choices in the order of `allowed`, each once."""
    wanted = {pick(what, part, allowed) for part in given.split(",") if part.strip()}
    if not wanted:
        raise UserError(f"no {what} given: choose from {', '.join(allowed)}")
    return tuple(choice for choice in allowed if choice in wanted)


def axes(given: str | None) -> tuple[Axis, ...]:
    """`utility,correction` as axes; None as no choice."""
    if given is None:
        return ()
    return tuple(map(Axis, pick_many("axis", given, [axis.value for axis in Axis])))


def floor(given: str) -> Severity | None:
    """The severity from which on a run fails; None for `never`."""
    choice = pick("severity", given, [*Severity, NEVER])
    return None if choice == NEVER else Severity(choice)


def non_negative(what: str, value: float | None) -> float | None:
    """Refuse limits below zero, and those that are no number."""
    if value is not None and not 0 <= value < float("inf"):
        raise UserError(f"{what} must be a number from 0 upwards, not {value}")
    return value


def base(given: str | None) -> str | None:
    """The base of `--diff`: one commit, branch or tag."""
    if given is None:
        return None
    if not given.strip():
        raise UserError("--diff got no base: name a commit or a branch, or leave it out to audit everything")
    if ".." in given:
        raise UserError(f"--diff {given!r:.80} is a range: name its first end alone; the other is what is audited")
    return given


def globs(option: str, given: Iterable[str]) -> tuple[str, ...]:
    """Refuse globs that can match nothing in a repository: empty ones, absolute ones, and those that climb out."""
    kept = tuple(given)
    for glob in kept:
        if not glob.strip() or (glob.startswith("/") and option != EXCLUDE) or ".." in glob.split("/"):
            raise UserError(f"{option} {glob!r:.80}: give a glob relative to the repository's root, such as 'src/**'")
        try:
            Globs.covering((glob if option == EXCLUDE else f"/{glob}",))
        except GlobError as error:
            raise UserError(f"{option} {glob!r:.80}: {error}") from None
    return kept
