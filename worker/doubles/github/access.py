"""Who calls, and what they may do: the App's JWT, installation tokens, and what each token was narrowed to.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/about-authentication-with-a-github-app
"""

import base64
import binascii
from datetime import timedelta

import jwt

from worker.doubles.github.exchange import Call, GitHubError, Route
from worker.doubles.github.render import permissions_text
from worker.doubles.github.state import App, Level, Repository, State, Token

_RANK: dict[Level, int] = {"read": 1, "write": 2, "admin": 3}
_DRIFT = timedelta(seconds=5)


def secret_of(header: str) -> str:
    """The token in an `Authorization` header: `Bearer T`, `token T`, or Basic with the token as password. `""`: none."""
    scheme, _, rest = header.strip().partition(" ")
    if scheme.lower() in ("bearer", "token"):
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            name, _, password = base64.b64decode(rest, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return ""
        return password or name
    return ""


def token_of(state: State, secret: str) -> Token:
    """The living token of that value, or 401."""
    token = state.tokens.get(secret)
    if token is None or token.expires_at <= state.now() or token.installation.id not in state.installations:
        raise GitHubError(401, "Bad credentials")
    if token.installation.suspended:
        raise GitHubError(403, "This installation has been suspended")
    return token


def app_of(state: State, secret: str) -> App:
    """The App that signed the JWT, or GitHub's 401 with its reason."""
    app = state.app
    undecodable = GitHubError(401, "A JSON web token could not be decoded")
    if app is None or secret.count(".") != 2:
        raise undecodable
    try:
        claims = jwt.decode(
            secret,
            app.public_key,
            algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False, "verify_aud": False},
        )
    except jwt.PyJWTError:
        raise undecodable from None
    now = state.now().timestamp()
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int) or issued > now + _DRIFT.total_seconds():
        raise GitHubError(
            401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
        )
    if not isinstance(expires, int) or expires <= now:
        raise GitHubError(
            401,
            "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion "
            "expires",
        )
    if expires - now > 600 + _DRIFT.total_seconds():
        raise GitHubError(401, "'Expiration time' claim ('exp') is too far in the future")
    if str(claims.get("iss")) not in (str(app.id), app.client_id):
        raise GitHubError(404, "Integration not found")
    return app


def authorize(call: Call, route: Route, header: str) -> None:
    """Fill in who calls and which repository is meant, or raise what GitHub answers to someone who may not."""
    secret = secret_of(header)
    if route.access == "app":
        call.app = app_of(call.state, secret)
    elif secret:
        call.token = token_of(call.state, secret)
    elif route.access == "token":
        raise GitHubError(401, "Requires authentication")
    if "repo" in call.params:
        call.found = call.state.repository(call.params["owner"], call.params["repo"])
    elif "repository_id" in call.params:
        call.found = call.state.repositories.get(call.number("repository_id"))
    elif route.access == "repository":
        raise GitHubError(404, "Not Found")
    else:
        return
    if call.found is None:
        raise GitHubError(404, "Not Found")
    if route.access == "repository":
        permit(call, route.needs, route.level)


def permit(call: Call, needs: tuple[str, ...], level: Level) -> None:
    """Pass when the call may do this to its repository, else raise 401, 403 or 404 as GitHub would."""
    repository, token = call.repository, call.token
    if token is None or not covers(token, repository):
        if repository.private:
            raise GitHubError(404, "Not Found")
        if level != "read":
            raise forbidden(needs, level) if token else GitHubError(401, "Requires authentication")
        return
    if needs and not any(allows(token, name, level) for name in needs):
        raise forbidden(needs, level)
    if level != "read" and repository.archived:
        raise GitHubError(403, "Repository was archived so is read-only.")


def covers(token: Token, repository: Repository) -> bool:
    """Whether the token reaches the repository at all."""
    installation = token.installation
    return installation.account is repository.owner and all(
        ids is None or repository.id in ids for ids in (installation.repository_ids, token.repository_ids)
    )


def allows(token: Token, name: str, level: Level) -> bool:
    """Whether the token has the permission at that level or above."""
    has = token.permissions.get(name)
    return has is not None and _RANK[has] >= _RANK[level]


def forbidden(needs: tuple[str, ...], level: Level) -> GitHubError:
    """403 for a token that lacks a permission."""
    headers = {"X-Accepted-GitHub-Permissions": permissions_text(needs, level)}
    return GitHubError(403, "Resource not accessible by integration", headers=headers)


def within(wanted: Level, granted: Level | None) -> bool:
    """Whether an installation that has `granted` may hand out `wanted`."""
    return granted is not None and _RANK[wanted] <= _RANK[granted]
