"""A body that does not fit is cut where it does not hurt, and says so."""

from hypothesis import given
from hypothesis import strategies as st

from tests.worker.publish.rendering import problems, renderer
from tests.worker.publish.test_neutralise import hostile
from worker.publish.clip import clip, first_lines
from worker.publish.comments.finding import folded
from worker.publish.neutralise import fenced, prose

blocks = st.one_of(
    hostile.map(prose),
    hostile.map(lambda text: fenced(text, "python")),
    hostile.map(lambda text: folded("Evidence", fenced(text + "\n" + text, "sh"))),
    hostile.map(lambda text: "   " + fenced(text).replace("\n", "\n   ")),
)


@given(st.lists(blocks, min_size=1, max_size=6).map("\n\n".join), st.integers(200, 500))
def test_a_cut_leaves_nothing_open_and_wakes_nothing_up(markdown: str, limit: int) -> None:
    cut = clip(markdown, limit)
    assert len(cut) <= limit
    html = "".join(token.content for token in renderer().parse(cut) if token.type == "html_block")
    assert html.count("<details>") == html.count("</details>")
    assert [problem for problem in problems(cut) if not problem.startswith("html_block")] == []
    if cut != markdown:
        last = [token for token in renderer().parse(cut + "\n\nafter") if token.type == "inline"][-1]
        assert last.content == "after", "the last fence is closed"


def test_quoted_tags_open_and_close_nothing() -> None:
    cut = clip("`</details>`\n\n" + folded("Evidence", fenced("\n".join("line" for _ in range(200)), "sh")), 300)
    assert cut.count("\n</details>") == 1


def test_what_fits_stays_as_it_is() -> None:
    assert clip("abc", 3) == "abc"


def test_a_cut_says_how_much_is_missing_and_where_it_is() -> None:
    cut = clip("\n".join(f"line {number}" for number in range(1000)), 400, rest="All of it is elsewhere.")
    assert cut.startswith("line 0\nline 1\n")
    assert cut.endswith(" more lines did not fit here. All of it is elsewhere._")


def test_astral_characters_are_never_halved() -> None:
    cut = clip("\n".join("😀" * 10 for _ in range(100)), 400)
    assert cut.encode("utf-16", "strict")
    assert len(cut) <= 400


def test_the_first_lines_of_a_quote() -> None:
    assert first_lines("a\nb\nc", 2) == ("a\nb", 1)
    assert first_lines("abc", 5, width=2) == ("ab…", 0)
