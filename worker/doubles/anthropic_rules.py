"""What Anthropic's API answers with 400: the double is as strict as the original where our requests could go wrong.

Sources: https://platform.claude.com/docs/en/api/messages, …/build-with-claude/structured-outputs and
…/models/opus-5-5/whats-new-opus-5-5 (no forced tools, thinking always on, sampling parameters gone).
"""

import re
from collections.abc import Iterator
from typing import Any

_BLOCKS = {
    "user": {"text", "tool_result", "image", "document"},
    "assistant": {"text", "tool_use", "thinking", "redacted_thinking"},
}
_UNSUPPORTED = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"}
_TOOL_NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}")


class Refused(Exception):
    """The request is wrong; the message says where."""


def check_messages(body: dict[str, Any]) -> None:
    """Raise `Refused` for a body that `/v1/messages` would refuse."""
    _need(isinstance(body.get("max_tokens"), int) and body["max_tokens"] > 0, "max_tokens: Field required")
    _check_turns(body.get("messages"))
    _check_tools(body.get("tools", []))
    _check_current_model(body)
    marks = sum(1 for _ in _cache_marks(body))
    _need(marks <= 4, f"A maximum of 4 blocks with cache_control may be provided. Found {marks}.")
    form = (body.get("output_config") or {}).get("format")
    if form is not None:
        _need(form.get("type") == "json_schema", "output_config.format.type: Input should be 'json_schema'")
        _check_schema(form.get("schema"), "output_config.format.schema")


def check_chat(body: dict[str, Any]) -> None:
    """Raise `Refused` for a body that llama-server's `/v1/chat/completions` would refuse."""
    messages = body.get("messages")
    _need(isinstance(messages, list) and bool(messages), "'messages' must be a non-empty array")
    assert isinstance(messages, list)
    for message in messages:
        _need(message.get("role") in {"system", "user", "assistant"}, f"unknown role {message.get('role')!r}")
        _need(isinstance(message.get("content"), str), "'content' must be a string")


def _check_turns(turns: object) -> None:
    if not isinstance(turns, list) or not turns:
        raise Refused("messages: at least one message is required")
    _need(turns[0].get("role") == "user", "messages: first message must use the user role")
    _need(turns[-1].get("role") == "user", "This model does not support assistant message prefill.")
    waiting: set[str] = set()
    for number, turn in enumerate(turns):
        role, content = turn.get("role"), turn.get("content")
        _need(role in _BLOCKS, f"messages.{number}: Unexpected role {role!r}")
        blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
        _need(isinstance(blocks, list) and bool(blocks), f"messages.{number}: content must be non-empty")
        waiting = _check_blocks(number, role, blocks, waiting)
    _need(not waiting, "tool_use ids were found without tool_result blocks")


def _check_blocks(number: int, role: str, blocks: list[dict[str, Any]], waiting: set[str]) -> set[str]:
    """Check one turn; returns the ids of the tool calls that the next turn has to answer."""
    where = f"messages.{number}"
    types = [block.get("type") for block in blocks]
    for block in blocks:
        _need(block.get("type") in _BLOCKS[role], f"{where}: a {role} turn cannot hold {block.get('type')!r}")
        if block["type"] == "text":
            _need(isinstance(block.get("text"), str) and bool(block["text"].strip()), f"{where}: text must be non-empty")
        if block["type"] == "thinking":
            _need(block.get("signature") == "double", f"{where}: Invalid `signature` in `thinking` block")
    if role == "assistant":
        calls = [block["id"] for block in blocks if block["type"] == "tool_use"]
        _need(len(calls) == len(set(calls)), f"{where}: `tool_use` ids must be unique")
        return set(calls)
    results = [block.get("tool_use_id") for block in blocks if block["type"] == "tool_result"]
    _need(set(results) == waiting, f"{where}: each `tool_use` block must have a `tool_result` block in the next message")
    _need(len(results) == len(waiting), f"{where}: each tool_use must have a single result")
    _need(types[: len(results)] == ["tool_result"] * len(results), f"{where}: tool_result blocks must come first")
    return set()


def _check_tools(tools: list[dict[str, Any]]) -> None:
    names = [str(tool.get("name")) for tool in tools]
    _need(len(names) == len(set(names)), "tools: Tool names must be unique.")
    for tool, name in zip(tools, names, strict=True):
        _need(bool(_TOOL_NAME.fullmatch(name)), f"tools.{name}: String should match the tool name pattern")
        _need((tool.get("input_schema") or {}).get("type") == "object", f"tools.{name}.input_schema.type: Field required")


def _check_current_model(body: dict[str, Any]) -> None:
    if not re.match(r"claude-(opus|sonnet|fable|haiku)-5", str(body.get("model"))):
        return
    for gone in ("temperature", "top_p", "top_k"):
        _need(gone not in body, f"{gone}: sampling parameters are not supported for this model.")
    _need((body.get("tool_choice") or {}).get("type") not in {"any", "tool"}, "tool_choice: forced tool use is not supported.")
    _need((body.get("thinking") or {}).get("type") in {None, "adaptive"}, "thinking.type is not supported for this model.")


def _check_schema(schema: object, where: str) -> None:
    if isinstance(schema, list):
        for part in schema:
            _check_schema(part, where)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        _need(schema.get("additionalProperties") is False, f"{where}: for 'object' type, 'additionalProperties' must be false")
    for keyword in _UNSUPPORTED & schema.keys():
        _need(isinstance(schema[keyword], dict), f"{where}: property '{keyword}' is not supported")
    for key, part in schema.items():
        _check_schema(part, f"{where}.{key}")


def _cache_marks(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        if "cache_control" in value:
            yield value
        for part in value.values():
            yield from _cache_marks(part)
    elif isinstance(value, list):
        for part in value:
            yield from _cache_marks(part)


def _need(holds: bool, message: str) -> None:
    if not holds:
        raise Refused(message)
