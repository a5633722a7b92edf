"""Which Java files are tests: by the folder of their source set, or by their name and what they use."""

import re

_FOLDERS = re.compile(
    r"(?:^|/)(?:src/(?:test|androidTest\w*|test[A-Z]\w*|\w+Tests?|it|integration-?tests?|testFixtures|functionalTests?|e2e)"
    r"|(?:unit|integration|functional)?[-_]?tests?|testdata|test-?data|testsuite|[\w-]+-(?:tests?|testsuite|it))/",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:^|/)(?:Test[A-Z]\w*|\w+(?:Tests?|IT|ITCase|TestCase|TestSuite|Spec))\.java$")
_PACKAGE = re.compile(rb"^\s*package\s+([\w.]+)\s*;", re.MULTILINE)
_FRAMEWORK = re.compile(
    rb"^\s*import\s+(?:static\s+)?(?:org\.junit|junit\.|org\.testng|org\.mockito|org\.assertj|org\.hamcrest)", re.MULTILINE
)


def source_root(path: str, package: str) -> str:
    """Return the folder below which the folders are named like the package, "" for the repository's root."""
    folder = path.rpartition("/")[0]
    inside = package.replace(".", "/")
    if inside and (folder == inside or folder.endswith("/" + inside)):
        return folder[: len(folder) - len(inside)].rstrip("/")
    return folder


def is_java_test(path: str, text: bytes) -> bool:
    """Whether a file is a test. A package that is called `test` makes none: only the folders above the packages count."""
    named = _PACKAGE.search(text)
    root = source_root(path, named[1].decode() if named else "")
    if _FOLDERS.search(f"{root}/"):
        return True
    return "src/main" not in root and bool(_NAMES.search(path) and _FRAMEWORK.search(text))
