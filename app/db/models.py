"""The tables. The database is the truth; the broker is only a doorbell.

Times are UTC. States are the values of the enums in `app.domain.run`, kept as text so that a migration never has to
alter a database type.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

BigId = BigInteger().with_variant(Integer, "sqlite")  # SQLite increments only INTEGER primary keys by itself


class UtcDateTime(TypeDecorator[datetime]):
    """A timestamp that is always UTC-aware in Python, on databases that forget zones too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is ambiguous; give it a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite dropped."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def now() -> datetime:
    """The current time, UTC-aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh random id: 32 hex digits."""
    return uuid4().hex


class Base(DeclarativeBase):
    """Common base of all tables."""

    # Every constraint has a name that a later migration can drop it by, on every database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON, datetime: UtcDateTime()}  # noqa: RUF012 - SQLAlchemy reads it as declared


class Delivery(Base):
    """One webhook, by GitHub's delivery id: stored before anything is done about it."""

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    guid: Mapped[str] = mapped_column(String(100), unique=True)
    event: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(100), default="")
    payload: Mapped[str] = mapped_column(Text)
    """The body as received (JSON text)."""
    state: Mapped[str] = mapped_column(String(20), default="queued", index=True)
    outcome: Mapped[str] = mapped_column(Text, default="")
    """What came of it, one line: "run 3f…", "ignored: …", "failed: …"."""
    attempt: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None]


class Installation(Base):
    """The App on one account. `next_mutation_at` paces everything that is written to GitHub for it."""

    __tablename__ = "installations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    """GitHub's installation id."""
    account: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(20), default="active")
    next_mutation_at: Mapped[datetime] = mapped_column(default=now)


class Repository(Base):
    """A repository that the App can see."""

    __tablename__ = "repositories"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    """GitHub's repository id: survives renames."""
    installation_id: Mapped[int] = mapped_column(ForeignKey("installations.id"), index=True)
    owner: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    default_branch: Mapped[str] = mapped_column(String(255), default="main")
    private: Mapped[bool] = mapped_column(default=False)
    clone_url: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(default=True)
    archived: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Read-only at GitHub: there is nobody to tell anything."""

    installation: Mapped[Installation] = relationship()

    @property
    def full_name(self) -> str:
        """`owner/name`."""
        return f"{self.owner}/{self.name}"


class Run(Base):
    """One audit of one commit with one scope."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    trigger_key: Mapped[str] = mapped_column(String(200), unique=True)
    """What asked for the run, in words of its meaning: two webhooks for one comment have one key."""
    repository_id: Mapped[int | None] = mapped_column(ForeignKey("repositories.id"), index=True)
    """None for a run of the command line."""
    kind: Mapped[str] = mapped_column(String(20))
    pull_number: Mapped[int | None]
    comment_id: Mapped[int | None] = mapped_column(BigInteger)
    """The comment that commanded the run, which gets the reactions."""
    requested_by: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(Text)
    """`owner/name`, or the folder or URL given on the command line."""
    commit: Mapped[str] = mapped_column(String(64), default="")
    base_commit: Mapped[str] = mapped_column(String(64), default="")
    scope: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the run is limited to: "axes", "paths" and "exclude" (globs), "folder", "full", "static", "ref", "diff_base",
    "budget_usd", "max_minutes"; what is not there does not limit it. "thread": the issue in which it was asked for, no
    limit."""
    state: Mapped[str] = mapped_column(String(20), default="queued", index=True)
    stage: Mapped[str] = mapped_column(String(20), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    """One line for people, when it failed."""
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Counts, skipped files, stage times, drops by reason: what findings.json says of the run."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    repository: Mapped[Repository | None] = relationship(lazy="selectin")


def _subject_hash(context: Any) -> str:
    return sha256(context.get_current_parameters()["subject"].encode()).hexdigest()


class WorkItem(Base):
    """The smallest retryable unit of a run, owned by whoever holds its lease."""

    __tablename__ = "work_items"
    __table_args__ = (
        UniqueConstraint("run_id", "stage", "subject_hash"),
        Index("ix_work_items_due", "state", "lease_until"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    stage: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(Text)
    """What of the stage: "" where a stage has one item, else a path × axis or a claim's fingerprint."""
    subject_hash: Mapped[str] = mapped_column(String(64), default=_subject_hash)
    """A path can be longer than an index takes."""
    key: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Hash over everything the answer depends on; an answered key is never worked on again."""
    state: Mapped[str] = mapped_column(String(20), default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str] = mapped_column(String(100), default="")
    lease_until: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[datetime | None]


class ClaimRow(Base):
    """A claim of a run and what became of it."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("run_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(20), default="claimed")
    """claimed, finding, or dropped."""
    dropped: Mapped[str] = mapped_column(String(40), default="")
    """Why, where dropped: refuted, undecided, unchallenged, evidence_failed."""
    body: Mapped[dict[str, Any]]
    """`Claim` as JSON; for findings with re-checked evidence."""
    deliberation: Mapped[dict[str, Any] | None]


