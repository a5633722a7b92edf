"""The diff reader alone: what is not a diff is refused, never half read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.checkout.hunks import parse, unquote

RAW = b":100644 100644 abc def M\ta\n"
PATCH = b"diff --git a/a b/a\nindex abc..def 100644\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@ def f():\n one\n-two\n+three\n"


def test_nothing_changed_is_an_empty_answer() -> None:
    assert parse(b"") == {}


def test_a_plain_change() -> None:
    change = parse(RAW + b"\n" + PATCH)["a"]
    assert (change.added_lines, change.commentable_lines) == ({2}, {1, 2})


@pytest.mark.parametrize(
    "output",
    [
        RAW,
        RAW + b"\n" + PATCH[:-8],
        RAW + b"\n" + PATCH.replace(b"-1,2", b"-1,3"),
        RAW + b"\n" + PATCH.replace(b"-1,2", b"-1,1"),
        RAW + b"\n" + PATCH + PATCH,
        RAW + RAW.replace(b"\ta", b"\tb") + b"\n" + PATCH,
        RAW.replace(b" M\t", b" U\t") + b"\n" + PATCH,
        RAW + b"\n" + PATCH.replace(b"-two", b"?two"),
        RAW + b"\n" + PATCH.replace(b"@@ -1,2 +1,2 @@", b"@@ junk"),
        b"warning: something\n" + RAW,
    ],
)
def test_what_is_not_a_whole_diff_is_refused(output: bytes) -> None:
    with pytest.raises(ValueError):
        parse(output)


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_quoted_names_come_back(name: bytes) -> None:
    quoted = b'"' + b"".join(b"\\%03o" % byte for byte in name) + b'"'
    assert unquote(quoted).encode(errors="surrogateescape") == name
    assert unquote(rb'"a\t\"\\\n\303\251"') == 'a\t"\\\né'


@given(st.binary())
def test_any_bytes_are_read_or_refused(junk: bytes) -> None:
    for output in (junk, RAW + junk, RAW + b"\n" + PATCH + junk):
        try:
            parse(output)
        except ValueError:
            continue
