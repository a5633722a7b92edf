"""Issues, comments on them, and reactions to comments."""

from datetime import datetime
from typing import Any

from worker.doubles.github import render_threads
from worker.doubles.github.access import permit
from worker.doubles.github.exchange import Answer, Call, GitHubError, Routes, invalid, page
from worker.doubles.github.state import Comment, Issue, Label, Level, Reaction

MAX_BODY = 65_536
"""Characters that an issue's or a comment's body may have."""

routes = Routes()
_EITHER = ("issues", "pull_requests")
_ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}"
_COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}"


def _find(call: Call, level: Level) -> Issue:
    """The issue or pull request of the path; a plain issue needs the permission for issues."""
    issue = call.repository.issues.get(call.number("issue_number"))
    if issue is None:
        raise GitHubError(404, "Not Found")
    permit(call, ("issues",) if issue.pull is None else _EITHER, level)
    return issue


def _show(call: Call, issue: Issue) -> dict[str, Any]:
    return render_threads.issue(issue, call.repository, call.state, call.links)


def _checked_body(body: Any) -> str | None:
    if isinstance(body, str) and len(body) > MAX_BODY:
        raise invalid("Issue", "body", "custom", f"body is too long (maximum is {MAX_BODY} characters)")
    return body if isinstance(body, str) else None


def _checked_title(title: Any) -> str:
    text = str(title)
    if not text.strip():
        raise invalid("Issue", "title", "missing_field")
    if len(text) > 256:
        raise invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)")
    return text


def _labels(call: Call, wanted: list[Any]) -> list[Label]:
    """The labels of those names; what the repository has not yet is made."""
    known, found = call.repository.labels, []
    for item in wanted:
        name = item if isinstance(item, str) else str(item.get("name"))
        if name.lower() not in known:
            known[name.lower()] = Label(call.state.next_id(), name)
        found.append(known[name.lower()])
    return found


@routes.on("POST", "/repos/{owner}/{repo}/issues", needs=["issues"], level="write")
def create_issue(call: Call) -> Answer:
    """Open an issue."""
    repo, now = call.repository, call.state.now()
    if not repo.has_issues:
        raise GitHubError(410, "Issues are disabled for this repo")
    title, body = _checked_title(call.field("title", "")), _checked_body(call.field("body"))
    issue = Issue(call.state.next_id(), max(repo.issues, default=0) + 1, title, body, call.actor, now, now)
    issue.labels = _labels(call, call.field("labels", []))
    repo.issues[issue.number] = issue
    shown = _show(call, issue)
    return Answer(201, shown, {"Location": shown["url"]})


@routes.on("GET", "/repos/{owner}/{repo}/issues", needs=_EITHER)
def list_issues(call: Call) -> Answer:
    """Issues and pull requests, newest first; `state`, `labels`, `creator`, `since`, `sort`, `direction` select and order."""
    query = call.query
    state, since = query.get("state", "open"), _moment(query.get("since"))
    labels = {name.strip().lower() for name in query.get("labels", "").split(",") if name.strip()}
    creator = query.get("creator", "").lower()
    found = [
        issue
        for issue in call.repository.issues.values()
        if state in ("all", issue.state)
        and labels <= {label.name.lower() for label in issue.labels}
        and creator in ("", issue.user.login.lower())
        and (since is None or issue.updated_at >= since)
    ]
    keys = {"updated": lambda i: (i.updated_at, i.number), "comments": lambda i: (len(i.comments), i.number)}
    found.sort(key=keys.get(query.get("sort", "created"), lambda i: (i.created_at, i.number)))
    if query.get("direction", "desc") == "desc":
        found.reverse()
    return page(call, found, lambda issue: _show(call, issue))


@routes.on("GET", _ISSUE, needs=_EITHER)
def get_issue(call: Call) -> Answer:
    """One issue."""
    return Answer(200, _show(call, _find(call, "read")))


@routes.on("PATCH", _ISSUE, needs=_EITHER, level="write")
def update_issue(call: Call) -> Answer:
    """Change title, body, labels, state or state_reason."""
    issue, now = _find(call, "write"), call.state.now()
    changed: dict[str, Any] = call.body if isinstance(call.body, dict) else {}
    if "title" in changed:
        issue.title = _checked_title(changed["title"])
    if "body" in changed:
        issue.body = _checked_body(changed["body"])
    if "labels" in changed:
        issue.labels = _labels(call, changed["labels"])
    state = changed.get("state", issue.state)
    if state == "closed" and (issue.state == "open" or changed.get("state_reason")):
        issue.state_reason = changed.get("state_reason") or "completed"
        issue.closed_at, issue.closed_by = now, call.actor
    elif state == "open" and issue.state == "closed":
        issue.state_reason, issue.closed_at, issue.closed_by = "reopened", None, None
    issue.state, issue.updated_at = state, now
    return Answer(200, _show(call, issue))


