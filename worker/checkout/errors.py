"""Why a repository could not be had, in words for people."""

from enum import StrEnum


class Reason(StrEnum):
    """What stands in the way."""

    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    TIMEOUT = "timeout"
    GONE = "gone"
    """Deleted, renamed away, or not readable with this access: GitHub does not tell these apart."""
    UNREADABLE = "unreadable"
    BAD_REF = "bad_ref"
    NOT_A_REPOSITORY = "not_a_repository"


class CheckoutError(Exception):
    """A checkout that cannot be had. `message` is one line for people: what, where, what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        self.reason = reason
        self.message = " ".join(message.split())
        super().__init__(self.message)


class MirrorBrokenError(Exception):
    """The cached mirror cannot be used as it is; it is thrown away and made again once."""
