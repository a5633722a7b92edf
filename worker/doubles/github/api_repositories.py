"""A repository: what it is, who may write to it, its branches, commits and files."""

import base64
from typing import Any

from worker.doubles.github import render
from worker.doubles.github.access import covers
from worker.doubles.github.exchange import Answer, Call, GitHubError, Routes, page
from worker.doubles.github.git import Entry

routes = Routes()
_LEGACY = {"maintain": "write", "triage": "read"}
_LEVELS = ("read", "triage", "write", "maintain", "admin")


@routes.on("GET", "/repos/{owner}/{repo}", needs=["metadata"])
@routes.on("GET", "/repositories/{repository_id}", needs=["metadata"])
def get_repository(call: Call) -> Answer:
    """One repository, by name or by the id that survives a rename."""
    return Answer(200, render.full_repository(call.repository, call.links))


@routes.on("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", needs=["metadata"])
def get_permission(call: Call) -> Answer:
    """What a person may do: `permission` is one of four old levels, `role_name` of five."""
    if call.token is None or not covers(call.token, call.repository):
        raise GitHubError(403, "Must have push access to view collaborator permission.")
    who = call.state.users.get(call.params["username"].lower())
    if who is None:
        raise GitHubError(404, f"{call.params['username']} is not a user")
    repo = call.repository
    role = "admin" if who is repo.owner else repo.collaborators.get(who.login.lower(), "none" if repo.private else "read")
    rank = _LEVELS.index(role) if role in _LEVELS else -1
    names = {"pull": 0, "triage": 1, "push": 2, "maintain": 3, "admin": 4}
    shown = {
        **render.user(who, call.links),
        "permissions": {name: rank >= needed for name, needed in names.items()},
        "role_name": role,
    }
    return Answer(200, {"permission": _LEGACY.get(role, role), "user": shown, "role_name": role})


@routes.on("GET", "/repos/{owner}/{repo}/branches/{branch}", needs=["contents"])
def get_branch(call: Call) -> Answer:
    """A branch and its last commit."""
    name, repo = call.params["branch"], call.repository
    sha = repo.git.branches().get(name)
    if sha is None:
        raise GitHubError(404, "Branch not found")
    api = f"{call.links.repo(repo)}/branches/{name}"
    return Answer(
        200,
        {
            "name": name,
            "commit": render.commit(repo, sha, call.links),
            "_links": {"self": api, "html": f"{call.links.page(repo)}/tree/{name}"},
            "protected": False,
            "protection": {"enabled": False},
            "protection_url": f"{api}/protection",
        },
    )


@routes.on("GET", "/repos/{owner}/{repo}/commits/{ref}", needs=["contents"])
def get_commit(call: Call) -> Answer:
    """The commit that a branch, a tag or a hash names."""
    sha = call.repository.git.resolve(call.params["ref"])
    if sha is None:
        raise GitHubError(422, f"No commit found for SHA: {call.params['ref']}")
    if call.accept.startswith("application/vnd.github.sha"):
        return Answer(200, sha.encode(), {"Content-Type": "application/vnd.github.sha; charset=utf-8"})
    return Answer(200, render.commit(call.repository, sha, call.links))


@routes.on("GET", "/repos/{owner}/{repo}/contents/{path}", needs=["contents"])
def get_contents(call: Call) -> Answer:
    """A file (base64, or its bytes with the raw media type) or a folder's entries."""
    repo, path = call.repository, call.params["path"].strip("/")
    ref = call.query.get("ref") or repo.default_branch
    sha = repo.git.resolve(ref)
    if sha is None:
        raise GitHubError(404, f"No commit found for the ref {ref}")
    entry = next(iter(repo.git.entries(sha, path)), None) if path else Entry("040000", "tree", sha, "")
    if entry is None:
        raise GitHubError(404, "Not Found")
    if entry.kind == "tree":
        return Answer(200, [_entry(call, child, ref) for child in repo.git.entries(sha, f"{path}/" if path else "")])
    content = repo.git.blob(entry.sha)
    if call.accept.startswith("application/vnd.github.raw"):
        return Answer(200, content, {"Content-Type": "application/vnd.github.raw+json; charset=utf-8"})
    encoded = base64.encodebytes(content).decode()
    return Answer(200, {**_entry(call, entry, ref), "size": len(content), "encoding": "base64", "content": encoded})


def _entry(call: Call, it: Entry, ref: str) -> dict[str, Any]:
    repo = call.repository
    api = f"{call.links.repo(repo)}/contents/{it.path}?ref={ref}"
    blob = f"{call.links.repo(repo)}/git/blobs/{it.sha}"
    html = f"{call.links.page(repo)}/blob/{ref}/{it.path}"
    return {
        "name": it.path.rpartition("/")[2],
        "path": it.path,
        "sha": it.sha,
        "size": len(repo.git.blob(it.sha)) if it.kind == "blob" else 0,
        "type": {"tree": "dir", "commit": "submodule"}.get(it.kind, "file"),
        "url": api,
        "git_url": blob,
        "html_url": html,
        "download_url": f"{call.links.page(repo)}/raw/{ref}/{it.path}" if it.kind == "blob" else None,
        "_links": {"self": api, "git": blob, "html": html},
    }


@routes.on("GET", "/repos/{owner}/{repo}/labels", needs=["issues", "pull_requests"])
def list_labels(call: Call) -> Answer:
    """The repository's labels."""
    repo = call.repository
    return page(call, list(repo.labels.values()), lambda label: render.label(label, repo, call.links))
