"""Where each tier points. The environment is read on every call, so that a tier can be moved without a restart."""

import ipaddress
import os
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from worker.llm.errors import TierMisconfigured
from worker.llm.prices import AS_OF, FREE, KNOWN, Price, family

ANTHROPIC_URL = "https://api.anthropic.com"


class Tier(StrEnum):
    """A price class. Where it points is the environment's business."""

    HAIKU = "haiku"
    SONNET = "sonnet"
    OPUS = "opus"


class Dialect(StrEnum):
    """What the endpoint understands beyond plain messages."""

    ANTHROPIC = "anthropic"
    """Structured outputs, cache_control, thinking."""
    LLAMA = "llama"
    """llama-server: `/v1/messages` ignores schemas without a word, `/v1/chat/completions` obeys them."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests of a tier go. The key is no part of its printed form."""

    tier: Tier
    base_url: str
    """Without a trailing slash or `/v1`."""
    model: str
    api_key: str = field(repr=False)
    max_concurrency: int
    price: Price

    @property
    def dialect(self) -> Dialect:
        """Claude models speak Anthropic's dialect wherever they are served from, everything else llama-server's."""
        return Dialect.ANTHROPIC if self.model.startswith("claude-") else Dialect.LLAMA


_DEFAULT_MODEL = {Tier.HAIKU: "claude-haiku-5-5", Tier.SONNET: "claude-sonnet-5-5", Tier.OPUS: "claude-opus-5-5"}
_LOCAL_MODEL = "local-haiku"
_FALLBACK: dict[Tier, tuple[Tier, ...]] = {
    Tier.HAIKU: (Tier.HAIKU, Tier.SONNET, Tier.OPUS),
    Tier.SONNET: (Tier.SONNET, Tier.OPUS, Tier.HAIKU),
    Tier.OPUS: (Tier.OPUS, Tier.SONNET, Tier.HAIKU),
}


def endpoint(tier: Tier) -> Endpoint | None:
    """Where `tier` points right now; None when it is not set. Sonnet is opus when it is not set itself.

    A tier is set when its `ANATOLY_<TIER>_BASE_URL` or `_API_KEY` is; opus also by `ANTHROPIC_API_KEY`.
    Raises `TierMisconfigured` with one line that names the variable.
    """
    found = _configured(tier)
    return _configured(Tier.OPUS) if found is None and tier is Tier.SONNET else found


def nearest(tier: Tier) -> Endpoint | None:
    """The endpoint that answers for `tier`: its own, else that of the nearest tier which is set; None when none is.

    With one tier set, that one does all the work. `Endpoint.tier` says which it is.
    """
    for candidate in _FALLBACK[tier]:
        if found := _configured(candidate):
            return found
    return None


def any_set() -> bool:
    """Whether a model can be asked at all; if not, the run is static."""
    return nearest(Tier.HAIKU) is not None


def _configured(tier: Tier) -> Endpoint | None:
    prefix = f"ANATOLY_{tier.upper()}_"
    base_url = os.environ.get(f"{prefix}BASE_URL", "").strip().rstrip("/").removesuffix("/v1")
    key = os.environ.get(f"{prefix}API_KEY", "").strip()
    if not key and not base_url and tier is Tier.OPUS:
        key = os.environ.get("ANTHROPIC_API_KEY", "").strip()
    if not base_url and not key:
        return None
    if mode := os.environ.get(f"{prefix}MODE", "").strip():
        raise TierMisconfigured(f"{prefix}MODE={mode} is not supported; leave it unset")
    base_url = base_url or ANTHROPIC_URL
    if urlsplit(base_url).scheme not in {"http", "https"} or not urlsplit(base_url).hostname:
        raise TierMisconfigured(f"{prefix}BASE_URL is not an http(s) address; write it like http://127.0.0.1:8080")
    if base_url == ANTHROPIC_URL and not key:
        raise TierMisconfigured(f"{prefix}BASE_URL is Anthropic's, so {prefix}API_KEY has to be set as well")
    local = _is_local(base_url)
    model = os.environ.get(f"{prefix}MODEL", "").strip()
    if not model:
        model = _LOCAL_MODEL if tier is Tier.HAIKU and local else _DEFAULT_MODEL[tier]
    concurrency = _number(f"{prefix}MAX_CONCURRENCY", 1 if local else 4)
    if concurrency < 1 or concurrency != int(concurrency):
        raise TierMisconfigured(f"{prefix}MAX_CONCURRENCY has to be a whole number from 1 up")
    return Endpoint(tier, base_url, model, key, int(concurrency), _price(prefix, model, local=local))


def _price(prefix: str, model: str, *, local: bool) -> Price:
    given = [os.environ.get(f"{prefix}PRICE_{side}", "").strip() for side in ("IN", "OUT")]
    if any(given):
        if not all(given):
            raise TierMisconfigured(f"{prefix}PRICE_IN and {prefix}PRICE_OUT go together; one is missing")
        return Price.plain(_number(f"{prefix}PRICE_IN", 0), _number(f"{prefix}PRICE_OUT", 0))
    if known := KNOWN.get(family(model)):
        return known
    if local:
        return FREE
    raise TierMisconfigured(
        f"the price of {model} is not known (list of {AS_OF}); set {prefix}PRICE_IN and {prefix}PRICE_OUT "
        "in dollars per million tokens (0 if it costs nothing)"
    )


def _number(name: str, default: float) -> float:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        raise TierMisconfigured(f"{name} is not a number") from None
    if not 0 <= value < float("inf"):
        raise TierMisconfigured(f"{name} has to be a number from 0 up")
    return value


def _is_local(base_url: str) -> bool:
    """Whether the address is this machine or its own network: such an endpoint is nobody's paid service."""
    host = urlsplit(base_url).hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))
    return address.is_loopback or address.is_private
