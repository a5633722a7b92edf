"""A comment stands on a line that GitHub shows, or nowhere."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Quote
from app.domain.finding import Suggestion
from tests.worker.publish import samples
from tests.worker.publish.samples import FakeDiff, FakeHunk, diffs, text_of
from worker.checkout.hunks import parse
from worker.publish.anchors import FileLevel, Inline, Summary, anchor, committable, place

lines_of_text = st.lists(st.sampled_from(["a", "b", "  a", "", "}"]), min_size=1, max_size=12)


@given(lines_of_text, st.data())
def test_an_anchor_is_where_the_text_stands(lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(lines)))
    end = data.draw(st.integers(start, len(lines)))
    quote = "\n".join(lines[start - 1 : end])
    found = anchor(quote, "\n".join(lines), start)
    assert found == ((start, end) if quote.strip() else None)


@given(lines_of_text, lines_of_text, st.integers(1, 12))
def test_an_anchor_never_points_at_other_text(lines: list[str], wanted: list[str], hint: int) -> None:
    found = anchor("\n".join(wanted), "\n".join(lines), hint)
    if found:
        there = lines[found[0] - 1 : found[1]]
        assert [line.strip() for line in there] == [line.strip() for line in wanted]


def test_of_two_equal_places_only_the_hinted_one_counts() -> None:
    assert anchor("x", "x\ny\nx", 3) == (3, 3)
    assert anchor("x", "x\ny\nx", 2) is None
    assert anchor("x = 1", "  x = 1", 9) == (1, 1)


hunks = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 8)), max_size=4)


@given(hunks, st.integers(1, 40), st.integers(0, 10))
def test_a_comment_is_inside_one_hunk(shape: Sequence[tuple[int, int]], start: int, more: int) -> None:
    finding = samples.bug(line_start=start, line_end=start + more)
    shown = [list(range(first, first + size)) for first, size in shape]
    where = place(finding, {"calc/sums.py": FakeDiff([FakeHunk(lines) for lines in shown])}, text_of)
    if isinstance(where, Inline):
        first = where.start_line or where.line
        assert where.start_line is None or where.start_line < where.line
        assert any(set(range(first, where.line + 1)) <= set(lines) for lines in shown)
    else:
        assert where == FileLevel("calc/sums.py")
        assert not any(start <= line <= start + more for lines in shown for line in lines)


def test_all_lines_in_one_hunk_make_a_comment_on_several_lines() -> None:
    assert place(samples.dead(), diffs(sums=[list(range(10, 20))]), text_of) == Inline("calc/sums.py", 15, 13)


def test_lines_over_two_hunks_make_a_comment_on_the_first_that_shows() -> None:
    assert place(samples.dead(), diffs(sums=[[14], [15, 16]]), text_of) == Inline("calc/sums.py", 14)


def test_quoted_lines_are_preferred_to_the_first_line() -> None:
    finding = samples.bug(line_start=1)
    assert place(finding, diffs(sums=[[1], [19]]), text_of) == Inline("calc/sums.py", 19)


def test_a_file_that_is_not_in_the_diff_goes_to_the_summary() -> None:
    assert place(samples.pass_through(), diffs(sums=[[1]]), text_of) == Summary()


def test_the_diff_of_the_checkout_fits() -> None:
    raw = b":100644 100644 1111111 2222222 M\tcalc/sums.py\n\ndiff --git a/calc/sums.py b/calc/sums.py\n"
    head = b"--- a/calc/sums.py\n+++ b/calc/sums.py\n@@ -18,1 +18,2 @@\n"
    patch = b" def average(items):\n+    return total(items) / len(items)\n"
    assert place(samples.bug(), parse(raw + head + patch), text_of) == Inline("calc/sums.py", 19)


def test_a_replacement_of_exactly_the_quoted_lines_can_be_committed() -> None:
    bug = samples.bug()
    assert bug.claim.suggestion
    assert committable(bug, Inline("calc/sums.py", 19), text_of) == bug.claim.suggestion.replacement
    assert committable(samples.dead(), Inline("calc/sums.py", 15, 13), text_of) == ""


def test_a_replacement_is_not_offered_where_it_would_corrupt_the_file() -> None:
    exact = Inline("calc/sums.py", 19)
    moved = Quote(file="calc/sums.py", line_start=19, line_end=19, text="    return something_else")
    assert committable(samples.bug(), FileLevel("calc/sums.py"), text_of) is None
    assert committable(samples.dead(), Inline("calc/sums.py", 15), text_of) is None, "the comment covers fewer lines"
    assert committable(samples.bug(evidence=(moved,)), exact, text_of) is None, "the file reads differently"
    assert committable(samples.bug(evidence=()), exact, text_of) is None, "nothing says what stood there"
    assert committable(samples.bug(), exact, lambda _: None) is None, "the file is gone"
    assert committable(samples.bug(), exact, lambda _: samples.CALC.replace("\n", "\r\n")) is None, "line ends would be mixed"
    same = Suggestion(description="x", replacement="    return total(items) / len(items)")
    assert committable(samples.bug(suggestion=same), exact, text_of) is None, "nothing would change"
