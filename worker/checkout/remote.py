"""A commit of a remote repository, in a folder of its own."""

import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from worker.checkout import urls
from worker.checkout.checkout import Checkout
from worker.checkout.errors import CheckoutError, MirrorBrokenError, Reason
from worker.checkout.git import Git
from worker.checkout.limits import Deadline, Limits
from worker.checkout.locks import FileLock
from worker.checkout.mirror import Mirror, MirrorTooLargeError
from worker.checkout.rundir import Manifest, RunFolder, sweep
from worker.checkout.tree import read_tree, unlistable, write_tree


@dataclass(frozen=True, slots=True)
class _Order:
    """What one call of `open_remote` wants."""

    remote: urls.Remote
    ref: str | None
    base_ref: str | None
    cache: Path
    token: urls.Token | None
    limits: Limits
    deadline: Deadline

    @property
    def mirror(self) -> Path:
        return self.cache / "mirrors" / f"{self.remote.key}.git"


def open_remote(
    url: str,
    ref: str | None,
    cache_dir: Path,
    token: urls.Token | None,
    limits: Limits,
    base_ref: str | None = None,
    name: str | None = None,
    *,
    allow_http: bool = False,
) -> Checkout:
    """Fetch one commit of `url` and lay it out in a folder under `cache_dir`.

    `ref` is a branch, a tag, a full `refs/…` name or a full SHA; None is the default branch. With `base_ref` the history is
    fetched too, so that `diff_hunks` works. `token` is asked before each conversation with the server. With a `name` (a
    run's id) a second call, in whatever process, gets the folder and the commit of the first; leaving a `with` then keeps
    it, and `release` removes it. Raises `CheckoutError`.
    """
    remote = urls.parse(url, allow_http=allow_http)
    if name is not None and (not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", name) or name.endswith(".lock")):
        raise ValueError(f"a run folder cannot be called {name!r}")
    deadline = Deadline.after(limits.seconds, f"Fetching {remote.label}")
    order = _Order(remote, ref, base_ref, cache_dir.absolute(), token, limits, deadline)
    runs = order.cache / "runs"
    run = RunFolder(runs, name) if name else RunFolder.unnamed(runs, uuid.uuid4().hex)
    try:
        sweep(runs)
        lock, manifest = _enter(run, order)
    except OSError as error:
        raise CheckoutError(
            Reason.UNREADABLE, f"{order.cache} cannot be used ({error.strerror}); check ANATOLY_DATA_DIR and its disk."
        ) from error
    return Checkout(
        root=run.tree,
        commit=manifest.commit,
        dirty=False,
        label=f"{remote.label}@{manifest.commit[:12]}",
        files=manifest.files,
        omitted=manifest.omitted,
        git_dir=order.mirror,
        base_ref=base_ref,
        base=manifest.base,
        lasting=name is not None,
        on_close=lock.close,
        on_release=lambda: run.remove(lock),
    )


def _enter(run: RunFolder, order: _Order) -> tuple[FileLock, Manifest]:
    """Hold the run's folder together with others, after making it when it is not there."""
    while True:
        lock = FileLock.wait(run.lock_path, order.deadline, shared=True)
        if manifest := _usable(run, order):
            os.utime(run.lock_path)
            return lock, manifest
        lock.close()
        lock = FileLock.wait(run.lock_path, order.deadline)
        try:
            if not _usable(run, order):
                _fill(run, order)
        except BaseException:
            run.remove(lock)
            raise
        # Sharing an exclusive lock is not atomic, so the loop looks again.
        if lock.share() and (manifest := _usable(run, order)):
            return lock, manifest
        lock.close()


def _usable(run: RunFolder, order: _Order) -> Manifest | None:
    manifest = run.manifest()
    asked = (order.remote.url, order.ref, order.base_ref)
    return manifest if manifest and (manifest.url, manifest.ref, manifest.base_ref) == asked else None


def _fill(run: RunFolder, order: _Order) -> None:
    lock = FileLock.wait(order.mirror.with_suffix(".lock"), order.deadline)
    try:
        mirror = Mirror(order.remote, order.mirror, order.token, order.limits, order.deadline, lock)
        existed = order.mirror.is_dir()
        try:
            return _fill_from(mirror, run, order)
        except (MirrorBrokenError, MirrorTooLargeError) as error:
            mirror.discard()
            if isinstance(error, MirrorTooLargeError) and not existed:
                raise
        try:
            _fill_from(mirror, run, order)
        except MirrorTooLargeError:
            mirror.discard()
            raise
    except MirrorBrokenError as error:
        raise CheckoutError(Reason.UNREADABLE, f"{order.remote.label} could not be read by git: {error}") from None
    finally:
        lock.close()


def _fill_from(mirror: Mirror, run: RunFolder, order: _Order) -> None:
    label = order.remote.label
    mirror.prepare()
    head = mirror.resolve(order.ref)
    base = mirror.resolve(order.base_ref) if order.base_ref is not None else None
    mirror.fetch([head] if base is None else list(dict.fromkeys([head, base])), history=base is not None)
    commit = mirror.commit_of(head)
    git = Git(order.mirror)
    tree = read_tree(git, commit, order.limits, order.deadline, label)
    failed = write_tree(git, tree, run.empty(), order.deadline)
    lost = {omitted.file for omitted in failed}
    files = sorted(path for blob in tree.blobs if not unlistable(blob.path) and (path := blob.path.decode()) not in lost)
    run.finish(
        Manifest(
            url=order.remote.url,
            ref=order.ref,
            base_ref=order.base_ref,
            commit=commit,
            base=mirror.commit_of(base) if base else None,
            files=tuple(files),
            omitted=(*tree.omitted, *failed),
        )
    )
