"""One publication to GitHub: look for what an earlier attempt made, else make it.

Each publication is one write. A write whose answer was lost may have happened, so every attempt but the first looks for the
marker (or, for a check run, its external id) before it writes. Reactions need no look: GitHub has one of a kind per person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from app.github.client import Client, repository_path
from app.github.errors import HEADERLESS_SECONDS, GitHubError, GitHubGone, GitHubLimited, GitHubRejected, GitHubTrouble
from worker.publish.clip import clip
from worker.publish.comments.replies import TemplateError, reply
from worker.publish.comments.review import body_with_moved_comments
from worker.publish.intents import PAYLOADS, CheckRun, Comment, Issue, IssueState, Reaction, Reply, Review
from worker.publish.markers import Marker, MarkerKeys
from worker.publish.outcomes import Again, Claimed, Dead, Later, LeaseGoneError, Needless, Outcome, Sent

PAGE = 100
GONE = 410
"""What GitHub answers about an issue that was deleted; 404 may be a repository out of reach."""
CLOCK_SKEW = timedelta(minutes=10)
"""GitHub's clock may be behind ours: what is looked for `since` its row was made is looked for a little longer."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository at GitHub, with what it takes to write to it in our own hand."""

    client: Client
    owner: str
    name: str
    bot: str
    """Login of the App's own user, `SLUG[bot]`: only its bodies are ours."""
    keys: MarkerKeys
    page: Callable[[str], str]
    """The address of a run's page."""
    keep: Callable[[], None] = lambda: None
    """Prolongs the publication's lease before each request that may take long. Raises `LeaseGoneError`."""

    def path(self, *parts: str | int) -> str:
        """A path below the repository."""
        return repository_path(self.owner, self.name, *parts)

    def signed(self, body: str, marker: Marker) -> str:
        """A body that fits, with its marker at the end."""
        return f"{clip(body)}\n\n{self.keys.sign(marker)}"

    def pages(self, path: str, **params: Any) -> Iterator[dict[str, Any]]:
        """Every entry of a list, all pages."""
        page = 1
        while True:
            self.keep()
            entries = self.client.get(path, **params, per_page=PAGE, page=page)
            entries = entries["check_runs"] if isinstance(entries, dict) else entries
            yield from entries
            if len(entries) < PAGE:
                return
            page += 1

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """Create something, in a lease that outlasts the request."""
        self.keep()
        answer: dict[str, Any] = self.client.post(path, body)
        return answer

    def patch(self, path: str, body: Any) -> dict[str, Any]:
        """Change something, in a lease that outlasts the request."""
        self.keep()
        answer: dict[str, Any] = self.client.patch(path, body)
        return answer

    def state_of(self, number: int) -> str:
        """How an issue stands now: open or closed."""
        return str(self.client.get(self.path("issues", number))["state"])

    def find(self, marker: Marker, path: str, **params: Any) -> dict[str, Any] | None:
        """The entry of a list that our own user wrote and that ends with the marker."""
        for entry in self.pages(path, **params):
            author = entry.get("user") or {}
            if author.get("login") == self.bot and self.keys.read(entry.get("body")) == marker:
                return entry
        return None


def send(claimed: Claimed, github: GitHub) -> Outcome:
    """Send one claimed publication. Errors of GitHub become outcomes; nothing is raised for them."""
    try:
        payload = PAYLOADS[claimed.kind].model_validate(claimed.payload)
    except (KeyError, ValidationError) as error:
        return Dead(f"the row can not be read: {claimed.kind}: {str(error).splitlines()[0]}")
    try:
        match payload:
            case Review():
                return _review(claimed, payload, github)
            case Comment() if claimed.kind == "summary":
                return _summary(claimed, payload, github)
            case Comment(number=number, body=body, only_if=only_if):
                return _comment(claimed, number, body, github, only_if)
            case Reply(number=number, template=template, values=values):
                return _comment(claimed, number, reply(template, values, github.page), github)
            case Issue():
                return _issue(claimed, payload, github)
            case IssueState():
                return _issue_state(payload, github)
            case CheckRun():
                return _check_run(claimed, payload, github)
            case Reaction(comment_id=comment_id, content=content):
                path = github.path("issues", "comments", comment_id, "reactions")
                return _sent(github.post(path, {"content": content}))
    except TemplateError as error:
        return Dead(str(error))
    except LeaseGoneError as gone:
        return Again(str(gone))
    except GitHubError as error:
        return outcome_of(error)


def outcome_of(error: GitHubError) -> Outcome:
    """What an error means for the publication that met it."""
    reason = f"{error.status} {error}" if error.status else str(error)
    match error:
        case GitHubLimited(retry_after=seconds):
            return Later(seconds, reason, grows=seconds == HEADERLESS_SECONDS)
        case GitHubTrouble():
            return Again(reason)
        case _:
            return Dead(reason, error.status)


def _marker(claimed: Claimed) -> Marker:
    """The row's own marker; what `app` wrote has none and is known by its row."""
    return Marker.stored(claimed.marker) or Marker(claimed.kind, str(claimed.id), claimed.repository_id)


