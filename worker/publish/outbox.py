"""The publications table as a queue: each row is sent once, in order, at GitHub's pace, whichever process dies.

Pace (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api): an installation has one
write in flight at a time, the next a second after it ended (so at most 60 a minute), and 400 an hour. The installation's
row lock makes that true for any number of publishers.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, Select, and_, case, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.db.models import FindingRow, Installation, Publication
from app.domain.run import ItemState
from worker.publish.intents import Intent
from worker.publish.outcomes import Again, Claimed, Dead, Later, Needless, Outcome, Sent

SPACING = timedelta(seconds=1)
PER_HOUR = 400
"""Below GitHub's 500 content-creating requests an hour."""
LEASE = timedelta(minutes=3)
"""Longer than a marker search and a write can take with their timeouts, so that nobody is overtaken in the middle."""
ATTEMPTS = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
"""Between two tries under a limit of which GitHub does not say when it ends."""

_OPEN = (ItemState.QUEUED, ItemState.RUNNING)
_EDITED = frozenset({"summary", "check_run"})
"""Kinds of which GitHub shows one thing that later runs edit."""


def enqueue(session: Session, installation_id: int, repository_id: int, run_id: str, intents: Iterable[Intent]) -> list[int]:
    """Write a run's intents as rows and return the ids that are to be sent.

    What is known by its dedupe key is not written again; a summary, a check run, or what is dead or was skipped gets its new
    text and is sent anew.
    """
    ids = []
    for intent in intents:
        payload = intent.payload.model_dump(mode="json")
        row = session.scalar(select(Publication).where(Publication.dedupe_key == intent.dedupe_key).with_for_update())
        if row is None:
            row = Publication(
                dedupe_key=intent.dedupe_key,
                installation_id=installation_id,
                repository_id=repository_id,
                run_id=run_id,
                kind=intent.kind,
                payload=payload,
                marker=str(intent.marker or ""),
            )
            session.add(row)
        elif intent.kind not in _EDITED and row.state == ItemState.DONE:
            continue
        else:
            # The App may have been installed anew: the old installation's tokens are worth nothing.
            row.installation_id, row.repository_id = installation_id, repository_id
            if intent.kind in _EDITED or row.state in (ItemState.DEAD, ItemState.SKIPPED):
                row.run_id, row.payload = run_id, payload
                if row.state != ItemState.RUNNING:  # a running one is sent anew when it ends, see `settle`
                    _requeue(row)
        session.flush()
        ids.append(row.id)
    return ids


def withdraw(session: Session, repository_id: int, words: Iterable[str], fingerprint: str, reason: str) -> bool:
    """Skip what was planned about a finding and never tried: keys `WORD:<repository>:<fingerprint>…`.

    False when something of it may be on GitHub, or on its way there.
    """
    about = [f"{word}:{repository_id}:{fingerprint}" for word in words]
    planned = select(Publication).where(
        or_(*(or_(Publication.dedupe_key == key, Publication.dedupe_key.startswith(f"{key}:")) for key in about)),
        Publication.state.in_(_OPEN),
    )
    whole = True
    for row in session.scalars(planned.with_for_update().execution_options(populate_existing=True)):
        if row.state == ItemState.QUEUED and row.attempt == 0:
            row.state, row.error = ItemState.SKIPPED, reason
        else:
            whole = False
    session.flush()
    return whole


def prolong(session: Session, claimed: Claimed, owner: str, until: datetime) -> bool:
    """Own a claimed publication until then. False when it is no longer ours."""
    ours = (Publication.id == claimed.id, Publication.state == ItemState.RUNNING, Publication.lease_owner == owner)
    changed = session.execute(
        update(Publication).where(*ours, Publication.attempt == claimed.attempt).values(lease_until=until)
    )
    assert isinstance(changed, CursorResult)
    return changed.rowcount == 1


