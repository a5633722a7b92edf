"""Text of an audited repository or of a model, made safe to stand in a comment on GitHub.

GitHub turns text into actions *after* it has rendered Markdown: `@name` notifies, `#1` links, `fixes #1` closes, `:tada:`
becomes a picture, a bare address becomes a link. A backslash does not stop that; a code span or a code fence does. So what
could act is shown as code, and what Markdown or HTML would interpret is escaped. Nothing is hidden from the reader: invisible
characters become visible names, and only secrets are cut out. Pure functions.
"""

import re
import unicodedata

from worker.publish.secrets import mask

_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_OUR_MARKER = re.compile(r"<!--(?=\s*anatoly:)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_CODE_SPAN = re.compile(r"(?<!`)`(?P<code>[^`\n]+)`(?!`)")
_ACTIVE = re.compile(
    r"""
      @                            # mentions, teams, mail addresses, owner/name@sha
    | \#\d                         # #1, owner/name#1
    | \bGH-\d                      # GH-1
    | //\S | \bwww\.  | \b(?:mailto|xmpp|javascript|data):
    | :[a-z0-9_+-]+:               # emoji shortcodes
    | (?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])   # commits
    | \$                           # mathematics
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPENING = "([{<\"'"
_CLOSING = ")]}>\"'.,;!?"
_ESCAPED = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_OPEN_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_BULLET = re.compile(r"^\s{0,6}[-*] (?=\S)")
# Only languages that GitHub colours. It draws `mermaid`, `geojson`, `math`, `stl`, and commits `suggestion`.
_LANGUAGES = frozenset(
    (
        "python", "typescript", "tsx", "javascript", "jsx", "json", "yaml", "toml", "sh", "bash", "html", "css", "sql", "go",
        "rust", "java", "csharp", "markdown",
    )
)  # fmt: skip


def clean(text: str) -> str:
    """The text with secrets masked, line ends as newlines, and each invisible or direction-changing character as `‹U+202E›`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(_visible(character) for character in text)
    return mask(_OUR_MARKER.sub("‹!--", visible))


def is_clean(text: str) -> bool:
    """Whether the text may be shown byte for byte: nothing in it is secret or invisible."""
    return clean(text) == text


def plain(text: str, limit: int = 1000) -> str:
    """One line of Markdown that reads like the text and does nothing. `code` stays code. Cut at `limit` code points."""
    line = bare(text, limit)
    pieces: list[str] = []
    end = 0
    for match in _CODE_SPAN.finditer(line):
        pieces += _words(line[end : match.start()])
        pieces.append(inline_code(match["code"]))
        end = match.end()
    pieces += _words(line[end:])
    written = ""
    for piece in pieces:
        # Two code spans side by side would run into one another's backticks.
        written += f" {piece}" if written.endswith("`") and piece.startswith("`") else piece
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", written.strip())


def prose(text: str, limit: int = 4000) -> str:
    """Paragraphs and bullet lists of a text, each line made `plain`. Other Markdown is shown as it is written.

    Cut at `limit` code points, after secrets are masked: half a secret is one, too.
    """
    lines: list[str] = []
    in_list = False
    text = clean(text)
    for raw in (text if len(text) <= limit else text[:limit] + "…").split("\n"):
        bullet = _BULLET.match(raw)
        written = plain(raw[bullet.end() :] if bullet else raw, limit)
        if bool(bullet) != in_list and lines and lines[-1]:
            lines.append("")
        in_list = bool(bullet) and bool(written)
        lines.append(f"- {written}" if in_list else written)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def bare(text: str, limit: int) -> str:
    """One line for places where GitHub renders no Markdown (annotations), at most `limit` code points."""
    line = _SPACE.sub(" ", clean(text)).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def title(text: str, limit: int = 200) -> str:
    """One line for an issue's title, where GitHub renders code spans alone: words that could act stand in one."""
    words = (f"`{word.replace('`', '')}`" if _ACTIVE.search(word) else word for word in bare(text, limit).split(" "))
    return " ".join(words)


def inline_code(text: str, limit: int = 400) -> str:
    """The text as a code span on one line, "" for nothing. Cut at `limit` code points."""
    line = bare(text, limit)
    if not line:
        return ""
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def cell(markdown: str) -> str:
    """Markdown that is already safe, for one cell of a table: GFM splits cells at pipes even inside code."""
    return _OPEN_PIPE.sub(r"\1\\|", markdown.replace("\n", " "))


def fenced(text: str, language: str = "") -> str:
    """The text as one code block: its fence is longer than any run of backticks inside."""
    return _fence(clean(text), language if language in _LANGUAGES else "text")


def suggestion_block(replacement: str) -> str | None:
    """A block that GitHub offers to commit, or None where the text could not be shown byte for byte."""
    return _fence(replacement, "suggestion") if is_clean(replacement) else None


def _fence(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    body = text if not text or text.endswith("\n") else text + "\n"
    return f"{fence}{language}\n{body}{fence}"


def _words(text: str) -> list[str]:
    """Pieces of escaped text, with the words that could act as code spans; spaces are kept as they are."""
    return [_word(part) for part in re.split(r"( )", text) if part]


def _word(word: str) -> str:
    if not _ACTIVE.search(word):
        return _escape(word)
    core = word.lstrip(_OPENING)
    before = word[: len(word) - len(core)]
    kept = core.rstrip(_CLOSING)
    after = core[len(kept) :]
    if not _ACTIVE.search(kept):  # what made it active was trimmed off
        before, kept, after = "", word, ""
    return _escape(before) + inline_code(kept) + _escape(after)


def _escape(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _visible(character: str) -> str:
    if character in "\n\t" or (character.isprintable() and character not in _INVISIBLE_LETTERS):
        return _named(character) if 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF else character
    if unicodedata.category(character) == "Zs":  # no-break and other wide spaces: seen as a space
        return " "
    return _named(character)


def _named(character: str) -> str:
    return f"‹U+{ord(character):04X}›"
