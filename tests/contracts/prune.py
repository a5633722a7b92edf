"""Cuts GitHub's REST description down to the operations we use, and turns it into plain JSON Schema.

13 MB become less than one; OpenAPI 3.0 says `nullable: true` where JSON Schema says `type: [..., "null"]`.
"""

from typing import Any

OPERATIONS: tuple[tuple[str, str], ...] = (
    ("get", "/app"),
    ("get", "/app/hook/deliveries"),
    ("post", "/app/hook/deliveries/{delivery_id}/attempts"),
    ("get", "/app/installations/{installation_id}"),
    ("post", "/app/installations/{installation_id}/access_tokens"),
    ("get", "/installation/repositories"),
    ("delete", "/installation/token"),
    ("get", "/repos/{owner}/{repo}"),
    ("get", "/repos/{owner}/{repo}/branches/{branch}"),
    ("post", "/repos/{owner}/{repo}/check-runs"),
    ("get", "/repos/{owner}/{repo}/check-runs/{check_run_id}"),
    ("patch", "/repos/{owner}/{repo}/check-runs/{check_run_id}"),
    ("get", "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations"),
    ("get", "/repos/{owner}/{repo}/collaborators/{username}/permission"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}/check-runs"),
    ("get", "/repos/{owner}/{repo}/contents/{path}"),
    ("get", "/repos/{owner}/{repo}/installation"),
    ("get", "/repos/{owner}/{repo}/issues"),
    ("post", "/repos/{owner}/{repo}/issues"),
    ("get", "/repos/{owner}/{repo}/issues/{issue_number}"),
    ("patch", "/repos/{owner}/{repo}/issues/{issue_number}"),
    ("get", "/repos/{owner}/{repo}/issues/{issue_number}/comments"),
    ("post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"),
    ("get", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("delete", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("get", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"),
    ("post", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"),
    ("delete", "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}"),
    ("get", "/repos/{owner}/{repo}/labels"),
    ("get", "/repos/{owner}/{repo}/pulls"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/files"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"),
    ("post", "/repos/{owner}/{repo}/pulls/{pull_number}/comments"),
    ("post", "/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"),
    ("post", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"),
    ("put", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments"),
    ("get", "/repos/{owner}/{repo}/pulls/comments/{comment_id}"),
    ("patch", "/repos/{owner}/{repo}/pulls/comments/{comment_id}"),
    ("delete", "/repos/{owner}/{repo}/pulls/comments/{comment_id}"),
    ("get", "/search/issues"),
)
"""What the description must hold, as (method, path template). An operation that is gone fails the pruning."""

_PROSE = frozenset({"description", "summary", "externalDocs", "example", "examples", "title", "x-github", "deprecated"})
_SCHEMAS = "#/components/schemas/"


def prune(description: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI-shaped document with our operations and the schemas that they need, prose left out.

    Raises KeyError with method and path for an operation that GitHub does not describe.
    """
    paths: dict[str, dict[str, Any]] = {}
    for method, path in OPERATIONS:
        operation = description["paths"].get(path, {}).get(method)
        if operation is None:
            raise KeyError(f"GitHub describes no {method.upper()} {path}")
        paths.setdefault(path, {})[method] = _operation(operation, description)
    needed = _reachable(paths, description["components"]["schemas"])
    schemas = {name: _plain(description["components"]["schemas"][name]) for name in sorted(needed)}
    return {"openapi": description["openapi"], "info": description["info"], "paths": paths, "components": {"schemas": schemas}}


def _operation(operation: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    parameters = [_deref(p, description) for p in operation.get("parameters", ())]
    kept: dict[str, Any] = {
        "operationId": operation["operationId"],
        "parameters": [
            {"name": p["name"], "in": p["in"], "required": p.get("required", False), "schema": _plain(p["schema"])}
            for p in parameters
        ],
        "responses": {status: _content(_deref(r, description)) for status, r in operation["responses"].items()},
    }
    if "requestBody" in operation:
        body = _deref(operation["requestBody"], description)
        kept["requestBody"] = {"required": body.get("required", False), **_content(body)}
    return kept


def _content(holder: dict[str, Any]) -> dict[str, Any]:
    """Keep the JSON schemas of a request body or a response."""
    content = {
        media: {"schema": _plain(body["schema"])}
        for media, body in holder.get("content", {}).items()
        if "json" in media and "schema" in body
    }
    return {"content": content} if content else {}


def _deref(node: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = description
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def _reachable(paths: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    todo: list[Any] = [paths]
    while todo:
        node = todo.pop()
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            todo.extend(node.values())
            ref = node.get("$ref")
            if isinstance(ref, str) and (name := ref.removeprefix(_SCHEMAS)) not in found:
                found.add(name)
                todo.append(_plain(schemas[name]))
    return found


def _plain(schema: Any, *, names: bool = False) -> Any:
    """Return the schema without prose and without `nullable`; `names` says that the keys are property names."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {
        key: _plain(value, names=key == "properties" and not names)
        for key, value in schema.items()
        if names or key not in _PROSE
    }
    if names or plain.pop("nullable", None) is not True:
        return plain
    if isinstance(plain.get("type"), str):
        plain["type"] = [plain["type"], "null"]
        if "enum" in plain and None not in plain["enum"]:
            plain["enum"] = [*plain["enum"], None]
        for keyword in ("allOf", "anyOf", "oneOf"):
            if keyword in plain:
                return {"anyOf": [plain, {"type": "null"}]}
        return plain
    return {"anyOf": [plain, {"type": "null"}]}
