"""Markdown as GitHub understands it, as far as tests need: CommonMark, tables, strikethrough, bare links."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token


def renderer() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"linkify": True, "html": True}).enable(["table", "strikethrough", "linkify"])
    assert md.linkify is not None
    # GitHub links `http://`, `www.` and mail addresses, but not every word with a dot in it.
    md.linkify.set({"fuzzy_link": False})
    return md


def flat(markdown: str) -> Iterator[Token]:
    for token in renderer().parse(markdown):
        yield token
        yield from token.children or ()


# What GitHub's filters act upon in text nodes (github/markup, gjtorikian/html-pipeline; GFM "Autolinks (extension)").
ACTS = re.compile(
    r"(?:^|[^\w/])@[a-z0-9]"
    r"|[a-z0-9._+-]+@[a-z0-9-]+"
    r"|\#\d"
    r"|\bgh-\d"
    r"|https?://|ftp://|\bwww\."
    r"|:[a-z0-9_+-]+:"
    r"|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])",
    re.IGNORECASE,
)
ACTIVE_TOKENS = {"link_open", "image", "html_inline", "html_block", "linkify", "autolink"}


def problems(markdown: str) -> list[str]:
    """Everything in rendered Markdown that would do something."""
    found = [f"{token.type}: {token.content}" for token in flat(markdown) if token.type in ACTIVE_TOKENS]
    return found + [f"acts: {match[0]!r}" for match in ACTS.finditer(_joined_text(markdown))]


def _joined_text(markdown: str) -> str:
    """Neighbouring text tokens joined as the browser's text node has them; code separates."""
    out: list[str] = []
    for token in flat(markdown):
        if token.type in {"text", "text_special"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append("\n")
        elif token.type != "inline":
            out.append("\x00")
    return "".join(out)
