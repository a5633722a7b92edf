"""Python: what one file declares, imports and uses."""

from worker.source.classify import is_test
from worker.source.facts import FileFacts, Language


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read the facts of one Python file."""
    return FileFacts(file=path, language=language, lines=text.count(b"\n") + 1, is_test=is_test(path))
