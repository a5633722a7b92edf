"""Twins of a run: which functions are compared by meaning, and what the reviewer says of them."""

import hashlib
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.db.models import Run
from app.domain.axis import Axis
from app.domain.evidence import Similarity
from app.domain.finding import Claim
from app.settings import Settings
from worker.axes.correction import Review
from worker.axes.quoting import Lines
from worker.axes.twins import Alike, compare
from worker.index.cards import Card, cards
from worker.index.choice import embedder
from worker.index.embedded import embedded
from worker.index.embedding import Embedder, EmbeddingError
from worker.index.member import At, Member, member_at
from worker.index.tables import CardTable
from worker.index.twins import Question, questions
from worker.llm.ask import Ask
from worker.pipeline import scope
from worker.pipeline.errors import FinalError
from worker.pipeline.workspace import Workspace
from worker.source.languages import offers


class Asked(NamedTuple):
    """Whom the questions go to: part of the key of each."""

    models: str
    template: str
    """Hash of the prompt."""


class Twins:
    """Finds the functions of a repository that may do the same, by the vectors of their cards."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def found(
        self, run: Run, space: Workspace, base: Workspace | None, asked: Asked, proven: Iterable[Claim]
    ) -> dict[str, Any]:
        """Return what the reviewer is asked, as JSON. Raises `FinalError` where no vectors can be had.

        `base`: what the run's change is compared with. Then only functions that are new or changed since are asked about.
        `proven`: what was claimed without a model; of pairs that are copies, edited or not, nothing is asked.
        """
        with closing(self._embedder()) as model:
            return self._found(run, space, base, asked, _pairs(proven), model)

    def _found(
        self, run: Run, space: Workspace, base: Workspace | None, asked: Asked, told: set[frozenset[At]], model: Embedder
    ) -> dict[str, Any]:
        started = time.perf_counter()
        found = _cards(space, model)
        known = {card.id for card in _cards(base, model)} if base is not None else set()
        try:
            table = CardTable(self._folder(run), model.model, model.dimension())
            views, made = embedded(found, model, table, datetime.now(UTC).toordinal())
        except EmbeddingError as error:
            raise FinalError(str(error), "the embedding model could not be asked") from error
        wanted = {card.id for card in found if scope.covers(run, card.member.file.file)} - known
        worth = questions(found, views, space.graph, wanted, told)
        head = (run.repository_id, model.model, base is not None, *asked)
        lines = Lines(space.source)
        return {
            "twins": {
                _subject(one): {**_told(one, model.model, head, space, lines), "new": base is not None} for one in worth.asked
            },
            "twins_left": worth.left,
            "cards": len(found),
            "cards_embedded": made,
            "seconds": {"index": time.perf_counter() - started},
        }

    def _embedder(self) -> Embedder:
        settings = self._settings
        key = settings.embeddings_api_key.get_secret_value()
        return embedder(settings.embeddings_base_url, settings.embeddings_model, key, settings.embeddings_seconds)

    def _folder(self, run: Run) -> Path:
        """Where a repository's table lies: by its number, or by where it was read from."""
        name = f"repository {run.repository_id}" if run.repository_id is not None else str(Path(run.source).absolute())
        return self._settings.data_dir / "index" / hashlib.sha256(name.encode()).hexdigest()[:16]


def _cards(space: Workspace, model: Embedder) -> list[Card]:
    every = cards(space.source, as_written=model.reads_code)
    return [card for card in every if offers(card.member.file.language)[Axis.DUPLICATION].reviewed]


def _pairs(claims: Iterable[Claim]) -> set[frozenset[At]]:
    """Return the pairs of functions of which a claim says that they are alike."""
    alike = (one for claim in claims for one in claim.evidence if isinstance(one, Similarity))
    return {frozenset(((one.file, one.symbol, one.line), (one.other_file, one.other_symbol, one.other_line))) for one in alike}


def compared(run: Run, subject: str, space: Workspace, ask: Ask) -> Review:
    """Ask the reviewer about one function and its candidates. Raises the errors of `worker.llm.errors`."""
    told = run.facts["twins"][subject]
    one = _member(space, told["one"])
    others = [
        Alike(member, each["code"], each["words"], each["score"])
        for each in told["others"]
        if (member := _member(space, each["at"])) is not None
    ]
    return compare(one, others, told["model"], space.graph, ask, new=told["new"]) if one is not None else Review((), {}, ())


def _subject(one: Question) -> str:
    member = one.card.member
    return scope.subject(f"{member.file.file}::{member.symbol.qualname}:{member.symbol.name_line}", Axis.DUPLICATION)


def _told(one: Question, model: str, head: tuple[object, ...], space: Workspace, lines: Lines) -> dict[str, Any]:
    """What an item needs to ask, and its key: it hashes everything that the answer depends on."""
    members = [one.card.member, *(each.card.member for each in one.candidates)]
    shown = [(*_at(one), lines.quote(one.file.file, one.symbol.line_start, one.symbol.line_end).text) for one in members]
    used = [space.graph.callers(member.file.file, member.symbol.qualname) for member in members]
    return {
        "key": hashlib.sha256(repr((*head, shown, used)).encode()).hexdigest(),
        "model": model,
        "one": _at(one.card.member),
        "others": [
            {"at": _at(each.card.member), "code": each.code, "words": each.words, "score": each.score}
            for each in one.candidates
        ],
    }


def _at(member: Member) -> list[str | int]:
    return list(member.at)


def _member(space: Workspace, at: list[Any]) -> Member | None:
    return member_at(space.source, *at)
