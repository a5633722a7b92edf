"""Where the paths that scripts source lead, and which scripts therefore share their names."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable

from worker.graph.resolver import External, InRepository, Target, Unresolved
from worker.source.bash_paths import COMPUTED
from worker.source.facts import FileFacts, Source

LANGUAGE = "bash"
SETTINGS = re.compile(
    r"(?:conf|cfg|env|rc\b|rc$|settings?|vars?\b|vars?$|variables|secret|cred|passw|token|profile|default|version|release|activate"
    r"|completion|nvm\.sh$|options|param|state|cache)[^/]*$|^/dev/|^/etc/(?:default|sysconfig|conf\.d)/|/cargo/env$"
    r"|^<\((?!\s*(?:echo|printf|cat|sed|awk|grep|head|tail|declare|typeset|set)\b)",
    re.IGNORECASE,
)
"""Files that hold settings, by their names or by the variable that holds it: nothing in them calls functions by convention."""


class BashFiles:
    """The scripts of a repository, and the groups that sourcing makes of them."""

    def __init__(self, source: Source) -> None:
        self.scripts = {file: facts for file, facts in source.files.items() if facts.language == LANGUAGE}
        self._others = frozenset((*source.files, *source.others, *(one.file for one in source.skipped)))
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for file in self._others:
            self._by_name[posixpath.basename(file)].append(file)
        self._known: dict[str, Target] = {}
        self._above = {file: file for file in self.scripts}
        for facts in self.scripts.values():
            for path in {one.module for one in facts.imports}:
                target = self.target(path)
                for other in target.files if isinstance(target, InRepository) else ():
                    self._join(facts.file, other)

    def target(self, path: str) -> Target:
        """Say where a path leads that a script sources: to every script that it may mean."""
        if path not in self._known:
            self._known[path] = self._find(path)
        return self._known[path]

    def _find(self, path: str) -> Target:
        parts = [part for part in COMPUTED.sub("*", path).split("/") if part not in ("", ".", "..")]
        if not parts or not parts[-1].strip("*"):
            # All scripts of a folder that is named: `lib/*`.
            if len(parts) > 1 and parts[-2].strip("*"):
                found = self._matching(self._others, parts[-2:], with_more=False)
                scripts = tuple(file for file in found if file in self.scripts)
                if found:
                    return InRepository(scripts) if scripts else External("text")
            return Unresolved(f"the path {path} is computed")
        while parts and not parts[0].strip("*"):
            parts.pop(0)
        some: tuple[str, ...] = ()
        for start in range(len(parts)):
            some = self._matching(self._candidates(parts[-1]), parts[start:], with_more=True)
            if some:
                break
        if not some and "*" in parts[-1]:
            return Unresolved(f"the path {path} is computed")
        scripts = tuple(file for file in some if file in self.scripts)
        if scripts:
            return InRepository(scripts)
        # A file that was not read any closer is searched for names.
        return External("text" if some else path)

    def _candidates(self, name: str) -> Iterable[str]:
        if "*" in name:
            return self._others
        return [file for ending in ("", ".sh", ".bash") for file in self._by_name.get(name + ending, ())]

    @staticmethod
    def _matching(files: Iterable[str], parts: list[str], *, with_more: bool) -> tuple[str, ...]:
        body = "/".join("[^/]*".join(re.escape(piece) for piece in part.split("*")) for part in parts)
        pattern = re.compile(rf"(?:.*/)?{body}{r'(?:[.](?:sh|bash))?' if with_more else ''}")
        return tuple(sorted(file for file in files if pattern.fullmatch(file)))

    # -- groups -----------------------------------------------------------------------------------------------------------

    def group(self, file: str) -> str:
        """Return the first file of those that share their names with `file`."""
        while self._above[file] != file:
            self._above[file] = self._above[self._above[file]]
            file = self._above[file]
        return file

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self.group(one), self.group(other)))
        self._above[second] = first

    def groups(self) -> dict[str, list[FileFacts]]:
        """Return the scripts by their groups."""
        found: dict[str, list[FileFacts]] = defaultdict(list)
        for file, facts in self.scripts.items():
            found[self.group(file)].append(facts)
        return found
