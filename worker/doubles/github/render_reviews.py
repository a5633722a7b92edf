"""Reviews, their comments and check runs the way GitHub's REST API writes them."""

from typing import Any

from worker.doubles.github import render
from worker.doubles.github.render import Json, Links, node_id, stamp
from worker.doubles.github.render_threads import association, rollup
from worker.doubles.github.state import App, CheckRun, Issue, Pull, Repository, Review, ReviewComment


def review(it: Review, number: int, repo: Repository, links: Links) -> Json:
    """`pull-request-review`."""
    page = f"{links.page(repo)}/pull/{number}#pullrequestreview-{it.id}"
    api = f"{links.repo(repo)}/pulls/{number}"
    shown: Json = {
        "id": it.id,
        "node_id": node_id("PullRequestReview", it.id),
        "user": render.user(it.user, links),
        "body": it.body,
        "state": it.state,
        "html_url": page,
        "pull_request_url": api,
        "author_association": association(it.user, repo),
        "_links": {"html": {"href": page}, "pull_request": {"href": api}},
        "commit_id": it.commit_id,
    }
    if it.submitted_at is not None:
        shown["submitted_at"] = stamp(it.submitted_at)
    return shown


def review_comment(it: ReviewComment, number: int, repo: Repository, links: Links) -> Json:
    """`pull-request-review-comment`."""
    api = f"{links.repo(repo)}/pulls/comments/{it.id}"
    page, pull_api = f"{links.page(repo)}/pull/{number}#discussion_r{it.id}", f"{links.repo(repo)}/pulls/{number}"
    shown: Json = {
        "url": api,
        "pull_request_review_id": it.review_id,
        "id": it.id,
        "node_id": node_id("PullRequestReviewComment", it.id),
        "diff_hunk": it.diff_hunk,
        "path": it.path,
        "commit_id": it.commit_id,
        "original_commit_id": it.commit_id,
        "user": render.user(it.user, links),
        "body": it.body,
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "html_url": page,
        "pull_request_url": pull_api,
        "author_association": association(it.user, repo),
        "_links": {"self": {"href": api}, "html": {"href": page}, "pull_request": {"href": pull_api}},
        "reactions": rollup([], api),
        "start_line": it.start_line,
        "original_start_line": it.start_line,
        "start_side": it.start_side,
        "subject_type": "line" if it.line is not None else "file",
        "side": it.side,
    }
    if it.line is not None:
        shown |= {"line": it.line, "original_line": it.line}
    if it.position is not None:
        shown |= {"position": it.position, "original_position": it.position}
    if it.in_reply_to is not None:
        shown["in_reply_to_id"] = it.in_reply_to
    return shown


def check_run(it: CheckRun, repo: Repository, app: App, links: Links) -> Json:
    """`check-run`."""
    api = f"{links.repo(repo)}/check-runs/{it.id}"
    pulls = [(issue, issue.pull) for issue in repo.issues.values() if issue.pull and issue.pull.head_sha == it.head_sha]
    return {
        "id": it.id,
        "name": it.name,
        "node_id": node_id("CheckRun", it.id),
        "head_sha": it.head_sha,
        "external_id": it.external_id,
        "url": api,
        "html_url": f"{links.page(repo)}/runs/{it.id}",
        "details_url": it.details_url,
        "status": it.status,
        "conclusion": it.conclusion,
        "started_at": stamp(it.started_at),
        "completed_at": stamp(it.completed_at),
        "output": {
            "title": it.title,
            "summary": it.summary,
            "text": it.text,
            "annotations_count": len(it.annotations),
            "annotations_url": f"{api}/annotations",
        },
        "check_suite": {"id": app.id},
        "app": render.app(app, links),
        "pull_requests": [_minimal(issue, made, repo, links) for issue, made in pulls if issue.state == "open"],
    }


def _minimal(it: Issue, made: Pull, repo: Repository, links: Links) -> Json:
    where: dict[str, Any] = {"id": repo.id, "url": links.repo(repo), "name": repo.name}
    base = repo.git.resolve(f"refs/heads/{made.base_ref}")
    return {
        "id": made.id,
        "number": it.number,
        "url": f"{links.repo(repo)}/pulls/{it.number}",
        "head": {"ref": made.head_ref, "sha": made.head_sha, "repo": where},
        "base": {"ref": made.base_ref, "sha": base, "repo": where},
    }
