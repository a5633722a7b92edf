"""Shell scripts: what they source, and which functions may be used without this repository showing it."""

import posixpath
import re
from collections import Counter, defaultdict

from worker.graph.bash_dispatch import Dispatch
from worker.graph.bash_files import SETTINGS, BashFiles
from worker.graph.resolver import External, Implicit, InRepository, Outside, Root, RootKind, Target, Unresolved
from worker.source.facts import FileFacts, Import, ReferenceForm, Source, Symbol, SymbolKind
from worker.source.words import searchable, text_of

_RUN_BY = re.compile(r"\b(?:ba|da|k)?sh[ \t]+(?:-\w+[ \t]+)*([^\s;|&()<>]{1,300})")
_SOURCED_BY = re.compile(r"(?:^|[\s;&|`\"'(])(?:source|\.)[ \t]+([^\s;|&()<>]{1,300})", re.MULTILINE)
"""How a text tells people or programs to source a script."""
_FILE_NAME = re.compile(r"[\w.-]*\w")
_FOR_SHELLS = re.compile(
    r"(?:^|/)(?:[^/]*completions?|bash_completion\.d|profile\.d|rc\.d|[^/]*\.?(?:bash|zsh|sh)?rc|\.?bash_\w+|\.profile|dotfiles?)(?:/|$)"
    r"|completion[^/]*$"
)
_RUN_BY_ANOTHER = re.compile(r"#![ \t]*(?:/usr/bin/env[ \t]+(?:-\S+[ \t]+)*)?\S+[ \t]+[^-\s]\S*/")
"""`#!/bin/sh /etc/rc.common`: the second program sources the script and calls what it declares."""
_ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]*|\w+_proxy|ac_\w+|fpath|path")
_OF_THE_SHELL = re.compile(
    r"IFS|PATH|CDPATH|PS[0-4]|ENV|HOME|LANG|LANGUAGE|LC_\w+|TMPDIR|TZ|SHELL|TERM|USER|LOGNAME|PWD|EDITOR|VISUAL|PAGER|LINES|COLUMNS"
    r"|POSIXLY_CORRECT|TIMEFORMAT|TMOUT|GLOB\w+|FIGNORE|FUNCNEST|EXECIGNORE|INPUTRC|HOST\w+|MAIL\w*|PROMPT_\w+|COMP\w+|OPT\w+"
    r"|HIST\w+|BASH_\w+|GREP_\w+|LESS\w*|GIT_\w+|SSH_\w+|LD_\w+|DISPLAY|XDG_\w+|DEBIAN_\w+|DEBUG|\w+_proxy|\w+FLAGS"
)
"""Variables that the shell itself or many programs read, even where they are constants."""
_FOR_READERS = re.compile(
    r"(?:^|.*_)(?:version|release|revision|author|copyright|licen[sc]e|description|date)s?", re.IGNORECASE
)
_HOOKS = frozenset({"command_not_found_handle", "command_not_found_handler", "precmd", "preexec", "chpwd"})


