"""Which paths a glob means."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.globs import GlobError, Globs


@pytest.mark.parametrize(
    ("pattern", "matches", "misses"),
    [
        ("**", ["a", "a/b/c", ".hidden"], []),
        ("**/*", ["a", "a/b/c"], []),
        ("*.py", ["a.py", "x/y/a.py", ".py"], ["a.pyc", "a.py/b"]),
        ("src/*.py", ["src/a.py"], ["src/x/a.py", "x/src/a.py"]),
        ("src/**", ["src/a", "src/x/y"], ["src", "x/src/a"]),
        ("src/", ["src/a", "src/x/y", "x/src/a"], ["src"]),
        ("/a.py", ["a.py"], ["x/a.py"]),
        ("**/test_*.py", ["test_a.py", "x/test_a.py"], ["x/atest_a.py"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["a/xb", "b"]),
        ("*.{ts,tsx}", ["a.ts", "x/a.tsx"], ["a.js"]),
        ("{src,lib}/**/*.{js,ts}", ["src/a.js", "lib/x/a.ts"], ["test/a.js"]),
        ("[!a]?.txt", ["bb.txt"], ["ab.txt", "b.txt"]),
        ("**/**/**/x", ["x", "a/b/c/d/e/x"], ["y"]),
        ("**/node_modules/**", ["node_modules/a", "x/node_modules/y/z"], ["node_modules"]),
        ("a+b(c).py", ["a+b(c).py"], ["aab(c).py"]),
    ],
)
def test_what_a_pattern_matches(pattern: str, matches: list[str], misses: list[str]) -> None:
    globs = Globs.of([pattern])
    assert [path for path in matches if not globs.match(path)] == []
    assert [path for path in misses if globs.match(path)] == []


def test_any_of_several_patterns_is_enough() -> None:
    globs = Globs.of(["*.py", "docs/**"])
    assert globs.match("docs/a.md")
    assert globs.match("a.py")
    assert not globs.match("a.md")
    assert not Globs.of([]).match("a")


@pytest.mark.parametrize("pattern", ["", "/", "../x", "a/../../b", "{a,b}" * 10, "x" * 2000])
def test_a_pattern_that_cannot_be_used_says_so(pattern: str) -> None:
    with pytest.raises(GlobError):
        Globs.of([pattern])


def test_a_pattern_made_to_hang_does_not() -> None:
    start = time.monotonic()
    assert not Globs.of(["*a" * 100 + "b"]).match("a" * 250)
    assert not Globs.of(["**/a/" * 60 + "b"]).match("a/" * 500 + "c")
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("pattern", ["[z-a]", "src/[9-0].py", ".", "./"])
def test_a_pattern_that_can_match_nothing_says_so(pattern: str) -> None:
    with pytest.raises(GlobError):
        Globs.of([pattern])


@pytest.mark.parametrize(
    ("pattern", "matches", "misses"),
    [
        ("/src", ["src", "src/a", "src/x/y"], ["x/src/a", "srcs/a"]),
        ("src", ["src/a", "x/src/a"], ["srcs/a"]),
        ("/src/", ["src/a"], ["x/src/a"]),
        ("/src/*", ["src/a", "src/x/y"], ["lib/a"]),
        ("/src/*.py", ["src/a.py"], ["src/x/a.py", "x/src/a.py"]),
        ("/**/*.py", ["a.py", "x/y/a.py"], ["a.ts"]),
        ("/**", ["a", "x/y"], []),
    ],
)
def test_a_pattern_may_cover_what_lies_below(pattern: str, matches: list[str], misses: list[str]) -> None:
    globs = Globs.covering([pattern])
    assert [path for path in matches if not globs.match(path)] == []
    assert [path for path in misses if globs.match(path)] == []


@given(st.text(alphabet="ab[]!*?{}-/.,^&|~\\", min_size=1, max_size=12), st.text(alphabet="ab./", min_size=1, max_size=12))
def test_every_pattern_is_usable_or_says_why_not(pattern: str, path: str) -> None:
    with contextlib.suppress(GlobError):
        assert Globs.covering([pattern]).match(path) in (True, False)
