"""The double is as strict as the original where our requests could go wrong: each rule is shown by breaking it."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from anthropic import Anthropic, BadRequestError, NotFoundError

from worker.doubles.anthropic import AnthropicDouble
from worker.doubles.anthropic_script import PlantedBug, good_reviewer, queue, say, use

HELLO = [{"role": "user", "content": "hello"}]
TOOL = {"name": "grep", "input_schema": {"type": "object", "properties": {}}}
CALL = {"type": "tool_use", "id": "toolu_1", "name": "grep", "input": {}}
RESULT = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "nothing"}


def body(**changes: Any) -> dict[str, Any]:
    whole = {"model": "claude-opus-5-5", "max_tokens": 10, "messages": HELLO, **changes}
    return {key: value for key, value in whole.items() if value is not None}


@pytest.fixture
def claude() -> Iterator[AnthropicDouble]:
    with AnthropicDouble(lambda _: say("hi")) as double:
        yield double


def post(double: AnthropicDouble, content: Any, path: str = "/v1/messages", **headers: str) -> httpx2.Response:
    given = {"x-api-key": double.key, "anthropic-version": "2023-06-01", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return httpx2.post(double.url + path, json=content, headers={k: v for k, v in given.items() if v})


def test_the_real_sdk_talks_to_it(claude: AnthropicDouble) -> None:
    with Anthropic(base_url=claude.url, api_key=claude.key, max_retries=0) as client:
        message = client.messages.create(model="claude-opus-5-5", max_tokens=10, messages=HELLO)  # type: ignore[arg-type]
        assert message.content[0].type == "text"
        assert message.model == "claude-opus-5-5"
        assert message.usage.input_tokens > 0
        assert client.messages.count_tokens(model="claude-opus-5-5", messages=HELLO).input_tokens > 0  # type: ignore[arg-type]
        assert "claude-haiku-5-5" in [model.id for model in client.models.list()]
        with pytest.raises(NotFoundError):
            client.messages.create(model="claude-opus-9", max_tokens=10, messages=HELLO)  # type: ignore[arg-type]
        with pytest.raises(BadRequestError):
            client.messages.create(model="claude-opus-5-5", max_tokens=0, messages=HELLO)  # type: ignore[arg-type]


def test_a_well_formed_conversation_with_tools_passes(claude: AnthropicDouble) -> None:
    turns = [*HELLO, {"role": "assistant", "content": [CALL]}, {"role": "user", "content": [RESULT]}]
    assert post(claude, body(messages=turns, tools=[TOOL])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"max_tokens": None}, "max_tokens"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "wizard", "content": "hi"}]}, "user role"),
        ({"messages": [*HELLO, {"role": "wizard", "content": "hi"}, *HELLO]}, "Unexpected role"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": " "}]}]}, "non-empty"),
        ({"messages": [*HELLO, {"role": "assistant", "content": "I will"}]}, "prefill"),
        ({"messages": [*HELLO, {"role": "assistant", "content": [CALL]}, *HELLO]}, "tool_result"),
        ({"messages": [{"role": "user", "content": [RESULT]}]}, "tool_result"),
        (
            {"messages": [*HELLO, {"role": "assistant", "content": [CALL]}, {"role": "user", "content": [RESULT, RESULT]}]},
            "single result",
        ),
        (
            {
                "messages": [
                    *HELLO,
                    {"role": "assistant", "content": [CALL]},
                    {"role": "user", "content": [{"type": "text", "text": "so"}, RESULT]},
                ]
            },
            "come first",
        ),
        (
            {
                "messages": [
                    *HELLO,
                    {"role": "assistant", "content": [{"type": "thinking", "thinking": "", "signature": "forged"}]},
                    *HELLO,
                ]
            },
            "signature",
        ),
        ({"tools": [TOOL, TOOL]}, "unique"),
        ({"tools": [{**TOOL, "name": "gr ep"}]}, "pattern"),
        ({"tools": [{"name": "grep"}]}, "input_schema"),
        ({"tools": [TOOL], "tool_choice": {"type": "tool", "name": "grep"}}, "forced tool use"),
        ({"temperature": 0}, "sampling"),
        ({"thinking": {"type": "disabled"}}, "thinking"),
        ({"output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}}, "additionalProperties"),
        ({"output_config": {"format": {"type": "json_schema", "schema": {"type": "number", "minimum": 1}}}}, "minimum"),
        (
            {
                "messages": [
                    {"role": "user", "content": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}] * 5}
                ]
            },
            "maximum of 4",
        ),
    ],
)
def test_what_the_original_refuses_is_refused(claude: AnthropicDouble, changes: dict[str, Any], says: str) -> None:
    answer = post(claude, body(**changes))
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert says in answer.json()["error"]["message"]


def test_a_wrong_key_an_absent_version_and_an_unknown_path_are_refused(claude: AnthropicDouble) -> None:
    assert post(claude, body(), x_api_key="sk-wrong").json()["error"]["type"] == "authentication_error"
    assert post(claude, body(), anthropic_version="").status_code == 400
    assert post(claude, body(), path="/v1/complete").status_code == 404
    assert post(claude, body(), path="/v1/chat/completions").status_code == 404
    assert post(claude, ["not", "an", "object"]).status_code == 400
    assert claude.requests[-1].path == "/v1/chat/completions", "what got past the key is on record"


def test_with_an_alias_it_takes_any_name_and_answers_as_itself() -> None:
    with AnthropicDouble(lambda _: say("hi"), alias="local-haiku") as llama:
        assert post(llama, body()).json()["model"] == "local-haiku"
        chat = post(llama, body(model="anything"), path="/v1/chat/completions").json()
    assert chat["model"] == "local-haiku"
    assert chat["choices"][0] == {"index": 0, "message": {"role": "assistant", "content": "hi"}, "finish_reason": "stop"}


def test_a_script_that_is_used_up_says_so() -> None:
    with AnthropicDouble(queue(say("once"))) as double:
        assert [post(double, body()).status_code for _ in range(2)] == [200, 400]


def test_the_good_reviewer_knows_nothing_of_what_was_not_planted() -> None:
    bug = PlantedBug("a.py", "mean", "return total / 0", "logic", "Divides by zero", "It always fails.", "Divide by n.")
    tools = [TOOL, {"name": "read", "input_schema": {"type": "object"}}]
    with AnthropicDouble(good_reviewer([bug])) as double:
        first = post(double, body(messages=[{"role": "user", "content": "claim: mean is slow"}], tools=tools)).json()
        calls = [block for block in first["content"] if block["type"] == "tool_use"]
        results = [{"type": "tool_result", "tool_use_id": each["id"], "content": "…"} for each in calls]
        turns = [
            {"role": "user", "content": "claim: mean is slow"},
            {"role": "assistant", "content": first["content"]},
            {"role": "user", "content": results},
        ]
        second = post(double, body(messages=turns, tools=tools)).json()
    assert second["content"][-1]["input"]["outcome"] == "refuted"


def test_calls_come_after_a_thinking_block_like_the_originals() -> None:
    assert [block["type"] for block in use(("grep", {}), ("read", {})).content] == ["thinking", "tool_use", "tool_use"]