def _show_comment(call: Call, comment: Comment) -> dict[str, Any]:
    return render_threads.comment(comment, call.repository, call.state, call.links)


def _checked_comment(call: Call) -> str:
    body = call.text("body")
    if not body.strip():
        raise invalid("IssueComment", "body", "missing_field")
    if len(body) > MAX_BODY:
        raise invalid("IssueComment", "data", "unprocessable", f"Body is too long (maximum is {MAX_BODY} characters)")
    return body


def _find_comment(call: Call, level: Level) -> Comment:
    comment = call.repository.comments.get(call.number("comment_id"))
    if comment is None:
        raise GitHubError(404, "Not Found")
    issue = call.repository.issues[comment.number]
    permit(call, ("issues",) if issue.pull is None else _EITHER, level)
    return comment


@routes.on("GET", f"{_ISSUE}/comments", needs=_EITHER)
def list_comments(call: Call) -> Answer:
    """The comments, oldest first."""
    since = _moment(call.query.get("since"))
    found = [c for c in _find(call, "read").comments if since is None or c.updated_at >= since]
    return page(call, found, lambda comment: _show_comment(call, comment))


@routes.on("POST", f"{_ISSUE}/comments", needs=_EITHER, level="write")
def create_comment(call: Call) -> Answer:
    """Comment on an issue or in a pull request's conversation."""
    issue, now = _find(call, "write"), call.state.now()
    comment = Comment(call.state.next_id(), issue.number, call.actor, _checked_comment(call), now, now)
    issue.comments.append(comment)
    issue.updated_at = now
    shown = _show_comment(call, comment)
    return Answer(201, shown, {"Location": shown["url"]})


@routes.on("GET", _COMMENT, needs=_EITHER)
def get_comment(call: Call) -> Answer:
    """One comment."""
    return Answer(200, _show_comment(call, _find_comment(call, "read")))


@routes.on("PATCH", _COMMENT, needs=_EITHER, level="write")
def update_comment(call: Call) -> Answer:
    """Change a comment's text."""
    comment = _find_comment(call, "write")
    comment.body, comment.updated_at = _checked_comment(call), call.state.now()
    return Answer(200, _show_comment(call, comment))


@routes.on("DELETE", _COMMENT, needs=_EITHER, level="write")
def delete_comment(call: Call) -> Answer:
    """Take a comment away."""
    comment = _find_comment(call, "write")
    call.repository.issues[comment.number].comments.remove(comment)
    return Answer(204)


@routes.on("GET", f"{_COMMENT}/reactions", needs=_EITHER)
def list_reactions(call: Call) -> Answer:
    """The reactions to a comment; `content` selects."""
    wanted = call.query.get("content")
    found = [r for r in _find_comment(call, "read").reactions if wanted in (None, r.content)]
    return page(call, found, lambda reaction: render_threads.reaction(reaction, call.links))


@routes.on("POST", f"{_COMMENT}/reactions", needs=_EITHER, level="write")
def create_reaction(call: Call) -> Answer:
    """React once: 201, and 200 with the same reaction ever after."""
    comment, content = _find_comment(call, "write"), call.text("content")
    if content not in render_threads.CONTENTS:
        raise invalid("Reaction", "content", "invalid")
    same = next((r for r in comment.reactions if r.user is call.actor and r.content == content), None)
    if same is not None:
        return Answer(200, render_threads.reaction(same, call.links))
    made = Reaction(call.state.next_id(), call.actor, content, call.state.now())
    comment.reactions.append(made)
    return Answer(201, render_threads.reaction(made, call.links))


@routes.on("DELETE", f"{_COMMENT}/reactions/{{reaction_id}}", needs=_EITHER, level="write")
def delete_reaction(call: Call) -> Answer:
    """Take an own reaction back."""
    comment, wanted = _find_comment(call, "write"), call.number("reaction_id")
    found = next((r for r in comment.reactions if r.id == wanted), None)
    if found is None:
        raise GitHubError(404, "Not Found")
    if found.user is not call.actor:
        raise GitHubError(403, "Resource not accessible by integration")
    comment.reactions.remove(found)
    return Answer(204)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise GitHubError(422, "Invalid request.\n\nsince is not a valid time.") from None
    if moment.tzinfo is None:
        raise GitHubError(422, "Invalid request.\n\nsince is not a valid time.")
    return moment
