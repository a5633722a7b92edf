"""The whole service in one thread: each doorbell is answered as soon as it rings, in the order of ringing."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from app.db.models import Delivery, Installation, OutboxMessage, Publication, Run, WorkItem, new_id, now
from app.db.models import Repository as RepositoryRow
from app.db.session import Sessions
from app.queue import ring
from app.settings import Settings
from worker.doubles.github import GitHubDouble
from worker.doubles.github.state import Issue, Repository
from worker.hands import AuditHands, PublisherHands
from worker.nights import plan_night

FILES = {
    "pyproject.toml": '[project]\nname = "till"\nversion = "1"\nclassifiers = ["Private :: Do Not Upload"]\n'
    '[project.scripts]\ntill = "till.main:main"\n',
    "till/__init__.py": "",
    "till/main.py": "from till.money import total\n\n\ndef main():\n    print(total([1, 2]))\n",
    "till/money.py": "def total(amounts):\n    return sum(amounts)\n",
}
DEAD = "\n\ndef forgotten(amount):\n    return amount * 3\n"
CHANGE = {"till/money.py": FILES["till/money.py"] + DEAD}


@dataclass
class Service:
    """An App installed on `octo-org/till`, and the hands that work for it."""

    github: GitHubDouble
    sessions: Sessions
    folder: Path
    limits: dict[str, float] = field(default_factory=dict)
    branch: str = "main"
    bells: deque[tuple[str, str]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        app = self.github.create_app(owner="octo-org")
        self.repository = self.add_repository(dict(FILES))
        self.settings = Settings(
            data_dir=self.folder,
            webhook_secrets=(SecretStr(app.webhook_secret),),
            github_app_id=str(app.id),
            github_private_key=SecretStr(app.private_key),
            github_api_url=self.github.api_url,
            github_url=self.github.url,
            **self.limits,
        )
        self.installation = self.github.install("octo-org")

    def add_repository(self, files: dict[str, str]) -> Repository:
        people = {"octocat": "write"}
        return self.github.add_repository(
            "octo-org", "till", files, private=True, collaborators=people, default_branch=self.branch
        )

    @cached_property
    def auditor(self) -> AuditHands:
        return AuditHands(self.settings, self.sessions, self._take)

    @cached_property
    def publisher(self) -> PublisherHands:
        return PublisherHands(self.settings, self.sessions, self._take)

    def _take(self, task: str, argument: str) -> None:
        if task == "grant_token":  # the audit worker waits for the answer
            self.publisher.grant(argument)
        else:
            self.bells.append((task, argument))

    def work_off(self, until: str = "") -> None:
        """Answer doorbells until nothing rings any more, or until a task of that name is next."""
        ring(self.sessions, self._take)
        while self.bells:
            if self.bells[0][0] == until:
                return
            self.answer_one()

    def answer_one(self) -> None:
        """Answer the doorbell that rang first."""
        task, argument = self.bells.popleft()
        match task:
            case "handle_delivery":
                self.publisher.handle_delivery(int(argument))
            case "advance_run":
                self.auditor.engine.advance(argument)
            case "work_item":
                self.auditor.engine.work(int(argument))
            case "send_publication":
                self.publisher.send()

    def pass_time(self) -> None:
        """Whatever waits for its time is due now."""
        with self.sessions.begin() as session:
            for row in [*session.scalars(select(OutboxMessage)), *session.scalars(select(Publication))]:
                row.not_before = min(row.not_before, now())
            for installation in session.scalars(select(Installation)):
                installation.next_mutation_at = now()

    def pull_request(self, changes: dict[str, str] | None = None) -> Issue:
        return self.github.open_pull_request(self.repository, changes or CHANGE, branch="more", by="octocat")

    def command(self, number: int, text: str = "/anatoly audit") -> None:
        """A comment of the maintainer, stored as the web process does."""
        comment = self.github.comment(self.repository, number, text, by="octocat")
        self.event("issue_comment", "created", self.github.hooks.payloads.issue_comment(self.repository, comment))

    def event(self, event: str, action: str, payload: dict[str, object]) -> None:
        import json

        from app.queue import enqueue

        with self.sessions.begin() as session:
            delivery = Delivery(guid=new_id(), event=event, action=action, payload=json.dumps(payload))
            session.add(delivery)
            session.flush()
            enqueue(session, "handle_delivery", delivery.id)

    def installed(self) -> None:
        self.event("installation", "created", self.github.hooks.payloads.installation(self.installation))
        self.work_off()

    def night(self, number: int) -> Run:
        """A night, start to end."""
        with self.sessions.begin() as session:
            row = session.get_one(RepositoryRow, self.repository.id)
            assert plan_night(session, row, date(2026, 11, number))
        self.work_off()
        return self.runs()[-1]

    def runs(self) -> list[Run]:
        with self.sessions() as session:
            return list(session.scalars(select(Run).order_by(Run.created_at)))

    def items(self) -> list[WorkItem]:
        with self.sessions() as session:
            return list(session.scalars(select(WorkItem).order_by(WorkItem.id)))

    def said(self, issue: Issue) -> list[str]:
        """The App's comments in a thread."""
        return [comment.body for comment in issue.comments if comment.user.login.endswith("[bot]")]

    def reactions(self, issue: Issue) -> list[str]:
        """The reactions to each command in a thread."""
        commands = [comment for comment in issue.comments if comment.body.startswith("/anatoly")]
        return [" ".join(sorted(reaction.content for reaction in comment.reactions)) for comment in commands]
