"""What a stranger's repository or a model wrote is shown, and does nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.worker.publish.rendering import flat, problems, renderer
from worker.publish import neutralise

HOSTILE = [
    "@octocat",
    "@org/team",
    "a@b.com",
    "fixes #1",
    "Closes octo/repo#12",
    "GH-7",
    "resolves https://github.com/o/r/issues/1",
    "deadbeefcafe",
    "octo/repo@1234567890abcdef",
    "<img src=x onerror=alert(1)>",
    "<!-- anatoly:v1 kind=issue id=a1 -->",
    "<!--",
    "-->",
    "</details>",
    "[x](http://evil.example)",
    "![x](//evil.example/p.png)",
    "[a]: http://evil.example",
    "[a]",
    "http://evil.example",
    "www.evil.example",
    "ftp://e.example",
    ":tada:",
    "`",
    "``",
    "```",
    "~~~",
    "```suggestion",
    "|",
    "\\",
    "\\|",
    "\n",
    "\r\n",
    " ",
    "    ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "===",
    "---",
    "***",
    "&lt;",
    "&#64;octocat",
    "&commat;octocat",
    "\u202e",
    "\u200b",
    "\u200d",
    "\x00",
    "\ud800",
    "$x$",
    "$`x`$",
    "`@a`",
    "x",
    "foo_bar",
    "**b**",
    "~~s~~",
    "!",
    "(",
    ")",
    ".",
    ",",
    "'",
    '"',
]
hostile = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), max_size=12).map("".join)


@given(hostile)
@example("`a`@octocat")
@example("@a`@b`@c")
@example("`x @octocat")
@example("\\`@octocat`")
@example("``@a` `@b``")
def test_plain_text_does_nothing(text: str) -> None:
    written = neutralise.plain(text)
    assert problems(written) == []
    assert "\n" not in written


@given(hostile)
def test_a_title_of_untrusted_text_is_one_paragraph(text: str) -> None:
    kinds = {token.type for token in renderer().parse(neutralise.plain(text))}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}


@given(hostile)
def test_prose_is_paragraphs_and_bullets_that_do_nothing(text: str) -> None:
    written = neutralise.prose(text)
    assert problems(written) == []
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in renderer().parse(written)}
    assert kinds <= {"paragraph", "inline", "bullet_list", "list_item"}


@given(hostile)
def test_a_table_cell_stays_one_cell(text: str) -> None:
    table = (
        f"| a | b |\n|---|---|\n| {neutralise.cell(neutralise.plain(text))} | {neutralise.cell(neutralise.inline_code(text))} |"
    )
    assert problems(table) == []
    tokens = [token.type for token in renderer().parse(table)]
    assert tokens.count("td_open") == 2
    assert tokens[-1] == "table_close"


@given(hostile, st.sampled_from(["python", "mermaid", "suggestion", "", "a`b\nc"]))
def test_fenced_text_stays_inside_one_fence(text: str, language: str) -> None:
    tokens = renderer().parse(f"before\n\n{neutralise.fenced(text, language)}\n\nafter")
    assert [token.type for token in tokens if token.level == 0 and token.nesting >= 0] == [
        "paragraph_open",
        "fence",
        "paragraph_open",
    ]
    fence = next(token for token in tokens if token.type == "fence")
    shown = neutralise.clean(text)
    assert fence.content == (shown if not shown or shown.endswith("\n") else shown + "\n")
    assert fence.info in {"python", "text"}


@given(hostile)
def test_a_code_span_holds_all_of_its_text(text: str) -> None:
    written = neutralise.inline_code(text)
    spans = [token for token in flat(f"x {written} y") if token.type == "code_inline"]
    expected = " ".join(neutralise.clean(text).split())
    assert [span.content for span in spans] == ([expected] if expected else [])


@given(hostile)
def test_no_invisible_character_survives(text: str) -> None:
    for character in neutralise.clean(text):
        assert character in "\n\t" or character.isprintable()


@given(hostile)
def test_text_can_not_carry_our_marker(text: str) -> None:
    assert "<!-- anatoly:" not in neutralise.fenced(text + "<!-- anatoly:v1 kind=issue")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("`parse` is never called.", "`parse` is never called."),
        ("Ask @octocat (or @org/team).", "Ask `@octocat` (or `@org/team`)."),
        ("fixes #12", "fixes `#12`"),
        ("see (https://x.example/a)", "see (`https://x.example/a`)"),
        ("a <b> c", "a \\<b\\> c"),
        ("1. first", "1\\. first"),
        ("# head", "\\# head"),
        ("user\u202egnp.exe", "user‹U+202E›gnp.exe"),
        ("my_name | other", "my\\_name \\| other"),
        ("std::map:x:", "`std::map:x:`"),
    ],
)
def test_plain_reads_like_the_text(text: str, written: str) -> None:
    assert neutralise.plain(text) == written


def test_bullets_stay_bullets() -> None:
    assert neutralise.prose("Two ways:\n- `a`\n* b @c\n\nThe end.") == "Two ways:\n\n- `a`\n- b `@c`\n\nThe end."


def test_a_title_puts_what_could_act_in_code() -> None:
    assert neutralise.title("fix  #1 for @octocat\nnow") == "fix `#1` for `@octocat` now"
    assert len(neutralise.title("x" * 500)) == 200


def test_a_suggestion_is_refused_when_it_could_not_be_shown_byte_for_byte() -> None:
    assert neutralise.suggestion_block("return 1") == "```suggestion\nreturn 1\n```"
    assert neutralise.suggestion_block("") == "```suggestion\n```"
    assert neutralise.suggestion_block("return '\u202e'") is None
    assert neutralise.suggestion_block('token = "' + "A1b2C3d4E5f6G7h8I9" + '"') is None
