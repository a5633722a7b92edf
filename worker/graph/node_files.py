"""The files of a repository as Node and the bundlers see them: what a path without its extension may stand for."""

import json
import posixpath
import re
from functools import cached_property
from pathlib import Path

import json5

from worker.source.facts import Language, Source
from worker.source.opening import open_regular
from worker.source.words import searchable

CODE = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
_SWAPS = {".js": (".ts", ".tsx", ".jsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_PLATFORMS = ("", ".d", ".web", ".native", ".ios", ".android", ".client", ".server", ".browser", ".node")
_BUILT = frozenset(
    {"dist", "build", "lib", "out", "output", "esm", "cjs", "es", "umd", "types", "typings", "module", "commonjs"}
)
_LARGEST_CONFIG = 1 << 20
_WILD = re.compile(r"\*+/?|\{")
_MOST_WILD = 3


class NodeFiles:
    """All paths of the repository, and the JavaScript and TypeScript files among them."""

    def __init__(self, source: Source) -> None:
        self.root = Path(source.root)
        node = {Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT}
        self.code = frozenset(path for path, facts in source.files.items() if facts.language in node)
        self.searchable = [file for file in searchable(source) if file not in source.reports]
        self._sorted = sorted(self.code)
        self._matching: dict[str, tuple[str, ...]] = {}
        self.all = frozenset((*source.files, *source.others, *(skipped.file for skipped in source.skipped)))

    def text(self, path: str) -> str:
        """Return a text file's content, "" when it cannot be read."""
        try:
            with open(self.root / path, "rb", opener=open_regular) as file:
                return file.read(_LARGEST_CONFIG).decode("utf-8", "replace")
        except OSError:
            return ""

    def json(self, path: str) -> dict[str, object]:
        """Return a JSON or JSONC object, {} when it is none."""
        text = self.text(path)
        try:
            found = json.loads(text)
        except ValueError:
            try:
                found = json5.loads(text)
            except (ValueError, RecursionError):
                return {}
        except RecursionError:
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def by_stem(self) -> dict[str, list[str]]:
        """Code files by their name without extensions: "button" -> ["src/ui/button.tsx"]."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.code):
            found.setdefault(posixpath.basename(path).partition(".")[0], []).append(path)
        return found

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at any depth."""
        found: set[str] = set()
        for path in self.all:
            while path and path not in found:
                path = posixpath.dirname(path)
                found.add(path)
        return frozenset(found)

    @cached_property
    def _folder_names(self) -> frozenset[str]:
        return frozenset(posixpath.basename(folder) for folder in self.folders)

    @cached_property
    def _index_files(self) -> dict[str, list[str]]:
        """The code files named `index`, by the name of their folder."""
        found: dict[str, list[str]] = {}
        for path in self.by_stem.get("index", ()):
            found.setdefault(posixpath.basename(posixpath.dirname(path)), []).append(path)
        return found

    def plausible(self, path: str) -> bool:
        """Whether `at` may find anything, by the last part of a path alone: most words with a slash are none."""
        last = path.rpartition("/")[2]
        return last in ("", ".", "..") or last.partition(".")[0] in self.by_stem or last in self._folder_names

    def at(self, path: str) -> tuple[str, ...]:
        """Return the code files that `path` may stand for: itself, with an extension, or as a folder's index.

        All that exist are meant: `x.ts` beside `x.d.ts`, `x.native.tsx` beside `x.tsx`.
        """
        inside = normal(path)
        if inside is None:
            return ()
        path = inside
        if path in self.code:
            return (path, *self._beside(path))
        found = self._extended(path)
        if not found:
            stem, extension = posixpath.splitext(path)
            for swap in _SWAPS.get(extension, ()):
                found += tuple(f"{stem}{kind}{swap}" for kind in _PLATFORMS if f"{stem}{kind}{swap}" in self.code)
            if extension in _SWAPS and f"{stem}.d.ts" in self.code:
                found += (f"{stem}.d.ts",)
        if not found and (path in self.folders or path == ""):
            found = self._folder(path)
        return tuple(dict.fromkeys(found))

    def _beside(self, path: str) -> tuple[str, ...]:
        stem, extension = posixpath.splitext(path)
        declared = {".js": ".d.ts", ".mjs": ".d.mts", ".cjs": ".d.cts"}.get(extension)
        return (stem + declared,) if declared and stem + declared in self.code else ()

    def _extended(self, path: str) -> tuple[str, ...]:
        return tuple(file for _, file in sorted(self._without_extension.get(path, ())))

    @cached_property
    def _without_extension(self) -> dict[str, list[tuple[int, str]]]:
        """The code files by what is left of their path without each extension that they have, with the rank of that one."""
        endings = [f"{kind}{end}" for kind in _PLATFORMS for end in CODE]
        found: dict[str, list[tuple[int, str]]] = {}
        for path in self.code:
            for rank, ending in enumerate(endings):
                if path.endswith(ending):
                    found.setdefault(path[: -len(ending)], []).append((rank, path))
        return found

    def _folder(self, path: str) -> tuple[str, ...]:
        manifest = posixpath.join(path, "package.json")
        found: tuple[str, ...] = ()
        if manifest in self.all:
            data = self.json(manifest)
            for key in ("main", "module", "types", "source"):
                target = data.get(key)
                if isinstance(target, str) and (inside := normal(posixpath.join(path, target))) not in (None, path):
                    found += self.at(inside or "")
        return found or self._extended(posixpath.join(path, "index"))

    def built(self, folder: str, path: str) -> tuple[str, ...]:
        """Return the sources behind a built file of the package in `folder`: `dist/esm/a.d.ts` -> `src/a.ts`."""
        full = normal(posixpath.join(folder, path))
        if full is None:
            return ()
        if found := self.at(full):
            return found
        relative = full[len(folder) + 1 :] if folder else full
        parts = relative.split("/")
        stem = re.sub(
            r"(\.(d|min|esm|cjs|umd|mjs|bundle|prod|production|development|browser|module|legacy))*\.[cm]?[jt]sx?$",
            "",
            parts[-1],
        )
        for drop in range(len(parts)):
            if drop and parts[drop - 1] not in _BUILT and drop > 1:
                break
            rest = [*parts[drop:-1], stem]
            for source in ("src", "source", "lib", "source/src", ""):
                candidate = posixpath.join(folder, source, *rest)
                if candidate != full and (found := self._extended(candidate) or self._extended(f"{candidate}/index")):
                    return found
        return ()

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the code files that match a glob from the root; `*` stops at a slash only where `**` is used elsewhere."""
        known = self._matching.get(pattern)
        if known is None:
            rule = _glob(pattern)
            known = self._matching[pattern] = tuple(path for path in self._sorted if rule.fullmatch(path))
        return known

    def ending(self, tail: str) -> tuple[str, ...]:
        """Return the code files whose path ends with `tail` (which may lack its extension), at a slash."""
        tail = tail.strip("/")
        stem = posixpath.basename(tail).partition(".")[0]
        names = self.by_stem.get(stem, [])
        if stem == "index":
            names = names + names
        elif "/" in tail or stem:
            names = names + self._index_files.get(posixpath.basename(tail), [])
        names = [path for path in names if tail in path]
        if not names:
            return ()
        wanted = re.compile(rf"(?:.*/)?{re.escape(tail)}(?:/index)?(?:\.\w+)*?(?:\.[cm]?[jt]sx?)?")
        return tuple(path for path in names if wanted.fullmatch(path))


def normal(path: str) -> str | None:
    """Return the path without `.`, `..` and doubled slashes; None when it leaves the repository; "" for the root."""
    found = posixpath.normpath(path) if path else "."
    if found.startswith(("..", "/")):
        return None
    return "" if found == "." else found


def _glob(pattern: str) -> re.Pattern[str]:
    wild = list(_WILD.finditer(pattern))
    if len(wild) > _MOST_WILD:
        # Each further one multiplies the time that a file's name can cost. Whatever begins and ends like it is meant then.
        pattern = pattern[: wild[0].start()] + "**" + pattern[max(wild[-1].end(), pattern.rfind("}") + 1) :]
    out = ""
    index = 0
    depth = 0
    while index < len(pattern):
        char = pattern[index]
        if pattern.startswith("**/", index):
            out, index = out + "(?:.*/)?", index + 3
            continue
        if pattern.startswith("**", index):
            out, index = out + ".*", index + 2
            continue
        if char == "*":
            out += ".*" if "**" not in pattern else "[^/]*"
        elif char == "{" and "}" in pattern[index:]:
            out, depth = out + "(?:", depth + 1
        elif char == "}" and depth:
            out, depth = out + ")", depth - 1
        elif char == "," and depth:
            out += "|"
        else:
            out += re.escape(char)
        index += 1
    out += ")" * depth
    # A specifier may leave the extension out.
    return re.compile(out + r"(?:/index)?(?:\.[cm]?[jt]sx?)?")
