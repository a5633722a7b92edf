"""Secrets in quoted text, cut out before they are shown to anyone who can read a comment. Pure."""

import math
import re
from collections import Counter

MASK = "‹secret masked›"

_WHOLE = re.compile(
    r"""
      -----BEGIN\ [A-Z0-9 ]*PRIVATE\ KEY(?:\ BLOCK)?-----(?:.*?-----END\ [A-Z0-9 ]*PRIVATE\ KEY(?:\ BLOCK)?-----|.*\Z)
    | \b(?:AKIA|ASIA|AGPA|AROA|AIDA)[0-9A-Z]{16}\b      # AWS
    | \bgh[pousr]_[A-Za-z0-9]{20,}                       # GitHub
    | \bgithub_pat_[A-Za-z0-9_]{20,}
    | \bglpat-[A-Za-z0-9_-]{20,}                         # GitLab
    | \bxox[abeoprs]-[A-Za-z0-9-]{10,}                   # Slack
    | \bxapp-[A-Za-z0-9-]{10,}
    | hooks\.slack\.com/services/[A-Za-z0-9/]{20,}
    | \bsk-[A-Za-z0-9_-]{20,}                            # OpenAI, Anthropic
    | \b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}             # Stripe
    | \bAIza[0-9A-Za-z_-]{35}                            # Google
    | \bnpm_[A-Za-z0-9]{36}
    | \bpypi-[A-Za-z0-9_-]{40,}
    """,
    re.VERBOSE | re.DOTALL,
)
# Each pattern begins with something fixed and passes over what follows once: a quoted line may be a megabyte long.
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{10,}+(?P<rest>\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,})?")
_CREDENTIALS = re.compile(r"(?P<before>://[^\s/:@]*:)[^\s/@]+(?=@)")
_ASSIGNMENT = re.compile(
    r"""
    (?P<before>
      (?:password|passwd|pwd|secret|token|api_?-?key|access_?-?key|private_?-?key|credentials?|auth)[A-Za-z0-9_-]{0,100}
      ["']?\ *(?:=>|:=|[:=])\ *
    )
    (?:(?P<quote>["'`])(?P<quoted>[^"'`\n]{8,})(?P=quote) | (?P<bare>[A-Za-z0-9+/_=-]{20,}))
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Names, sentences and placeholders stay below this many bits a character at the lengths that pass; random base64 is above.
_RANDOM_BITS = 3.2


def mask(text: str) -> str:
    """The text with keys, tokens, passwords in addresses and random-looking assigned values replaced by `MASK`."""
    text = _WHOLE.sub(MASK, text)
    text = _JWT.sub(lambda m: MASK if m["rest"] else m[0], text)
    text = _CREDENTIALS.sub(lambda m: m["before"] + MASK, text)
    return _ASSIGNMENT.sub(_mask_assignment, text)


def _mask_assignment(match: re.Match[str]) -> str:
    value = match["quoted"] or match["bare"]
    if MASK in value or not _looks_random(value):
        return match[0]
    quote = match["quote"] or ""
    return f"{match['before']}{quote}{MASK}{quote}"


def _looks_random(value: str) -> bool:
    if " " in value or not re.search(r"\d", value) or not re.search(r"[A-Za-z]", value):
        return False
    counts = Counter(value)
    bits = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    return bits >= min(_RANDOM_BITS, math.log2(len(value)) - 0.6)
