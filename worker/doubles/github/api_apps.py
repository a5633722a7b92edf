"""The App itself: its installations, their tokens and its deliveries."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from worker.doubles.github import render
from worker.doubles.github.access import covers, within
from worker.doubles.github.exchange import Answer, Call, GitHubError, Routes, page
from worker.doubles.github.render import stamp
from worker.doubles.github.state import HookDelivery, Installation, Permissions, Repository, Token

LIFETIME = timedelta(hours=1)


def routes(redeliver: Callable[[HookDelivery], None]) -> Routes:
    """The operations; `redeliver` sends a delivery again, later and elsewhere, as GitHub does."""
    found = Routes()

    @found.on("GET", "/app", "app")
    def get_app(call: Call) -> Answer:
        assert call.app is not None
        return Answer(200, render.app(call.app, call.links, installations=len(call.state.installations)))

    @found.on("GET", "/app/installations/{installation_id}", "app")
    def get_installation(call: Call) -> Answer:
        return Answer(200, render.installation(_installation(call), call.state, call.links))

    @found.on("GET", "/repos/{owner}/{repo}/installation", "app")
    def get_repository_installation(call: Call) -> Answer:
        installation = call.state.installation_of(call.repository)
        if installation is None:
            raise GitHubError(404, "Not Found")
        return Answer(200, render.installation(installation, call.state, call.links))

    @found.on("POST", "/app/installations/{installation_id}/access_tokens", "app")
    def create_token(call: Call) -> Answer:
        return _create_token(call)

    @found.on("GET", "/installation/repositories", "token")
    def list_repositories(call: Call) -> Answer:
        token = call.token
        assert token is not None
        visible = [r for r in call.state.repositories.values() if covers(token, r)]
        return page(
            call,
            visible,
            lambda r: render.repository(r, call.links),
            lambda shown: {"total_count": len(visible), "repository_selection": _selection(token), "repositories": shown},
        )

    @found.on("DELETE", "/installation/token", "token")
    def revoke(call: Call) -> Answer:
        assert call.token is not None
        del call.state.tokens[call.token.value]
        return Answer(204)

    @found.on("GET", "/app/hook/deliveries", "app")
    def list_deliveries(call: Call) -> Answer:
        return page(call, call.state.deliveries[::-1], _delivery)

    @found.on("POST", "/app/hook/deliveries/{delivery_id}/attempts", "app")
    def attempt(call: Call) -> Answer:
        wanted = call.number("delivery_id")
        delivery = next((d for d in call.state.deliveries if d.id == wanted), None)
        if delivery is None:
            raise GitHubError(404, "Not Found")
        redeliver(delivery)
        return Answer(202, {})

    return found


def _installation(call: Call) -> Installation:
    installation = call.state.installations.get(call.number("installation_id"))
    if installation is None:
        raise GitHubError(404, "Not Found")
    return installation


def _create_token(call: Call) -> Answer:
    installation = _installation(call)
    if installation.suspended:
        raise GitHubError(403, "This installation has been suspended")
    permissions: Permissions = dict(installation.permissions)
    if (wanted := call.field("permissions")) is not None:
        permissions = {"metadata": "read", **cast(Permissions, wanted)}
        if not all(within(level, installation.permissions.get(name)) for name, level in permissions.items()):
            raise GitHubError(422, "The permissions requested are not granted to this installation.")
    narrowed = _narrowed(call, installation)
    made = Token(
        value=f"ghs_{secrets.token_hex(18)}",
        installation=installation,
        permissions=permissions,
        repository_ids=None if narrowed is None else {r.id for r in narrowed},
        expires_at=call.state.now() + LIFETIME,
    )
    call.state.tokens[made.value] = made
    shown: dict[str, Any] = {
        "token": made.value,
        "expires_at": stamp(made.expires_at),
        "permissions": dict(permissions),
        "repository_selection": _selection(made),
    }
    if narrowed is not None:
        shown["repositories"] = [render.repository(r, call.links) for r in narrowed]
    return Answer(201, shown)


def _narrowed(call: Call, installation: Installation) -> list[Repository] | None:
    """The repositories that were asked for; None when the whole installation was."""
    ids, names = call.field("repository_ids"), call.field("repositories")
    if ids is None and names is None:
        return None
    own = [r for r in call.state.repositories.values() if r.owner is installation.account]
    if installation.repository_ids is not None:
        own = [r for r in own if r.id in installation.repository_ids]
    by_id, by_name = {r.id: r for r in own}, {r.name.lower(): r for r in own}
    asked = [by_id.get(i) for i in ids or ()] + [by_name.get(str(n).lower()) for n in names or ()]
    chosen = [r for r in asked if r is not None]
    if len(chosen) != len(asked):
        raise GitHubError(
            422, "There is at least one repository that does not exist or is not accessible to the parent installation."
        )
    return chosen


def _selection(token: Token) -> str:
    narrow = token.repository_ids is not None or token.installation.repository_ids is not None
    return "selected" if narrow else "all"


def _delivery(it: HookDelivery) -> dict[str, Any]:
    return {
        "id": it.id,
        "guid": it.guid,
        "delivered_at": stamp(it.delivered_at),
        "redelivery": it.redelivery,
        "duration": it.duration,
        "status": "OK" if 200 <= it.status_code < 300 else f"Invalid HTTP Response: {it.status_code}",
        "status_code": it.status_code,
        "event": it.event,
        "action": it.action,
        "installation_id": it.installation_id,
        "repository_id": it.repository_id,
        "throttled_at": None,
    }
