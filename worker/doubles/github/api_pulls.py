"""Pull requests, their files, and reviews whose comments must stand on lines of the real diff."""

from typing import Any

from worker.doubles.github import render_reviews, render_threads
from worker.doubles.github.anchors import NowhereError, anchored
from worker.doubles.github.api_issues import MAX_BODY
from worker.doubles.github.diff import FileDiff
from worker.doubles.github.exchange import Answer, Call, GitHubError, Routes, invalid, page
from worker.doubles.github.state import Issue, Pull, Review, ReviewComment

MAX_DIFF_FILES = 300
"""Files in a diff that GitHub still sends as one text."""

routes = Routes()
_PULLS = "/repos/{owner}/{repo}/pulls"
_PULL = f"{_PULLS}/{{pull_number}}"
_REVIEW = f"{_PULL}/reviews/{{review_id}}"
_COMMENT = f"{_PULLS}/comments/{{comment_id}}"
_NEEDS = ("pull_requests",)
_EVENTS = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED", "PENDING": "PENDING"}


def _find(call: Call) -> tuple[Issue, Pull]:
    issue = call.repository.issues.get(call.number("pull_number"))
    if issue is None or issue.pull is None:
        raise GitHubError(404, "Not Found")
    return issue, issue.pull


def _files(call: Call, pull: Pull) -> list[FileDiff]:
    return call.repository.git.diff(f"refs/heads/{pull.base_ref}", pull.head_sha)


@routes.on("GET", _PULLS, needs=_NEEDS)
def list_pulls(call: Call) -> Answer:
    """Pull requests, newest first; `state`, `head` (`owner:branch`) and `base` select."""
    query, found = call.query, []
    for issue in sorted(call.repository.issues.values(), key=lambda issue: -issue.number):
        if issue.pull is None or query.get("state", "open") not in ("all", issue.state):
            continue
        head = f"{call.repository.owner.login}:{issue.pull.head_ref}"
        if query.get("head", head) == head and query.get("base", issue.pull.base_ref) == issue.pull.base_ref:
            found.append(issue)
    return page(call, found, lambda issue: render_threads.pull(issue, call.repository, call.links))


@routes.on("GET", _PULL, needs=_NEEDS)
def get_pull(call: Call) -> Answer:
    """One pull request, or its diff as text for the diff media type."""
    issue, pull = _find(call)
    if call.accept.startswith(("application/vnd.github.diff", "application/vnd.github.v3.diff")):
        if len(_files(call, pull)) > MAX_DIFF_FILES:
            raise GitHubError(
                406,
                f"Sorry, the diff exceeded the maximum number of files ({MAX_DIFF_FILES}). Consider using 'List pull requests "
                "files' API or locally cloning the repository instead.",
                [{"resource": "PullRequest", "field": "diff", "code": "too_large"}],
            )
        text = call.repository.git.patch(f"refs/heads/{pull.base_ref}", pull.head_sha)
        return Answer(200, text, {"Content-Type": "application/vnd.github.diff; charset=utf-8"})
    return Answer(200, render_threads.full_pull(issue, call.repository, call.links))


@routes.on("GET", f"{_PULL}/files", needs=_NEEDS)
def list_files(call: Call) -> Answer:
    """The changed files with their patches."""
    _, pull = _find(call)
    return page(call, _files(call, pull), lambda it: render_threads.file(it, call.repository, pull.head_sha, call.links))


def _show_review(call: Call, review: Review, number: int) -> dict[str, Any]:
    return render_reviews.review(review, number, call.repository, call.links)


def _show_comment(call: Call, comment: ReviewComment, number: int) -> dict[str, Any]:
    return render_reviews.review_comment(comment, number, call.repository, call.links)


@routes.on("GET", f"{_PULL}/reviews", needs=_NEEDS)
def list_reviews(call: Call) -> Answer:
    """The reviews, oldest first."""
    issue, pull = _find(call)
    return page(call, pull.reviews, lambda review: _show_review(call, review, issue.number))


def _commit(call: Call, pull: Pull) -> str:
    wanted: str | None = call.field("commit_id")
    if wanted is None:
        return pull.head_sha
    git = call.repository.git
    if git.resolve(wanted) != wanted or not git.contains(pull.head_sha, wanted):
        raise GitHubError(422, "Unprocessable Entity", ["commit_id is not part of the pull request"])
    return wanted


@routes.on("POST", f"{_PULL}/reviews", needs=_NEEDS, level="write")
def create_review(call: Call) -> Answer:
    """Review with comments, all or nothing: one comment that stands nowhere in the diff loses the whole review."""
    issue, pull = _find(call)
    commit, comments = _commit(call, pull), call.field("comments", [])
    body, event = call.field("body", ""), call.field("event", "PENDING")
    if event not in _EVENTS:
        raise invalid("PullRequestReview", "event", "invalid")
    if event == "REQUEST_CHANGES" and not body.strip():
        raise GitHubError(422, "Unprocessable Entity", ["Review body is required when requesting changes"])
    if event == "COMMENT" and not body.strip() and not comments:
        raise GitHubError(422, "Unprocessable Entity", ["Review comment is required"])
    if event in ("APPROVE", "REQUEST_CHANGES") and issue.user is call.actor:
        verb = "approve" if event == "APPROVE" else "request changes on"
        raise GitHubError(422, "Unprocessable Entity", [f"Can not {verb} your own pull request"])
    if event == "PENDING" and any(r.state == "PENDING" and r.user is call.actor for r in pull.reviews):
        raise GitHubError(422, "Unprocessable Entity", ["User can only have one pending review per pull request"])
    if len(body) > MAX_BODY:
        raise GitHubError(422, "Unprocessable Entity", [f"Body is too long (maximum is {MAX_BODY} characters)"])
    if any("subject_type" in wanted for wanted in comments):  # a whole file is commented on one by one
        raise GitHubError(422, 'Invalid request.\n\n"subject_type" is not a permitted key.')
    now = call.state.now()
    review = Review(call.state.next_id(), call.actor, body, _EVENTS[event], commit, None if event == "PENDING" else now)
    files = {file.path: file for file in _files(call, pull)}
    made, errors = [], []
    for wanted in comments:
        try:
            made.append(anchored(call, files, wanted, review.id, commit))
        except NowhereError as error:
            errors.append(error.short)
    if errors:
        raise GitHubError(422, "Unprocessable Entity", list(dict.fromkeys(errors)))
    pull.reviews.append(review)
    pull.comments += made
    return Answer(200, _show_review(call, review, issue.number))


