"""Check runs and their annotations."""

from datetime import datetime
from typing import Any

from worker.doubles.github import render_reviews
from worker.doubles.github.exchange import Answer, Call, GitHubError, Routes, page
from worker.doubles.github.state import CheckRun

MAX_ANNOTATIONS = 50
"""Of one request; what comes after them is dropped without a word, as GitHub does."""
MAX_TEXT = 65_535

routes = Routes()
_RUN = "/repos/{owner}/{repo}/check-runs/{check_run_id}"


def _show(call: Call, run: CheckRun) -> dict[str, Any]:
    assert call.state.app is not None
    return render_reviews.check_run(run, call.repository, call.state.app, call.links)


def _find(call: Call) -> CheckRun:
    run = call.repository.check_runs.get(call.number("check_run_id"))
    if run is None:
        raise GitHubError(404, "Not Found")
    return run


def _apply(call: Call, run: CheckRun) -> None:
    """Take over what a POST and a PATCH share; nothing is changed when something is wrong."""
    output = call.field("output", {})
    for name in ("summary", "text"):
        size = len(output.get(name) or "")
        if size > MAX_TEXT:
            raise GitHubError(422, f"Invalid request.\n\nOnly {MAX_TEXT} characters are allowed; {size} were supplied.")
    conclusion, status = call.field("conclusion"), call.field("status")
    if status == "completed" and conclusion is None:
        raise GitHubError(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.')
    if conclusion is not None:
        run.status, run.conclusion = "completed", conclusion
        run.completed_at = _time(call.field("completed_at")) or call.state.now()
    elif status is not None:
        run.status, run.conclusion, run.completed_at = status, None, None
    run.name = call.field("name", run.name)
    run.external_id = call.field("external_id", run.external_id)
    run.details_url = call.field("details_url", run.details_url)
    run.title = output.get("title", run.title)
    run.summary = output.get("summary", run.summary)
    run.text = output.get("text", run.text)
    run.annotations += output.get("annotations", [])[:MAX_ANNOTATIONS]


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@routes.on("POST", "/repos/{owner}/{repo}/check-runs", needs=["checks"], level="write")
def create(call: Call) -> Answer:
    """Start (or report a finished) check run on a commit."""
    name, sha = call.text("name"), call.text("head_sha")
    if call.repository.git.resolve(sha) != sha:
        raise GitHubError(422, f"No commit found for SHA: {sha}")
    started = _time(call.field("started_at")) or call.state.now()
    run = CheckRun(call.state.next_id(), name, sha, "queued", None, "", call.links.web, started, None)
    _apply(call, run)
    call.repository.check_runs[run.id] = run
    return Answer(201, _show(call, run))


@routes.on("GET", _RUN, needs=["checks"])
def get(call: Call) -> Answer:
    """One check run."""
    return Answer(200, _show(call, _find(call)))


@routes.on("PATCH", _RUN, needs=["checks"], level="write")
def update(call: Call) -> Answer:
    """Change a check run; annotations are added to those it has."""
    run = _find(call)
    _apply(call, run)
    return Answer(200, _show(call, run))


@routes.on("GET", f"{_RUN}/annotations", needs=["checks"])
def list_annotations(call: Call) -> Answer:
    """The annotations that were kept."""
    run = _find(call)

    def show(it: dict[str, Any]) -> dict[str, Any]:
        optional = dict.fromkeys(("start_column", "end_column", "title", "raw_details"))
        return {**optional, **it, "blob_href": f"{call.links.page(call.repository)}/blob/{run.head_sha}/{it['path']}"}

    return page(call, run.annotations, show)


@routes.on("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", needs=["checks"])
def list_for_ref(call: Call) -> Answer:
    """The check runs of a commit; `check_name` and `status` select. Without `filter=all` only the latest of each name."""
    sha = call.repository.git.resolve(call.params["ref"])
    if sha is None:
        raise GitHubError(422, f"No commit found for SHA: {call.params['ref']}")
    found = [
        run
        for run in sorted(call.repository.check_runs.values(), key=lambda run: -run.id)
        if run.head_sha == sha
        and call.query.get("check_name") in (None, run.name)
        and call.query.get("status") in (None, run.status)
    ]
    if call.query.get("filter", "latest") == "latest":
        latest: dict[str, CheckRun] = {}
        for run in found:
            latest.setdefault(run.name, run)
        found = list(latest.values())
    return page(call, found, lambda run: _show(call, run), lambda shown: {"total_count": len(found), "check_runs": shown})
