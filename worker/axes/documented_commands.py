"""Commands that the documentation shows and that cannot work: scripts, make targets and flags that are not there."""

import json
import posixpath
import re
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence
from app.domain.finding import Claim, Suggestion
from worker.axes.documented_pages import Shown, commands, pages, speaks_of_the_past
from worker.axes.quoting import Lines
from worker.source.facts import Source
from worker.source.toml import tables

SCRIPT = "documentation.missing-script"
TARGET = "documentation.missing-target"
FLAG = "documentation.unknown-flag"

_RUN = re.compile(r"(?:npm|pnpm|yarn|bun) run ([A-Za-z][\w:.-]*)(?:\s|$)")
_MAKE = re.compile(r"make ([a-z][\w-]*)(?:\s*$|\s+[A-Z_]+=\S*\s*$)")
_MAKEFILE = re.compile(r"(^|/)(GNUm|m|M)akefile(\.\w+)?$|\.mk$|(^|/)(CMakeLists\.txt|configure(\.ac)?|meson\.build)$")
_TELLS_ALL = re.compile(r"^(?:[^\s:#=]*[%$][^:=]*|\.DEFAULT)\s*::?(?!=)|^-?include\b|^\$\(|^define\b", re.MULTILINE)
_FLAG = re.compile(r"--([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:=\S*)?$")
_WORD = re.compile(r"[a-z][a-z0-9-]*$")
_HANDS_ON = frozenset({"run", "exec", "x", "shell", "start", "test", "dlx"})
_ALWAYS = frozenset({"help", "version"})
_COMMON = frozenset(
    {"npm", "make", "python", "node", "go", "git", "docker", "test", "build", "run", "start", "cargo", "uv", "pip"}
)
_SETUP_SCRIPT = re.compile(r"""["']([\w.-]+)\s*=\s*[\w.]+:[\w.]+["']""")


def prove(source: Source, lines: Lines) -> Iterator[Claim]:
    """Yield a claim for each command line of a page that cannot work: what it names stands nowhere."""
    every = [shown for page in pages(source) for shown in commands(lines, page)]
    yield from _scripts(source, lines, every)
    yield from _targets(source, lines, every)
    yield from _flags(source, lines, every)


def _packages(source: Source, lines: Lines) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for file in source.others:
        if file.rpartition("/")[2] == "package.json":
            try:
                data = json.loads("\n".join(lines.of(file)))
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict):
                found[file] = data
    return found


def _scripts(source: Source, lines: Lines, every: list[Shown]) -> Iterator[Claim]:
    packages = _packages(source, lines)
    folders = {file.rpartition("/")[0] for file in packages}
    names = {name for one in packages.values() if isinstance(scripts := one.get("scripts"), dict) for name in scripts}
    for one in every:
        found = _RUN.match(one.command)
        folder = one.page.rpartition("/")[0]
        # What a page below `docs` tells may be meant for the reader's own project.
        if found is None or not names or folder not in folders or found[1] in names:
            continue
        text = "\n".join(lines.of(one.page))
        if f'"{found[1]}":' in text or _stands(source, lines, re.compile(rf'"{re.escape(found[1])}"\s*:'), (".json",)):
            continue
        yield _claim(
            lines,
            SCRIPT,
            one,
            title=f"`{one.page}` names the script `{found[1]}`, which is not there",
            message=f"`{found[0].strip()}` fails: no `package.json` of the repository has a script `{found[1]}`.",
            advice="Name the script that took its place, or remove the line.",
            absence=Absence(pattern=rf'"{re.escape(found[1])}"\s*:', scope=("**/package.json",)),
        )


def _targets(source: Source, lines: Lines, every: list[Shown]) -> Iterator[Claim]:
    files = [file for file in (*source.others, *source.files) if _MAKEFILE.search(file)]
    texts = {file: "\n".join(lines.of(file)) for file in files}
    if "Makefile" not in texts or any(_TELLS_ALL.search(text) or not _is_makefile(file) for file, text in texts.items()):
        return
    known = {
        target
        for text in texts.values()
        for head in re.findall(r"^([^\t#=\n]*?)::?(?!=)", text, re.MULTILINE)
        for target in head.split()
    }
    for one in every:
        found = _MAKE.match(one.command)
        if found is None or found[1] in known or _is_there(source, found[1]):
            continue
        yield _claim(
            lines,
            TARGET,
            one,
            title=f"`{one.page}` names the make target `{found[1]}`, which is not there",
            message=f"`make {found[1]}` fails: no makefile of the repository has a target `{found[1]}`.",
            advice="Name the target that took its place, or remove the line.",
            absence=Absence(pattern=rf"^[^\t#=]*\b{re.escape(found[1])}\b[^=]*:", scope=("**/Makefile", "**/*.mk")),
        )


def _is_makefile(file: str) -> bool:
    return file.endswith(".mk") or "akefile" in file.rpartition("/")[2]


