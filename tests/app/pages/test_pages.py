"""What people see of a run: everything that matters, nothing that runs."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.db.models import ClaimRow, Installation, ModelCall, Publication, Repository, Run, WorkItem, now
from app.db.session import Sessions
from app.domain.finding import Claim
from app.pages.render import duration, visible

HOSTILE = "<script>alert(1)</script>\"'>{{ 7919*7919 }}\u202etxt"
Add = Callable[..., None]


def claim(**values: Any) -> Claim:
    """A claim with one piece of every kind of evidence."""
    base: dict[str, Any] = {
        "axis": "utility",
        "rule": "unreachable-symbol",
        "verdict": "DEAD",
        "severity": "medium",
        "confidence": 0.9,
        "certainty": "proven",
        "origin": "prover",
        "file": "src/calc.py",
        "symbol": "calc.old",
        "line_start": 3,
        "line_end": 5,
        "title": "old is never reached",
        "message": "No chain of references leads to it.",
        "suggestion": {"description": "Delete it."},
        "evidence": [
            {
                "kind": "quote",
                "file": "src/calc.py",
                "line_start": 3,
                "line_end": 3,
                "text": "def old():",
                "rechecked": True,
                "how": "sed -n 3p src/calc.py",
            },
            {"kind": "search", "pattern": "old\\(", "hits": [{"file": "src/b.py", "line": 9, "text": "old()"}], "total": 4},
            {"kind": "absence", "pattern": "calc\\.old", "scope": ["**/*.py"]},
            {"kind": "graph", "file": "src/calc.py", "symbol": "old", "state": "unreachable", "roots": 12},
            {"kind": "rule", "id": "F401", "tool": "ruff", "file": "src/calc.py", "line": 1},
        ],
        "body_hash": "h",
    }
    return Claim.model_validate(base | values)


@pytest.fixture
def add(sessions: Sessions) -> Add:
    """Add a run with claims to the database."""

    def add_run(run_id: str = "r1", claims: tuple[Claim, ...] = (), state: str = "finding", **values: Any) -> None:
        with sessions.begin() as session:
            if session.get(Repository, 1) is None:
                session.add(Installation(id=1))
                session.flush()
                session.add(Repository(id=1, installation_id=1, owner="octo-org", name="calc", clone_url=""))
                session.flush()
            fields = {
                "repository_id": 1,
                "kind": "pull_request",
                "source": "octo-org/calc",
                "commit": "c" * 40,
                "state": "done",
            }
            session.add(Run(id=run_id, trigger_key=run_id, **(fields | values)))
            session.flush()
            for one in claims:
                body = one.model_dump(mode="json")
                session.add(
                    ClaimRow(
                        run_id=run_id,
                        fingerprint=one.fingerprint,
                        state=state,
                        dropped="refuted" if state == "dropped" else "",
                        body=body,
                    )
                )

    return add_run


def test_before_the_first_run_the_page_says_what_to_do(browser: TestClient) -> None:
    assert "/anatoly audit" in browser.get("/").text


def test_a_run_page_shows_findings_with_evidence_and_how_to_see_it(browser: TestClient, add: Add) -> None:
    add(claims=(claim(),), finished_at=now())
    text = browser.get("/runs/r1").text
    for shown in (
        "old is never reached",
        "src/calc.py:3–5",
        "Delete it.",
        "def old():",
        "sed -n 3p src/calc.py",
        "src/b.py:9",
        "and 3 more",
        "is reached from none of 12 entry points",
        "F401",
        f"https://github.com/octo-org/calc/blob/{'c' * 40}/src/calc.py#L3-L5",
        f"/findings/{claim().fingerprint}?run=r1",
    ):
        assert shown in text
    assert text.count("not checked again") == 4


def test_a_run_page_says_what_was_not_looked_at_and_why(browser: TestClient, add: Add, sessions: Sessions) -> None:
    facts = {
        "verdict": "CLEAN",
        "files_total": 1200,
        "files_skipped": [{"path": "dist/bundle.js", "reason": "generated"}],
        "dropped": {"evidence_failed": 2},
        "stages": {"checkout": 75.0},
        "claims": "many",
    }
    add(facts=facts, finished_at=now())
    add("r2", (claim(title="a refuted one"),), "dropped", finished_at=now())
    with sessions.begin() as session:
        session.add(
            WorkItem(run_id="r1", stage="review", subject="src/a.py × tests", state="dead", error="the model was overloaded")
        )
        session.add(WorkItem(run_id="r1", stage="review", subject="src/b.py × tests", state="done"))
    text = browser.get("/runs/r1").text
    for shown in (
        "dist/bundle.js",
        "generated",
        "its evidence did not hold when checked again: 2",
        "1 min 15 s",
        "src/a.py × tests",
        "the model was overloaded",
        "2/2",
        "1\u202f200",
    ):
        assert shown in text
    assert "src/b.py" not in text
    other = browser.get("/runs/r2").text
    assert "a refuted one" in other
    assert "refuted" in other


def test_a_run_page_shows_what_models_cost(browser: TestClient, add: Add, sessions: Sessions) -> None:
    add(finished_at=now())
    with sessions.begin() as session:
        for outcome in ("ok", "overloaded"):
            names = {"tier": "haiku", "endpoint": "", "model": "local-haiku", "prompt": "p", "prompt_hash": "h", "reason": ""}
            tokens = {"input_tokens": 600, "cached_tokens": 50, "output_tokens": 7}
            session.add(ModelCall(run_id="r1", outcome=outcome, usd=0.002, seconds=1.5, **names, **tokens))
    cells = re.findall(r"<td[^>]*>(?:<code>)?(.*?)(?:</code>)?</td>", browser.get("/runs/r1").text)
    assert cells == ["haiku", "local-haiku", "2", "1", "1\u202f200", "100", "14", "$0.0040", "3.0 s"]


def test_a_page_reloads_only_while_something_is_under_way(browser: TestClient, add: Add) -> None:
    add("over", finished_at=now())
    assert 'http-equiv="refresh"' not in browser.get("/").text
    assert 'http-equiv="refresh"' not in browser.get("/runs/over").text
    add("running", state="running", stage="review")
    assert 'http-equiv="refresh"' in browser.get("/").text
    assert 'http-equiv="refresh"' in browser.get("/runs/running").text


def test_findings_come_most_severe_first(browser: TestClient, add: Add) -> None:
    severities = ("low", "high", "medium")
    add(claims=tuple(claim(severity=severity, symbol=severity, title=f"a {severity} one") for severity in severities))
    assert re.findall(r"a (\w+) one", browser.get("/runs/r1").text) == ["high", "medium", "low"]


def test_nothing_of_a_repository_becomes_markup(browser: TestClient, add: Add, sessions: Sessions) -> None:
    hostile = claim(
        title=HOSTILE,
        message=HOSTILE,
        file=HOSTILE,
        symbol=HOSTILE,
        suggestion={"description": HOSTILE, "replacement": HOSTILE},
        evidence=[
            {"kind": "quote", "file": HOSTILE, "line_start": 1, "line_end": 1, "text": HOSTILE, "how": HOSTILE},
            {
                "kind": "search",
                "pattern": HOSTILE,
                "scope": [HOSTILE],
                "hits": [{"file": HOSTILE, "line": 1, "text": HOSTILE}],
                "total": 1,
            },
            {
                "kind": "graph",
                "file": HOSTILE,
                "symbol": HOSTILE,
                "state": "test_only",
                "roots": 1,
                "referrers": [{"file": HOSTILE, "line": 1}],
            },
            {"kind": "absence", "pattern": HOSTILE, "except_regions": [{"file": HOSTILE, "line_start": 1, "line_end": 2}]},
            {"kind": "rule", "id": HOSTILE, "tool": HOSTILE, "file": HOSTILE, "line": 1},
            {"kind": "coverage", "file": HOSTILE, "line_start": 1, "line_end": 2, "hits": 0, "source": HOSTILE},
        ],
        related=[{"file": HOSTILE, "symbol": HOSTILE, "line_start": 1, "line_end": 1, "relation": "caller"}],
    )
    facts = {
        "files_skipped": [{"path": HOSTILE, "reason": HOSTILE}],
        "verdict": HOSTILE,
        "mode": HOSTILE,
        "dropped": {HOSTILE: 1},
    }
    scope = {"axes": [HOSTILE], "paths": [HOSTILE]}
    add("r1", (hostile,), source=HOSTILE, error=HOSTILE, requested_by=HOSTILE, facts=facts, stage="review", scope=scope)
    with sessions.begin() as session:
        session.add(WorkItem(run_id="r1", stage="review", subject=HOSTILE, state="dead", error=HOSTILE))
        session.add(
            Publication(
                dedupe_key="d",
                installation_id=1,
                repository_id=1,
                run_id="r1",
                kind="comment",
                payload={},
                url="javascript:alert(1)",
                error=HOSTILE,
            )
        )
        session.add(
            ModelCall(run_id="r1", tier="haiku", endpoint="", model=HOSTILE, prompt="", prompt_hash="", reason="", outcome="ok")
        )
    for path in ("/", "/runs/r1", f"/findings/{hostile.fingerprint}"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "&lt;script&gt;" in answer.text
        for harm in ("<script", "\"'>", "62710561", "\u202e", 'href="javascript:'):
            assert harm not in answer.text, (path, harm)


def test_a_link_to_github_is_one_and_other_addresses_are_text(browser: TestClient, add: Add, sessions: Sessions) -> None:
    add(finished_at=now())
    urls = ("https://github.com/octo-org/calc/pull/1", "https://github.com.evil.example/x")
    with sessions.begin() as session:
        for url in urls:
            session.add(
                Publication(dedupe_key=url, installation_id=1, repository_id=1, run_id="r1", kind="review", payload={}, url=url)
            )
    text = browser.get("/runs/r1").text
    assert f'href="{urls[0]}"' in text
    assert f'href="{urls[1]}"' not in text
    assert urls[1] in text


def test_a_finding_page_tells_which_runs_saw_it(browser: TestClient, add: Add) -> None:
    add("old", (claim(title="as it was"),), created_at=now() - timedelta(days=1))
    add("new", (claim(title="as it is"),))
    add("fork", (claim(title="elsewhere"),), source="somebody/calc", created_at=now() - timedelta(days=2))
    page = f"/findings/{claim().fingerprint}"
    assert "<h1>as it is</h1>" in browser.get(page).text
    assert "<h1>as it was</h1>" in browser.get(f"{page}?run=old").text
    assert re.findall(r'<td><a href="/runs/(\w+)"', browser.get(page).text) == ["new", "old"]


def test_files_with_broken_syntax_are_listed_and_the_run_is_not_clean(browser: TestClient, add: Add) -> None:
    add(facts={"verdict": "INCOMPLETE", "files_broken": ["src/half.py"]})
    text = browser.get("/runs/r1").text
    assert "Not read in full" in text
    assert "src/half.py" in text
    assert ">Incomplete</span>" in text
    assert "nothing was found, but not everything" in text


def test_a_static_run_says_why_three_stages_are_empty(browser: TestClient, add: Add) -> None:
    add("still", facts={"mode": "static"})
    add("full", facts={"mode": "full"})
    assert browser.get("/runs/still").text.count("skipped: static") == 3
    assert "skipped: static" not in browser.get("/runs/full").text


def test_the_page_uses_the_words_of_the_reports(browser: TestClient, add: Add) -> None:
    add("r1", (claim(),))
    add("r2", (claim(),), state="done", facts={"dropped": {"refuted": 2}})
    text = browser.get("/runs/r1").text
    assert "code that nothing uses" in text
    assert "is reached from none of 12 entry points" in text
    assert "checked again" in text
    assert "the challenger disproved it: 2" in browser.get("/runs/r2").text


def test_what_an_older_version_stored_does_not_break_the_page(browser: TestClient, add: Add, sessions: Sessions) -> None:
    add(facts={"stages": "?", "files_skipped": 7, "verdict": "CLEAN"})
    with sessions.begin() as session:
        session.add(ClaimRow(run_id="r1", fingerprint="f", state="finding", body={"version": 0}, deliberation={"x": 1}))
    text = browser.get("/runs/r1").text
    assert "1 stored claim was written by another version" in text
    assert ">Clean</span>" in text
    assert browser.get("/findings/f").status_code == 404


def test_long_lists_go_on_on_the_next_page(browser: TestClient, add: Add) -> None:
    moment = now()
    for number in range(60):
        add(f"run{number:02}", created_at=moment - timedelta(minutes=number // 2))
    seen: list[str] = []
    path = "/"
    while path:
        text = browser.get(path).text
        seen += re.findall(r'<td><a href="/runs/(\w+)"', text)
        more = re.search(r'href="(/\?before=\w+)"', text)
        path = more[1] if more else ""
    assert sorted(seen) == [f"run{number:02}" for number in range(60)]


@pytest.mark.parametrize("path", ["/runs/none", "/findings/none"])
def test_what_is_not_there_is_a_404_in_both_languages(browser: TestClient, path: str) -> None:
    page = browser.get(path, headers={"Accept": "text/html"})
    assert (page.status_code, "There is no such" in page.text) == (404, True)
    answer = browser.get(f"/api/v1{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")


def test_the_api_says_what_the_page_shows(browser: TestClient, add: Add) -> None:
    add(claims=(claim(),), facts={"verdict": "NEEDS_REFACTOR"}, finished_at=now())
    listed = browser.get("/api/v1/runs").json()
    assert [(run["id"], run["findings"], run["verdict"]) for run in listed["runs"]] == [("r1", 1, "NEEDS_REFACTOR")]
    run = browser.get("/api/v1/runs/r1").json()
    [found] = run["found"]
    assert found["claim"] == json.loads(claim().model_dump_json())
    assert browser.get(f"/api/v1/findings/{found['id']}").json() == found


def test_the_api_is_described_without_scripts_from_elsewhere(browser: TestClient) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert sorted(paths) == ["/api/v1/findings/{fingerprint}", "/api/v1/runs", "/api/v1/runs/{run_id}"]
    text = browser.get("/api/docs").text
    for path in paths:
        assert path in text
    assert "<script" not in text
    assert "http:" not in text.replace("http-equiv", "")


@given(st.text())
def test_no_character_that_hides_or_reorders_others_is_shown_as_itself(text: str) -> None:
    shown = str(visible(text))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\x00-\x08]", shown)
    if text.isprintable():
        assert shown == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "–"),
        (0.04, "0.0 s"),
        (9.96, "10.0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (3599.7, "1 h 0 min"),
        (7260, "2 h 1 min"),
    ],
)
def test_durations_read_well(seconds: float | None, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize("odd", ["%00", "a%00b", "%ed%a0%80", "a%0a", "%20"])
@pytest.mark.parametrize("path", ["/runs/{}", "/findings/{}", "/api/v1/runs/{}", "/api/v1/findings/{}"])
def test_what_is_no_id_is_not_found(browser: TestClient, path: str, odd: str) -> None:
    assert browser.get(path.format(odd)).status_code == 404


@pytest.mark.parametrize("path", ["/?before=", "/api/v1/runs?before=", "/findings/f?run=", "/api/v1/findings/f?run="])
def test_a_mark_that_is_no_id_is_refused(browser: TestClient, path: str) -> None:
    assert browser.get(f"{path}%00").status_code == 422


def test_what_stands_in_backticks_is_shown_as_code(browser: TestClient, add: Add) -> None:
    marked = claim(title="The function `a<b>` is never used", message="Nothing uses `a<b>`, not `")
    add(claims=(marked,), finished_at=now())
    for path in ("/runs/r1", f"/findings/{marked.fingerprint}"):
        shown = browser.get(path).text
        assert "The function <code>a&lt;b&gt;</code> is never used" in shown
        assert "Nothing uses <code>a&lt;b&gt;</code>, not `" in shown
    assert "<title>The function a&lt;b&gt; is never used · Anatoly</title>" in shown