def _since(claimed: Claimed) -> str:
    return (claimed.created_at - CLOCK_SKEW).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sent(answer: dict[str, Any], key: str = "id") -> Sent:
    return Sent(int(answer[key]), str(answer.get("html_url") or ""))


def _comment(claimed: Claimed, number: int, body: str, github: GitHub, only_if: str | None = None) -> Outcome:
    path, marker = github.path("issues", number, "comments"), _marker(claimed)
    if claimed.attempt > 1 and (found := github.find(marker, path, since=_since(claimed))):
        return _sent(found)
    if only_if is not None and (state := github.state_of(number)) != only_if:
        return Needless(f"issue {number} is {state} already")
    return _sent(github.post(path, {"body": github.signed(body, marker)}))


def _issue_state(payload: IssueState, github: GitHub) -> Outcome:
    """What is as it should be is left alone: a person's reason for closing an issue is not written over."""
    try:
        if github.state_of(payload.number) == payload.state:
            return Needless(f"issue {payload.number} is {payload.state} already")
        wanted = {"state": payload.state, "state_reason": payload.reason}
        return _sent(github.patch(github.path("issues", payload.number), wanted), "number")
    except GitHubGone as gone:
        if gone.status == GONE and payload.state == "closed":
            return Needless(f"issue {payload.number} was deleted")
        raise


def _summary(claimed: Claimed, payload: Comment, github: GitHub) -> Outcome:
    """Edit the one comment in place; make it anew when a person deleted it."""
    path, marker = github.path("issues", payload.number, "comments"), _marker(claimed)
    body = {"body": github.signed(payload.body, marker)}
    known = claimed.github_id
    # Its row is the only one that ever writes it: before the first attempt nothing of it can be there.
    if known is None and claimed.attempt > 1 and (found := github.find(marker, path)):
        known = int(found["id"])
    if known is None:
        return _sent(github.post(path, body))
    try:
        return _sent(github.patch(github.path("issues", "comments", known), body))
    except GitHubGone as gone:
        return Again(f"the comment was deleted: {gone}", forget=True) if claimed.github_id else Dead(str(gone))


def _issue(claimed: Claimed, payload: Issue, github: GitHub) -> Outcome:
    path, marker = github.path("issues"), _marker(claimed)
    if claimed.attempt > 1 and (found := github.find(marker, path, state="all", creator=github.bot, since=_since(claimed))):
        return _sent(found, "number")
    body = {"title": payload.title, "body": github.signed(payload.body, marker), "labels": list(payload.labels)}
    return _sent(github.post(path, body), "number")


def _review(claimed: Claimed, payload: Review, github: GitHub) -> Outcome:
    path, marker = github.path("pulls", payload.pull_number, "reviews"), _marker(claimed)
    if claimed.attempt > 1 and (found := github.find(marker, path)):
        return _sent(found)
    comments = [
        {
            "path": comment.path,
            "line": comment.line,
            "side": "RIGHT",
            "body": github.signed(comment.body, Marker("finding", comment.fingerprint, claimed.repository_id)),
        }
        | ({"start_line": comment.start_line, "start_side": "RIGHT"} if comment.start_line else {})
        for comment in payload.comments
    ]
    body = {"event": "COMMENT", "body": github.signed(payload.body, marker), "comments": comments}
    try:
        return _sent(github.post(path, body | ({"commit_id": payload.commit} if payload.commit else {})))
    except GitHubRejected as rejected:
        if not payload.comments:
            raise
        # GitHub does not say which line it did not like, and takes all or none. The commit may be gone as well.
        moved = [(f"{comment.path}:{comment.line}", comment.body) for comment in payload.comments]
        text = body_with_moved_comments(payload.body, moved)
        refused = tuple(comment.fingerprint for comment in payload.comments)
        instead = payload.model_copy(update={"body": text, "comments": (), "commit": "", "refused": refused})
        return Again(f"comments moved into the text: {rejected}", payload=instead)


def _check_run(claimed: Claimed, payload: CheckRun, github: GitHub) -> Outcome:
    known = claimed.github_id
    if known is None and claimed.attempt > 1:
        runs = github.pages(github.path("commits", payload.commit, "check-runs"), check_name=payload.name, filter="all")
        known = next((int(run["id"]) for run in runs if run.get("external_id") == payload.external_id), None)
    output = {"title": payload.title, "summary": payload.summary}
    body: dict[str, Any] = {
        "name": payload.name,
        "external_id": payload.external_id,
        "details_url": payload.details_url,
        "status": "completed",
        "conclusion": payload.conclusion,
    }
    if known is None:
        create = body | {"head_sha": payload.commit, "output": output | {"annotations": list(payload.annotations)}}
        return _sent(github.post(github.path("check-runs"), create))
    # GitHub adds the annotations of an edit to those that are there: an edit carries none, the summary lists everything.
    return _sent(github.patch(github.path("check-runs", known), body | {"output": output}))
