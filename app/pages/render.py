"""Templates: everything about a repository is somebody else's text, and stays text."""

import re
from datetime import datetime
from typing import Any
from unicodedata import category

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from app.domain.axis import Axis
from app.domain.run import RunVerdict
from app.domain.words import AXES, DROPPED, STATES, VERDICTS


def visible(value: object) -> object:
    """Show characters that hide or reorder others (controls, bidirectional overrides) by their code points.

    Jinja calls it on every value that a template prints, before escaping it.
    """
    if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable():
        return value
    return "".join(_shown(character) for character in value)


def _shown(character: str) -> str:
    hidden = category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t"
    return f"\u27e8U+{ord(character):04X}\u27e9" if hidden else character


def moment(value: datetime | None) -> str:
    """`2026-11-24 18:37 UTC`, or a dash."""
    return value.strftime("%Y-%m-%d %H:%M UTC") if value else "–"


def duration(seconds: float | None) -> str:
    """`0.4 s`, `12 s`, `3 min 5 s`, `2 h 1 min`, or a dash."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def dollars(usd: float) -> str:
    """`$0`, `$0.0042`, `$1.25`."""
    if usd == 0:
        return "$0"
    return f"${usd:.2f}" if usd >= 0.1 else f"${usd:.4f}"


def number(value: int) -> str:
    """`12 345`, with thin spaces."""
    return f"{value:,}".replace(",", "\u202f")


def words(value: str) -> str:
    """`best_practices` as people read it."""
    return value.replace("_", " ")


def verdict_name(value: str) -> str:
    """`NEEDS_REFACTOR` as reports write it; what an unknown version stored stays as it is."""
    return VERDICTS[RunVerdict(value)][0] if value in set(RunVerdict) else value


def verdict_means(value: str) -> str:
    """What the verdict means, in half a sentence."""
    return VERDICTS[RunVerdict(value)][1] if value in set(RunVerdict) else ""


def dropped(reason: str) -> str:
    """Why a claim is no finding, as reports write it."""
    return DROPPED.get(reason, words(reason))


def axis(value: str) -> str:
    """What an axis asks, as reports write it: `code that nothing uses`."""
    return AXES[Axis(value)].lower() if value in set(Axis) else words(value)


def reached(state: str) -> str:
    """What the graph says of a symbol: `is reached from none of`."""
    return STATES.get(state, words(state))


_SPAN = re.compile(r"`([^`\n]+)`")


def marked(text: str) -> Markup:
    """Text whose `code spans` are shown as code; everything else of it stays text."""
    parts = [escape(visible(part)) for part in _SPAN.split(text)]
    return Markup("").join(Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in enumerate(parts))


def unmarked(text: str) -> str:
    """The same where no markup is possible: without the backticks."""
    return _SPAN.sub(r"\1", text)


_environment = Environment(
    loader=PackageLoader("app"),
    autoescape=True,
    finalize=visible,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(
    moment=moment,
    duration=duration,
    dollars=dollars,
    number=number,
    words=words,
    marked=marked,
    unmarked=unmarked,
    axis=axis,
    dropped=dropped,
    reached=reached,
    verdict_name=verdict_name,
    verdict_means=verdict_means,
)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a template."""
    github = request.app.state.settings.github_url.rstrip("/") + "/"
    return HTMLResponse(_environment.get_template(template).render(github=github, **values), status)
