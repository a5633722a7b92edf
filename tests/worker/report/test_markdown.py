"""report.md: what a person reads first, and that nobody else can write into it."""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.domain.finding import Deliberation
from tests.worker.report.conftest import MakeFinding
from worker.report.markdown import markdown
from worker.report.model import Report, build


def test_the_first_screen_says_the_verdict_the_counts_and_what_to_do(report: Report) -> None:
    first_screen = markdown(report).split("\n## Findings")[0].splitlines()
    assert first_screen == [
        "# Critical: 2 findings (1 high, 1 medium) in 24 of 26 files",
        "",
        "`https://github.com/octo/parcels` at `0123456789ab`, 2026-11-24 02:03 UTC, 3 min 20 s.  ",
        "Critical means that at least one finding is a bug of high severity.  ",
        "Full run: a second agent tried to disprove what is not proven. opus: 4 calls, $0.31.",
        "",
        "> The budget of `$0.30` is spent: 1 file was not looked at.",
        "",
        "## What to do first",
        "",
        "1. **The last page is never shown** (high), `web/src/pager.ts:4`  ",
        "   Round up.",
        "2. **Nothing uses `legacy_rate`** (medium), `src/parcels/rates.py:12-14`  ",
        "   Delete the function.",
    ]


def test_each_finding_shows_its_evidence_and_how_to_see_it(report: Report) -> None:
    text = markdown(report)
    assert "- `web/src/pager.ts` has on line 4: (checked again)" in text
    assert "  sed -n 4p web/src/pager.ts\n" in text
    assert "- A search finds 25 places: `lastPage` in the whole repository (not checked again)" in text
    assert "    - `web/src/app.ts:9` `lastPage(n)`\n    - and 24 more" in text
    assert "`legacy_rate` in `src/parcels/rates.py` is reached from none of 7 entry points, though" in text
    assert "Upheld against a challenger in 2 rounds: The caller passes None." in text


def test_a_proof_without_further_words_ends_with_a_full_stop(facts: dict[str, Any], make_finding: MakeFinding) -> None:
    silent = make_finding().model_copy(update={"deliberation": Deliberation(outcome="proven", rounds=0, reasoning="")})
    unchallenged = make_finding(body_hash="b9").model_copy(update={"deliberation": None})
    assert "Confidence 97%. Proven by its evidence.  \n" in markdown(build(facts, [silent]))
    assert "Confidence 97%.  \n" in markdown(build(facts, [unchallenged]))


def test_what_was_not_seen_is_said(report: Report) -> None:
    rest = markdown(report).split("## What this report does not say")[1]
    assert "5 claims made, 3 claims dropped" in rest
    assert "- 2: the challenger disproved it" in rest
    assert "**Not looked at: minified** (1 file)\n\n- `web/dist/app.min.js`" in rest
    assert "Not asked: the same code twice;" in rest


def test_a_run_that_no_model_answered_does_not_call_itself_full(facts: dict[str, Any]) -> None:
    away = {"stage": "review", "subject": "src/a.py × correction", "reason": "nobody listens there"}
    text = markdown(build({**facts, "tiers": {}, "not_reviewed": [away]}, []))
    assert "No model answered: what only judgement can find was not looked for." in text
    assert "Full run" not in text


def test_a_question_without_an_answer_is_listed(facts: dict[str, Any]) -> None:
    dead = {"stage": "review", "subject": "src/a.py × correction", "reason": "the model was overloaded"}
    assert "**Not answered: the model was overloaded** (1 question)\n\n- `review src/a.py × correction`" in markdown(
        build({**facts, "not_reviewed": [dead]}, [])
    )


def test_files_with_broken_syntax_are_named_beside_the_verdict(facts: dict[str, Any]) -> None:
    text = markdown(build({**facts, "files_understood": 20, "files_broken": ["b.py", "a.py"]}, []))
    assert text.startswith("# Clean: Nothing found in 24 of 26 files, 2 of them not read in full\n")
    assert "**Not read in full: 2 files**." in text
    assert "- `a.py`\n- `b.py`" in text


def test_where_no_code_was_understood_nothing_is_called_clean(facts: dict[str, Any]) -> None:
    text = markdown(build({**facts, "files_understood": 0}, []))
    assert text.startswith("# Incomplete: Nothing found: none of the 26 files is code that could be looked at\n")


def test_nothing_found_is_said_together_with_how_much_was_looked_at(facts: dict[str, Any]) -> None:
    text = markdown(build({**facts, "mode": "static", "tiers": {}}, []))
    assert text.startswith("# Clean: Nothing found in 24 of 26 files\n")
    assert "Static run: no model was asked." in text
    assert "## Findings" not in text


def test_thousands_of_findings_leave_the_first_screen_readable(facts: dict[str, Any], make_finding: MakeFinding) -> None:
    text = markdown(build(facts, [make_finding(body_hash=str(n)) for n in range(1200)]))
    assert "1,195 more findings below." in text.split("## Findings")[0]
    assert text.count("\n### ") == 1200


def renderer() -> MarkdownIt:
    parser = MarkdownIt("gfm-like")
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False})  # GitHub makes no link of `run.id`
    return parser


def flat(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *flat(token.children or []))]


def test_text_from_outside_adds_no_structure_link_picture_or_html(hostile_report: Report) -> None:
    tokens = flat(renderer().parse(markdown(hostile_report)))
    kinds = [token.type for token in tokens]
    assert not {"html_block", "html_inline", "link_open", "image", "table_open"} & set(kinds)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h3", "h2"]
    # The replacement, the quoted text and one "see it yourself" per piece of evidence: no more fences, no fewer.
    assert kinds.count("fence") == 8
    assert "code_block" not in kinds
