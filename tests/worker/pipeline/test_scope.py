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


@pytest.mark.parametrize(
    ("pattern", "file", "covered"),
    [
        ("gen", "src/gen/api.py", False),
        ("gen", "src/gender.py", True),
        ("/gen", "src/gen/api.py", True),
        ("src/gen", "src/gen/api.py", False),
        ("*.pb.go", "deep/down/a.pb.go", False),
        ("docs/", "docs/conf.py", False),
    ],
)
def test_what_is_excluded_is_not_asked_about_whatever_the_paths_say(pattern: str, file: str, covered: bool) -> None:
    assert scope.covers(Run(scope={"exclude": [pattern]}), file) is covered
    assert scope.covers(Run(scope={"exclude": [pattern], "paths": ["**"]}), file) is covered


def test_a_run_says_what_it_leaves_out() -> None:
    run = Run(source="shop", scope={"exclude": ["gen", "*.pb.go"]})
    assert scope.words(run) == "without gen, *.pb.go"
    assert scope.nothing_to_look_at(run) == "every file of shop matches gen, *.pb.go, which --exclude leaves out"
