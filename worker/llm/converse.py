"""A model at work with tools, until it hands in its verdict.

Only the tool `verdict` ends a conversation in an answer; nothing that stands in a file can. Every tool call gets a result,
an unknown name gets an error, and each request counts against the prompt's limits of turns and tokens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from worker.llm.errors import PromptError
from worker.llm.prompts import Prompts, Rendered
from worker.llm.record import CallOutcome, Label
from worker.llm.tiers import Endpoint
from worker.llm.transport import Transport
from worker.llm.wire import Reply, ToolUse, Turn, messages_request, opening

VERDICT = "verdict"
T = TypeVar("T", bound=BaseModel)
T_co = TypeVar("T_co", bound=BaseModel, covariant=True)


class ToolResult(Protocol):
    """What a tool gives back."""

    @property
    def text(self) -> str:
        """What the model reads."""

    @property
    def is_error(self) -> bool:
        """Whether the call failed."""


class Tools(Protocol):
    """The read-only tools on offer: definitions in the Messages API's shape, and the way to call one by name."""

    @property
    def definitions(self) -> Sequence[dict[str, Any]]:
        """What is on offer."""

    def call(self, name: str, arguments: dict[str, Any], /) -> ToolResult:
        """Run one tool; an error is a result, never an exception."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One tool call that was answered without an error."""

    tool: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation(Generic[T_co]):
    """How a conversation went. `answer` is None when it ended without a valid verdict; `ended` says why, in words."""

    answer: T_co | None
    ended: str
    looked: tuple[Looked, ...]
    rounds: int
    """Requests that were answered."""


def converse(
    transport: Transport,
    endpoint: Endpoint,
    label: Label,
    prompt: Rendered,
    prompts: Prompts,
    tools: Tools,
    schema: type[T],
    check: Callable[[T], list[str]],
) -> Conversation[T]:
    """Run the loop at one endpoint, within `prompt.limits`. Raises what `Transport.send` raises."""
    limits = prompt.limits
    if limits.turns is None or limits.tokens is None:
        raise PromptError(f"prompts/{prompt.name}.md: a conversation needs budget.turns and budget.tokens")
    names = {tool["name"] for tool in tools.definitions}
    offered = [*tools.definitions, _verdict_tool(schema)]
    turns: list[Turn] = [opening(prompt)]
    looked: list[Looked] = []
    tokens = 0

    def results(reply: Reply) -> list[dict[str, Any]]:
        return [_answered(use, names, tools, prompts, looked) for use in reply.tool_uses if use.name != VERDICT]

    for rounds in range(1, limits.turns + 1):
        judged: list[tuple[T | None, list[str]]] = []

        def judge(reply: Reply, judged: list[tuple[T | None, list[str]]] = judged) -> CallOutcome:
            verdicts = [use for use in reply.tool_uses if use.name == VERDICT]
            if not verdicts:
                return CallOutcome.OK
            judged.append(_verdict(verdicts, len(reply.tool_uses), schema, check))
            return CallOutcome.INVALID if judged[-1][1] else CallOutcome.OK

        reply = transport.send(endpoint, messages_request(endpoint, prompt, turns, offered), label, judge)
        usage = reply.usage
        tokens += usage.input_tokens + usage.cache_read + usage.output_tokens
        answer, problems = judged[-1] if judged else (None, [])
        if answer is not None and not problems:
            return Conversation(answer, "verdict", tuple(looked), rounds)
        if tokens >= limits.tokens:
            return Conversation(None, f"the limit of {limits.tokens} tokens was reached", tuple(looked), rounds)
        if not reply.turn["content"]:
            return Conversation(None, "the model said nothing", tuple(looked), rounds)
        if rounds == limits.turns:
            break
        back = results(reply)
        back += [
            _result(use, "This verdict does not count: " + "; ".join(problems or ["it was cut off"]), is_error=True)
            for use in reply.tool_uses
            if use.name == VERDICT
        ]
        left = limits.turns - rounds
        note = "Hand in your verdict now." if left == 1 else f"{left} turns are left."
        if not reply.tool_uses:
            note = f"Nobody reads plain text here: use a tool, or hand in your verdict. {note}"
        turns = [*turns, reply.turn, {"role": "user", "content": [*back, {"type": "text", "text": note}]}]
    return Conversation(None, f"the limit of {limits.turns} turns was reached", tuple(looked), limits.turns)


def shape_problems(error: ValidationError) -> list[str]:
    """What is wrong with an answer's shape, one line each, without repeating the answer."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [f"{'.'.join(map(str, one['loc'])) or 'the answer'}: {one['msg']}" for one in found[:20]]


def _verdict_tool(schema: type[BaseModel]) -> dict[str, Any]:
    from anthropic import transform_schema

    return {
        "name": VERDICT,
        "description": "Hand in your verdict and end the examination. Call it alone, after you have read the results.",
        "input_schema": transform_schema(schema),
    }


def _verdict(
    verdicts: Sequence[ToolUse], calls: int, schema: type[T], check: Callable[[T], list[str]]
) -> tuple[T | None, list[str]]:
    if calls > 1:
        return None, ["call verdict alone, once you have seen the results of your other calls"]
    try:
        answer = schema.model_validate(verdicts[0].arguments)
    except ValidationError as error:
        return None, shape_problems(error)
    return answer, check(answer)


def _answered(use: ToolUse, names: set[str], tools: Tools, prompts: Prompts, looked: list[Looked]) -> dict[str, Any]:
    if use.name not in names:
        return _result(use, f"There is no such tool. There are: {', '.join(sorted(names))}, {VERDICT}.", is_error=True)
    result = tools.call(use.name, use.arguments)
    if not result.is_error:
        looked.append(Looked(use.name, use.arguments))
    return _result(use, prompts.fenced(result.text, f"tool {use.name}"), is_error=result.is_error)


def _result(use: ToolUse, text: str, *, is_error: bool) -> dict[str, Any]:
    return {
        "type": "tool_result",
        "tool_use_id": use.id,
        "content": [{"type": "text", "text": text}],
        **({"is_error": True} if is_error else {}),
    }
