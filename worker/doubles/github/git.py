"""Real bare git repositories, written without a worktree, and the diffs that reviews are checked against."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from worker.doubles.github.diff import FileDiff, parse_diff

_CONFIG = """
[http]
	receivepack = true
[uploadpack]
	allowFilter = true
	allowReachableSHA1InWant = true
[gc]
	auto = 0
[receive]
	autogc = false
"""


def git_environment() -> dict[str, str]:
    """An environment in which git reads no configuration of the machine or the person."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
    }


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """A commit as git describes it; dates are ISO 8601 with zone."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: tuple[str, str, str]
    """Name, email, date."""
    committer: tuple[str, str, str]
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a tree."""

    mode: str
    kind: str
    """blob, tree or commit (a submodule)."""
    sha: str
    path: str


@dataclass(frozen=True, slots=True)
class BareRepository:
    """A bare repository at `path`."""

    path: Path

    @classmethod
    def create(cls, path: Path, branch: str) -> "BareRepository":
        """Make an empty repository that serves what GitHub serves."""
        path.mkdir(parents=True)
        made = cls(path)
        made._git("init", "--bare", "--quiet", f"--initial-branch={branch}", ".")
        with (path / "config").open("a") as config:
            config.write(_CONFIG)
        return made

    def commit(
        self,
        branch: str,
        changes: Mapping[str, bytes | str | None],
        message: str,
        author: str,
        when: datetime,
        *,
        parent: str | None = None,
    ) -> str:
        """Commit `changes` (path → content, None deletes) on `branch` and return the new commit's hash.

        A branch that does not exist starts at `parent` (a revision), or with an empty history.
        """
        start = self.resolve(f"refs/heads/{branch}") or (self.resolve(parent) if parent else None)
        who = f"{author} <{author}@users.noreply.github.com> {int(when.timestamp())} +0000"
        text = message.encode()
        lines = [f"commit refs/heads/{branch}\nauthor {who}\ncommitter {who}\ndata {len(text)}\n".encode(), text, b"\n"]
        if start is not None:
            lines.append(f"from {start}\n".encode())
        for path, content in sorted(changes.items()):
            if content is None:
                lines.append(b"D %b\n" % _quote(path))
                continue
            raw = content.encode() if isinstance(content, str) else content
            lines.append(b"M 100644 inline %b\ndata %d\n%b\n" % (_quote(path), len(raw), raw))
        self._git("fast-import", "--quiet", "--force", stdin=b"".join(lines))
        return self._git("rev-parse", f"refs/heads/{branch}").decode().strip()

    def resolve(self, revision: str) -> str | None:
        """The commit that a branch, a tag or a hash names, or None."""
        if revision.startswith("-"):
            return None
        done = self._run("rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        return done.stdout.decode().strip() if done.returncode == 0 else None

    def branches(self) -> dict[str, str]:
        """Branch name → commit."""
        listed = self._git("for-each-ref", "--format=%(refname:lstrip=2)%09%(objectname)", "refs/heads").decode()
        return dict(line.split("\t") for line in listed.splitlines())

    def set_ref(self, ref: str, commit: str) -> None:
        """Point `ref` at `commit`."""
        self._git("update-ref", ref, commit)

    def merge_base(self, base: str, head: str) -> str:
        """The commit that a pull request's diff starts from; `base` itself where the histories share none."""
        done = self._run("merge-base", base, head)
        return done.stdout.decode().strip() or base

    def diff(self, base: str, head: str) -> list[FileDiff]:
        """What `head` changes since it left `base`, file by file, as a pull request shows it."""
        start = self.merge_base(base, head)
        common = ("--find-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--abbrev=40", start, head)
        return parse_diff(self._git("diff", "--raw", "-z", *common), self._git("diff", "--patch", "--unified=3", *common))

    def patch(self, base: str, head: str) -> bytes:
        """The same as one unified diff."""
        return self._git("diff", "--no-color", "--no-ext-diff", "--no-textconv", self.merge_base(base, head), head)

    def count(self, base: str, head: str) -> int:
        """How many commits `head` has that `base` has not."""
        return int(self._git("rev-list", "--count", f"{base}..{head}"))

    def contains(self, head: str, commit: str) -> bool:
        """Whether `commit` is in `head`'s history."""
        return self._run("merge-base", "--is-ancestor", commit, head).returncode == 0

    def info(self, commit: str) -> CommitInfo:
        """Describe a commit."""
        shown = self._git(
            "show", "--no-patch", "--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B", commit
        )
        sha, tree, parents, an, ae, ai, cn, ce, ci, message = shown.decode(errors="replace").split("\0", 9)
        return CommitInfo(sha, tree, tuple(parents.split()), (an, ae, ai), (cn, ce, ci), message.strip("\n"))

    def entries(self, commit: str, path: str) -> list[Entry]:
        """What `path` is at `commit`: one entry for a file, the children for a folder (`""` or a trailing slash)."""
        listed = self._git("ls-tree", "-z", "--full-tree", commit, *([f":(literal){path}"] if path else []))
        found = []
        for record in filter(None, listed.split(b"\0")):
            meta, _, name = record.partition(b"\t")
            mode, kind, sha = meta.decode().split()
            found.append(Entry(mode, kind, sha, name.decode(errors="replace")))
        return found

    def blob(self, sha: str) -> bytes:
        """The content of a blob."""
        return self._git("cat-file", "blob", sha)

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self._run(*arguments, stdin=stdin)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise RuntimeError(f"git {arguments[0]} in {self.path} failed ({done.returncode}): {said}")
        return done.stdout

    def _run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *arguments], cwd=self.path, env=git_environment(), input=stdin, capture_output=True, check=False
        )


def _quote(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode()


def read_folder(folder: Path) -> dict[str, bytes]:
    """All regular files below `folder` by POSIX path; version control and caches are left out."""
    skipped = {".git", "__pycache__", "node_modules", ".venv"}
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink() and not skipped.intersection(file.relative_to(folder).parts)
    }
