"""Prompts: Markdown files in `prompts/` with front matter, rendered so that untrusted text cannot pose as ours.

What a template prints must say whose word it is: `untrusted(provenance)` puts repository text into a block whose boundary
it cannot know, `name` prints a path or symbol as one quoted line, `ours` lets text of this project through. A plain string
is refused. Boundaries depend on the run's secret and the block's content only, so that the long part which all questions
of a file share is the same bytes every time and stays in the provider's cache.
"""

import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from worker.llm.errors import PromptError
from worker.llm.tiers import Tier

FOLDER = Path(__file__).resolve().parents[2] / "prompts"
_HASHING = b"the same for all runs, so that a prompt's hash does not depend on the run's secret"


class Limits(BaseModel):
    """How much answering a prompt may take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    output_tokens: int = Field(gt=0)
    """Of one answer, thinking included."""
    input_chars: int | None = Field(None, gt=0)
    """How much of a file is put into one prompt."""
    turns: int | None = Field(None, gt=0)
    """Requests of one conversation."""
    tokens: int | None = Field(None, gt=0)
    """Of one conversation, input and output together."""


class _Head(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = Field(ge=1)


class _QuestionHead(_Head):
    tier: Tier
    answer: str = Field(alias="schema")
    """Class name of the answer's model."""
    system: str
    shared: str | None = None
    budget: Limits


H = TypeVar("H", bound=_Head)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt, ready to be sent."""

    name: str
    tier: Tier
    schema: str
    limits: Limits
    system: str
    shared: str
    """The part that all questions of a file have in common; "" when there is none."""
    question: str
    template_hash: str
    """Over the templates and their versions."""
    hash: str
    """Over the rendered text; the same in every run."""

    @property
    def max_tokens(self) -> int:
        """Most tokens of one answer."""
        return self.limits.output_tokens


class _Printable(str):
    """Text that a template may print."""

    __slots__ = ()


def visible(text: str) -> str:
    """Return `text` with characters that are not seen, or that reorder what is, written as ⟦U+202E⟧. CRLF becomes LF."""
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    hidden = (
        unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"} or char in "\u115f\u1160\u3164\uffa0\u034f"
    )
    hidden = hidden or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return f"⟦U+{ord(char):04X}⟧" if hidden and char not in "\n\t" else char


class Fence:
    """Puts untrusted text into blocks that it cannot close."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def block(self, text: str, provenance: str) -> str:
        """`text` between two lines that carry a boundary made of the run's secret and the text, with where it is from."""
        shown, source = visible(text), name(provenance)
        boundary = hmac.new(self._secret, f"{source}\0{shown}".encode(), hashlib.sha256).hexdigest()[:24]
        return f"<untrusted-{boundary} from={source}>\n{shown}\n</untrusted-{boundary}>"


def name(text: str) -> str:
    """A path or a symbol as one quoted line, whatever is in it."""
    return json.dumps(visible(text), ensure_ascii=False)


class Prompts:
    """The prompt files, rendered with one run's secret."""

    def __init__(self, secret: bytes, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._secret = secret

    def limits(self, prompt: str) -> Limits:
        """A prompt's limits, without rendering it. Raises `PromptError`."""
        return self._question(prompt)[0].budget

    def template_hash(self, prompt: str) -> str:
        """Hash over a prompt's templates and versions: what a work item's key holds of it. Raises `PromptError`."""
        head, body = self._question(prompt)
        parts = [prompt, str(head.version), body]
        for part in (head.system, head.shared):
            if part is not None:
                part_head, part_body = _load(self._folder / f"{part}.md")
                parts += [part, str(_parse(_Head, part_head, part).version), part_body]
        return _digest(*parts)

    def fenced(self, text: str, provenance: str) -> str:
        """Untrusted text outside a template, such as a tool's result."""
        return Fence(self._secret).block(text, provenance)

    def render(self, prompt: str, shared: dict[str, Any] | None = None, **values: Any) -> Rendered:
        """Render `prompts/<prompt>.md` with `values`, and the part it shares with other questions with `shared` alone.

        Raises `PromptError` for a missing file, a missing value, or a value printed without saying whose word it is.
        """
        head, body = self._question(prompt)
        template_hash = self.template_hash(prompt)

        def all_parts(secret: bytes) -> tuple[str, str, str]:
            system = _render(head.system, _load(self._folder / f"{head.system}.md")[1], secret, {})
            common = ""
            if head.shared is not None:
                common = _render(head.shared, _load(self._folder / f"{head.shared}.md")[1], secret, shared or {})
            return system, common, _render(prompt, body, secret, values)

        system, common, question = all_parts(self._secret)
        return Rendered(
            name=prompt,
            tier=head.tier,
            schema=head.answer,
            limits=head.budget,
            system=system,
            shared=common,
            question=question,
            template_hash=template_hash,
            hash=_digest(template_hash, *all_parts(_HASHING)),
        )

    def _question(self, prompt: str) -> tuple[_QuestionHead, str]:
        head, body = _load(self._folder / f"{prompt}.md")
        return _parse(_QuestionHead, head, prompt), body


def _parse(kind: type[H], head: dict[str, Any], prompt: str) -> H:
    try:
        return kind.model_validate(head)
    except ValidationError as error:
        first = error.errors()[0]
        raise PromptError(f"prompts/{prompt}.md: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


@lru_cache(maxsize=64)
def _load(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise PromptError(f"prompts/{path.name} cannot be read") from None
    _, mark, rest = text.partition("---\n")
    front, end, body = rest.partition("\n---\n")
    if not mark or not end or _:
        raise PromptError(f"prompts/{path.name} does not begin with front matter between two lines of ---")
    try:
        head = yaml.safe_load(front)
    except yaml.YAMLError:
        raise PromptError(f"prompts/{path.name}: the front matter is not YAML") from None
    if not isinstance(head, dict):
        raise PromptError(f"prompts/{path.name}: the front matter is not a mapping")
    return head, body.strip() + "\n"


def _render(prompt: str, body: str, secret: bytes, values: dict[str, Any]) -> str:
    try:
        return _template(body, secret).render(values).strip() + "\n"
    except TemplateError as error:
        raise PromptError(f"prompts/{prompt}.md: {error.message or type(error).__name__}") from None


@lru_cache(maxsize=64)
def _template(body: str, secret: bytes) -> Template:
    fence = Fence(secret)
    # Prompts are not HTML; what guards them is `_printable`.
    environment = Environment(  # noqa: S701
        undefined=StrictUndefined, finalize=_printable, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["untrusted"] = lambda text, provenance: _Printable(fence.block(text, provenance))
    environment.filters["name"] = lambda text: _Printable(name(text))
    environment.filters["ours"] = lambda text: _Printable(text)
    return environment.from_string(body)


def _printable(value: object) -> object:
    if isinstance(value, _Printable | int | float | StrictUndefined):
        return value
    raise PromptError(f"a prompt prints {type(value).__name__} without saying whose word it is (untrusted, name or ours)")


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