def claim_due(session: Session, owner: str, now: datetime, lease: timedelta = LEASE) -> Claimed | None:
    """Lease the oldest publication that may be sent now, or None. The caller commits, sends, and calls `settle`.

    Inside a run the order of the rows is kept; a run's 🚀 waits until all others are done.
    """
    for installation_id in session.scalars(_installations(now)).all():
        locked = select(Installation).where(Installation.id == installation_id).with_for_update(skip_locked=True)
        installation = session.scalar(locked.execution_options(populate_existing=True))
        if installation is None or installation.next_mutation_at > now or _in_flight(session, installation_id, now):
            continue
        if (free_at := _hour_is_full_until(session, installation_id, now, lease)) is not None:
            installation.next_mutation_at = free_at
            continue
        row = _next(session, installation_id, now)
        if row is None:
            continue
        row.state, row.attempt = ItemState.RUNNING, row.attempt + 1
        row.lease_owner, row.lease_until = owner, now + lease
        installation.next_mutation_at = now + SPACING
        return _snapshot(row)
    return None


def _next(session: Session, installation_id: int, now: datetime) -> Publication | None:
    """The oldest row that is worth an attempt; rows that are not end here."""
    while row := session.scalar(_due(now).where(Publication.installation_id == installation_id).limit(1)):
        if row.attempt >= ATTEMPTS:  # its last sender died
            row.state, row.error = ItemState.DEAD, row.error or f"{ATTEMPTS} attempts did not end"
        elif _is_rocket(row) and _siblings_died(session, row):
            row.state, row.error = ItemState.SKIPPED, "another publication of the run could not be sent"
        else:
            return row
        session.flush()
    return None


