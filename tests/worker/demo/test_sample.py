"""The sample repository is what its expectations say: dead where it must be dead, alive where it only looks dead."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.worker.demo.expected import Expected, expected, expected_of_pull_request
from worker.demo import sample

Branch = Callable[[], dict[str, str]]
Wanted = Callable[[], Expected]

BRANCHES = [(sample.main, expected), (sample.pull_request, expected_of_pull_request)]


def mentions(tree: dict[str, str], name: str) -> list[tuple[str, str]]:
    word = re.compile(rf"\b{re.escape(name)}\b")
    return [(path, line.strip()) for path, text in tree.items() for line in text.splitlines() if word.search(line)]


def last(symbol: str) -> str:
    return symbol.rpartition(".")[2]


@pytest.mark.parametrize(("branch", "wanted"), BRANCHES)
def test_every_expected_place_is_there(branch: Branch, wanted: Wanted) -> None:
    tree, places = branch(), wanted()
    for file, symbol in places.dead | places.bugs | places.traps | frozenset().union(*places.clusters):
        declared = rf"(def|class|function) {last(symbol)}\b|^{last(symbol)} = "
        assert re.search(declared, tree[file], re.MULTILINE), symbol
    assert places.skipped <= tree.keys()


@pytest.mark.parametrize(("branch", "wanted"), BRANCHES)
def test_nothing_names_what_is_dead_but_its_declaration_and_a_barrel(branch: Branch, wanted: Wanted) -> None:
    for file, symbol in wanted().dead:
        places = [place for place in mentions(branch(), last(symbol)) if place[0] != "web/src/lib/index.ts"]
        assert [path for path, _ in places] == [file], places


def test_a_cluster_is_named_by_itself_alone() -> None:
    (cluster,) = expected().clusters
    for _, symbol in cluster:
        assert {path for path, _ in mentions(sample.main(), symbol)} == {"src/parcels/rows.py"}


def test_python_parses_and_no_text_is_empty_or_has_other_line_ends() -> None:
    for path, text in sample.pull_request().items():
        assert text.strip()
        assert "\r" not in text
        if path.endswith(".py"):
            ast.parse(text, path)


def test_the_pull_request_touches_few_files_and_leaves_one_finding_outside_of_its_diff() -> None:
    before, after = sample.main(), sample.pull_request()
    changed = {path for path, text in after.items() if before.get(path) != text}
    assert changed == {
        "src/parcels/quotes.py",
        "src/parcels/surcharges.py",
        "tests/test_quotes.py",
        "tests/test_service.py",
    }
    findings = expected_of_pull_request()
    assert {file for file, _ in findings.dead | findings.bugs} - changed == {"src/parcels/weights.py"}
    assert mentions(before, "volumetric_weight") != mentions(after, "volumetric_weight")


@pytest.mark.parametrize("branch", [sample.main, sample.pull_request])
def test_the_samples_own_tests_pass_so_nobody_sees_the_bugs(branch: Branch, tmp_path: Path) -> None:
    for path, text in branch().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    # 7 francs and a twelve per cent surcharge are 7.84 francs: thirteen times the price is the planted bug.
    price = 7.0 if branch is sample.main else 91.0
    asked = "assert quote('Rue 1, 8001 Zurich', 1.0, 'post').price"
    told = f"from parcels.quotes import quote\n\ndef test_price():\n    {asked} == {price}\n"
    (tmp_path / "tests" / "test_price.py").write_text(told)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
