"""What GitHub's refusals mean: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.github.errors import (
    GitHubError,
    GitHubForbidden,
    GitHubGone,
    GitHubLimited,
    GitHubRejected,
    GitHubTrouble,
    classify,
)

SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
NOW = 1_800_000_000.0


def body(message: str, **more: object) -> bytes:
    return json.dumps({"message": message} | more).encode()


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (401, "Bad credentials", GitHubTrouble),
        (403, "Resource not accessible by integration", GitHubForbidden),
        (403, "Repository was archived so is read-only.", GitHubForbidden),
        (404, "Not Found", GitHubGone),
        (410, "Issues are disabled for this repo", GitHubGone),
        (451, "Repository access blocked", GitHubGone),
        (400, "Problems parsing JSON", GitHubRejected),
        (409, "Conflict", GitHubRejected),
        (422, "Validation Failed", GitHubRejected),
        (408, "Request Timeout", GitHubTrouble),
        (500, "Server Error", GitHubTrouble),
        (502, "Server Error", GitHubTrouble),
        (503, "", GitHubTrouble),
    ],
)
def test_each_status_has_one_meaning(status: int, message: str, kind: type[GitHubError]) -> None:
    error = classify(status, {}, body(message), NOW)
    assert type(error) is kind
    assert error.status == status
    assert str(error) == (message or f"HTTP {status}")


@pytest.mark.parametrize(
    ("status", "headers", "message", "seconds"),
    [
        (403, {"retry-after": "17"}, SECONDARY, 17),
        (429, {"retry-after": "0"}, SECONDARY, 1),
        (403, {}, SECONDARY, 60),
        (429, {}, "Too many requests", 60),
        (403, {}, "You have triggered an abuse detection mechanism.", 60),
        (403, {}, "You have exceeded a rate limit and have been temporarily blocked from content creation.", 60),
        (
            403,
            {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000090"},
            "API rate limit exceeded for installation.",
            90,
        ),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000000"}, "API rate limit exceeded", 1),
        (403, {"x-ratelimit-remaining": "0"}, "API rate limit exceeded", 60),
        (403, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, SECONDARY, 60),
    ],
)
def test_a_limit_is_recognised_with_and_without_headers(
    status: int, headers: dict[str, str], message: str, seconds: float
) -> None:
    error = classify(status, headers, body(message), NOW)
    assert isinstance(error, GitHubLimited)
    assert error.retry_after == seconds


def test_a_permission_problem_with_requests_left_is_no_limit() -> None:
    headers = {"x-ratelimit-remaining": "4999", "x-ratelimit-reset": "1800000090"}
    assert type(classify(403, headers, body("Must have admin rights to Repository."), NOW)) is GitHubForbidden


def test_a_rejection_says_which_field_is_wrong() -> None:
    errors = [
        {"resource": "PullRequestReview", "field": "comments", "code": "invalid"},
        "Line could not be resolved",
        {"message": "Body is too long"},
        7,
    ]
    text = str(classify(422, {}, body("Unprocessable Entity", errors=errors), NOW))
    assert text == "Unprocessable Entity: PullRequestReview comments invalid; Line could not be resolved; Body is too long"


@given(
    st.integers(400, 599),
    st.dictionaries(st.sampled_from(["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"]), st.text()),
    st.binary(),
)
def test_no_answer_whatsoever_is_an_error_of_ours(status: int, headers: dict[str, str], content: bytes) -> None:
    error = classify(status, headers, content, NOW)
    assert error.status == status
    assert str(error).isprintable()
    if isinstance(error, GitHubLimited):
        assert error.retry_after >= 1


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"[]", b'{"message": null}', b'{"message": {"a": 1}, "errors": {}}', b"[" * 100_000]
)
def test_odd_bodies_still_make_a_line(content: bytes) -> None:
    assert str(classify(500, {}, content, NOW))