def settle(session: Session, claimed: Claimed, owner: str, outcome: Outcome, now: datetime) -> bool:
    """Write down what became of a claimed publication. False, and nothing written, when its lease is no longer ours."""
    installation = session.scalar(
        select(Installation)
        .where(Installation.id == claimed.installation_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.scalar(
        select(Publication).where(Publication.id == claimed.id).with_for_update().execution_options(populate_existing=True)
    )
    if row is None or (row.state, row.lease_owner, row.attempt) != (ItemState.RUNNING, owner, claimed.attempt):
        return False
    edited_meanwhile = (row.payload, row.installation_id) != (claimed.payload, claimed.installation_id)
    row.lease_owner = ""
    if installation is not None:
        installation.next_mutation_at = max(installation.next_mutation_at, now + SPACING)
    match outcome:
        case Sent(github_id, url):
            row.state, row.github_id, row.url, row.error, row.sent_at = ItemState.DONE, github_id, url, "", now
            _remember_issue(session, row)
            _remember_closing(session, row)
        case Needless(reason):
            row.state, row.error = ItemState.SKIPPED, reason
            _remember_closing(session, row)
        case Later(seconds, reason, grows):
            if grows:
                seconds = max(seconds, min((now - row.created_at).total_seconds() / 2, LONGEST_WAIT.total_seconds()))
            row.state, row.error = ItemState.QUEUED, reason
            row.not_before = now + timedelta(seconds=seconds)
            row.attempt -= 1  # GitHub refused before doing anything: no try was used up
            if installation is not None:
                installation.next_mutation_at = max(installation.next_mutation_at, row.not_before)
        case Again(reason, payload, forget):
            row.error = reason
            row.not_before = now if payload is not None or forget else now + FIRST_WAIT * 2 ** (row.attempt - 1)
            row.github_id = None if forget else row.github_id
            if payload is not None and not edited_meanwhile:
                row.payload = payload.model_dump(mode="json")
            row.state = ItemState.QUEUED if row.attempt < ATTEMPTS else ItemState.DEAD
        case Dead(reason=reason):
            row.state, row.error = ItemState.DEAD, reason
    if edited_meanwhile and row.state not in _OPEN:
        _requeue(row)
    return True


def next_due_at(session: Session) -> datetime | None:
    """When it is worth asking `claim_due` again; None when nothing is waiting."""
    running = aliased(Publication)
    in_flight_until = (
        select(func.max(running.lease_until))
        .where(running.installation_id == Publication.installation_id, running.state == ItemState.RUNNING)
        .scalar_subquery()
    )
    ready = session.execute(
        select(Publication.not_before, in_flight_until, Installation.next_mutation_at)
        .join(Installation, Installation.id == Publication.installation_id)
        .where(Publication.state.in_(_OPEN), ~_blocked())
    ).all()
    return min((max(time for time in times if time is not None) for times in ready), default=None)


def _snapshot(row: Publication) -> Claimed:
    return Claimed(
        id=row.id,
        kind=row.kind,
        installation_id=row.installation_id,
        repository_id=row.repository_id,
        run_id=row.run_id,
        payload=row.payload,
        marker=row.marker,
        attempt=row.attempt,
        github_id=row.github_id,
        created_at=row.created_at,
    )


def _requeue(row: Publication) -> None:
    row.state, row.error = ItemState.QUEUED, ""
    # Where GitHub's id is not known, the next attempt counts as a second one: it looks for the marker first.
    row.attempt = 0 if row.github_id is not None else min(row.attempt, 1)


def _installations(now: datetime) -> Select[int]:
    due = select(Publication.installation_id).where(Publication.state.in_(_OPEN), Publication.not_before <= now)
    paced = Installation.next_mutation_at <= now
    return select(Installation.id).where(Installation.id.in_(due), paced).order_by(Installation.id)


def _due(now: datetime) -> Select[Publication]:
    free = or_(
        Publication.state == ItemState.QUEUED,
        and_(Publication.state == ItemState.RUNNING, Publication.lease_until <= now),
    )
    due = select(Publication).where(free, Publication.not_before <= now, ~_blocked())
    return due.order_by(Publication.id).with_for_update()


def _blocked() -> ColumnElement[bool]:
    """An older publication of the same run is not sent yet; for a 🚀, any other is."""
    older = aliased(Publication)
    return (
        select(older.id)
        .where(older.run_id == Publication.run_id, older.state.in_(_OPEN))
        .where(or_(and_(older.id < Publication.id, ~_rocket(older)), and_(_rocket(Publication), older.id != Publication.id)))
        .exists()
    )


def _rocket(row: type[Publication]) -> ColumnElement[bool]:
    """It waits for all others of its run, and nothing waits for it."""
    return row.dedupe_key.like("reaction:%:rocket")


def _is_rocket(row: Publication) -> bool:
    return row.kind == "reaction" and row.payload.get("content") == "rocket"


def _siblings_died(session: Session, row: Publication) -> bool:
    died = select(Publication.id).where(
        Publication.run_id == row.run_id, Publication.state == ItemState.DEAD, Publication.kind != "reaction"
    )
    return row.run_id is not None and session.scalar(died.limit(1)) is not None


def _in_flight(session: Session, installation_id: int, now: datetime) -> bool:
    running = select(Publication.id).where(
        Publication.installation_id == installation_id, Publication.state == ItemState.RUNNING, Publication.lease_until > now
    )
    return session.scalar(running.limit(1)) is not None


def _hour_is_full_until(session: Session, installation_id: int, now: datetime, lease: timedelta) -> datetime | None:
    """None while the last hour has room; else when to look again. Every attempt of a row claimed in this hour counts."""
    since = now - timedelta(hours=1) + lease  # a row's last claim was at `lease_until` - `lease`
    recent = (Publication.installation_id == installation_id, Publication.lease_until > since)
    attempts = (
        session.scalar(select(func.sum(case((Publication.attempt > 0, Publication.attempt), else_=1))).where(*recent)) or 0
    )
    if attempts < PER_HOUR:
        return None
    first = session.scalar(select(func.min(Publication.lease_until)).where(*recent))
    assert first is not None
    return first - lease + timedelta(hours=1)


def _remember_issue(session: Session, row: Publication) -> None:
    """The next night finds an issue by its finding: `github_id` of an issue is its number."""
    if row.kind != "issue":
        return
    fingerprint = row.dedupe_key.rpartition(":")[2]
    known = session.scalar(
        select(FindingRow).where(FindingRow.repository_id == row.repository_id, FindingRow.fingerprint == fingerprint)
    )
    if known is not None:
        known.issue_number = row.github_id


def _remember_closing(session: Session, row: Publication) -> None:
    """A finding is fixed once its issue is closed; what a person dismissed meanwhile stays dismissed."""
    word, _, rest = row.dedupe_key.partition(":")
    if row.kind != "issue_state" or word != "closed":
        return
    fingerprint = rest.split(":")[1]
    session.execute(
        update(FindingRow)
        .where(FindingRow.repository_id == row.repository_id, FindingRow.fingerprint == fingerprint, FindingRow.state == "open")
        .values(state="fixed")
    )
