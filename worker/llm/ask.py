"""The door to the models: one structured answer, or one conversation with tools."""

import secrets
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self, TypeVar

from pydantic import BaseModel, ValidationError

from worker.llm import tiers
from worker.llm.budget import Budget
from worker.llm.converse import Conversation, Tools, converse, shape_problems
from worker.llm.errors import AnswerInvalid, PromptError, TierUnavailable
from worker.llm.prompts import Prompts, Rendered
from worker.llm.record import CallOutcome, Label, Recorder
from worker.llm.tiers import Endpoint, Tier
from worker.llm.transport import Transport
from worker.llm.wire import Reply, Turn, opening, structured_request

REPAIRS = 2
T = TypeVar("T", bound=BaseModel)


class Ask:
    """Asks models for one run. Safe to use from several threads; close it, or use it as a context manager.

    `secret` makes the boundaries around untrusted text; by default fresh random bytes.
    """

    def __init__(
        self,
        budget: Budget,
        record: Recorder,
        secret: bytes | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._transport = Transport(budget, record, clock, sleep)
        self.prompts = Prompts(secret or secrets.token_bytes(32))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def structured(self, tier: Tier, prompt: Rendered, schema: type[T], check: Callable[[T], list[str]], reason: str) -> T:
        """Ask for one answer of the shape `schema` in which `check` finds no problem.

        `check` names problems in lines that the model can act on. A wrong answer gets up to two repair turns, in which the
        model sees everything so far: the prompt, its answers, and what is wrong with the last. `reason` says why a cheaper
        answer would not do. Raises `AnswerInvalid` after the last repair, and what `Transport.send` raises.
        """
        _same_schema(prompt, schema)
        endpoint = _endpoint(tier)
        turns = [opening(prompt)]
        label = Label(prompt.name, prompt.hash, reason)
        shaped: T | None = None
        problems: list[str] = []
        for repairs_left in range(REPAIRS, -1, -1):
            seen: list[tuple[T | None, list[str]]] = []

            def judge(reply: Reply, seen: list[tuple[T | None, list[str]]] = seen) -> CallOutcome:
                seen.append(_judged(reply, schema, check))
                return CallOutcome.INVALID if seen[-1][1] else CallOutcome.OK

            reply = self._transport.send(endpoint, structured_request(endpoint, prompt, turns, schema), label, judge)
            answer, problems = seen[-1] if seen else (None, [f"it was cut off at {prompt.max_tokens} tokens; be briefer"])
            if answer is not None and not problems:
                return answer
            shaped = answer or shaped
            if repairs_left:
                said = reply.turn if reply.text.strip() else {"role": "assistant", "content": "(no answer)"}
                turns = [*turns, said, self._repair(problems)]
        raise AnswerInvalid(
            f"{endpoint.model} gave no valid answer to {prompt.name} in {REPAIRS + 1} tries: {problems[0]}", problems, shaped
        )

    def converse(
        self, tier: Tier, prompt: Rendered, tools: Tools, schema: type[T], check: Callable[[T], list[str]], reason: str
    ) -> Conversation[T]:
        """Let a model work with `tools` until it hands in `schema` through the tool `verdict`; see `worker.llm.converse`."""
        _same_schema(prompt, schema)
        endpoint = _endpoint(tier)
        label = Label(prompt.name, prompt.hash, reason)
        return converse(self._transport, endpoint, label, prompt, self.prompts, tools, schema, check)

    def _repair(self, problems: Sequence[str]) -> Turn:
        listed = "\n".join(f"- {problem}" for problem in problems)
        wrong = self.prompts.fenced(listed, "checks")
        text = f"That answer cannot be used:\n{wrong}\nGive the whole answer again, mended."
        return {"role": "user", "content": [{"type": "text", "text": text}]}


def _endpoint(tier: Tier) -> Endpoint:
    endpoint = tiers.nearest(tier)
    if endpoint is None:
        raise TierUnavailable(f"no tier is set; set ANATOLY_{tier.upper()}_BASE_URL or _API_KEY to ask a model")
    return endpoint


def _same_schema(prompt: Rendered, schema: type[BaseModel]) -> None:
    if prompt.schema != schema.__name__:
        raise PromptError(f"prompts/{prompt.name}.md asks for {prompt.schema}, not for {schema.__name__}")


def _judged(reply: Reply, schema: type[T], check: Callable[[T], list[str]]) -> tuple[T | None, list[str]]:
    try:
        answer = schema.model_validate_json(reply.text)
    except ValidationError as error:
        return None, shape_problems(error)
    return answer, check(answer)
