"""Claims of wrong code and bad practice: what they say, how much they weigh, and that their evidence checks again."""

from pathlib import Path

import pytest

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Quote, Rule
from app.domain.finding import Claim
from tests.worker.axes.pairs_python_practices import KEY
from tests.worker.axes.planted import claims_in, fired
from worker.axes.linting import ruff
from worker.axes.provers import Again, prove
from worker.deliberation.recheck import recheck
from worker.graph.build import build
from worker.source.facts import Skipped
from worker.source.read import read

MAIN = 'from shop import buy\n\nif __name__ == "__main__":\n    buy("x")\n'
SQL = "def buy(name):\n    db.execute(f\"DELETE FROM t WHERE name = '{request.args[name]}'\")\n"


def only(claims: list[Claim], rule: str) -> Claim:
    (found,) = [one for one in claims if one.rule.endswith(f".{rule}")]
    return found


def test_a_claim_names_the_thing_says_why_and_what_to_do(tmp_path: Path) -> None:
    claim = only(claims_in(tmp_path, {"a.py": "def f(x, into=[]):\n    into.append(x)\n"}), "mutated-default")

    assert claim.title == "All calls share the default of `into`, and line 2 changes it"
    assert claim.suggestion is not None
    assert claim.suggestion.description == "Use `None` as the default and make the value in the function."
    assert (claim.symbol, claim.line_start, claim.verdict) == ("f", 1, Verdict.NEEDS_FIX)


@pytest.mark.parametrize(
    ("files", "axis"),
    [
        ({"a.py": "def f(x, into=[]):\n    into.append(x)\n"}, Axis.CORRECTION),
        ({"a.py": "\ufeffdef f():\r\n    raise NotImplemented\r\n"}, Axis.CORRECTION),
        ({"a.ts": "export const p = new Promise(async (done) => {\n  done(await f());\n});\n"}, Axis.BEST_PRACTICES),
    ],
    ids=["pattern", "ruff, with a BOM and CRLF", "several lines"],
)
def test_quote_and_rule_hold_when_they_are_checked_again(files: dict[str, str], axis: Axis, tmp_path: Path) -> None:
    claims = [one for one in claims_in(tmp_path, files) if one.axis is axis]
    source = read(tmp_path, files)
    fires = Again(source, build(source)).fires
    assert claims
    for claim in claims:
        assert {type(one) for one in claim.evidence} == {Quote, Rule}
        assert all(recheck(one, tmp_path, None, fires) for one in claim.evidence)
    (tmp_path / next(iter(files))).write_text("x = 1\n")
    source = read(tmp_path, files)
    fires = Again(source, build(source)).fires
    assert not any(recheck(one, tmp_path, None, fires) for claim in claims for one in claim.evidence)


def test_a_secret_is_shown_nowhere(tmp_path: Path) -> None:
    claim = only(claims_in(tmp_path, {"a.py": f"API_KEY = '{KEY}'\n"}), "written-secret")

    assert KEY not in claim.model_dump_json()
    assert KEY[8:] not in claim.model_dump_json()
    assert "`API_KEY`" in claim.title
    assert [type(one) for one in claim.evidence] == [Rule]


def test_a_bad_practice_is_severe_only_where_a_root_leads_to_it(tmp_path: Path) -> None:
    reached = only(claims_in(tmp_path / "a", {"main.py": MAIN, "shop.py": SQL}), "sql-from-text")
    unreached = only(claims_in(tmp_path / "b", {"main.py": "print(1)\n", "shop.py": SQL}), "sql-from-text")

    assert (reached.severity, reached.verdict) == (Severity.HIGH, Verdict.FAIL)
    assert (unreached.severity, unreached.verdict) == (Severity.LOW, Verdict.WARN)


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    raise NotImplemented  # noqa: F901\n",
        "def f(x, into=[]):  # shared on purpose\n    into.append(x)\n",
        "import requests\n# nosec: a probe on a trusted wire\nrequests.get(u, verify=False, timeout=1)\n",
    ],
    ids=["noqa", "on purpose", "nosec above"],
)
def test_what_somebody_meant_and_said_so_is_left_alone(text: str, tmp_path: Path) -> None:
    rules = {one.rule for one in claims_in(tmp_path, {"a.py": text})}
    assert not rules & {"correction.raise-not-implemented", "correction.mutated-default", "best_practices.tls-verification-off"}


def test_what_somebody_meant_for_a_whole_function_is_left_alone(tmp_path: Path) -> None:
    body = "  int f() {\n    int otp = new Random().nextInt(9);\n    return otp;\n  }\n"
    text = f'class A {{\n  @SuppressFBWarnings("PREDICTABLE_RANDOM")\n{body}}}\n'
    assert "guessable-secret" not in fired(tmp_path / "kept", "A.java", text)
    assert "guessable-secret" in fired(tmp_path / "told", "A.java", text.replace("@Suppress", "// @Sup press"))


