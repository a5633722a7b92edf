"""report.html: one page that loads nothing and runs nothing, whatever stands in the audited repository."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from worker.report.html import html
from worker.report.markdown import markdown
from worker.report.model import Report, build


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_what_was_found_where_and_how_one_can_see_it(report: Report) -> None:
    text = re.sub(r"\s+", " ", Page(html(report)).text)
    for sentence in (
        "2 findings (1 high, 1 medium) in 24 of 26 files",
        "The last page is never shown web/src/pager.ts:4",
        "web/src/pager.ts has on line 4: (checked again)",
        "sed -n 4p web/src/pager.ts",
        "src/parcels/old.py:3 return legacy_rate(w)",
        "Not looked at: minified (1 file)",
        "2: the challenger disproved it",
    ):
        assert sentence in text


def test_every_axis_and_severity_that_occurs_can_be_filtered_away_without_a_script(report: Report) -> None:
    page = html(report)
    assert "<script" not in page
    for kind in ("severity-high", "severity-medium", "axis-utility", "axis-correction"):
        assert f'<input type="checkbox" id="{kind}" checked>' in page
        assert f"body:has(#{kind}:not(:checked)) .finding.{kind.split('-')[1]} {{ display: none }}" in page
    assert 'id="severity-low"' not in page
    assert '<article class="finding high correction"' in page


def test_the_page_is_one_file_that_forbids_itself_everything_else(hostile_report: Report) -> None:
    page = Page(html(hostile_report))
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes
    names = {name for name, _ in page.attributes}
    assert not names & {"src", "srcset", "style", "action", "data", "poster", "background"}
    assert not [name for name in names if name.startswith("on")]
    assert all(value.startswith("#f") for name, value in page.attributes if name == "href")


def test_hostile_text_adds_no_element_and_is_shown_as_written(
    facts: dict[str, Any], hostile_report: Report, request: pytest.FixtureRequest
) -> None:
    hostile: str = request.node.callspec.params["hostile_report"]
    page = Page(html(hostile_report))
    assert page.open == []
    assert {"script", "img", "b"}.isdisjoint(page.tags)
    if "\u202e" not in hostile:
        assert hostile.splitlines()[0] in page.text
    assert "\u202e" not in page.text


def test_files_with_broken_syntax_are_listed(facts: dict[str, Any]) -> None:
    page = html(build({**facts, "files_broken": ["<b>.py"]}, []))
    assert "Not read in full: 1 file</summary>" in page
    assert "<li><code>&lt;b&gt;.py</code></li>" in page
    assert "not read in full" in page


def test_a_run_without_findings_has_a_page_too(facts: dict[str, Any]) -> None:
    page = Page(html(build(facts, [])))
    assert "Nothing found in 24 of 26 files" in page.text
    assert "article" not in page.tags
    assert page.open == []


@pytest.mark.parametrize(
    ("commit", "dirty", "said"),
    [("0" * 40, False, ""), ("0" * 40, True, " with uncommitted changes"), ("", True, ", not in git")],
)
def test_page_and_text_say_alike_whether_a_commit_holds_what_was_audited(
    facts: dict[str, Any], commit: str, dirty: bool, said: str
) -> None:
    report = build({**facts, "commit": commit, "dirty": dirty}, [])
    for text in (Page(html(report)).text, markdown(report).replace("`", "")):
        start = f"octo/parcels{' at 000000000000' if commit else ''}{said}, 2026-11-24 02:03"
        assert start in text
