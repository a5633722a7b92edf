"""The search for issues, which is behind and forgets punctuation, as GitHub's."""

import re
from typing import Any

from worker.doubles.github import render_threads
from worker.doubles.github.access import covers
from worker.doubles.github.exchange import Answer, Call, Routes, invalid, page
from worker.doubles.github.state import Issue, Repository

routes = Routes()
_TERM = re.compile(r'(?P<key>[a-z]+):(?P<value>"[^"]*"|\S+)|"(?P<phrase>[^"]*)"|(?P<word>\S+)')


@routes.on("GET", "/search/issues", "anyone")
def search(call: Call) -> Answer:
    """Find issues: words and phrases (case-blind), `repo:`, `is:`, `state:`, `author:`, `label:`, `in:title,body,comments`.

    As GitHub's, the index is behind: what is younger than `State.search_lag` is not found. Punctuation does not count.
    """
    query = call.query.get("q", "")
    if not query.strip():
        raise invalid("Search", "q", "missing")
    terms: dict[str, list[str]] = {}
    for match in _TERM.finditer(query):
        key = match["key"] or "text"
        value = match["value"] if match["key"] else match["phrase"] if match["phrase"] is not None else match["word"]
        terms.setdefault(key, []).append(value.strip('"'))
    repositories = [r for r in call.state.repositories.values() if _readable(call, r) and _wanted(r, terms)]
    if "repo" in terms and not repositories:
        raise invalid(
            "Search",
            "q",
            "invalid",
            "The listed users and repositories cannot be searched either because the resources do not exist or you do not "
            "have permission to view them.",
        )
    horizon = call.state.now() - call.state.search_lag
    found = [
        (issue, repo)
        for repo in repositories
        for issue in repo.issues.values()
        if issue.created_at <= horizon and _matches(issue, terms)
    ]
    found.sort(key=lambda pair: pair[0].id, reverse=True)

    def show(pair: tuple[Issue, Repository]) -> dict[str, Any]:
        return {**render_threads.issue(*pair, call.state, call.links), "score": 1.0}

    total = len(found)
    return page(
        call,
        found,
        show,
        lambda items: {"total_count": total, "incomplete_results": False, "search_type": "lexical", "items": items},
    )


def _readable(call: Call, repo: Repository) -> bool:
    return not repo.private or (call.token is not None and covers(call.token, repo))


def _wanted(repo: Repository, terms: dict[str, list[str]]) -> bool:
    return "repo" not in terms or repo.full_name.lower() in {name.lower() for name in terms["repo"]}


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[0-9a-z_]+', text.lower()))} "


def _matches(issue: Issue, terms: dict[str, list[str]]) -> bool:
    flags = {*terms.get("is", ()), *terms.get("state", ()), *terms.get("type", ())}
    if flags - {issue.state, "pr" if issue.pull else "issue"}:
        return False
    if not {name.lower() for name in terms.get("label", ())} <= {label.name.lower() for label in issue.labels}:
        return False
    authors = [name.lower().removeprefix("app/") for name in terms.get("author", ())]
    if authors and issue.user.login.lower().removesuffix("[bot]") not in authors:
        return False
    where = ",".join(terms.get("in", ["title,body"])).split(",")
    texts = {"title": issue.title, "body": issue.body or "", "comments": "\n".join(c.body for c in issue.comments)}
    haystack = _words("\n".join(text for name, text in texts.items() if name in where))
    return all(_words(needle) in haystack for needle in terms.get("text", ()))
