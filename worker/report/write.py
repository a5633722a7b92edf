"""Writes the reports of a run into a folder."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.domain.errors import UserError
from worker.report.html import html
from worker.report.markdown import markdown
from worker.report.model import Report
from worker.report.sarif import sarif

PROJECTIONS: Mapping[str, tuple[str, Callable[[Report], str]]] = {
    "json": ("findings.json", Report.to_json),
    "md": ("report.md", markdown),
    "sarif": ("findings.sarif", sarif),
    "html": ("report.html", html),
}
"""What a report can be written as: format, file name, projection."""

_IGNORE, _IGNORED = ".gitignore", "# made by anatoly\n*\n"


def prepare(folder: Path) -> None:
    """Make the folder, before hours of work, and raise `UserError` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The reports name what nothing else names: inside the repository they must never count as part of it.
        if not any(folder.iterdir()):
            (folder / _IGNORE).write_text(_IGNORED, encoding="utf-8")
        probe = folder / ".anatoly-writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UserError(f"cannot write reports to {folder}: {error.strerror or error}; choose another --output") from error


def forget(folder: Path) -> None:
    """Remove a folder that `prepare` made and nothing was written to. Anything else in it keeps it."""
    try:
        if [path.name for path in folder.iterdir()] == [_IGNORE] and (folder / _IGNORE).read_text(encoding="utf-8") == _IGNORED:
            (folder / _IGNORE).unlink()
            folder.rmdir()
    except OSError:
        return  # it is gone, or somebody else's: either way nothing of ours is left to do


def _forget_the_others(folder: Path, formats: Iterable[str]) -> None:
    """Remove what an earlier run wrote in formats that this one does not: it would pass for this run's."""
    if not (folder / _IGNORE).is_file():
        return  # the folder is not one of ours: what lies there may be somebody else's
    for name in PROJECTIONS.keys() - set(formats):
        try:
            (folder / PROJECTIONS[name][0]).unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"cannot remove the earlier {folder / PROJECTIONS[name][0]}: {error.strerror or error}") from error


def write(report: Report, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Write each format into the folder and return the paths. A file is complete or not there: it is renamed into place."""
    prepare(folder)
    _forget_the_others(folder, formats := tuple(formats))
    written: list[Path] = []
    for name in formats:
        file_name, project = PROJECTIONS[name]
        target = folder / file_name
        beside = target.with_name(f".{file_name}.partial")
        try:
            beside.write_text(project(report), encoding="utf-8", newline="\n")
            beside.replace(target)
        except OSError as error:
            raise UserError(f"cannot write {target}: {error.strerror or error}") from error
        written.append(target)
    return written