class BashResolver:
    """The shell scripts of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files = BashFiles(source)
        self._sourced_by: dict[str, set[str]] = defaultdict(set)
        for facts in self._files.scripts.values():
            for one in facts.imports:
                target = self._files.target(one.module)
                for file in target.files if isinstance(target, InRepository) else ():
                    if file != facts.file:
                        self._sourced_by[file].add(facts.file)
        self._mentioned: set[str] = set()
        """Names of files that stand in text which is no shell script."""
        self._run: set[str] = set()
        """Names of files that some shell is told to run."""
        self._said_to_be_sourced: set[str] = set()
        """Names of files that text which is no shell script, or a comment, says to source."""
        counted = Counter(posixpath.basename(file) for file in self._files.scripts)
        names = set(counted)
        linked = source.files.keys() - source.others
        for file in searchable(source):
            script = self._files.scripts.get(file)
            if script is not None or file not in linked:
                text = text_of(source.root, file)
                self._run.update(name for name in names & _last_parts(_RUN_BY.findall(text)) if counted[name] == 1)
                if script is None:
                    self._mentioned.update(names.intersection(_FILE_NAME.findall(text)))
                else:
                    lines = text.split("\n")
                    text = "\n".join(lines[number - 1].lstrip("# \t") for number in sorted(script.comment_lines))
                self._said_to_be_sourced.update(names & _last_parts(_SOURCED_BY.findall(text)))

    def resolve(self, importer: str, wanted: Import) -> Target:
        """Say where a sourced path leads."""
        return self._files.target(wanted.module)

    def submodule(self, _parent: str, _name: str) -> Target | None:
        """Scripts have no submodules."""
        return None

    def group(self, file: str) -> str | None:
        """Scripts that source each other share all their names."""
        return self._files.group(file)

    def roots(self) -> list[Root]:
        """Return the top level of every script, which is run or sourced, and what a test file declares."""
        found: list[Root] = []
        for file, facts in self._files.scripts.items():
            if facts.is_test:
                found.append(Root(file, "", "a test", RootKind.TEST))
                found.extend(Root(file, one.qualname, "in a test file", RootKind.TEST) for one in facts.symbols)
            else:
                found.append(Root(file, "", "a script"))
        return found

    def public_api(self) -> list[Outside]:
        """Return what may be used from elsewhere: libraries, and what is run by a computed name."""
        found: list[Outside] = []
        everywhere = self._sources_anything()
        groups = self._files.groups()
        beside = self._used_in_libraries(groups)
        for group, scripts in groups.items():
            dispatch = Dispatch(scripts)
            called_back, read = everywhere or self._called_back(scripts), self._read_by_settings(scripts)
            for facts in (one for one in scripts if not one.is_test):
                reason = called_back or self._why_outside(facts)
                for symbol in facts.symbols:
                    is_variable = symbol.kind is not SymbolKind.FUNCTION
                    why = reason or (read if is_variable else "") or dispatch.reason(symbol.name, variable=is_variable)
                    why = why or next((why for other, why in beside.get(symbol.name, {}).items() if other != group), "")
                    if why:
                        found.append(Outside(facts.file, symbol.qualname, why))
        return found

    def _used_in_libraries(self, groups: dict[str, list[FileFacts]]) -> dict[str, dict[str, str]]:
        """Return what scripts use that others may put beside any script: name -> group -> why that may be a use of it."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for group, scripts in groups.items():
            for facts in scripts:
                if not facts.is_test and self._why_outside(facts):
                    for one in facts.references:
                        if one.form is ReferenceForm.NAME and not one.store:
                            found[one.name].setdefault(group, f"{facts.file}, which may be sourced beside it, names it")
        return found

    def implicit(self, symbol: Symbol, _owner: Symbol | None, _outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say what else may read a variable or call a function."""
        if symbol.kind is SymbolKind.FUNCTION:
            return Implicit("the shell calls it") if symbol.name in _HOOKS else None
        if symbol.held:
            return Implicit(symbol.held)
        if "export" in symbol.decorators:
            return Implicit("programs that are started see it")
        if _FOR_READERS.fullmatch(symbol.name):
            return Implicit("it is there for people and tools to read")
        is_constant = symbol.kind is SymbolKind.CONSTANT
        if _ENVIRONMENT.fullmatch(symbol.name) if not is_constant else _OF_THE_SHELL.fullmatch(symbol.name):
            return Implicit("it may be a variable of the environment, which programs see that are started")
        return None

    # -- libraries --------------------------------------------------------------------------------------------------------

    def _why_outside(self, facts: FileFacts) -> str:
        """Say why names of a script may be used by what is not in the repository; "" when they are not."""
        name = posixpath.basename(facts.file)
        first = text_of(self._source.root, facts.file).partition("\n")[0]
        if _FOR_SHELLS.search(facts.file):
            return "shells of people source it"
        if _RUN_BY_ANOTHER.match(first):
            return "another program sources it"
        sourced_by = self._sourced_by.get(facts.file, set())
        in_production = any(not self._files.scripts[file].is_test for file in sourced_by)
        if name in self._said_to_be_sourced and not in_production:
            return "other files say that it is sourced"
        if facts.main_guard and not sourced_by:
            return "it can be sourced as well as run"
        if facts.shebang and facts.acts:
            return ""
        if not in_production:
            return "" if facts.acts and name in self._run else "nothing here sources it, so others do"
        return "it is a library that is named in other files" if name in self._mentioned else ""

    def _called_back(self, scripts: list[FileFacts]) -> str:
        for facts in scripts:
            for one in facts.imports:
                target = self._files.target(one.module)
                leads_out = isinstance(target, External) and target.package != "text"
                if leads_out and not facts.is_test and not SETTINGS.search(one.module):
                    return f"{one.module} is sourced at {facts.file}:{one.line} and may call it"
        return ""

    def _read_by_settings(self, scripts: list[FileFacts]) -> str:
        """Say which sourced file that nobody sees here may use the variables that were set before."""
        for facts in scripts:
            for one in facts.imports if not facts.is_test else ():
                target = self._files.target(one.module)
                if isinstance(target, Unresolved) or (isinstance(target, External) and target.package != "text"):
                    return f"{one.module} is sourced at {facts.file}:{one.line} and may read it"
        return ""

    def _sources_anything(self) -> str:
        """Say where a script sources a path of which nothing is known: any script may be meant, and any from outside."""
        for facts in self._files.scripts.values():
            for one in facts.imports if not facts.is_test else ():
                if isinstance(self._files.target(one.module), Unresolved) and not SETTINGS.search(one.module):
                    return f"{one.module}, which may be any script, is sourced at {facts.file}:{one.line}"
        return ""


def _last_parts(paths: list[str]) -> set[str]:
    """Return what paths of a text name, without quotes and the marks of sentences."""
    return {path.strip("\"'`*,.:;)]}").rpartition("/")[2] for path in paths}
