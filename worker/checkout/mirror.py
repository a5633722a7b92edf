"""The mirror of one remote repository: a bare cache that every run of this machine shares.

Whoever works on it holds its lock. It is a cache: anything odd about it, and it is thrown away and made again.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from worker.checkout.errors import CheckoutError, MirrorBrokenError, Reason
from worker.checkout.git import Config, Git, GitError
from worker.checkout.limits import Deadline, Limits
from worker.checkout.locks import FileLock
from worker.checkout.refs import is_sha, pick, wanted
from worker.checkout.urls import Remote, Token, authorization, moved_to

# Every fetch leaves a pack. Beyond this many, a fresh mirror is smaller and faster than the old one.
_MOST_PACKS = 64


@dataclass(slots=True)
class Mirror:
    """One mirror under `folder`, used by the holder of `lock`."""

    remote: Remote
    folder: Path
    token: Token | None
    limits: Limits
    deadline: Deadline
    lock: FileLock

    @property
    def git(self) -> Git:
        """The mirror, for git."""
        return Git(self.folder)

    def prepare(self) -> None:
        """Make the mirror if it is missing, and clear away what a killed process left in it."""
        if not self.folder.is_dir():
            self.folder.unlink(missing_ok=True)
        else:
            for left in (*self.folder.rglob("*.lock"), *self.folder.glob("objects/pack/tmp_*")):
                left.unlink(missing_ok=True)
            if len(list(self.folder.glob("objects/pack/*.pack"))) > _MOST_PACKS:
                self.discard()
        if not self.folder.exists():
            half = self.folder.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
            Git(half).run("init", "--quiet", "--bare", "--template=", deadline=self.deadline)
            half.rename(self.folder)

    def discard(self) -> None:
        """Throw the mirror away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def resolve(self, ref: str | None) -> str:
        """The full SHA that `ref` names at the remote now. Raises `CheckoutError(bad_ref)`."""
        names = wanted(ref, self.remote.label)
        if ref is not None and is_sha(ref):
            return ref.lower()
        listing = self._network("ls-remote", "--quiet", "--", self.remote.url, *names)
        return pick(listing, names, ref, self.remote.label)

    def fetch(self, commits: list[str], *, history: bool) -> None:
        """Have `commits`, with their whole history when asked for; asks the remote only for what is missing.

        Raises `CheckoutError`, `MirrorBrokenError`.
        """
        shallow = (self.folder / "shallow").exists()
        empty = not any(self.folder.glob("objects/pack/*.pack"))
        if not (history and shallow) and all(self.has(commit) for commit in commits):
            return
        # Never cut a complete history short: getting it back would mean fetching all of it again.
        depth = ["--unshallow"] if history and shallow else [] if history or not (shallow or empty) else ["--depth=1"]
        self._network(
            "fetch", "--quiet", "--force", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head",
            "--no-auto-maintenance", *depth, "--", self.remote.url,
            *(f"{commit}:refs/anatoly/{commit}" for commit in commits),
        )  # fmt: skip

    def has(self, commit: str) -> bool:
        """Whether the commit (or a tag of it) is in the mirror."""
        try:
            self.git.run("cat-file", "-e", f"{commit}^{{commit}}", deadline=self.deadline)
        except GitError:
            return False
        return True

    def commit_of(self, sha: str) -> str:
        """The commit that an object is, or that a tag points to. Raises `CheckoutError(bad_ref)`, `MirrorBrokenError`."""
        try:
            return self.git.run("rev-parse", "--verify", f"{sha}^{{commit}}", deadline=self.deadline).decode().strip()
        except GitError as error:
            detail = error.detail
        try:
            self.git.run("cat-file", "-e", sha, deadline=self.deadline)
        except GitError:
            raise MirrorBrokenError(detail) from None
        raise CheckoutError(Reason.BAD_REF, f"{sha} of {self.remote.label} is not a commit; name a commit.")

    def _network(self, *args: str) -> bytes:
        """One command that talks to the remote, following a rename on the same host once."""
        try:
            return self._ask(args)
        except _MovedError:
            token = self.token() if self.token else None
            old, self.remote = self.remote.url, moved_to(self.remote, token, self.deadline)
        try:
            return self._ask([self.remote.url if arg == old else arg for arg in args])
        except _MovedError as error:
            raise CheckoutError(Reason.GONE, f"{self.remote.label} redirects in circles; use its new address.") from error

    def _ask(self, args: tuple[str, ...] | list[str]) -> bytes:
        config: Config = ()
        secrets: list[str] = []
        if self.token and (token := self.token()):
            header, encoded = authorization(self.remote, token)
            config, secrets = (header,), [token, encoded]
        try:
            out = self.git.run(
                *args, deadline=self.deadline, config=config, protocols=self.remote.scheme, watch=self._watch_size,
                secrets=secrets, keep_open=(self.lock.fd,),
            )  # fmt: skip
        except GitError as error:
            raise _explain(error.detail, self.remote.label) from None
        self._watch_size()  # a short command ends between two looks
        return out

    def _watch_size(self) -> None:
        size = 0
        for file in (self.folder / "objects").rglob("*"):
            try:
                size += file.stat().st_size
            except FileNotFoundError:
                continue
        if size > self.limits.max_bytes:
            raise MirrorTooLargeError(
                Reason.TOO_LARGE,
                f"{self.remote.label} is larger than {self.limits.max_bytes / 1024 / 1024:g} MB and was not fetched; "
                "raise ANATOLY_MAX_REPOSITORY_MB to allow more.",
            )


class MirrorTooLargeError(CheckoutError):
    """The mirror outgrew the limit: the repository is too large, or the mirror holds what nobody needs any more."""


class _MovedError(Exception):
    """The remote answered with a redirect."""


_GONE = r"not found|could not read Username|Authentication failed|returned error: 4(01|03|04|10|51)"
_BAD_REF = r"couldn't find remote ref|not our ref|unadvertised object|no such remote ref|not a commit"
_NETWORK = (
    r"Could not resolve|Failed to connect|Connection|connect to|SSL|TLS|certificate|early EOF|RPC failed|"
    r"returned error: (5\d\d|429)|Operation too slow|timed out|hung up|Empty reply|unexpected disconnect|transfer closed"
)
_NO_REPOSITORY = r"is this a git repository|dumb http|invalid server response|protocol error"


def _explain(detail: str, label: str) -> Exception:
    """What git's words mean (git runs in the C locale, so they are English)."""
    if re.search(r"returned error: 30\d", detail):
        return _MovedError()
    if re.search(_BAD_REF, detail):
        return CheckoutError(
            Reason.BAD_REF, f"{label} has no such commit any more; name a branch, a tag or a full SHA that it has."
        )
    if re.search(_GONE, detail):
        return CheckoutError(
            Reason.GONE,
            f"{label} does not exist or may not be read with this access; check its name and the App's installation.",
        )
    if re.search(_NO_REPOSITORY, detail):
        return CheckoutError(Reason.NOT_A_REPOSITORY, f"{label} does not answer like a git server; check the address.")
    if "fsck" in detail:
        return CheckoutError(Reason.UNREADABLE, f"{label} holds objects that git refuses as unsafe: {detail}")
    if re.search(r"Could not resolve", detail):
        return CheckoutError(
            Reason.UNREADABLE, f"{label}: there is no such host; check the address, and that this machine has a network."
        )
    if re.search(_NETWORK, detail):
        return CheckoutError(Reason.UNREADABLE, f"{label} could not be fetched, try again later: {detail}")
    return MirrorBrokenError(detail)
