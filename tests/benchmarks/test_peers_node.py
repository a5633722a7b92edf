"""Ours beside knip: what both say is told apart by file and name, and a knip that fails is said to have failed."""

import json
from pathlib import Path

import pytest

from benchmarks.peers_node import compare, knip, main, table


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository with one dead export, a dead type, and an export that only its own file uses."""
    root = tmp_path / "shop"
    (root / "src").mkdir(parents=True)
    (root / "package.json").write_text('{"name": "shop", "private": true, "scripts": {"start": "node src/main.ts"}}')
    (root / "src/main.ts").write_text('import { used } from "./lib.ts";\nused();\n')
    (root / "src/lib.ts").write_text(
        "export const own = 1;\nexport const used = () => own;\nexport const unused = () => 2;\nexport type Old = string;\n"
    )
    return root


def program(folder: Path, printed: str) -> str:
    """Make a program that prints what knip would."""
    path = folder / "knip"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{printed}\nEND\n")
    path.chmod(0o755)
    return str(path)


def test_both_are_compared_by_file_and_name(shop: Path, tmp_path: Path) -> None:
    said = {
        "file": "src/lib.ts",
        "exports": [{"name": "own", "line": 1}, {"name": "unused", "line": 3}],
        "types": [],
        "files": [],
    }
    found = compare(shop, program(tmp_path, "loading\n" + json.dumps({"issues": [said]}, separators=(",", ":"))))
    assert set(found.ours) == {("src/lib.ts", "unused"), ("src/lib.ts", "Old")}
    assert found.theirs == {("src/lib.ts", "own"): ("exports", 1), ("src/lib.ts", "unused"): ("exports", 3)}
    row = table([found]).splitlines()[-1]
    assert "| 0 / 0 (0) | 1 / 2 (1) | 1 / 0 (0) | 0 / 0 (0) | 1 | 1 |" in row


def test_what_knip_says_of_a_whole_file_covers_its_parts(shop: Path, tmp_path: Path) -> None:
    said = {"file": "src/lib.ts", "files": [{"name": "src/lib.ts"}]}
    found = compare(shop, program(tmp_path, json.dumps({"issues": [said]}, separators=(",", ":"))))
    assert found.covered == {("src/lib.ts", "unused"), ("src/lib.ts", "Old")}


def test_a_knip_that_fails_is_said_to_have_failed(shop: Path, tmp_path: Path) -> None:
    theirs, _, trouble = knip(program(tmp_path, "ERROR: no package.json"), shop)
    assert theirs is None
    assert trouble == "ERROR: no package.json"


def test_a_missing_knip_is_asked_for(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(shop), "--knip", "/nowhere/knip"]) == 1
    assert "npm install knip" in capsys.readouterr().err
