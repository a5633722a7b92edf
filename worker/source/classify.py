"""What kind of file a path and its bytes speak of: test, vendored, generated, minified, binary."""

import re

LARGEST_BYTES = 1 << 20
"""Files above this are searched for names, but not parsed."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 starts (PowerShell writes such)."""

_TEST_FOLDERS = re.compile(r"(^|/)(tests?|__tests__|__mocks__|spec|e2e|testdata|fixtures)/|^t/", re.IGNORECASE)
_TEST_FILES = re.compile(
    r"(^|/)((test_[^/]*|[^/]*_tests?|conftest|tests)\.py|[^/]*\.(test|spec|e2e|cy|stories)\.[cm]?[jt]sx?)$", re.IGNORECASE
)
_SHOWN = re.compile(r"(^|/)(docs?|documentation|examples?|samples?|demos?|tutorials?|snippets)/", re.IGNORECASE)
_VENDORED = re.compile(
    r"(^|/)(vendor|vendors|vendored|_vendor|_vendored_packages|third[-_]?party|3rdparty|extern|node_modules"
    r"|bower_components|jspm_packages|site-packages|dist-packages|\.venv|venv|\.tox|\.yarn)/",
    re.IGNORECASE,
)
_GENERATED_NAMES = re.compile(
    r"(^|/)([^/]*_pb2(_grpc)?\.py|[^/]*_pb\.(js|ts)|[^/]*\.pb\.(js|ts)|[^/]*\.g\.ts|[^/]*\.(g|g\.i|[Dd]esigner|[Gg]enerated)\.cs|obj/([^/]+/)*[^/]*\.cs|package-lock\.json|npm-shrinkwrap\.json"
    r"|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Cargo\.lock|composer\.lock|Gemfile\.lock)$"
)
_GENERATED_WORDS = re.compile(
    rb"@generated\b|\bDO NOT (?:EDIT|MODIFY)\b|\bdo not edit\b(?: (?:by hand|manually|this file))?"
    rb"|\b(?:auto[- ]?generated|automatically generated|file generated) (?:by|from|file|code|with)\b|<auto-?generated\b",
    re.IGNORECASE,
)
_COMPILED = re.compile(rb"""Object\.defineProperty\(exports, ['"]__esModule['"]|\(this && this\.__\w+\)""")
"""What TypeScript and Babel write at the top of what they compile."""
_HEAD = 2048
_COMMENT_START = re.compile(rb"^\s*(?:#|//|/\*|\*|<!--|--|;|\"\"\"|''')")


def is_test(path: str) -> bool:
    """Whether the file belongs to a test suite, by where it lies and how it is named."""
    return bool(_TEST_FOLDERS.search(path) or _TEST_FILES.search(path))


def is_shown(path: str) -> bool:
    """Whether the file is there to be read by people rather than to be run: examples and documentation."""
    return bool(_SHOWN.search(path))


def is_vendored(path: str) -> bool:
    """Whether the file is a copy of someone else's code, by where it lies."""
    return bool(_VENDORED.search(path))


def is_generated(path: str, text: bytes) -> bool:
    """Whether a machine wrote the file: by its name, or because a comment near its top says so."""
    if _GENERATED_NAMES.search(path):
        return True
    head = text[:_HEAD]
    if path.endswith((".js", ".cjs", ".mjs")) and (_COMPILED.search(head) or b"\n//# sourceMappingURL=" in text[-_HEAD:]):
        return True
    if not _GENERATED_WORDS.search(head):
        return False
    return any(_COMMENT_START.match(line) and _GENERATED_WORDS.search(line) for line in head.split(b"\n"))


def is_minified(path: str, text: bytes) -> bool:
    """Whether the file was made for machines: `.min.` in its name, or lines so long that nobody reads them."""
    if re.search(r"[.-]min\.[^/]+$", path):
        return True
    lines = text.count(b"\n") + 1
    return len(text) > 5000 and len(text) / lines > 400


def is_binary(text: bytes) -> bool:
    """Whether the file is no text: it has a NUL byte in its first 8 KiB (git's rule) and no mark of UTF-16."""
    return b"\0" in text[:8192] and not text.startswith(UTF_16)
