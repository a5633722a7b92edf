"""Which language module reads which file.

A language module offers `read_file(path, text, language) -> FileFacts`. It never raises on broken syntax (error nodes go to
`parse_errors` and `broken`), walks with a cursor rather than by recursion, and lets `ParseTooSlowError` through.
"""

from collections.abc import Callable
from pathlib import PurePosixPath

from worker.source import javascript, python
from worker.source.facts import FileFacts, Language

ReadFile = Callable[[str, bytes, Language], FileFacts]
"""(path relative to the root, UTF-8 text without BOM and with \\n line ends, language) -> facts."""

EXTENSIONS: dict[str, Language] = {
    ".py": Language.PYTHON,
    ".ts": Language.TYPESCRIPT,
    ".mts": Language.TYPESCRIPT,
    ".cts": Language.TYPESCRIPT,
    ".tsx": Language.TSX,
    ".js": Language.JAVASCRIPT,
    ".jsx": Language.JAVASCRIPT,
    ".mjs": Language.JAVASCRIPT,
    ".cjs": Language.JAVASCRIPT,
}

READERS: dict[Language, ReadFile] = {
    Language.PYTHON: python.read_file,
    Language.TYPESCRIPT: javascript.read_file,
    Language.TSX: javascript.read_file,
    Language.JAVASCRIPT: javascript.read_file,
}


def language_of(path: str) -> Language | None:
    """Return the language of the file at `path` by its extension, or None."""
    return EXTENSIONS.get(PurePosixPath(path).suffix.lower())
