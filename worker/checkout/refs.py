"""What a person may call a commit of a remote repository, and which one they mean."""

import re

from worker.checkout.errors import CheckoutError, Reason

_SHA = re.compile(r"[0-9a-fA-F]{40}")
# git's rules for a name (git-check-ref-format), and no leading dash: it would be taken for an option.
_FORBIDDEN = re.compile(r"^[-/.]|[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(/|$)|[/.]$|^@?$")


def is_sha(ref: str) -> bool:
    """Whether this is a full SHA."""
    return _SHA.fullmatch(ref) is not None


def wanted(ref: str | None, label: str) -> list[str]:
    """The full names that `ref` may stand for, the likeliest first: a branch, then a tag; None is the default branch.

    Raises `CheckoutError(bad_ref)` for what cannot be a name.
    """
    if ref is None or ref == "HEAD":
        return ["HEAD"]
    if _FORBIDDEN.search(ref):
        raise CheckoutError(Reason.BAD_REF, f"{ref!r} is no name of a commit of {label}; use a branch, a tag or a full SHA.")
    if ref.startswith("refs/"):
        return [ref]
    return [f"refs/heads/{ref}", f"refs/tags/{ref}"]


def pick(listing: bytes, names: list[str], ref: str | None, label: str) -> str:
    """The SHA of the first of `names` in what `git ls-remote` printed. Raises `CheckoutError(bad_ref)`."""
    found = {}
    for line in listing.decode(errors="surrogateescape").split("\n"):
        sha, _, name = line.partition("\t")
        found[name] = sha
    for name in names:
        if name in found:
            return found[name]
    if ref is None or ref == "HEAD":
        raise CheckoutError(Reason.BAD_REF, f"{label} has no commit yet; push one first.")
    hint = " Short SHAs are not looked up; write all 40 digits." if re.fullmatch(r"[0-9a-f]{4,39}", ref) else ""
    raise CheckoutError(Reason.BAD_REF, f"{label} has no branch or tag {ref!r}; check its name.{hint}")
