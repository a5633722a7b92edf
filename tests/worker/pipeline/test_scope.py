"""What a run looks at."""

import pytest

from app.db.models import Run
from worker.pipeline import scope


@pytest.mark.parametrize(
    ("path", "covered", "left_out"),
    [
        ("src", ["src/a.py", "src/x/b.py"], ["lib/src/a.py"]),
        ("src/a.py", ["src/a.py"], ["src/ab.py"]),
        ("*.py", ["a.py"], ["src/a.py"]),
        ("src/**/*.py", ["src/a.py", "src/x/a.py"], ["a.py"]),
        ("app/[slug]/page.tsx", ["app/[slug]/page.tsx", "app/s/page.tsx"], ["app/x/page.tsx"]),
        ("app/[slug]", ["app/[slug]/page.tsx"], ["app/x/page.tsx"]),
    ],
)
def test_paths_are_globs_or_files_and_folders_by_name(path: str, covered: list[str], left_out: list[str]) -> None:
    run = Run(scope={"paths": [path]})
    assert [file for file in covered if not scope.covers(run, file)] == []
    assert [file for file in left_out if scope.covers(run, file)] == []


def test_a_glob_with_many_stars_costs_no_more_than_its_length() -> None:
    run = Run(scope={"paths": ["src/" + "*a" * 90 + "b"]})
    assert not scope.covers(run, "src/" + "a" * 250)
