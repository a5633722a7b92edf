"""What the Anthropic double answers: single answers, and a reviewer that knows which bugs were planted."""

import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    """Names in lower case."""

    @property
    def turns(self) -> list[dict[str, Any]]:
        """The messages."""
        turns: list[dict[str, Any]] = self.body["messages"]
        return turns

    @property
    def text(self) -> str:
        """Every text that the model would read, tool results included, in order."""
        return "\n".join(_texts([self.body.get("system", ""), *(turn["content"] for turn in self.turns)]))

    @property
    def schema(self) -> str:
        """The title of the JSON schema that the answer has to follow; "" when any text will do."""
        form = self.body.get("output_config", {}).get("format") or self.body.get("response_format", {}).get("json_schema", {})
        return str(form.get("schema", {}).get("title", ""))

    @property
    def tools(self) -> tuple[str, ...]:
        """Names of the tools on offer."""
        return tuple(tool["name"] for tool in self.body.get("tools", ()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the double answers, at whichever door it was asked."""

    content: tuple[Block, ...] = ()
    stop: str = "end_turn"
    status: int = 200
    error: str = ""
    """The error's type, where `status` is one."""
    headers: dict[str, str] = field(default_factory=dict)
    model: str | None = None
    """Answer under another name."""
    raw: bytes | None = None
    """A body that is sent as it is."""
    cut: bool = False
    """Break the connection off in the middle of the body."""
    after: threading.Event | None = None
    """Hold the answer back until this is set."""

    def held(self, event: threading.Event) -> "Answer":
        """The same, held back until `event` is set."""
        return replace(self, after=event)


Script = Callable[[Seen], Answer]


def say(text: str) -> Answer:
    """Plain text."""
    return Answer(({"type": "text", "text": text},))


def as_json(value: object) -> Answer:
    """A structured answer."""
    return say(json.dumps(value))


def use(*calls: tuple[str, dict[str, Any]]) -> Answer:
    """One or more tool calls, after a thinking block as current models send it."""
    blocks: list[Block] = [{"type": "thinking", "thinking": "", "signature": "double"}]
    blocks += [
        {"type": "tool_use", "id": f"toolu_{number}", "name": name, "input": arguments}
        for number, (name, arguments) in enumerate(calls)
    ]
    return Answer(tuple(blocks), stop="tool_use")


def truncated(text: str) -> Answer:
    """Text that ran into `max_tokens`."""
    return Answer(({"type": "text", "text": text},), stop="max_tokens")


def refusal() -> Answer:
    """The model declines."""
    return Answer((), stop="refusal")


def overloaded() -> Answer:
    """529, as Anthropic sends it under load."""
    return Answer(status=529, error="overloaded_error")


def rate_limited(retry_after: str) -> Answer:
    """429 with a Retry-After header."""
    return Answer(status=429, error="rate_limit_error", headers={"retry-after": retry_after})


def failed(status: int, error: str = "api_error") -> Answer:
    """Any other error."""
    return Answer(status=status, error=error)


def junk(raw: bytes = b'{"half": ') -> Answer:
    """200 with a body that is no answer."""
    return Answer(raw=raw)


def cut_off() -> Answer:
    """The connection breaks in the middle of the body."""
    return replace(say("never read to its end"), cut=True)


def misrouted(model: str) -> Answer:
    """An answer under another model's name."""
    return replace(say("{}"), model=model)


def queue(*answers: Answer | Script) -> Script:
    """Answer one after the other; a request too many gets 400."""
    left, lock = list(answers), threading.Lock()

    def script(seen: Seen) -> Answer:
        with lock:
            step = left.pop(0) if left else failed(400, "invalid_request_error")
        return step if isinstance(step, Answer) else step(seen)

    return script


@dataclass(frozen=True, slots=True)
class PlantedBug:
    """A bug that the good reviewer finds wherever it is shown `quote`, a whole line of the file."""

    file: str
    symbol: str
    quote: str
    kind: str
    title: str
    message: str
    suggestion: str
    severity: str = "high"


@dataclass(frozen=True, slots=True)
class PlantedTwins:
    """Two functions, by their qualified names, that the good reviewer takes for the same wherever it compares them."""

    one: str
    other: str
    contract: str
    file: str
    quote: str
    """A line of one of them, which it quotes when it upholds the claim."""


def good_reviewer(bugs: Sequence[PlantedBug], twins: Sequence[PlantedTwins] = ()) -> Script:
    """A reviewer that finds the planted bugs and twins, confirms them, and upholds them after a search and a look at the file.

    Any other claim it is asked to disprove it refutes. It finds nothing where nothing was planted.
    """

    def script(seen: Seen) -> Answer:
        text = seen.text
        here = [bug for bug in bugs if bug.quote in text]
        if seen.schema == "CorrectionAnswer":
            return as_json({"defects": [_candidate(bug) for bug in here]})
        if seen.schema == "Confirmation":
            asked = [bug for bug in here if bug.title in text]
            severity = asked[0].severity if asked else "low"
            return as_json(
                {"confirmed": bool(asked), "severity": severity, "confidence": 0.95 if asked else 0.1, "reasoning": "Read it."}
            )
        if seen.schema == "TwinsAnswer":
            return as_json({"judgements": _judgements(text, twins)})
        if named := [pair for pair in twins if "duplication.semantic" in text and pair.quote in text]:
            return _challenge(seen, [_as_bug(named[0])])
        return _challenge(seen, [bug for bug in here if bug.title in text])

    return script


def _judgements(text: str, twins: Sequence[PlantedTwins]) -> list[dict[str, Any]]:
    one = re.search(r'^# The function\n\n"([^"]+)"', text, re.MULTILINE)
    found = []
    for number, other in re.findall(r'^## (\d+): "([^"]+)"', text, re.MULTILINE):
        same = next((pair for pair in twins if one is not None and {one[1], other} == {pair.one, pair.other}), None)
        found.append(
            {
                "candidate": int(number),
                "interchangeable": same is not None,
                "contract": same.contract if same is not None else "",
                "difference": "" if same is not None else "Their results differ for an empty input.",
                "confidence": 0.9,
            }
        )
    return found


def _as_bug(pair: PlantedTwins) -> PlantedBug:
    return PlantedBug(pair.file, pair.one, pair.quote, "", "", pair.contract, "")


def _candidate(bug: PlantedBug) -> dict[str, Any]:
    return {
        "kind": bug.kind,
        "verdict": "ERROR" if bug.severity == "high" else "NEEDS_FIX",
        "severity": bug.severity,
        "confidence": 0.9,
        "symbol": bug.symbol,
        "quote": bug.quote,
        "title": bug.title,
        "message": bug.message,
        "suggestion": bug.suggestion,
    }


def _challenge(seen: Seen, bugs: Sequence[PlantedBug]) -> Answer:
    name = bugs[0].symbol.rpartition(".")[2] if bugs else "main"
    if len(seen.turns) == 1:
        calls: list[tuple[str, dict[str, Any]]] = [("grep", {"pattern": rf"\b{name}\b"})]
        if bugs:
            calls.append(("read", {"path": bugs[0].file}))
        return use(*calls)
    verdict: dict[str, Any] = {
        "outcome": "refuted",
        "quotes": [],
        "searches": [],
        "reasoning": "The code does what its callers expect.",
        "tried": "Searched for callers and read them.",
    }
    if bugs:
        verdict |= {
            "outcome": "upheld",
            "quotes": [{"file": bugs[0].file, "text": bugs[0].quote}],
            "reasoning": f"The line stands as claimed and nothing around it makes up for it. {bugs[0].message}",
        }
    return use(("verdict", verdict))


def _texts(content: object) -> list[str]:
    if isinstance(content, str):
        return [content]
    if isinstance(content, list):
        return [text for part in content for text in _texts(part)]
    if isinstance(content, dict):
        return [content["text"]] if isinstance(content.get("text"), str) else _texts(content.get("content", ""))
    return []
