"""What is alike without being the same thing twice: kept out by where it lies, what it is called, and how little it does.

Each rule has a test. They are about groups of functions whose leaves are the same.
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from worker.index.member import Member
from worker.source.classify import is_shown
from worker.source.facts import Symbol, SymbolKind

FEWEST = 28
"""Leaves of a function: a shorter one is written anew faster than it is found."""
FEWEST_NEAR = 45
"""Leaves of an edited copy: what is shorter is alike by chance."""
FEWEST_NEAR_STRAIGHT = 70
"""The same, of code that decides nothing."""
FEWEST_SAME_NAME = 60
"""Leaves of methods of one name in several classes: most of them answer the same framework, which calls each by that name."""
FEWEST_FIXED = 100
"""Leaves of what a language or a framework asks for by its name, and of constructors."""
FEWEST_STRAIGHT = 45
"""Leaves of code that decides nothing: a list of calls or of fields."""

_TOLD_APART = re.compile(
    r"(^|/)(migrations?|versions|alembic|templates?|scaffold\w*|skeletons?|boilerplate|cookiecutter\w*|stubs?|mocks?|fakes?|dist|build"
    r"|generated|snapshots?|benchmarks?|upgrades?|playgrounds?|vendor\w*)/|migration",
    re.IGNORECASE,
)
"""Places where a copy is meant to stay as it is: past migrations, what others copy from, what stands in for something."""
_PLATFORM = re.compile(
    r"(?<![a-z])(windows|win32|win|linux|macos|darwin|osx|unix|posix|freebsd|openbsd|netbsd|bsd|android|ios|web|wasm|native|desktop|mobile"
    r"|server|client|browser|node|x86|x64|amd64|arm64|arm|py2|py3|sync|async|cpu|gpu|cuda)(?![a-z])",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?<=[A-Za-z])[_-]?v\d+(?![A-Za-z])", re.IGNORECASE)
"""What is written beside the version before it: `client_v2`."""
_VERSION = re.compile(r"(?<![a-z])v?\d+([._]\d+)*(?![a-z])", re.IGNORECASE)
_FIXED = re.compile(
    r"__\w+__|constructor|Convert|ConvertBack|main|init|setup|equals|hashCode|toString|compareTo|clone|Equals|GetHashCode|ToString|CompareTo|Dispose"
    r"|String|Error|Unwrap|Len|Less|Swap|Push|Pop|MarshalJSON|UnmarshalJSON|Scan|Value|fmt|drop|default|from|try_from|eq|partial_cmp|cmp"
    r"|hash|deref|deref_mut|next|expecting|(?:visit|depart|enter|leave|exit)_?\w+|componentDid\w+|render|ng[A-Z]\w+|on[A-Z]\w*|handle[A-Z]\w*|get[A-Z]\w*|set[A-Z]\w*"
)


_HANDLER = re.compile(r"\w+_[A-Z][A-Za-z]+")
"""What C#'s designers call the answer to an event: `Form_DragEnter`."""
_ASKED_FOR = re.compile(
    r"__\w+__|main|setup|teardown|register|handler|loader|action|middleware|map(?:State|Dispatch)ToProps|get(?:ServerSide|Static)Props"
)
"""Functions that somebody else looks for by their names."""


def kept_out(file: str) -> bool:
    """Whether what a file holds may repeat what is elsewhere: examples, templates, past migrations, built files."""
    return is_shown(file) or _TOLD_APART.search(file) is not None


def is_told(members: Sequence[Member]) -> bool:
    """Whether a group of functions that look the same is the same thing twice."""
    size = members[0].body.size
    return size >= _fewest(members) and not _are_variants(members)


def _fewest(members: Sequence[Member]) -> int:
    names = {member.symbol.name for member in members}
    least = FEWEST
    if not members[0].body.decides:
        least = FEWEST_STRAIGHT
    if len(names) == 1 and any(_may_be_called_by_others(member.symbol) for member in members):
        least = max(least, FEWEST_SAME_NAME)
    if any(_is_asked_for(member) for member in members) or len({member.symbol.decorators for member in members}) > 1:
        # Each is registered under something of its own, and has to be there for it.
        least = FEWEST_FIXED
    return least


def _may_be_called_by_others(symbol: Symbol) -> bool:
    """Whether a method may answer a framework or a base: not one that belongs to its class alone, or to no object."""
    own = symbol.name.startswith("_") or not symbol.modifiers.isdisjoint({"private", "static"})
    return symbol.kind is SymbolKind.METHOD and not own


def may_answer(symbol: Symbol) -> bool:
    """Whether a method may be there because a base or an interface asks for it: in Go, when it starts in upper case."""
    hidden = symbol.file.endswith(".go") and not symbol.name[:1].isupper()
    return _may_be_called_by_others(symbol) and not hidden


def _is_asked_for(member: Member) -> bool:
    """Whether somebody else chose the name, or the function makes an object of its class."""
    symbol = member.symbol
    if symbol.kind is not SymbolKind.METHOD:
        return _ASKED_FOR.fullmatch(symbol.name) is not None
    owner = (symbol.parent or "").rpartition(".")[2]
    return symbol.name == owner or symbol.name.lstrip("_") == "init" or _FIXED.fullmatch(symbol.name) is not None


def _are_variants(members: Sequence[Member]) -> bool:
    """Whether the files differ by a platform or a version alone: each is built, or served, without the others."""
    if len({(member.file.file, member.symbol.qualname) for member in members}) < len(members):
        # Overloads: one for each type.
        return True
    paths = {member.file.file for member in members}
    if len(paths) < len(members):
        return False
    if len({_NEXT.sub("", path) for path in paths}) == 1:
        return True
    for word in (_PLATFORM, _VERSION):
        if all(word.search(path) for path in paths) and len({word.sub("", path) for path in paths}) == 1:
            return True
    stems = {PurePosixPath(path).with_suffix("") for path in paths}
    # The same file in two languages, or beside what it was compiled to.
    return len(stems) == 1


def is_told_near(one: Member, other: Member) -> bool:
    """Whether two functions that are alike are large enough for their likeness to be more than chance, and no variants."""
    members = sorted((one, other), key=lambda member: member.body.size)
    least = max(FEWEST_NEAR if members[0].body.decides else FEWEST_NEAR_STRAIGHT, _fewest(members))
    if any(_HANDLER.fullmatch(member.symbol.name) for member in members):
        least = FEWEST_FIXED
    asked_for = all(member.symbol.kind is SymbolKind.METHOD and member.symbol.bases for member in members)
    # Two types that answer one trait of Rust are made of other parts, whatever the text says.
    return members[0].body.size >= least and not (asked_for or _are_variants(members) or _overrides(one, other))


def _overrides(one: Member, other: Member) -> bool:
    """Whether one is a method of a class that is made from the other's, and says there what is different."""
    return _is_made_from(one, other) or _is_made_from(other, one)


def _is_made_from(one: Member, other: Member) -> bool:
    parent = (other.symbol.parent or "").rpartition(".")[2]
    classes = (symbol for symbol in one.file.symbols if symbol.qualname == one.symbol.parent)
    return any(parent and re.search(rf"\b{re.escape(parent)}\b", base) for symbol in classes for base in symbol.bases)
