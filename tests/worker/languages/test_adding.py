"""A language is added by one file and one sample folder: those of docs/contributors.md are put beside the others and hold."""

import dataclasses
import re
import shutil
import subprocess
import sys
from pathlib import Path

from worker.source.module import LanguageModule

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/contributors.md").read_text()


def example(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE[PAGE.index("## Adding a language") :], re.DOTALL)
    assert found is not None
    return found[1]


def test_the_language_and_the_sample_of_the_documentation_are_found_and_proven(tmp_path: Path) -> None:
    for package in ("app", "worker", "benchmarks"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    case = tmp_path / "tests/samples/toy/shop"
    case.mkdir(parents=True)
    (tmp_path / "worker/languages/toy.py").write_text(example("python"))
    (case / "cart.toy").write_text(example("json"))
    (case / "README.md").write_text(example("markdown"))
    (case / "expected.toml").write_text(example("toml"))

    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.accuracy"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    # Planted, right, false, missed, traps, precision, recall, F1.
    assert done.stdout.splitlines()[2:] == ["| utility | toy | 2 | 2 | 0 | 0 | 1 | 1.00 | 1.00 | 1.00 |"]


def test_every_field_of_a_language_module_is_explained() -> None:
    table = PAGE[PAGE.index("| Field | Says |") : PAGE.index("`read` is mostly")]

    explained = set(re.findall(r"`(\w+)`(?=[^|]*\|[^|]*\|$)", table, re.MULTILINE))

    assert {field.name for field in dataclasses.fields(LanguageModule)} <= explained
