"""Issues, pull requests and comments the way GitHub's REST API writes them."""

from worker.doubles.github import render
from worker.doubles.github.diff import FileDiff
from worker.doubles.github.render import Json, Links, node_id, stamp
from worker.doubles.github.state import (
    App,
    Comment,
    Issue,
    Reaction,
    Repository,
    State,
    User,
)

CONTENTS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes")
"""The reactions there are."""


def association(who: User, repo: Repository) -> str:
    """`author_association`: what the author is to the repository."""
    if who is repo.owner:
        return "OWNER"
    return "COLLABORATOR" if who.login.lower() in repo.collaborators else "NONE"


def reaction(it: Reaction, links: Links) -> Json:
    """`reaction`."""
    return {
        "id": it.id,
        "node_id": node_id("Reaction", it.id),
        "user": render.user(it.user, links),
        "content": it.content,
        "created_at": stamp(it.created_at),
    }


def rollup(reactions: list[Reaction], url: str) -> Json:
    """`reaction-rollup`: how many of each."""
    counts = {name: sum(r.content == name for r in reactions) for name in CONTENTS}
    return {"url": f"{url}/reactions", "total_count": len(reactions), **counts}


def _by_app(who: User, app: App | None, links: Links) -> Json | None:
    return render.app(app, links) if app is not None and who is app.bot else None


def issue(it: Issue, repo: Repository, state: State, links: Links) -> Json:
    """`issue`; a pull request carries `pull_request`."""
    url = f"{links.repo(repo)}/issues/{it.number}"
    page = f"{links.page(repo)}/{'pull' if it.pull else 'issues'}/{it.number}"
    shown: Json = {
        "url": url,
        "repository_url": links.repo(repo),
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": page,
        "id": it.id,
        "node_id": node_id("Issue", it.id),
        "number": it.number,
        "title": it.title,
        "user": render.user(it.user, links),
        "labels": [render.label(label, repo, links) for label in it.labels],
        "state": it.state,
        "state_reason": it.state_reason,
        "locked": it.locked,
        "active_lock_reason": None,
        "assignee": render.user(it.assignees[0], links) if it.assignees else None,
        "assignees": [render.user(who, links) for who in it.assignees],
        "milestone": None,
        "comments": len(it.comments),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "closed_at": stamp(it.closed_at),
        "author_association": association(it.user, repo),
        "body": it.body,
        "closed_by": render.user(it.closed_by, links) if it.closed_by else None,
        "reactions": rollup([], url),
        "performed_via_github_app": _by_app(it.user, state.app, links),
    }
    if it.pull is not None:
        shown["draft"] = it.pull.draft
        shown["pull_request"] = {
            "url": f"{links.repo(repo)}/pulls/{it.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": stamp(it.closed_at) if it.pull.merged else None,
        }
    return shown


def comment(it: Comment, repo: Repository, state: State, links: Links) -> Json:
    """`issue-comment`."""
    url = f"{links.repo(repo)}/issues/comments/{it.id}"
    kind = "pull" if repo.issues[it.number].pull else "issues"
    return {
        "url": url,
        "html_url": f"{links.page(repo)}/{kind}/{it.number}#issuecomment-{it.id}",
        "issue_url": f"{links.repo(repo)}/issues/{it.number}",
        "id": it.id,
        "node_id": node_id("IssueComment", it.id),
        "user": render.user(it.user, links),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "author_association": association(it.user, repo),
        "body": it.body,
        "reactions": rollup(it.reactions, url),
        "performed_via_github_app": _by_app(it.user, state.app, links),
    }


def pull(it: Issue, repo: Repository, links: Links) -> Json:
    """`pull-request-simple`, as in lists."""
    made = it.pull
    assert made is not None
    api, page = f"{links.repo(repo)}/pulls/{it.number}", f"{links.page(repo)}/pull/{it.number}"
    issues, statuses = f"{links.repo(repo)}/issues/{it.number}", f"{links.repo(repo)}/statuses/{made.head_sha}"
    review_comment = f"{links.repo(repo)}/pulls/comments{{/number}}"
    base_sha = repo.git.resolve(f"refs/heads/{made.base_ref}")

    def end(ref: str, sha: str | None) -> Json:
        owner = render.user(repo.owner, links)
        label = f"{repo.owner.login}:{ref}"
        return {"label": label, "ref": ref, "sha": sha, "user": owner, "repo": render.repository(repo, links)}

    addresses = {
        "self": api,
        "html": page,
        "issue": issues,
        "comments": f"{issues}/comments",
        "review_comments": f"{api}/comments",
        "review_comment": review_comment,
        "commits": f"{api}/commits",
        "statuses": statuses,
    }
    return {
        "url": api,
        "id": made.id,
        "node_id": node_id("PullRequest", made.id),
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "issue_url": issues,
        "number": it.number,
        "state": it.state,
        "locked": it.locked,
        "active_lock_reason": None,
        "title": it.title,
        "user": render.user(it.user, links),
        "body": it.body,
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.updated_at),
        "closed_at": stamp(it.closed_at),
        "merged_at": stamp(it.closed_at) if made.merged else None,
        "merge_commit_sha": None,
        "assignee": render.user(it.assignees[0], links) if it.assignees else None,
        "assignees": [render.user(who, links) for who in it.assignees],
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [render.label(label, repo, links) for label in it.labels],
        "milestone": None,
        "draft": made.draft,
        "commits_url": f"{api}/commits",
        "review_comments_url": f"{api}/comments",
        "review_comment_url": review_comment,
        "comments_url": f"{issues}/comments",
        "statuses_url": statuses,
        "head": end(made.head_ref, made.head_sha),
        "base": end(made.base_ref, base_sha),
        "_links": {name: {"href": href} for name, href in addresses.items()},
        "author_association": association(it.user, repo),
        "auto_merge": None,
    }


def full_pull(it: Issue, repo: Repository, links: Links) -> Json:
    """`pull-request`, as one is answered and as webhooks carry it."""
    made = it.pull
    assert made is not None
    base = f"refs/heads/{made.base_ref}"
    files = repo.git.diff(base, made.head_sha)
    return {
        **pull(it, repo, links),
        "merged": made.merged,
        "mergeable": None if it.state == "closed" else True,
        "rebaseable": None if it.state == "closed" else True,
        "mergeable_state": "unknown" if it.state == "closed" else "clean",
        "merged_by": render.user(it.closed_by, links) if made.merged and it.closed_by else None,
        "comments": len(it.comments),
        "review_comments": len(made.comments),
        "maintainer_can_modify": False,
        "commits": repo.git.count(base, made.head_sha),
        "additions": sum(f.additions for f in files),
        "deletions": sum(f.deletions for f in files),
        "changed_files": len(files),
    }


def file(it: FileDiff, repo: Repository, head: str, links: Links) -> Json:
    """`diff-entry`."""
    shown: Json = {
        "sha": it.sha,
        "filename": it.path,
        "status": it.status,
        "additions": it.additions,
        "deletions": it.deletions,
        "changes": it.additions + it.deletions,
        "blob_url": f"{links.page(repo)}/blob/{head}/{it.path}",
        "raw_url": f"{links.page(repo)}/raw/{head}/{it.path}",
        "contents_url": f"{links.repo(repo)}/contents/{it.path}?ref={head}",
    }
    if it.patch is not None:
        shown["patch"] = it.patch
    if it.previous is not None:
        shown["previous_filename"] = it.previous
    return shown
