"""What kind of file a path and its first bytes speak of: test, vendored, generated, minified, binary."""

import re

_TEST_FOLDERS = re.compile(r"(^|/)(tests?|testing|__tests__|__mocks__|specs?|e2e|testdata|fixtures)/", re.IGNORECASE)
_TEST_FILES = re.compile(
    r"(^|/)((test_[^/]*|[^/]*_tests?|conftest|tests)\.py|[^/]*\.(test|spec|e2e|cy|stories)\.[cm]?[jt]sx?)$", re.IGNORECASE
)


def is_test(path: str) -> bool:
    """Whether the file belongs to a test suite, by where it lies and how it is named."""
    return bool(_TEST_FOLDERS.search(path) or _TEST_FILES.search(path))
