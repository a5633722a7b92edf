"""The pages behind the double's links: readable for a person, and harmless whatever stands in them."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubles.conftest import Stage
from worker.doubles.github.pages import render

BODY = """**Dead code:** `gone`

<details>
<summary>Evidence (1)</summary>

```suggestion
```

</details>

<sub>low</sub>
<!-- anatoly:marker -->"""


def page(address: str) -> httpx.Response:
    return httpx.get(address, headers={"Accept": "text/html"})


def test_a_pull_request_shows_its_conversation_and_its_review(stage: Stage) -> None:
    pull = stage.double.open_pull_request(stage.repo, {"new.py": "a = 1\nb = 2\n"}, title="Change <things>")
    stage.bot.request("POST", f"{stage.path}/issues/{pull.number}/comments", json={"body": "A **summary**."})
    comment = {"path": "new.py", "line": 2, "side": "RIGHT", "body": BODY}
    data = {"body": "Two things.", "event": "COMMENT", "comments": [comment]}
    stage.bot.request("POST", f"{stage.path}/pulls/{pull.number}/reviews", json=data)
    address = stage.bot.request("GET", f"{stage.path}/pulls/{pull.number}/comments").json()[0]["html_url"]

    answer = page(address)

    assert answer.status_code == 200
    assert "Change &lt;things&gt;" in answer.text
    assert "A <strong>summary</strong>." in answer.text
    assert "<strong>Dead code:</strong> <code>gone</code>" in answer.text
    assert "<details>\n<summary>Evidence (1)</summary>" in answer.text
    assert '<code class="language-suggestion">' in answer.text
    assert "anatoly:marker" not in answer.text
    assert "new.py:2" in answer.text
    assert f'id="{address.partition("#")[2]}"' in answer.text


def test_a_file_shows_its_lines_with_anchors(stage: Stage) -> None:
    sha = stage.double.push(stage.repo, {"a b/<x>.py": "first\n<second>\n"})
    answer = page(f"{stage.double.url}/{stage.repo.full_name}/blob/{sha}/a%20b/%3Cx%3E.py")
    assert answer.status_code == 200
    assert re.findall(r'<tr id="(L\d)"', answer.text) == ["L1", "L2"]
    assert "&lt;second&gt;" in answer.text
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]


def test_issues_and_check_runs_have_pages_and_nothing_else_has(stage: Stage) -> None:
    issue = stage.bot.request("POST", f"{stage.path}/issues", json={"title": "T", "body": BODY}).json()
    assert "Dead code" in page(issue["html_url"]).text
    sha = stage.repo.git.resolve("main")
    output = {"title": "1 finding", "summary": "It is **here**."}
    check = {"name": "Anatoly", "head_sha": sha, "status": "completed", "conclusion": "neutral", "output": output}
    run = stage.bot.request("POST", f"{stage.path}/check-runs", json=check).json()
    assert "It is <strong>here</strong>." in page(run["html_url"]).text
    web = f"{stage.double.url}/{stage.repo.full_name}"
    missing = ("pull/99", "issues/99", "runs/99", f"blob/{sha}/none.py", f"blob/{sha}/", "blob/--all/calc.py", "blob/none/x")
    for path in missing:
        assert page(f"{web}/{path}").status_code == 404, path
    assert page(f"{stage.double.url}/nobody/nothing/issues/1").status_code == 404


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<details open onclick=alert(1)>x</details>",
        "text <img src=x onerror=alert(1)>",
        "![x](http://evil.example/p.png)",
        "[x](javascript:alert(1))",
        "<details\nonclick=alert(1)>",
        "<!-- x --><svg onload=alert(1)>",
        "<!--> <script>alert(1)</script> -->",
    ],
)
def test_what_the_repository_or_a_model_wrote_runs_and_loads_nothing(hostile: str) -> None:
    assert harmful(render(hostile)) == []


HARMLESS = re.compile(
    r"</?(p|em|strong|code|pre|[uo]l|li|blockquote|h[1-6]|[hb]r|details|summary|su[bp]|a|table|t(head|body|[rhd]))( /)?>"
)
GIVEN = re.compile(r' (href="(?!javascript)[^"<>]*"|(title|class)="[^"<>]*"|start="\d+"|style="text-align:\w+")')
"""Attributes that Markdown itself gives."""
WORDS = [*"<>/!-=\"'` \n()[]#*|&;:", "script", "details", "onclick", "a", "img", "svg", "javascript:"]


def harmful(html: str) -> list[str]:
    """Every tag in a text that could do something."""
    return [tag for tag in re.findall(r"<[^>]*>?", html) if not HARMLESS.fullmatch(GIVEN.sub("", tag))]


@given(st.lists(st.sampled_from(WORDS)).map("".join))
def test_no_text_makes_a_tag_that_does_something(text: str) -> None:
    assert harmful(render(text)) == []
