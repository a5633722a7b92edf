"""Answers to what people wrote to the App. `app` names a template and its values; here they become words."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.run import RunState
from worker.publish.neutralise import inline_code, plain


class _Values(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class RefusedPermission(_Values):
    """Somebody without write permission gave a command."""

    login: str


class BadCommand(_Values):
    """A line that was meant as a command and is none."""

    problem: Literal[
        "unknown_command",
        "unknown_flag",
        "unknown_axis",
        "missing_value",
        "unexpected_argument",
        "bad_path",
        "bad_quotes",
        "too_many",
    ]
    word: str
    nearest: str = ""
    known: list[str] = Field(default_factory=list)


class StatusOfRun(_Values):
    """One line of a status."""

    id: str
    state: str
    stage: str = ""
    commit: str = ""
    error: str = ""
    created_at: str = ""


class Status(_Values):
    """The newest runs of a thread."""

    runs: list[StatusOfRun]


class Cancelled(_Values):
    """The ids of the runs that were stopped."""

    runs: list[str]


class Help(_Values):
    """No values."""


class TemplateError(ValueError):
    """A reply that names no known template, or gives it other values than it takes."""


def reply(template: str, values: dict[str, Any], page: Callable[[str], str]) -> str:
    """The words of a reply. `page` gives the address of a run's page. Raises `TemplateError`, never half a sentence."""
    model = _TEMPLATES.get(template)
    if model is None:
        raise TemplateError(f"no reply is called {template!r}")
    try:
        given = model.model_validate(values)
    except ValidationError as error:
        fields = ", ".join(".".join(str(part) for part in problem["loc"]) for problem in error.errors())
        raise TemplateError(f"the reply {template!r} does not take these values: {fields}") from None
    match given:
        case RefusedPermission():
            return (
                f"Only people with write permission to this repository can command an audit; {inline_code(given.login)} has "
                "none. Somebody who has can write the same comment."
            )
        case BadCommand():
            return f"{_mistake(given)} `/anatoly help` lists the commands."
        case Status():
            return _status(given, page)
        case Cancelled():
            return _cancelled(given, page)
        case _:
            return _HELP


_TEMPLATES: dict[str, type[_Values]] = {
    "refused_permission": RefusedPermission,
    "bad_command": BadCommand,
    "status": Status,
    "cancelled": Cancelled,
    "help": Help,
}

_HELP = """Write one command a line, outside of quotes and code:

| Command | Does |
|---|---|
| `/anatoly audit` | audits this pull request, or the default branch when written in an issue |
| `/anatoly audit src/ --axes utility,correction` | only these paths and axes |
| `/anatoly audit --full` | looks at all files, not only at what changed |
| `/anatoly status` | where the newest runs stand |
| `/anatoly cancel` | stops what is queued or running here |
| `/anatoly help` | this list |

Only people with write permission can command. 👀 means seen, 🚀 done, 😕 refused, failed or stopped."""


def _mistake(given: BadCommand) -> str:
    word = inline_code(given.word) or "nothing"
    near = f" Did you mean {inline_code(given.nearest)}?" if given.nearest else ""
    known = ", ".join(inline_code(name) for name in given.known)
    match given.problem:
        case "unknown_command":
            return f"There is no command {word}.{near}"
        case "unknown_flag":
            return f"There is no option {word}.{near}" + (f" There are {known}." if known and not near else "")
        case "unknown_axis":
            return f"There is no axis {word}.{near}" + (f" The axes are {known}." if known else "")
        case "missing_value":
            return f"{word} needs a value" + (f": {known}." if known else ".")
        case "unexpected_argument":
            command = f" for {inline_code(given.nearest)}" if given.nearest else ""
            return f"{word} is one word too many{command}."
        case "bad_path":
            return f"{word} is neither a path inside this repository nor a glob that can match one."
        case "bad_quotes":
            return f"A quotation mark is not closed in {word}."
        case "too_many":
            return f"More than {word} commands in one comment: the rest is not worked off."


_STATE = {
    RunState.QUEUED: "waits for a worker",
    RunState.RUNNING: "is running",
    RunState.PUBLISHING: "is being published",
    RunState.DONE: "is done",
    RunState.FAILED: "failed",
    RunState.CANCELLED: "was cancelled",
    RunState.SUPERSEDED: "was superseded by a newer one",
}


def _status(given: Status, page: Callable[[str], str]) -> str:
    if not given.runs:
        return "There has been no run here yet. `/anatoly audit` starts one."
    lines = []
    for run in given.runs:
        state = _STATE[RunState(run.state)] if run.state in set(RunState) else inline_code(run.state)
        stage = f" (stage {inline_code(run.stage)})" if run.stage and run.state == RunState.RUNNING else ""
        at = f" of {inline_code(run.commit[:7])}" if run.commit else ""
        error = f": {plain(run.error)}" if run.error and run.state == RunState.FAILED else ""
        lines.append(f"- {_run(run.id, page)}{at} {state}{stage}{error}")
    return "\n".join(lines)


def _cancelled(given: Cancelled, page: Callable[[str], str]) -> str:
    if not given.runs:
        return "Nothing is queued or running here."
    return f"Cancelled: {', '.join(_run(run, page) for run in given.runs)}."


def _run(run_id: str, page: Callable[[str], str]) -> str:
    return f"[run {run_id[:8]}]({page(run_id)})" if run_id.isalnum() else f"run {inline_code(run_id)}"
