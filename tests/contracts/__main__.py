"""`python -m tests.contracts`: fetch what is missing, in the order that tests need it. Nothing to do takes no time."""

import sys

from tests.contracts import EXAMPLES, OPENAPI


def main() -> int:
    """Return 0 when both packages are cached, 1 after one line on stderr that says why not."""
    missing = [package for package in (OPENAPI, EXAMPLES) if not (package.folder / package.file).is_file()]
    if not missing:
        return 0
    from tests.contracts.fetch import FetchError, fetch  # only here: a cached call must stay instant

    for package in missing:
        try:
            fetch(package)
        except FetchError as error:
            print(f"make contracts: {error}", file=sys.stderr)  # noqa: T201 - the command's own output
            return 1
    return 0


sys.exit(main())