@routes.on("GET", _REVIEW, needs=_NEEDS)
def get_review(call: Call) -> Answer:
    """One review."""
    issue, review = _find_review(call)
    return Answer(200, _show_review(call, review, issue.number))


@routes.on("PUT", _REVIEW, needs=_NEEDS, level="write")
def update_review(call: Call) -> Answer:
    """Change a review's summary."""
    issue, review = _find_review(call)
    review.body = call.text("body")
    return Answer(200, _show_review(call, review, issue.number))


@routes.on("GET", f"{_REVIEW}/comments", needs=_NEEDS)
def list_comments_of_review(call: Call) -> Answer:
    """The comments of one review."""
    issue, review = _find_review(call)
    pull = issue.pull
    assert pull is not None
    found = [c for c in pull.comments if c.review_id == review.id]
    return page(
        call, found, lambda comment: {"position": None, "original_position": 1, **_show_comment(call, comment, issue.number)}
    )


def _find_review(call: Call) -> tuple[Issue, Review]:
    issue, pull = _find(call)
    wanted = call.number("review_id")
    review = next((r for r in pull.reviews if r.id == wanted), None)
    if review is None:
        raise GitHubError(404, "Not Found")
    return issue, review


@routes.on("GET", f"{_PULL}/comments", needs=_NEEDS)
def list_comments(call: Call) -> Answer:
    """All comments on the diff, oldest first, without those of a pending review."""
    issue, pull = _find(call)
    pending = {review.id for review in pull.reviews if review.state == "PENDING"}
    found = [c for c in pull.comments if c.review_id not in pending]
    return page(call, found, lambda comment: _show_comment(call, comment, issue.number))


@routes.on("POST", f"{_PULL}/comments", needs=_NEEDS, level="write")
def create_comment(call: Call) -> Answer:
    """One comment on the diff: on lines, on a whole file (`subject_type=file`) or in reply (`in_reply_to`)."""
    issue, pull = _find(call)
    if call.field("in_reply_to") is not None:
        return _reply(call, issue, pull, int(call.field("in_reply_to")))
    commit = _commit(call, pull)
    files = {file.path: file for file in _files(call, pull)}
    review = Review(call.state.next_id(), call.actor, "", "COMMENTED", commit, call.state.now())
    try:
        comment = anchored(call, files, call.body, review.id, commit)
    except NowhereError as error:
        raise invalid("PullRequestReviewComment", error.field, "custom", error.message) from None
    pull.reviews.append(review)
    pull.comments.append(comment)
    return Answer(201, _show_comment(call, comment, issue.number))


@routes.on("POST", f"{_PULL}/comments/{{comment_id}}/replies", needs=_NEEDS, level="write")
def create_reply(call: Call) -> Answer:
    """Answer in the thread of a comment."""
    issue, pull = _find(call)
    return _reply(call, issue, pull, call.number("comment_id"))


def _reply(call: Call, issue: Issue, pull: Pull, to: int) -> Answer:
    parent = next((c for c in pull.comments if c.id == to), None)
    if parent is None:
        raise GitHubError(404, "Not Found")
    now, body = call.state.now(), call.text("body")
    review = Review(call.state.next_id(), call.actor, "", "COMMENTED", parent.commit_id, now)
    values = {name: getattr(parent, name) for name in ("path", "commit_id", "line", "side", "start_line", "start_side")}
    reply = ReviewComment(
        id=call.state.next_id(),
        review_id=review.id,
        user=call.actor,
        body=body,
        position=parent.position,
        diff_hunk=parent.diff_hunk,
        created_at=now,
        updated_at=now,
        in_reply_to=parent.in_reply_to or parent.id,
        **values,
    )
    pull.reviews.append(review)
    pull.comments.append(reply)
    return Answer(201, _show_comment(call, reply, issue.number))


def _find_comment(call: Call) -> tuple[Issue, ReviewComment]:
    found = call.repository.review_comments.get(call.number("comment_id"))
    if found is None:
        raise GitHubError(404, "Not Found")
    return found


@routes.on("GET", _COMMENT, needs=_NEEDS)
def get_comment(call: Call) -> Answer:
    """One comment on a diff."""
    issue, comment = _find_comment(call)
    return Answer(200, _show_comment(call, comment, issue.number))


@routes.on("PATCH", _COMMENT, needs=_NEEDS, level="write")
def update_comment(call: Call) -> Answer:
    """Change a comment's text."""
    issue, comment = _find_comment(call)
    comment.body, comment.updated_at = call.text("body"), call.state.now()
    return Answer(200, _show_comment(call, comment, issue.number))


@routes.on("DELETE", _COMMENT, needs=_NEEDS, level="write")
def delete_comment(call: Call) -> Answer:
    """Take a comment away."""
    issue, comment = _find_comment(call)
    assert issue.pull is not None
    issue.pull.comments.remove(comment)
    return Answer(204)
