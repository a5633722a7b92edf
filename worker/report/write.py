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


def write(report: Report, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Write each format into the folder and return the paths. A file is complete or not there: it is renamed into place."""
    prepare(folder)
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