def _is_there(source: Source, name: str) -> bool:
    """Whether a file or a folder has the name of a target."""
    return any(name in file.split("/") for file in (*source.files, *source.others))


def _flags(source: Source, lines: Lines, every: list[Shown]) -> Iterator[Claim]:
    programs = _programs(source, lines)
    wanted: list[tuple[Shown, str, str]] = []
    for one in every:
        program, *words = one.command.split()
        if program in programs and not speaks_of_the_past(lines.of(one.page), one.line):
            wanted += [(one, program, flag) for flag in _flags_of(words)]
    missing = _unknown(source, lines, {flag for _, _, flag in wanted})
    told: set[tuple[str, str]] = set()
    for one, program, flag in wanted:
        if flag not in missing or (one.page, flag) in told:
            continue
        told.add((one.page, flag))
        yield _claim(
            lines,
            FLAG,
            one,
            title=f"`{program}` has no option `--{flag}`",
            message=f"`{one.page}` shows `{one.command[:120]}`. No file of the repository but its documentation holds the name "
            f"of that option in any spelling, so `{program}` cannot know it.",
            advice=f"Show the option that took the place of `--{flag}`, or remove it.",
            absence=Absence(pattern=_spellings(flag), scope=tuple(f"**/*{ending}" for ending in _endings(source))),
        )


def _flags_of(words: list[str]) -> list[str]:
    """Return the long options right behind a program's name and its commands; what comes later may be another program's."""
    found = []
    commands_seen = 0
    for word in words:
        flag = _FLAG.match(word)
        if flag is not None:
            if flag[1] not in _ALWAYS:
                found.append(flag[1])
        elif not found and commands_seen < 2 and _WORD.match(word) and word not in _HANDS_ON:
            commands_seen += 1
        else:
            break
    return found


def _spellings(flag: str) -> str:
    return r"(?i)" + "[-_]?".join(part for part in flag.removeprefix("no-").split("-"))


def _unknown(source: Source, lines: Lines, flags: set[str]) -> set[str]:
    """Return the options whose names stand in no file that is no page, in no spelling."""
    missing = dict.fromkeys(sorted(flags))
    for file in (*source.files, *(one for one in source.others if not _for_people(one)), *(one.file for one in source.skipped)):
        if not missing:
            break
        text = "\n".join(lines.of(file))
        for flag in [one for one in missing if re.search(_spellings(one), text)]:
            del missing[flag]
    return set(missing)


def _for_people(file: str) -> bool:
    return file.lower().endswith((".md", ".rst", ".markdown", ".txt", ".mdx", ".adoc", ".html"))


def _endings(source: Source) -> list[str]:
    return sorted({posixpath.splitext(file)[1] for file in source.files} - {""})


def _stands(source: Source, lines: Lines, pattern: re.Pattern[str], endings: tuple[str, ...]) -> bool:
    return any(file.endswith(endings) and pattern.search("\n".join(lines.of(file))) for file in source.others)


def _programs(source: Source, lines: Lines) -> set[str]:
    """Return the names of the programs that the repository installs."""
    found: set[str] = set()
    for package in _packages(source, lines).values():
        entry = package.get("bin")
        if isinstance(entry, dict):
            found.update(entry)
        elif isinstance(entry, str) and isinstance(name := package.get("name"), str):
            found.add(name.rpartition("/")[2])
    if "pyproject.toml" in source.others:
        data = tables("\n".join(lines.of("pyproject.toml"))) or {}
        tool = data.get("tool")
        for table in (data.get("project"), tool.get("poetry") if isinstance(tool, dict) else None):
            scripts = table.get("scripts") if isinstance(table, dict) else None
            found.update(scripts if isinstance(scripts, dict) else ())
    for file in ("setup.py", "setup.cfg"):
        text = "\n".join(lines.of(file)) if file in source.files or file in source.others else ""
        if "console_scripts" in text:
            found.update(_SETUP_SCRIPT.findall(text.partition("console_scripts")[2][:600]))
    found.update(match[1] for file in source.files if (match := re.match(r"cmd/([\w-]+)/main\.go$", file)))
    if "main.go" in source.files and "go.mod" in source.others:
        module = re.search(r"^module\s+(\S+?)(?:/v\d+)?$", "\n".join(lines.of("go.mod")), re.MULTILINE)
        found.update({module[1].rpartition("/")[2]} if module else ())
    return {one for one in found if one not in _COMMON}


def _claim(lines: Lines, rule: str, one: Shown, *, title: str, message: str, advice: str, absence: Absence) -> Claim:
    return lines.claim(
        axis=Axis.DOCUMENTATION,
        rule=rule,
        verdict=Verdict.PARTIAL,
        severity=Severity.MEDIUM,
        confidence=0.95,
        file=one.page,
        first=one.line,
        last=one.line,
        title=title,
        message=message,
        suggestion=Suggestion(description=advice),
        more=(absence,),
    )
