"""Files that the documentation leads to and that are not there: broken relative links of Markdown pages."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Suggestion
from worker.axes.quoting import Lines
from worker.source.classify import is_test, is_vendored
from worker.source.facts import Source

RULE = "documentation.missing-file"
_LINK = re.compile(r"(?<!`)!?\[[^\]\n]*\]\(\s*<?([^()\s<>\"']+)>?(?:\s+[\"'][^)\n]*[\"'])?\s*\)")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#|/|\{|\$|<|@|~)|[{}<>*$]|\.\.\.", re.IGNORECASE)
_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
_BUILT = (".html", ".htm", ".php", ".aspx")
"""Pages that a site generator makes of others: whether they are there nobody knows before it ran."""


def prove(source: Source) -> Iterator[Claim]:
    """Yield a claim for each link of a README or a page below a docs folder whose file is nowhere in the repository."""
    lines = Lines(source)
    files = {*source.files, *source.others, *(one.file for one in source.skipped)}
    endings = {file.rpartition("/")[2] for file in files}
    for page in sorted(files):
        if not page.lower().endswith(".md") or not _is_documentation(page) or is_vendored(page) or is_test(page):
            continue
        fenced = False
        for number, line in enumerate(lines.of(page), 1):
            if _FENCE.match(line):
                fenced = not fenced
            if fenced or "](" not in line or line.startswith(("    ", "\t")):
                continue
            for target in _LINK.findall(re.sub(r"`[^`]*`", "", line)):
                wanted = _path(page, target)
                # The same name somewhere else: a site may have other roots than the repository.
                if wanted is not None and wanted not in files and wanted.rpartition("/")[2] not in endings:
                    yield _claim(lines, page, number, target)


def _is_documentation(page: str) -> bool:
    folder, _, name = page.rpartition("/")
    return name.lower().startswith(("readme", "contributing")) or f"/{folder}/".lower().find("/docs/") >= 0


def _path(page: str, target: str) -> str | None:
    plain = unquote(target.partition("#")[0].partition("?")[0]).replace("\\", "/")
    if _ELSEWHERE.search(plain) or not _FILE.search(plain) or plain.lower().endswith(_BUILT):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), plain))
    return None if path.startswith("..") else path


def _claim(lines: Lines, page: str, number: int, target: str) -> Claim:
    return lines.claim(
        axis=Axis.DOCUMENTATION,
        rule=RULE,
        verdict=Verdict.PARTIAL,
        severity=Severity.MEDIUM,
        confidence=0.95,
        file=page,
        first=number,
        last=number,
        title=f"The link to `{target}` leads to a file that is not there",
        message=f"`{page}` links to `{target}`. The repository holds no file of that name, there or anywhere else.",
        suggestion=Suggestion(description="Point the link to the file that took its place, or remove it."),
    )
