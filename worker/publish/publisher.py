"""The publisher's one step: take what is due, send it, write down what became of it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property, partial

from app import homes
from app.db.models import Repository, now
from app.db.session import Sessions, transaction
from app.github.client import Client
from app.github.errors import GitHubError
from app.github.identity import GitHubIdentity
from worker.publish.markers import MarkerKeys
from worker.publish.outbox import LEASE, claim_due, prolong, settle
from worker.publish.outcomes import Again, Claimed, Dead, LeaseGoneError, Outcome
from worker.publish.send import GitHub, outcome_of, send

_NOT_HERE = frozenset({403, 404, 410})
_THREADS = {"issues": "write", "pull_requests": "write"}
PERMISSIONS: Mapping[str, Mapping[str, str]] = {
    "review": {"pull_requests": "write"},
    "summary": _THREADS,
    "comment": _THREADS,
    "reply": _THREADS,
    "reaction": _THREADS,
    "issue": {"issues": "write"},
    "issue_state": {"issues": "write"},
    "check_run": {"checks": "write"},
}
"""What the token of one publication may do, by kind."""


class Publisher:
    """Sends publications under one owner name. Any number of them may run, in any number of processes."""

    def __init__(
        self,
        sessions: Sessions,
        identity: GitHubIdentity,
        keys: MarkerKeys,
        owner: str,
        page: Callable[[str], str],
        clock: Callable[[], datetime] = now,
        lease: timedelta = LEASE,
    ) -> None:
        """`owner` is unique to this process; `page` gives the address of a run's page."""
        self._lease = lease
        self._sessions = sessions
        self._identity = identity
        self._keys = keys
        self._owner = owner
        self._page = page
        self._clock = clock

    def send_next(self) -> tuple[Claimed, Outcome] | None:
        """Send the next publication that is due; None when nothing is. A crash in here is made good by the lease."""
        with transaction(self._sessions) as session:
            claimed = claim_due(session, self._owner, self._clock(), self._lease)
            repository = session.get(Repository, claimed.repository_id) if claimed else None
        if claimed is None or repository is None:
            return None
        outcome = self._send(claimed, repository)
        with transaction(self._sessions) as session:
            settle(session, claimed, self._owner, outcome, self._clock())
        return claimed, outcome

    def _send(self, claimed: Claimed, repository: Repository) -> Outcome:
        try:
            permissions = PERMISSIONS.get(claimed.kind, {})
            client = self._identity.client(claimed.installation_id, claimed.repository_id, permissions)
            keep = partial(self._prolong, claimed)
            github = GitHub(client, repository.owner, repository.name, self._bot, self._keys, self._page, keep)
        except GitHubError as error:
            return outcome_of(error)
        outcome = send(claimed, github)
        if isinstance(outcome, Dead) and outcome.status in _NOT_HERE:
            return self._followed(client, repository) or outcome
        return outcome

    def _prolong(self, claimed: Claimed) -> None:
        with transaction(self._sessions) as session:
            if not prolong(session, claimed, self._owner, self._clock() + self._lease):
                raise LeaseGoneError("the lease ran out before it was sent")

    def _followed(self, client: Client, repository: Repository) -> Outcome | None:
        """Another attempt where the repository is now; None when it did not move. A stranger may have its old name."""
        try:
            home = homes.find(client, repository.id)
        except GitHubError:
            return None
        if home.full_name == repository.full_name:
            return None
        with transaction(self._sessions) as session:
            homes.follow(session.get_one(Repository, repository.id), home, self._identity)
        return Again(f"the repository is {home.full_name} now")

    @cached_property
    def _bot(self) -> str:
        return f"{self._identity.app.get('/app')['slug']}[bot]"
