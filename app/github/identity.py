"""Who the App is at GitHub: its key becomes short-lived tokens, each for one repository and no more than a step needs.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from threading import Lock
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel, ValidationError

from app.domain.errors import UserError
from app.github.client import Client, connect
from app.github.errors import GitHubTrouble
from app.settings import Settings

FRESH = timedelta(minutes=5)
"""A token that expires sooner than this is not handed out."""


class NoIdentityError(UserError):
    """The process has no App id or no usable private key; the message says what to set."""


class _Token(BaseModel):
    token: str
    expires_at: AwareDatetime


@dataclass(frozen=True)
class _Scope:
    installation_id: int
    repository_id: int
    permissions: tuple[tuple[str, str], ...]


class GitHubIdentity:
    """Clients and tokens of the App. Safe to share between threads; githubkit is imported with the first request."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._tokens: dict[_Scope, _Token] = {}
        self._lock = Lock()

    def clone_url(self, owner: str, name: str) -> str:
        """Where a repository is cloned from. Made from the settings, not taken from a payload: a token is sent there."""
        return f"{self._settings.github_url.rstrip('/')}/{quote(owner, safe='')}/{quote(name, safe='')}.git"

    @cached_property
    def app(self) -> Client:
        """The App itself, by JWT: for what concerns installations. Raises `NoIdentityError`."""
        from githubkit import AppAuthStrategy

        auth = AppAuthStrategy(self._settings.github_app_id, check_identity(self._settings))
        return Client(connect(auth, self._settings.github_api_url))

    def token(self, installation_id: int, repository_id: int, permissions: Mapping[str, str]) -> tuple[str, datetime]:
        """A token for one repository and these permissions (`{"contents": "read"}`), and when it expires (UTC).

        Kept in memory until five minutes before that. Raises `GitHubError`, `NoIdentityError`.
        """
        scope = _Scope(installation_id, repository_id, tuple(sorted(permissions.items())))
        with self._lock:
            known = self._tokens.get(scope)
        if known is None or known.expires_at - datetime.now(UTC) < FRESH:
            known = self._ask(scope)
            with self._lock:
                self._forget_expired()
                self._tokens[scope] = known
        return known.token, known.expires_at

    def client(self, installation_id: int, repository_id: int, permissions: Mapping[str, str]) -> Client:
        """A client for one repository with exactly these permissions. Raises `GitHubError`, `NoIdentityError`."""
        token, _ = self.token(installation_id, repository_id, permissions)
        scope = _Scope(installation_id, repository_id, tuple(sorted(permissions.items())))
        return Client(connect(token, self._settings.github_api_url), on_unauthorized=lambda: self._forget(scope, token))

    def _ask(self, scope: _Scope) -> _Token:
        answer = self.app.post(
            f"/app/installations/{int(scope.installation_id)}/access_tokens",
            {"repository_ids": [scope.repository_id], "permissions": dict(scope.permissions)},
        )
        try:
            return _Token.model_validate(answer)
        except ValidationError:
            # The answer may hold a token: nothing of it goes into a message.
            raise GitHubTrouble("GitHub's answer to a token request is not a token") from None

    def _forget(self, scope: _Scope, token: str) -> None:
        """Drop a token that GitHub no longer takes, unless a newer one has replaced it."""
        with self._lock:
            known = self._tokens.get(scope)
            if known is not None and known.token == token:
                del self._tokens[scope]

    def _forget_expired(self) -> None:
        soon = datetime.now(UTC) + FRESH
        self._tokens = {scope: token for scope, token in self._tokens.items() if token.expires_at > soon}


def check_identity(settings: Settings) -> str:
    """The App's private key, once the id is there and the key can sign. Raises `NoIdentityError` with what to set."""
    try:
        key = settings.private_key
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no text"
        raise NoIdentityError(
            f"ANATOLY_GITHUB_PRIVATE_KEY_FILE: cannot read {settings.github_private_key_file}: {said}; "
            "name the App's private key (PEM), readable for this process"
        ) from None
    missing = [
        *(["ANATOLY_GITHUB_APP_ID"] if not settings.github_app_id else []),
        *(["ANATOLY_GITHUB_PRIVATE_KEY_FILE (or ANATOLY_GITHUB_PRIVATE_KEY)"] if not key else []),
    ]
    if missing:
        raise NoIdentityError(f"the App has no identity here: set {' and '.join(missing)}")
    _check_key(key)
    return key


def _check_key(pem: str) -> None:
    """Fail with one clear line on a key that cannot sign, instead of deep inside a request."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPrivateKey):
        raise NoIdentityError("the App's private key is not an RSA key in PEM: check ANATOLY_GITHUB_PRIVATE_KEY (or _FILE)")
