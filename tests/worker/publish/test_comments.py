"""Every sentence that people read, as it is: change one, and its snapshot shows it (UPDATE_SNAPSHOTS=1 writes them anew)."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.evidence import Coverage, GraphFact, Place, Quote
from tests.worker.publish import samples
from tests.worker.publish.rendering import flat
from worker.publish.comments import check, failure, issue, replies, review, summary
from worker.publish.comments.replies import TemplateError, reply
from worker.publish.facts import NotAnalysed

SNAPSHOTS = Path(__file__).parent / "snapshots"


def page(run_id: str) -> str:
    return f"https://anatoly.example/runs/{run_id}"


@pytest.mark.parametrize(("hits", "words"), [(0, "never ran"), (1, "ran 1 time"), (1200, "ran 1,200 times")])
def test_coverage_is_said_with_its_report_and_its_lines(hits: int, words: str) -> None:
    fact = Coverage(rechecked=True, file="calc/sums.py", line_start=14, line_end=15, hits=hits, source="ci/lcov.info")
    body = issue.body(samples.dead(evidence=(fact,)), samples.run(), "def legacy_total(items):")
    assert "The coverage report `ci/lcov.info` says that [`calc/sums.py:14-15`](" in body
    assert f") {words} while the tests did." in body


def _test_only() -> str:
    referrers = tuple(Place(file="tests/test_sums.py", line=n, text=f"assert legacy_total([]) == {n}") for n in range(1, 12))
    fact = GraphFact(
        rechecked=True, file="calc/sums.py", symbol="legacy_total", state="test_only", roots=1, referrers=referrers
    )
    return issue.body(samples.dead(evidence=(fact,)), samples.run(), "def legacy_total(items):")


def _hostile() -> str:
    text = "def f():\n    ```\n    # @octocat fixes #1 <!-- anatoly:v1 kind=issue -->\n    key = 'AKIA" + "IOSFODNN7EXAMPLE'\n"
    quote = Quote(rechecked=True, file="a b/@x`|.py", line_start=1, line_end=4, text=text, how="cat 'a b/@x`|.py'")
    finding = samples.dead(
        title="</details> @octocat fixes #1 ![x](http://evil.example/x.png)",
        message="Closes octo-org/calc#7.\n\n<img src=x> [click](http://evil.example) user\u202egnp.exe `ok`",
        file="a b/@x`|.py",
        evidence=(quote,),
    )
    return review.comment(finding, samples.run(), None)


RUN = "5f0c1e2d3b4a49588776655443322110"
NARROW = "only `docs/`, along the axis utility"
OUTAGE: dict[str, Any] = {
    "unanswered": 1,
    "not_analysed": (NotAnalysed("calc/sums.py × correction", "the budget is spent"), NotAnalysed("data.bin", "not text")),
}
SURFACES: dict[str, Callable[[], str]] = {
    "review-comment-proven": lambda: review.comment(samples.dead(), samples.run(), None),
    "review-comment-suggestion": lambda: review.comment(
        samples.bug(), samples.run(), "    return total(items) / len(items) if items else 0.0"
    ),
    "review-comment-hostile": _hostile,
    "review-body": lambda: review.body(samples.run(), [samples.bug(), samples.dead()], 1),
    "review-body-one": lambda: review.body(samples.run(), [samples.bug()], 0),
    "review-body-moved": lambda: review.body_with_moved_comments("Above.", [("calc/sums.py:19", "**One**"), ("a.py:1", "Two")]),
    "summary-full": lambda: summary.summary(
        samples.run(), [samples.bug(), samples.dead(), samples.pass_through()], 2, [samples.pass_through()]
    ),
    "summary-nothing-new": lambda: summary.summary(samples.run(), [samples.bug()], 0, []),
    "summary-static-all-elsewhere": lambda: summary.summary(
        samples.run(full=False, not_analysed=()), [samples.pass_through()], 1, [samples.pass_through()]
    ),
    "summary-now-clean": lambda: summary.summary(samples.run(not_analysed=()), [], 0, []),
    "summary-config": lambda: summary.summary(
        samples.run(config_problems=(".anatoly.yml:3: unknown key `axis`, did you mean `axes`?",)), [], 0, []
    ),
    "issue-title": lambda: issue.title(samples.bug()),
    "issue-proven": lambda: issue.body(samples.dead(), samples.run(), samples.CALC),
    "issue-likely": lambda: issue.body(samples.bug(), samples.run(), None),
    "issue-test-only": _test_only,
    "issue-closing": lambda: issue.closing(samples.run()),
    "issue-reopening": lambda: issue.reopening(samples.run()),
    "summary-static-now-clean": lambda: summary.summary(samples.run(full=False, not_analysed=()), [], 0, []),
    "summary-narrow": lambda: summary.summary(samples.run(scope_words=NARROW, not_analysed=()), [], 0, []),
    "summary-unanswered": lambda: summary.summary(samples.run(**OUTAGE), [], 0, []),
    "summary-narrow-unanswered": lambda: summary.summary(
        samples.run(scope_words=NARROW, **OUTAGE), [samples.bug(), samples.dead()], 1, []
    ),
    "summary-narrow-static": lambda: summary.summary(
        samples.run(scope_words=NARROW, full=False, not_analysed=()), [samples.dead()], 0, []
    ),
    "check-title": lambda: check.title(samples.run(), [samples.bug(), samples.dead()]),
    "check-title-clean": lambda: check.title(samples.run(), []),
    "check-title-partial": lambda: check.title(samples.run(unanswered=1), []),
    "check-summary-partial": lambda: check.summary(samples.run(scope_words=NARROW, **OUTAGE), [], 0),
    "check-summary-static": lambda: check.summary(samples.run(full=False, not_analysed=()), [samples.dead()], 0),
    "check-summary": lambda: check.summary(samples.run(), [samples.bug(), samples.dead()], 1),
    "check-summary-clean": lambda: check.summary(samples.run(not_analysed=()), [], 0),
    "check-annotation": lambda: "\n".join(f"{name}: {value}" for name, value in check.annotation(samples.bug()).items()),
    "failure-too-large": lambda: failure.failure(
        samples.run(), "too_large", "octo-org/calc has 2,048 MB, the limit is 1,024 MB"
    ),
    "failure-gone": lambda: failure.failure(samples.run(), "gone", ""),
    "failure-unknown": lambda: failure.failure(samples.run(), "", "the worker died three times @octocat"),
    "reply-refused-permission": lambda: reply("refused_permission", {"login": "octocat"}, page),
    "reply-unknown-command": lambda: reply(
        "bad_command", {"problem": "unknown_command", "word": "adit", "nearest": "audit", "known": ["audit", "help"]}, page
    ),
    "reply-unknown-flag": lambda: reply(
        "bad_command", {"problem": "unknown_flag", "word": "--all", "nearest": "", "known": ["--axes", "--full"]}, page
    ),
    "reply-unknown-axis": lambda: reply(
        "bad_command", {"problem": "unknown_axis", "word": "style", "nearest": "", "known": ["utility", "tests"]}, page
    ),
    "reply-missing-value": lambda: reply(
        "bad_command", {"problem": "missing_value", "word": "--axes", "known": ["utility"]}, page
    ),
    "reply-unexpected-argument": lambda: reply(
        "bad_command", {"problem": "unexpected_argument", "word": "@octocat", "nearest": "status"}, page
    ),
    "reply-bad-path": lambda: reply("bad_command", {"problem": "bad_path", "word": "../../etc"}, page),
    "reply-bad-quotes": lambda: reply("bad_command", {"problem": "bad_quotes", "word": "audit 'src"}, page),
    "reply-too-many": lambda: reply("bad_command", {"problem": "too_many", "word": "10"}, page),
    "reply-status": lambda: reply(
        "status",
        {
            "runs": [
                {"id": RUN, "state": "running", "stage": "review", "commit": samples.COMMIT, "error": "", "created_at": ""},
                {"id": RUN, "state": "failed", "stage": "checkout", "commit": "", "error": "gone <b>", "created_at": ""},
                {"id": RUN, "state": "superseded", "stage": "", "commit": samples.COMMIT, "error": "", "created_at": ""},
            ]
        },
        page,
    ),
    "reply-status-none": lambda: reply("status", {"runs": []}, page),
    "reply-cancelled": lambda: reply("cancelled", {"runs": [RUN]}, page),
    "reply-cancelled-none": lambda: reply("cancelled", {"runs": []}, page),
    "reply-help": lambda: reply("help", {}, page),
}


@pytest.mark.parametrize("name", SURFACES)
def test_every_sentence_reads_as_agreed(name: str) -> None:
    written = SURFACES[name]() + "\n"
    snapshot = SNAPSHOTS / f"{name}.md"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_text(written)
    assert written == snapshot.read_text()


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(SURFACES)


@pytest.mark.parametrize("name", SURFACES)
def test_links_lead_to_github_at_the_commit_or_to_our_own_pages(name: str) -> None:
    for token in flat(SURFACES[name]()):
        if token.type == "link_open":
            href = str(token.attrGet("href"))
            own = href.startswith("https://anatoly.example/runs/")
            assert own or re.match(rf"https://github\.com/octo-org/calc/blob/{samples.COMMIT}/[^#]+#L\d+(-L\d+)?$", href), href
        assert token.type != "image"
        if token.type in {"html_block", "html_inline"}:
            assert set(re.findall(r"</?(\w+)", token.content)) <= {"details", "summary", "sub"}, token.content


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("no_such_template", {}),
        ("refused_permission", {}),
        ("refused_permission", {"login": 3}),
        ("help", {"extra": "x"}),
        ("bad_command", {"problem": "made up", "word": "x"}),
        ("status", {"runs": [{"id": "x"}]}),
    ],
)
def test_a_reply_is_whole_or_not_at_all(template: str, values: dict[str, object]) -> None:
    with pytest.raises(TemplateError):
        reply(template, values, page)


def test_every_template_that_the_app_names_has_words() -> None:
    from typing import get_args

    from app.commands.answers import Template
    from app.commands.grammar import Problem

    assert set(get_args(Template)) == set(replies._TEMPLATES)
    assert set(Problem) == set(get_args(replies.BadCommand.model_fields["problem"].annotation))


def test_every_reason_of_a_checkout_has_words() -> None:
    from worker.checkout.errors import Reason

    assert set(Reason) == set(failure._WHY)
