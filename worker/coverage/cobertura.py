"""Cobertura's XML, which coverage.py, Istanbul, Coverlet and others write. https://cobertura.github.io/cobertura/

Read by a parser that loads nothing, and that gives up where a document declares entities of its own.
"""

from typing import NoReturn
from xml.parsers import expat

from worker.coverage.report import LONGEST_PATH, Covered, FileCoverage, ReportError, within_limits


def read_xml(text: bytes) -> Covered:
    """Read a Cobertura report; paths are as written, relative ones below the report's source folder where it names one."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError) as failure:
        raise ReportError(f"is no XML that can be read: {failure}") from failure
    if not reader.is_coverage or not reader.found:
        raise ReportError("is no Cobertura report")
    only = reader.sources[0].rstrip("/\\") if len(reader.sources) == 1 else ""
    relative = {path: one for path, one in reader.found.items() if not path.startswith("/") and path[1:2] != ":"}
    return within_limits(
        {f"{only}/{path}" if path in relative and only not in ("", ".") else path: one for path, one in reader.found.items()}
    )


def _refuse(*_declaration: object) -> NoReturn:
    raise ReportError("declares entities")


class _Reader:
    """Collects what the elements say."""

    def __init__(self) -> None:
        self.is_coverage = False
        self.sources: list[str] = []
        self.found: Covered = {}
        self._current: FileCoverage | None = None
        self._in_source = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        if name == "coverage":
            self.is_coverage = True
        elif name == "source":
            self._in_source = True
            self.sources.append("")
        elif name == "class" and (path := attributes.get("filename")):
            self._current = self.found.setdefault(path, FileCoverage())
        elif name == "line" and self._current is not None:
            number, hits = attributes.get("number", ""), attributes.get("hits", "")
            if number.isdecimal() and hits.isdecimal() and len(number) + len(hits) < 30:
                self._current.ran(int(number), int(hits))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "class":
            self._current = None
        elif name == "source":
            self._in_source = False

    def characters(self, text: str) -> None:
        """Text, of which only that in `<source>` matters."""
        if self._in_source and len(self.sources[-1]) <= LONGEST_PATH:
            self.sources[-1] += text.strip()
