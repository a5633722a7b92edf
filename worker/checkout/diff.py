"""What a checkout changed since it left a base: the diff that GitHub shows for a pull request."""

from worker.checkout.checkout import Checkout
from worker.checkout.errors import CheckoutError, Reason
from worker.checkout.git import Git, GitError
from worker.checkout.hunks import FileDiff, Status, parse
from worker.checkout.limits import Deadline

_SECONDS = 300.0


def diff_hunks(checkout: Checkout, base: str) -> dict[str, FileDiff]:
    """The changes from the merge base of `base` and the checkout to the checkout, by path relative to its root.

    `base` is the `base_ref` that the checkout was opened with, or what its repository understands as a commit. A working
    folder is compared as it is, untracked files included. Paths that are not UTF-8 are left out, as in `list_files`.
    Raises `CheckoutError`.
    """
    deadline = Deadline.after(_SECONDS, f"Comparing {checkout.label} with {base}")
    start = _merge_base(checkout, _git(checkout, base), base, deadline)
    git, end = _sides(checkout, deadline)
    relative = f"--relative={checkout.folder}/" if checkout.folder else "--no-relative"
    try:
        out = git.run(
            "diff", "--raw", "--patch", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--unified=3",
            "--inter-hunk-context=0", "--diff-algorithm=myers", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short",
            "--ignore-submodules=all", relative, start, *end, "--", deadline=deadline,
        )  # fmt: skip
        changes = parse(out)
    except (GitError, ValueError) as error:
        raise CheckoutError(Reason.UNREADABLE, f"{checkout.label} cannot be compared with {base}: {error}") from None
    return {path: change for path, change in changes.items() if _is_utf8(path)}


def changed_files(checkout: Checkout, base: str) -> list[str]:
    """The files that are new or different since the merge base, sorted; deleted ones are not there to be looked at."""
    return sorted(path for path, change in diff_hunks(checkout, base).items() if change.status is not Status.DELETED)


def merge_base(checkout: Checkout, base: str) -> str:
    """The full SHA of the commit at which the checkout left `base`, named as for `diff_hunks`. Raises `CheckoutError`."""
    git = _git(checkout, base)
    deadline = Deadline.after(_SECONDS, f"Comparing {checkout.label} with {base}")
    return _merge_base(checkout, git, base, deadline)


def _git(checkout: Checkout, base: str) -> Git:
    if checkout.git_dir is None:
        why = f"{checkout.label} is in no git repository: there is no {base} to compare with."
        raise CheckoutError(Reason.NOT_A_REPOSITORY, why)
    if not checkout.commit:
        raise CheckoutError(Reason.NOT_A_REPOSITORY, f"{checkout.label} has no commit to compare with {base}; commit first.")
    return Git(checkout.git_dir)


def _merge_base(checkout: Checkout, git: Git, base: str, deadline: Deadline) -> str:
    name = checkout.base if checkout.base and base == checkout.base_ref else base
    try:
        commit = "" if name.startswith("-") else git.run(
            "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}", deadline=deadline
        ).decode().strip()  # fmt: skip
    except (GitError, ValueError):
        commit = ""
    if not commit:
        raise CheckoutError(
            Reason.BAD_REF,
            f"{checkout.label} cannot be compared with {base!r}, which is no commit of it; a shallow clone may lack it.",
        )
    try:
        return git.run("merge-base", commit, checkout.commit, deadline=deadline).decode().strip()
    except GitError:
        raise CheckoutError(Reason.BAD_REF, f"{checkout.label} and {base} have no common history; name another base.") from None


def _sides(checkout: Checkout, deadline: Deadline) -> tuple[Git, list[str]]:
    """git, and the commit to compare with; none for a working folder, whose index is brought up to date first."""
    assert checkout.git_dir is not None
    if checkout.work_tree is None:
        return Git(checkout.git_dir), [checkout.commit]
    git = Git(checkout.git_dir, work_tree=checkout.work_tree, cwd=checkout.root)
    try:
        # The index is the shadow's own copy. Untracked files are entered by name, so that the diff shows them.
        git.run("add", "--intent-to-add", "--ignore-errors", "--no-warn-embedded-repo", "--", ".", deadline=deadline)
        git.run("update-index", "-q", "--refresh", deadline=deadline)
    except GitError as error:
        raise CheckoutError(Reason.UNREADABLE, f"git cannot read {checkout.root}: {error.detail}") from None
    return git, []


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
