"""Rust's attributes: which lie in front of an item, and what they say about its use.

https://doc.rust-lang.org/reference/attributes.html
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from worker.source.rust_words import HARMLESS_ATTRIBUTES, PURE_DERIVES

_BETWEEN = re.compile(rb"(?:\s|//[^\n]*\n|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"\s*(?:unsafe\s*\(\s*)?(\w+(?:\s*::\s*\w+)*)")
_FOR_TESTS = re.compile(r"cfg\s*\(\s*(?:test|all\s*\((?:[^()]|\([^()]*\))*\btest\b.*)\s*\)", re.DOTALL)
_TEST_MARKS = frozenset(
    {"test", "bench", "rstest", "test_case", "quickcheck", "proptest", "wasm_bindgen_test", "fixture", "gtest", "apply"}
)
_PROCEDURAL = frozenset({"proc_macro", "proc_macro_derive", "proc_macro_attribute"})
_SILENCING = frozenset({"dead_code", "unused", "warnings"})


class Attributes:
    """The outer attributes of one file, to be found by the item that they lie in front of."""

    def __init__(self, text: bytes, nodes: Iterable[Node]) -> None:
        self._text = text
        self._nodes = sorted(nodes, key=lambda node: node.start_byte)
        self._ends = [node.end_byte for node in self._nodes]

    def before(self, item: Node) -> list[Node]:
        """Return the attributes of an item, in the order of the text."""
        found: list[Node] = []
        start = item.start_byte
        at = bisect_right(self._ends, start) - 1
        while at >= 0:
            node = self._nodes[at]
            if _BETWEEN.fullmatch(self._text, node.end_byte, start) is None:
                break
            found.append(node)
            start = node.start_byte
            at -= 1
        return found[::-1]


def written(text: str) -> tuple[str, ...]:
    """Return what an attribute `#[...]` or `#![...]` holds; what `cfg_attr` holds stands for itself."""
    inner = text.strip().removeprefix("#").lstrip().removeprefix("!").lstrip().removeprefix("[").removesuffix("]").strip()
    return tuple(_unfolded(inner))


def _unfolded(inner: str) -> Iterator[str]:
    if not inner.startswith("cfg_attr"):
        yield inner
        return
    parts = list(split(inner.partition("(")[2].rstrip().removesuffix(")")))
    for part in parts[1:]:
        yield from _unfolded(part.strip())


def split(text: str) -> Iterator[str]:
    """Split at the commas that lie in no brackets or strings."""
    depth, start, quoted = 0, 0, False
    for at, char in enumerate(text):
        if char == '"' and text[at - 1 : at] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            yield text[start:at]
            start = at + 1
    if text[start:].strip():
        yield text[start:]


def name_of(attribute: str) -> str:
    """Return an attribute's path: `tokio::main`."""
    found = _NAME.match(attribute)
    return re.sub(r"\s", "", found[1]) if found else attribute


def for_tests(attributes: Iterable[str]) -> bool:
    """Whether the attributes compile an item for tests alone, or mark it as one."""
    return any(_FOR_TESTS.fullmatch(one.strip()) or _mark(one) in _TEST_MARKS for one in attributes)


def _mark(attribute: str) -> str:
    return name_of(attribute).rpartition("::")[2]


def is_procedural(attributes: Iterable[str]) -> bool:
    """Whether the compiler calls the function: a procedural macro."""
    return any(name_of(one) in _PROCEDURAL for one in attributes)


def allows_dead_code(attributes: Iterable[str]) -> bool:
    """Whether the author knows that the item may be unused."""
    silencing = (one for one in attributes if name_of(one) in ("allow", "expect"))
    return any(_SILENCING.intersection(re.findall(r"\w+", one)) for one in silencing)


def reason(attributes: Iterable[str]) -> str:
    """Return why attributes make it unknown whether their item is used, in words; "" when they do not."""
    attributes = tuple(attributes)
    if allows_dead_code(attributes):
        return "its author allows it to be unused"
    for one in attributes:
        name = name_of(one)
        if name == "derive":
            for derived in split(one.partition("(")[2].rstrip().removesuffix(")")):
                if derived.strip().rpartition("::")[2].strip() not in PURE_DERIVES:
                    return f"#[derive({derived.strip()})] may use it"
        elif name.partition("::")[0] not in HARMLESS_ATTRIBUTES and _mark(one) not in HARMLESS_ATTRIBUTES | _TEST_MARKS:
            return f"#[{name}] may use it"
    return ""
