"""Twins of a run: which functions are compared by meaning, and what the reviewer says of them."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.db.models import Run
from app.domain.axis import Axis
from app.settings import Settings
from worker.axes.correction import Review
from worker.axes.quoting import Lines
from worker.axes.twins import Alike, compare
from worker.index.cards import cards
from worker.index.embedded import embedded
from worker.index.embedding import Embedder, EmbeddingError
from worker.index.endpoint import Endpoint
from worker.index.member import Member, member_at
from worker.index.minilm import MiniLM
from worker.index.tables import CardTable
from worker.index.twins import Question, questions
from worker.llm.ask import Ask
from worker.pipeline import scope
from worker.pipeline.errors import FinalError
from worker.pipeline.workspace import Workspace
from worker.source.languages import offers


class Twins:
    """Finds the functions of a repository that may do the same, by the vectors of their cards."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def found(self, run: Run, space: Workspace, changed: set[str] | None, models: str, ask: Ask) -> dict[str, Any]:
        """Return what the reviewer is asked, as JSON. Raises `FinalError` where no vectors can be had."""
        with _embedder(self._settings) as embedder:
            return self._found(run, space, changed, models, ask, embedder)

    def _found(
        self, run: Run, space: Workspace, changed: set[str] | None, models: str, ask: Ask, embedder: Embedder
    ) -> dict[str, Any]:
        started = time.perf_counter()
        every = cards(space.source, as_written=embedder.reads_code)
        found = [card for card in every if offers(card.member.file.language)[Axis.DUPLICATION].reviewed]
        try:
            table = CardTable(self._folder(run), embedder.model, embedder.dimension())
            views, made = embedded(found, embedder, table, datetime.now(UTC).toordinal())
        except EmbeddingError as error:
            raise FinalError(str(error), "the embedding model could not be asked") from error
        wanted = {card.member.file.file for card in found if scope.covers(run, card.member.file.file)}
        asked = questions(found, views, space.graph, wanted if changed is None else wanted & changed)
        head = (run.repository_id, models, embedder.model, ask.prompts.template_hash("duplication"))
        return {
            "twins": {_subject(one): _told(one, embedder.model, head, space) for one in asked.asked},
            "twins_left": asked.left,
            "cards": len(found),
            "cards_embedded": made,
            "seconds": {"index": time.perf_counter() - started},
        }

    def _folder(self, run: Run) -> Path:
        """Where a repository's table lies: by its number, or by where it was read from."""
        name = f"repository {run.repository_id}" if run.repository_id is not None else str(Path(run.source).absolute())
        return self._settings.data_dir / "index" / hashlib.sha256(name.encode()).hexdigest()[:16]


def compared(run: Run, subject: str, space: Workspace, ask: Ask) -> Review:
    """Ask the reviewer about one function and its candidates. Raises the errors of `worker.llm.errors`."""
    told = run.facts["twins"][subject]
    one = _member(space, told["one"])
    others = [
        Alike(member, each["code"], each["words"], each["score"])
        for each in told["others"]
        if (member := _member(space, each["at"])) is not None
    ]
    return compare(one, others, told["model"], space.graph, ask) if one is not None else Review((), {}, ())


@contextmanager
def _embedder(settings: Settings) -> Iterator[Embedder]:
    if not settings.embeddings_base_url:
        yield MiniLM()
        return
    key = settings.embeddings_api_key.get_secret_value()
    with closing(
        Endpoint(settings.embeddings_base_url, settings.embeddings_model, key, settings.embeddings_seconds)
    ) as endpoint:
        yield endpoint


def _subject(one: Question) -> str:
    member = one.card.member
    return scope.subject(f"{member.file.file}::{member.symbol.qualname}:{member.symbol.name_line}", Axis.DUPLICATION)


def _told(one: Question, model: str, head: tuple[object, ...], space: Workspace) -> dict[str, Any]:
    """What an item needs to ask, and its key: it hashes everything that the answer depends on."""
    members = [one.card.member, *(each.card.member for each in one.candidates)]
    lines = Lines(space.source)
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
    return [member.file.file, member.symbol.qualname, member.symbol.name_line]


def _member(space: Workspace, at: list[Any]) -> Member | None:
    return member_at(space.source, *at)
