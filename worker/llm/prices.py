"""What models cost, in dollars per million tokens.

Source: https://platform.claude.com/docs/en/about-claude/pricing, as of 2026-11-24. A cache write is one that lives five
minutes. Whoever has other prices sets `ANATOLY_<TIER>_PRICE_IN` and `_PRICE_OUT`.
"""

import re
from dataclasses import dataclass

AS_OF = "2026-11-24"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one request. `input_tokens` are those that no cache held, written to the cache or not."""

    input_tokens: int = 0
    cache_read: int = 0
    cache_write: int = 0
    """How many of `input_tokens` were written to the cache."""
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars per million tokens, and what longer prompts cost where a model has a second band."""

    input: float
    output: float
    cache_read: float
    cache_write: float
    long_from: int | None = None
    """Prompts of more tokens than this cost `long_factor` times as much, in every respect."""
    long_factor: float = 1.0

    def cost(self, usage: Usage) -> float:
        """Dollars for one request."""
        prompt = usage.input_tokens + usage.cache_read
        factor = self.long_factor if self.long_from is not None and prompt > self.long_from else 1.0
        dollars = (
            (usage.input_tokens - usage.cache_write) * self.input
            + usage.cache_write * self.cache_write
            + usage.cache_read * self.cache_read
            + usage.output_tokens * self.output
        )
        return factor * dollars / 1_000_000

    @classmethod
    def plain(cls, dollars_in: float, dollars_out: float) -> "Price":
        """A price given as two numbers, with Anthropic's usual cache factors (read 0.1, write 1.25)."""
        return cls(dollars_in, dollars_out, dollars_in * 0.1, dollars_in * 1.25)


FREE = Price(0.0, 0.0, 0.0, 0.0)

_OPUS_5 = Price(5.0, 25.0, 0.50, 6.25)
_SONNET_4 = Price(3.0, 15.0, 0.30, 3.75)
KNOWN: dict[str, Price] = {
    "claude-fable-5-1": Price(10.0, 50.0, 0.25, 12.50),
    "claude-opus-5-5": Price(4.0, 20.0, 0.20, 5.0),
    "claude-opus-5": _OPUS_5,
    "claude-opus-4-8": _OPUS_5,
    "claude-opus-4-7": _OPUS_5,
    "claude-opus-4-6": _OPUS_5,
    "claude-opus-4-5": _OPUS_5,
    "claude-sonnet-5-5": Price(2.0, 10.0, 0.10, 2.50),
    "claude-sonnet-5": Price(2.0, 10.0, 0.20, 2.50),
    "claude-sonnet-4-6": _SONNET_4,
    "claude-sonnet-4-5": _SONNET_4,
    "claude-haiku-5-5": Price(0.10, 0.50, 0.01, 0.125, long_from=100_000, long_factor=5.0),
    "claude-haiku-4-5": Price(1.0, 5.0, 0.10, 1.25),
}


def family(model: str) -> str:
    """A model's name without its date: `claude-haiku-4-5-20251001` and `claude-haiku-4-5` are one model."""
    return re.sub(r"-20\d{6}$", "", model)
