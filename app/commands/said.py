"""Who said what, where: everything that a command's handler may know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commits:
    """Head and base of a pull request, as GitHub answered when the command was read."""

    head: str
    base: str


@dataclass(frozen=True)
class Said:
    """One comment of one person on an issue or a pull request."""

    installation_id: int
    repository_id: int
    full_name: str
    number: int
    on_pull_request: bool
    comment_id: int
    updated_at: str
    """Part of the comment's identity: an edited comment can command anew."""
    user_id: int
    login: str
    commits: Commits | None = None
    """Asked for only where the comment starts an audit of a pull request."""

    @property
    def pull_number(self) -> int | None:
        """The pull request's number, None on a plain issue."""
        return self.number if self.on_pull_request else None
