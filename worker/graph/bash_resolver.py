"""Shell scripts: what they source, and which functions may be used without this repository showing it."""

import posixpath
import re
from collections import defaultdict

from worker.graph.bash_dispatch import Dispatch
from worker.graph.bash_files import SETTINGS, BashFiles
from worker.graph.resolver import External, Implicit, InRepository, Outside, Root, RootKind, Target, Unresolved
from worker.source.facts import FileFacts, Import, Source, Symbol, SymbolKind
from worker.source.words import searchable, text_of

_RUN_BY = re.compile(r"\b(?:ba|da|k)?sh[ \t]+(?:-\w+[ \t]+)*[\"']?[^\s\"';|&()]*?([\w.-]+)(?=[\s\"';|&)\]]|$)")
_FILE_NAME = re.compile(r"[\w.-]*\w")
_FOR_SHELLS = re.compile(
    r"(?:^|/)(?:[^/]*completions?|bash_completion\.d|profile\.d|rc\.d|[^/]*\.?(?:bash|zsh|sh)?rc|\.?bash_\w+|\.profile|dotfiles?)(?:/|$)"
    r"|completion[^/]*$"
)
_RUN_BY_ANOTHER = re.compile(r"#![ \t]*(?:/usr/bin/env[ \t]+(?:-\S+[ \t]+)*)?\S+[ \t]+[^-\s]\S*/")
"""`#!/bin/sh /etc/rc.common`: the second program sources the script and calls what it declares."""
_ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]*|\w+_proxy|ac_\w+|fpath|path")
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
        names = {posixpath.basename(file) for file in self._files.scripts}
        for file in searchable(source):
            if file not in source.files or file in self._files.scripts:
                text = text_of(source.root, file)
                self._run.update(names.intersection(_RUN_BY.findall(text)))
                if file not in self._files.scripts:
                    self._mentioned.update(names.intersection(_FILE_NAME.findall(text)))

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
        for scripts in self._files.groups().values():
            dispatch = Dispatch(scripts)
            called_back = everywhere or self._called_back(scripts)
            for facts in (one for one in scripts if not one.is_test):
                reason = called_back or self._why_outside(facts)
                for symbol in facts.symbols:
                    why = reason or dispatch.reason(symbol.name, variable=symbol.kind is not SymbolKind.FUNCTION)
                    if why:
                        found.append(Outside(facts.file, symbol.qualname, why))
        return found

    def implicit(self, symbol: Symbol, _owner: Symbol | None, _outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say what else may read a variable or call a function."""
        if symbol.kind is SymbolKind.FUNCTION:
            return Implicit("the shell calls it") if symbol.name in _HOOKS else None
        if "export" in symbol.decorators:
            return Implicit("programs that are started see it")
        if _FOR_READERS.fullmatch(symbol.name):
            return Implicit("it is there for people and tools to read")
        if symbol.kind is not SymbolKind.CONSTANT and _ENVIRONMENT.fullmatch(symbol.name):
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

    def _sources_anything(self) -> str:
        """Say where a script sources a path of which nothing is known: any script may be meant, and any from outside."""
        for facts in self._files.scripts.values():
            for one in facts.imports if not facts.is_test else ():
                if isinstance(self._files.target(one.module), Unresolved) and not SETTINGS.search(one.module):
                    return f"{one.module}, which may be any script, is sourced at {facts.file}:{one.line}"
        return ""
