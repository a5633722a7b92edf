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


def prepare(folder: Path) -> None:
    """Make the folder, before hours of work, and raise `UserError` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The reports name what nothing else names: inside the repository they must never count as part of it.
        ignore = folder / ".gitignore"
        if not any(folder.iterdir()):
            ignore.write_text("# made by anatoly\n*\n", encoding="utf-8")
        probe = folder / ".anatoly-writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UserError(f"cannot write reports to {folder}: {error.strerror or error}; choose another --output") from error


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
