"""What a run looks at: its axes, its paths, its changed files; and how a review item is named."""

from functools import lru_cache
from pathlib import PurePosixPath

from app.db.models import Run
from app.domain.axis import Axis
from app.domain.globs import Globs
from app.domain.words import AXES
from worker.checkout import Checkout, changed_files, diff_hunks

SEPARATOR = " × "


def wants(run: Run, axis: Axis) -> bool:
    """Whether the run looks along an axis; without a list, along all."""
    axes = run.scope.get("axes") or []
    return not axes or axis in axes


def covers(run: Run, file: str) -> bool:
    """Whether findings in a file are asked for. Paths are globs, or folders and files by name; without any, all are.

    What is excluded is not, whatever the paths say.

    Raises `GlobError`; whoever takes paths from people refuses those that raise it.
    """
    folder = run.scope.get("folder")
    if folder and not file.startswith(f"{folder}/"):
        return False
    without = tuple(run.scope.get("exclude") or ())
    if without and _excluded(without).match(file):
        return False
    paths = tuple(run.scope.get("paths") or ())
    return not paths or any(file == path or file.startswith(f"{path}/") for path in paths) or _globs(paths).match(file)


@lru_cache(maxsize=64)
def _globs(paths: tuple[str, ...]) -> Globs:
    # A leading slash anchors a pattern at the root, as people mean it: `src` is the folder there, not every `src`.
    return Globs.covering("/" + PurePosixPath(path).as_posix().lstrip("/") for path in paths)


@lru_cache(maxsize=64)
def _excluded(patterns: tuple[str, ...]) -> Globs:
    return Globs.covering(patterns)


def words(run: Run) -> str:
    """What the run is limited to, in words; "" for everything."""
    limits = []
    if run.scope.get("folder"):
        limits.append(f"only {run.scope['folder']}/")
    if run.scope.get("paths"):
        limits.append(f"only {', '.join(run.scope['paths'])}")
    if run.scope.get("exclude"):
        limits.append(f"without {', '.join(run.scope['exclude'])}")
    if run.scope.get("axes"):
        limits.append(f"only {', '.join(AXES[Axis(axis)].lower() for axis in run.scope['axes'])}")
    if run.scope.get("diff_base"):
        limits.append(f"only what changed since {run.scope['diff_base']}")
    return ", ".join(limits)


def nothing_to_look_at(run: Run) -> str:
    """One line for a run whose scope holds no file."""
    if run.scope.get("paths"):
        return f"no file of {run.source} matches {', '.join(run.scope['paths'])}; paths are relative to the repository's root"
    if run.scope.get("exclude"):
        return f"every file of {run.source} matches {', '.join(run.scope['exclude'])}, which --exclude leaves out"
    return f"there is no file in {run.source} to audit"


def changed(checkout: Checkout, base: str) -> list[str]:
    """The files that are new or different since `base`, deleted ones left out."""
    return changed_files(checkout, base)


def differs(checkout: Checkout, base: str) -> bool:
    """Whether anything is new, different or gone since `base`."""
    return bool(diff_hunks(checkout, base))


def subject(file: str, axis: Axis) -> str:
    """The name of a review item: of a file, or of a function in one (`path::qualname`)."""
    return f"{file}{SEPARATOR}{axis.value}"


def split_subject(text: str) -> tuple[str, Axis]:
    """Undo `subject`."""
    file, _, axis = text.rpartition(SEPARATOR)
    return file, Axis(axis)
