"""The two request shapes and what is read out of their replies. No I/O.

`/v1/messages`: https://platform.claude.com/docs/en/api/messages. `/v1/chat/completions`: llama-server's, the only one of
its doors that obeys a JSON schema. Tool choice is never forced: current Claude models answer that with 400.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from worker.llm.prices import Usage
from worker.llm.prompts import Rendered
from worker.llm.tiers import Dialect, Endpoint

Count = Annotated[int, Field(ge=0)]
Turn = dict[str, Any]
"""One message: {"role", "content"}, in the Messages API's shape."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is posted where."""

    path: str
    body: dict[str, Any]

    def most_tokens(self) -> tuple[int, int]:
        """(input, output) tokens that the request may take at most: half a token a byte is more than code ever takes."""
        return len(json.dumps(self.body, ensure_ascii=False).encode()) // 2 + 1000, int(self.body["max_tokens"])


@dataclass(frozen=True, slots=True)
class ToolUse:
    """One tool call that a model asks for."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, whichever door it came from."""

    model: str
    text: str
    tool_uses: tuple[ToolUse, ...]
    stop: str
    """end_turn, tool_use, max_tokens, refusal, or whatever else the endpoint says."""
    turn: Turn
    """The assistant's turn as it must be sent back, thinking blocks included."""
    usage: Usage


class _MessagesUsage(BaseModel):
    input_tokens: Count
    output_tokens: Count
    cache_read_input_tokens: Count | None = None
    cache_creation_input_tokens: Count | None = None


class _ToolUseBlock(BaseModel):
    id: str
    name: str
    input: dict[str, Any]


class _Messages(BaseModel):
    model: str
    content: list[dict[str, Any]]
    stop_reason: str | None = None
    usage: _MessagesUsage


class _ChatMessage(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _ChatMessage
    finish_reason: str | None = None


class _ChatDetails(BaseModel):
    cached_tokens: Count | None = None


class _ChatUsage(BaseModel):
    prompt_tokens: Count
    completion_tokens: Count
    prompt_tokens_details: _ChatDetails | None = None


class _Chat(BaseModel):
    model: str
    choices: list[_Choice] = Field(min_length=1)
    usage: _ChatUsage


def opening(prompt: Rendered) -> Turn:
    """The first user turn: the shared part first, marked for the cache, then the question."""
    blocks: list[dict[str, Any]] = []
    if prompt.shared:
        blocks.append({"type": "text", "text": prompt.shared, "cache_control": {"type": "ephemeral"}})
    return {"role": "user", "content": [*blocks, {"type": "text", "text": prompt.question}]}


def structured_request(endpoint: Endpoint, prompt: Rendered, turns: Sequence[Turn], schema: type[BaseModel]) -> Request:
    """A request whose answer is JSON of `schema`, through the door at which the endpoint obeys schemas."""
    from anthropic import transform_schema

    if endpoint.dialect is Dialect.ANTHROPIC:
        request = messages_request(endpoint, prompt, turns, ())
        return Request(
            request.path,
            {**request.body, "output_config": {"format": {"type": "json_schema", "schema": transform_schema(schema)}}},
        )
    messages = [{"role": "system", "content": prompt.system}]
    messages += [{"role": turn["role"], "content": _as_text(turn["content"])} for turn in turns]
    return Request(
        "/v1/chat/completions",
        {
            "model": endpoint.model,
            "max_tokens": prompt.max_tokens,
            "temperature": 0,
            "messages": messages,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": schema.__name__, "schema": transform_schema(schema), "strict": True},
            },
        },
    )


def messages_request(endpoint: Endpoint, prompt: Rendered, turns: Sequence[Turn], tools: Sequence[dict[str, Any]]) -> Request:
    """A request at the Messages API, with `tools` on offer and the choice left to the model."""
    body: dict[str, Any] = {
        "model": endpoint.model,
        "max_tokens": prompt.max_tokens,
        "system": [{"type": "text", "text": prompt.system}],
        "messages": list(turns),
    }
    if tools:
        body["tools"] = list(tools)
    if endpoint.dialect is Dialect.LLAMA:
        body["temperature"] = 0
    elif len(turns) > 1:
        body["cache_control"] = {"type": "ephemeral"}
    return Request("/v1/messages", body)


def read(request: Request, raw: bytes) -> Reply:
    """Read the reply to `request`. Raises `ValueError` in one line when it is not what the endpoint promises."""
    try:
        return _read_messages(raw) if request.path == "/v1/messages" else _read_chat(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the body"
        raise ValueError(f"the reply is malformed at {place}: {first['msg']}") from None


def _read_messages(raw: bytes) -> Reply:
    message = _Messages.model_validate_json(raw)
    uses = [_ToolUseBlock.model_validate(block) for block in message.content if block.get("type") == "tool_use"]
    texts = [block["text"] for block in message.content if block.get("type") == "text" and isinstance(block.get("text"), str)]
    usage = message.usage
    written = usage.cache_creation_input_tokens or 0
    return Reply(
        model=message.model,
        text="".join(texts),
        tool_uses=tuple(ToolUse(use.id, use.name, use.input) for use in uses),
        stop=message.stop_reason or "",
        turn={"role": "assistant", "content": message.content},
        usage=Usage(usage.input_tokens + written, usage.cache_read_input_tokens or 0, written, usage.output_tokens),
    )


_STOPS = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}


def _read_chat(raw: bytes) -> Reply:
    chat = _Chat.model_validate_json(raw)
    choice, usage = chat.choices[0], chat.usage
    cached = min((usage.prompt_tokens_details and usage.prompt_tokens_details.cached_tokens) or 0, usage.prompt_tokens)
    text = choice.message.content or ""
    return Reply(
        model=chat.model,
        text=text,
        tool_uses=(),
        stop=_STOPS.get(choice.finish_reason or "", choice.finish_reason or ""),
        turn={"role": "assistant", "content": [{"type": "text", "text": text}]},
        usage=Usage(usage.prompt_tokens - cached, cached, 0, usage.completion_tokens),
    )


def _as_text(content: str | list[dict[str, Any]]) -> str:
    return (
        content if isinstance(content, str) else "\n\n".join(block["text"] for block in content if block.get("type") == "text")
    )
