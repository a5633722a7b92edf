"""Our own bodies are recognised, and nobody else's are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from worker.publish.markers import Marker, MarkerKeys

KEYS = MarkerKeys((SecretStr("first"), SecretStr("second")))
MARKER = Marker("issue", "a1-0123456789abcdef0123", 42)


def test_a_signed_marker_is_read_back() -> None:
    assert KEYS.read(f"Some text.\n\n{KEYS.sign(MARKER)}") == MARKER


def test_github_may_trim_or_change_line_ends() -> None:
    assert KEYS.read(f"Some text.\r\n\r\n{KEYS.sign(MARKER)}\r\n") == MARKER


def test_a_changed_secret_still_reads_what_the_old_one_signed() -> None:
    old = MarkerKeys((SecretStr("second"),))
    assert KEYS.read(old.sign(MARKER)) == MARKER
    assert old.read(KEYS.sign(MARKER)) is None


@pytest.mark.parametrize("change", ["issue", "a1-0123456789abcdef0123", "42"])
def test_a_marker_changed_in_any_part_is_refused(change: str) -> None:
    other = {"issue": "review", "a1-0123456789abcdef0123": "a1-ffffffffffffffffffff", "42": "43"}[change]
    assert KEYS.read(KEYS.sign(MARKER).replace(f"={change} ", f"={other} ")) is None


def test_a_genuine_marker_copied_into_other_text_is_not_looked_at() -> None:
    assert KEYS.read(f"```\n{KEYS.sign(MARKER)}\n```\nmore text") is None


def test_the_last_marker_counts() -> None:
    assert KEYS.read(f"{KEYS.sign(Marker('issue', 'a1-other', 42))}\n{KEYS.sign(MARKER)}") == MARKER


@given(st.text())
def test_no_text_is_a_marker_by_chance(text: str) -> None:
    assert KEYS.read(text) is None
    assert KEYS.read(f"{text}<!-- anatoly:v1 {MARKER} sig={'0' * 32} -->") is None


def test_words_that_could_leave_the_comment_are_refused() -> None:
    with pytest.raises(ValueError, match="plain words"):
        Marker("issue", "x --> y", 1)


def test_the_stored_words_are_read_back() -> None:
    assert Marker.stored(str(MARKER)) == MARKER
    assert Marker.stored("") is None


def test_without_a_secret_there_is_no_key() -> None:
    with pytest.raises(ValueError, match="ANATOLY_WEBHOOK_SECRETS"):
        MarkerKeys(())
