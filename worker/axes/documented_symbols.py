"""Dotted names in the documentation whose Python module is there and does not hold them."""

import re
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence
from app.domain.finding import Claim, Suggestion
from worker.axes.documented_pages import pages, speaks_of_the_past
from worker.axes.quoting import Lines
from worker.source.classify import is_shown
from worker.source.facts import ImportForm, Language, Source

RULE = "documentation.unknown-symbol"
_DOTTED = re.compile(r"(?<![\w.`/-])``?[~!.]?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,})(?:\(\))?``?(?![\w`])")
_ROLE = re.compile(r":(?:py:)?(?:func|class|meth|exc|data|attr|obj):`[~!]?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,})(?:\(\))?`")
_OPEN = re.compile(r"\b(?:globals|vars|setattr|locals|exec|__getattr__|__dict__)\b")
_ENDINGS = frozenset(
    {"py", "toml", "cfg", "ini", "json", "yaml", "yml", "txt", "md", "rst", "html", "js", "ts", "so", "com", "org"}
)


def prove(source: Source, lines: Lines) -> Iterator[Claim]:
    """Yield a claim for each `package.module.name` whose module exists and in which the name never stands."""
    modules = _modules(source)
    for page in pages(source):
        text = lines.of(page)
        told: set[str] = set()
        for number, line in enumerate(text, 1):
            if "`" not in line:
                continue
            for dotted in (*_DOTTED.findall(line), *_ROLE.findall(line)):
                found = _module_of(dotted, modules)
                if found is None or dotted in told:
                    continue
                file, name = found
                if (
                    name in _ENDINGS
                    or not _is_closed(source, lines, file)
                    or re.search(rf"\b{name}\b", "\n".join(lines.of(file)))
                ):
                    continue
                if not speaks_of_the_past(text, number):
                    told.add(dotted)
                    yield _claim(lines, page, number, dotted, file, name)


def _modules(source: Source) -> dict[str, str]:
    """Return the modules of packages by their dotted names, so far as one file alone can be meant."""
    found: dict[str, str | None] = {}
    packages = {file.removesuffix("/__init__.py") for file in source.files if file.endswith("/__init__.py")}
    for file, read in source.files.items():
        folder, _, name = file.rpartition("/")
        if (
            read.language != Language.PYTHON
            or read.is_test
            or is_shown(file)
            or folder not in packages
            or name == "__init__.py"
        ):
            continue
        parts = [name.removesuffix(".py")]
        while folder in packages:
            folder, _, last = folder.rpartition("/")
            parts.append(last)
        dotted = ".".join(reversed(parts))
        found[dotted] = None if dotted in found else file
    return {dotted: file for dotted, file in found.items() if file is not None}


def _module_of(dotted: str, modules: dict[str, str]) -> tuple[str, str] | None:
    """Return the module that a dotted name starts with, and the name after it."""
    parts = dotted.split(".")
    for end in range(len(parts) - 1, 1, -1):
        file = modules.get(".".join(parts[:end]))
        if file is not None:
            return file, parts[end]
    return None


def _is_closed(source: Source, lines: Lines, file: str) -> bool:
    """Whether a module holds what is written in it and nothing else."""
    read = source.files[file]
    if read.parse_errors or any(one.form is ImportForm.STAR for one in read.imports):
        return False
    folder = file.removesuffix(".py")
    if any(other.startswith(f"{folder}/") for other in source.files):
        return False
    return not any(_OPEN.search(line) for line in lines.of(file))


def _claim(lines: Lines, page: str, number: int, dotted: str, file: str, name: str) -> Claim:
    return lines.claim(
        axis=Axis.DOCUMENTATION,
        rule=RULE,
        verdict=Verdict.PARTIAL,
        severity=Severity.MEDIUM,
        confidence=0.95,
        file=page,
        first=number,
        last=number,
        title=f"`{dotted}` is documented, but `{file}` has no `{name}`",
        message=f"`{page}` names `{dotted}`. `{file}` neither declares nor imports a `{name}`, so the name leads nowhere.",
        suggestion=Suggestion(description="Name what took its place, or remove the sentence."),
        more=(Absence(pattern=rf"\b{name}\b", scope=(file,)),),
    )