class FindingRow(Base):
    """A finding of a repository's default branch across nights."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("repository_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    repository_id: Mapped[int] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20), default="open")
    """open, dismissed, fixed."""
    issue_number: Mapped[int | None]
    body: Mapped[dict[str, Any]]
    """`Finding` as JSON, as last seen."""
    first_run_id: Mapped[str] = mapped_column(String(32))
    last_run_id: Mapped[str] = mapped_column(String(32))


class ModelCall(Base):
    """One request to a model, paid or not, answered or not."""

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    work_item_id: Mapped[int | None] = mapped_column(BigInteger)
    tier: Mapped[str] = mapped_column(String(20))
    endpoint: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(String(200))
    prompt: Mapped[str] = mapped_column(String(100))
    prompt_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    """Why a cheaper answer would not do."""
    outcome: Mapped[str] = mapped_column(String(40))
    """ok, invalid, truncated, refused, misrouted, overloaded, timeout, error."""
    input_tokens: Mapped[int] = mapped_column(default=0)
    cached_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    usd: Mapped[float] = mapped_column(Float, default=0.0)
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Publication(Base):
    """One thing we write to GitHub: the intent first, then the id that GitHub gave it.

    `dedupe_key` says what it is (`issue:<repository>:<fingerprint>`, `review:<run>`): one row, one thing on GitHub, ever.
    """

    __tablename__ = "publications"
    __table_args__ = (Index("ix_publications_due", "state", "not_before"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    installation_id: Mapped[int] = mapped_column(ForeignKey("installations.id"), index=True)
    repository_id: Mapped[int] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[str | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    """reaction, check_run, review, summary, reply, issue."""
    payload: Mapped[dict[str, Any]]
    marker: Mapped[str] = mapped_column(String(200), default="")
    """The hidden marker in the body, by which a retry finds what an earlier try created."""
    state: Mapped[str] = mapped_column(String(20), default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str] = mapped_column(String(100), default="")
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime] = mapped_column(default=now)
    github_id: Mapped[int | None] = mapped_column(BigInteger)
    url: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]


class OutboxMessage(Base):
    """A doorbell to ring once the transaction that wrote it is committed. The sweeper rings what was missed."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "sent_at", "not_before"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task: Mapped[str] = mapped_column(String(100))
    argument: Mapped[str] = mapped_column(String(100))
    """The id that the task takes: messages carry nothing else."""
    not_before: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]


class TokenGrant(Base):
    """A read-only token for one repository, on its way from the publisher to the audit worker that asked for it.

    The token is sealed to the asking worker's public key: the database, its backups and its readers never see it.
    """

    __tablename__ = "token_grants"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    public_key: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[str] = mapped_column(Text, default="")
    error: Mapped[str] = mapped_column(Text, default="")
    retry_after: Mapped[float | None] = mapped_column(Float)
    """Seconds after which GitHub may be asked again, where it limits us."""
    created_at: Mapped[datetime] = mapped_column(default=now)
