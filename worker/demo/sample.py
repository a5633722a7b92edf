"""The repository that the demo audits: a small shop for parcel quotes, with dead code, traps and two bugs planted in it.

It is kept as text files below `parcels/`, one tree per branch, so that nobody takes it for code of ours.
"""

from pathlib import Path

NAME = "parcels"
BRANCH = "surcharges"
PULL_TITLE = "Add surcharges to every quote"
PULL_BODY = "Fuel and heavy parcels cost extra from next month on."

_TREES = Path(__file__).parent / "parcels"


def main() -> dict[str, str]:
    """The default branch: path to text."""
    return _tree("main")


def pull_request() -> dict[str, str]:
    """The branch of the pull request, whole: the default branch with what the pull request changes."""
    return main() | _tree("pull_request")


def _tree(name: str) -> dict[str, str]:
    root = _TREES / name
    files = sorted(path for path in root.rglob("*.txt") if path.is_file())
    return {path.relative_to(root).as_posix().removesuffix(".txt"): path.read_text(encoding="utf-8") for path in files}
