"""What a run leads to on GitHub: as little as says everything."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Certainty, Deliberation, Finding, Origin
from app.domain.run import RunKind
from tests.worker.publish import samples
from tests.worker.publish.samples import bug, dead, diffs, pass_through, run, text_of
from worker.publish.intents import CheckRun, Comment, Issue, IssueState, Reaction, Review
from worker.publish.plan import Earlier, Known, Looked, Plan, Policy, plan_failure, plan_night, plan_pull_request

WHOLE = diffs(sums=[list(range(1, 21))])
EVERYTHING = Looked(
    files=frozenset({"calc/sums.py", "calc/io.py"}),
    looked_at=frozenset((axis, file) for axis in Axis for file in ("calc/sums.py", "calc/io.py")),
    gone=lambda claim: True,
)


def pull(findings: list[Finding], earlier: Earlier | None = None, hunks: Any = WHOLE, **changes: Any) -> Plan:
    return plan_pull_request(run(**changes), findings, hunks, text_of, earlier or Earlier())


def night(findings: list[Finding], known: dict[str, Known] | None = None, looked: Looked = EVERYTHING, **changes: Any) -> Plan:
    facts = {"kind": RunKind.NIGHT, "pull_number": None, "comment_id": None} | changes
    return plan_night(run(**facts), findings, looked, text_of, Earlier(known=known or {}))


def kinds(plan: Plan) -> list[str]:
    return [intent.kind for intent in plan.intents]


def payload(plan: Plan, kind: str) -> Any:
    return next(intent.payload for intent in plan.intents if intent.kind == kind)


def test_a_pull_request_gets_a_review_a_summary_a_check_and_the_rocket_in_this_order() -> None:
    plan = pull([dead(), bug(), pass_through()])
    assert kinds(plan) == ["review", "summary", "check_run", "reaction"]
    review, check = payload(plan, "review"), payload(plan, "check_run")
    assert isinstance(review, Review)
    assert [(c.line, c.start_line) for c in review.comments] == [(19, None), (15, 13)], "most severe first"
    assert "```suggestion" in review.comments[0].body
    assert isinstance(check, CheckRun)
    assert check.conclusion == "neutral"
    assert "`read` only passes its call on" in payload(plan, "summary").body
    assert payload(plan, "reaction") == Reaction(comment_id=1001, content="rocket")


def test_a_clean_run_posts_no_text() -> None:
    plan = pull([])
    assert kinds(plan) == ["check_run", "reaction"]
    assert payload(plan, "check_run").conclusion == "success"


def test_a_clean_run_updates_the_summary_that_is_there() -> None:
    assert kinds(pull([], Earlier(has_summary=True))) == ["summary", "check_run", "reaction"]


@pytest.mark.parametrize("part", [{"scope_words": "only `docs/`"}, {"unanswered": 2}])
def test_a_run_that_did_not_look_at_everything_calls_nothing_gone_and_passes_no_check(part: dict[str, Any]) -> None:
    plan = pull([], Earlier(commented=frozenset({bug().id}), has_summary=True), **part)
    text, check = payload(plan, "summary").body, payload(plan, "check_run")
    assert "Nothing is left" not in text
    assert "before may still be there" in text
    assert (check.conclusion, check.title) == ("neutral", "No findings, but not everything was looked at")
    assert "before may still be there" in check.summary
    failing = plan_pull_request(run(**part), [bug()], WHOLE, text_of, Earlier(), Policy(fail_check_on=Severity.LOW))
    assert payload(failing, "check_run").conclusion == "failure"


def test_what_was_commented_on_this_pull_request_is_not_said_again() -> None:
    again = pull([dead(), bug()], Earlier(commented=frozenset({dead().id, bug().id}), has_summary=True))
    assert kinds(again) == ["summary", "check_run", "reaction"]
    assert "Nothing new" in payload(again, "summary").body
    one = pull([dead(), bug()], Earlier(commented=frozenset({dead().id}), has_summary=True))
    assert [comment.fingerprint for comment in payload(one, "review").comments] == [bug().id]


def test_ten_comments_stand_on_lines_and_the_rest_in_the_summary() -> None:
    many = [bug(body_hash=f"h{n}", title=f"Finding number {n}.") for n in range(13)]
    plan = pull(many)
    assert len(payload(plan, "review").comments) == 10
    assert payload(plan, "summary").body.count("| high | Needs a fix: Finding number") == 3


def test_findings_without_a_line_make_no_review() -> None:
    assert kinds(pull([pass_through()])) == ["summary", "check_run", "reaction"]


def test_without_a_commanding_comment_there_is_no_rocket() -> None:
    assert "reaction" not in kinds(pull([bug()], comment_id=None))


def test_the_repository_decides_when_the_check_fails() -> None:
    for floor, conclusion in [(Severity.HIGH, "failure"), (Severity.LOW, "failure"), (None, "neutral")]:
        plan = plan_pull_request(run(), [bug()], WHOLE, text_of, Earlier(), Policy(fail_check_on=floor))
        assert payload(plan, "check_run").conclusion == conclusion
    plan = plan_pull_request(run(), [dead()], WHOLE, text_of, Earlier(), Policy(fail_check_on=Severity.HIGH))
    assert payload(plan, "check_run").conclusion == "neutral"


def _unchecked() -> Finding:
    claim = dead().claim
    return dead(evidence=(claim.evidence[0], claim.evidence[1].model_copy(update={"rechecked": False})))


@pytest.mark.parametrize(
    ("finding", "why"),
    [
        (dead(evidence=()), "no evidence"),
        (_unchecked(), "evidence not re-checked"),
        (bug().model_copy(update={"deliberation": None}), "not upheld against a challenger"),
        (
            bug().model_copy(update={"deliberation": Deliberation(outcome="proven", rounds=0, reasoning="")}),
            "not upheld against a challenger",
        ),
    ],
)
def test_nothing_unproven_passes_the_gate(finding: Finding, why: str) -> None:
    plan = pull([finding])
    assert plan.withheld == {finding.id: why}
    assert kinds(plan) == ["check_run", "reaction"]
    assert payload(plan, "check_run").annotations == ()
    assert night([finding]).intents == ()


def test_a_proven_finding_needs_no_challenger() -> None:
    assert dead().deliberation is None
    assert dead().claim.certainty is Certainty.PROVEN
    assert not pull([dead()]).withheld


def test_a_night_opens_five_issues_most_severe_first_and_says_what_waits() -> None:
    findings = [pass_through(body_hash=f"l{n}") for n in range(4)] + [bug(body_hash=f"h{n}") for n in range(3)]
    plan = night(findings)
    assert kinds(plan) == ["issue"] * 5 + ["check_run"]
    titles = [intent.payload.title for intent in plan.intents if isinstance(intent.payload, Issue)]
    assert [title.startswith("Needs a fix") for title in titles] == [True, True, True, False, False]
    assert "2 left for the next" in payload(plan, "check_run").summary
    assert plan.intents[0].dedupe_key == f"issue:42:{findings[4].id}"


def test_a_night_with_nothing_new_posts_nothing() -> None:
    assert night([]).intents == ()
    known = {dead().id: Known(dead(), "open", 5), bug().id: Known(bug(), "dismissed", 6)}
    assert night([dead(), bug()], known).intents == ()


def test_what_waited_yesterday_becomes_an_issue_today() -> None:
    assert kinds(night([dead()], {dead().id: Known(dead(), "open", None)})) == ["issue", "check_run"]


def test_what_is_gone_is_closed_with_a_comment() -> None:
    plan = night([], {pass_through().id: Known(pass_through(), "open", 5)})
    assert kinds(plan) == ["comment", "issue_state", "check_run"]
    assert plan.gone == (pass_through().id,)
    assert payload(plan, "issue_state") == IssueState(number=5, state="closed", reason="completed")
    assert isinstance(payload(plan, "comment"), Comment)


def test_what_is_back_is_opened_again() -> None:
    plan = night([dead()], {dead().id: Known(dead(), "fixed", 5)})
    assert kinds(plan) == ["comment", "issue_state", "check_run"]
    assert payload(plan, "issue_state").state == "open"


def test_what_was_not_looked_at_is_not_gone() -> None:
    known = {dead().id: Known(dead(), "open", 5)}
    nothing = replace(EVERYTHING, looked_at=frozenset())
    other_axis = replace(EVERYTHING, looked_at=frozenset({(Axis.TESTS, "calc/sums.py")}))
    assert night([], known, nothing).intents == ()
    assert night([], known, other_axis).intents == ()


def test_what_was_withheld_tonight_is_not_gone() -> None:
    assert night([dead(evidence=())], {dead().id: Known(dead(), "open", 5)}).gone == ()


def test_a_proof_that_no_longer_holds_is_not_gone_until_it_is_refuted() -> None:
    known = {dead().id: Known(dead(), "open", 5)}
    asked = []
    still = replace(EVERYTHING, gone=lambda claim: bool(asked.append(claim)))
    assert night([], known, still).intents == ()
    assert asked == [dead().claim]


def test_a_reviewers_finding_stays_open_while_its_code_stands() -> None:
    assert night([], {bug().id: Known(bug(), "open", 5)}).gone == ()
    changed = bug(evidence=(bug().claim.evidence[0].model_copy(update={"text": "    return total(items) / size"}),))
    assert night([], {bug().id: Known(changed, "open", 5)}).gone == (bug().id,)


def test_a_rules_finding_stays_open_while_its_code_stands_though_the_rule_is_silent_now() -> None:
    ruled = bug(origin=Origin.PROVER, certainty=Certainty.PROVEN)
    refuted = replace(EVERYTHING, gone=lambda _claim: True)
    assert night([], {ruled.id: Known(ruled, "open", 5)}, refuted).gone == ()
    other = ruled.claim.evidence[0].model_copy(update={"text": "    return total(items) / size"})
    changed = bug(origin=Origin.PROVER, certainty=Certainty.PROVEN, evidence=(other,))
    assert night([], {ruled.id: Known(changed, "open", 5)}).gone == (ruled.id,)


def test_without_reviewers_only_what_provers_found_can_be_gone() -> None:
    other = bug().claim.evidence[0].model_copy(update={"text": "    return total(items) / size"})
    static = replace(EVERYTHING, reviewed=False)
    assert night([], {bug().id: Known(bug(evidence=(other,)), "open", 5)}, static).gone == ()
    ruled = bug(origin=Origin.PROVER, certainty=Certainty.PROVEN, evidence=(other,))
    assert night([], {ruled.id: Known(ruled, "open", 5)}, static).gone == (ruled.id,)


def test_a_deleted_file_takes_its_findings_along() -> None:
    gone = Looked(frozenset({"calc/io.py"}), frozenset(), lambda claim: False)
    assert night([], {bug().id: Known(bug(), "open", 5)}, gone).gone == (bug().id,)


def test_a_failed_run_says_so_once_and_reacts() -> None:
    plan = plan_failure(run(), "too_large", "too large", number=3)
    assert kinds(plan) == ["comment", "reaction"]
    assert payload(plan, "reaction").content == "confused"
    assert plan_failure(run(comment_id=None), "gone", "", number=None).intents == ()


def test_the_same_run_plans_the_same() -> None:
    findings = [pass_through(), bug(), dead()]
    assert pull(findings) == pull(list(reversed(findings)))


def test_a_night_is_not_planned_as_a_pull_request() -> None:
    with pytest.raises(ValueError, match="not of a pull request"):
        plan_pull_request(run(kind=RunKind.NIGHT), [], {}, text_of, Earlier())


def test_every_verdict_has_a_name_for_people() -> None:
    from worker.publish.comments.finding import AXIS, KIND

    assert set(KIND) == set(Verdict)
    assert set(AXIS) == set(Axis)
    assert samples.WHERE.short == samples.COMMIT[:7]