CODE = {
    "a.py": "import requests\n\ndef f(u, into=[]):\n    into.append(u)\n    raise NotImplemented\n",
    "b.js": "export async function f(x) {\n  if (typeof x === 'array') debugger;\n  throw 'no';\n}\n",
}
HOSTILE = {
    "pyproject.toml": "[tool.ruff]\nextend-exclude = ['a.py']\n[tool.ruff.lint]\nignore = ['ALL']\n",
    "ruff.toml": "extend-exclude = ['*.py']\n",
    ".ruff.toml": "extend = '/etc/passwd'\n",
    ".eslintrc.js": "require('fs').writeFileSync('ran', '');\nmodule.exports = {root: true, ignorePatterns: ['*']};\n",
    "eslint.config.mjs": "import fs from 'fs';\nfs.writeFileSync('ran', '');\nexport default [];\n",
    ".eslintignore": "*\n",
    ".semgrepignore": "*\n",
    "ruff": "#!/bin/sh\ntouch ran\n",
    "node_modules/.bin/eslint": "#!/bin/sh\ntouch ran\n",
    "sitecustomize.py": "open('ran', 'w').close()\n",
    "setup.py": "open('ran', 'w').close()\n",
}


def test_settings_and_programs_of_the_repository_change_nothing_and_are_not_run(tmp_path: Path) -> None:
    quiet = claims_in(tmp_path / "quiet", CODE)
    hostile = claims_in(tmp_path / "hostile", {**CODE, **HOSTILE})
    for name in ("ruff", "node_modules/.bin/eslint"):
        (tmp_path / "hostile" / name).chmod(0o755)
    again = claims_in(tmp_path / "hostile", {**CODE, **HOSTILE})
    said = [[(one.file, one.rule, one.line_start) for one in claims] for claims in (quiet, hostile, again)]

    assert {file for file, *_ in said[0]} == {"a.py", "b.js"}
    assert said[0] == said[1] == said[2]
    assert not list((tmp_path / "hostile").rglob("ran"))


def test_files_that_ruff_did_not_get_through_are_told_once_and_other_rules_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruff, "program", lambda: None)
    (tmp_path / "a.py").write_text(CODE["a.py"])
    source = read(tmp_path, ["a.py"])
    proven = prove(source, build(source), [Axis.CORRECTION, Axis.BEST_PRACTICES])

    assert [one.rule for one in proven.claims] == ["correction.mutated-default"]
    assert proven.left_out == (Skipped("a.py", ruff.MISSING),)


@pytest.mark.parametrize("path", ["examples/a.py", "docs/a.py", "tests/test_a.py", "benchmarks/a.py", "vendor/a.py"])
def test_code_that_shows_tries_or_is_not_theirs_is_left_alone(path: str, tmp_path: Path) -> None:
    assert claims_in(tmp_path, {path: "def f(x, into=[]):\n    into.append(x)\n    return NotImplmented\n"}) == []


def test_an_assertion_that_cannot_fail_is_worth_saying_in_a_test(tmp_path: Path) -> None:
    claim = only(claims_in(tmp_path, {"tests/test_a.py": "def test_a():\n    assert (f(), 'no')\n"}), "assert-on-tuple")
    assert claim.verdict is Verdict.ERROR


def test_nothing_is_said_about_code_around_broken_syntax(tmp_path: Path) -> None:
    assert claims_in(tmp_path, {"a.ts": "function f() {\n  if (x = 1) {{{\n  return\n    1;\n"}) == []


def test_the_same_lines_twice_in_one_function_are_one_claim_that_moves_with_the_code(tmp_path: Path) -> None:
    code = "def f(t):\n    if len(t) >= 0:\n        a()\n    if len(t) >= 0:\n        b()\n"
    here = only(claims_in(tmp_path / "a", {"a.py": code}), "length-below-zero")
    there = only(claims_in(tmp_path / "b", {"b.py": "\n\nx = 1\n" + code}), "length-below-zero")
    assert here.fingerprint == there.fingerprint
    assert (here.line_start, there.line_start) == (2, 5)


@pytest.mark.parametrize(
    "start",
    ["import builtins\n\nbuiltins.__dict__['T'] = str\n", "import builtins as b\n\nsetattr(builtins, 'T', str)\n"],
    ids=["by its dictionary", "by setattr"],
)
def test_a_name_that_another_file_puts_among_the_builtins_is_defined(tmp_path: Path, start: str) -> None:
    files = {"a.py": "def f():\n    return T('a')\n"}
    only(claims_in(tmp_path / "alone", files), "undefined-name")
    assert claims_in(tmp_path / "together", files | {"lang.py": start}) == []
