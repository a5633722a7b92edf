"""Reports reach the disk whole, or the user is told why not."""

from pathlib import Path

import pytest

from app.domain.errors import UserError
from worker.report.model import Report
from worker.report.write import PROJECTIONS, prepare, write


def test_every_format_is_written_under_its_name(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "reports"
    written = write(report, folder, PROJECTIONS)
    assert [path.name for path in written] == ["findings.json", "report.md", "findings.sarif", "report.html"]
    assert sorted(folder.iterdir()) == sorted([folder / ".gitignore", *written])
    assert Report.load(folder / "findings.json") == report


def test_only_what_was_asked_for_is_written_and_an_old_report_is_replaced(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("old")
    assert write(report, tmp_path, ["md"]) == [tmp_path / "report.md"]
    assert (tmp_path / "report.md").read_text().startswith("# Critical")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_what_an_earlier_run_wrote_in_other_formats_does_not_stay_for_this_one(report: Report, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(report, folder, PROJECTIONS)
    write(report, folder, ["json"])
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "findings.json"]


def test_nobody_elses_file_is_removed(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("somebody's")
    write(report, tmp_path, ["json"])
    assert (tmp_path / "report.html").read_text() == "somebody's"


def test_a_folder_that_is_a_file_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(UserError, match=r"cannot write reports to .*taken.*choose another --output"):
        prepare(tmp_path / "taken")


def test_a_file_that_cannot_be_replaced_is_named(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    with pytest.raises(UserError, match=r"cannot write .*report.md"):
        write(report, tmp_path, ["md"])
