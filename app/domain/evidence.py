"""Evidence: what a machine can check again. Never prose.

Paths are POSIX and relative to the repository's root; lines are 1-based and inclusive.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Evidence(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    rechecked: bool = False
    how: str = ""
    """A shell command that shows the same, run at the repository's root at the audited commit."""


class Place(BaseModel):
    """A line of a file, with its text as it stands there (line end stripped)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    line: int = Field(ge=1)
    text: str = ""


class Region(BaseModel):
    """A range of lines of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)


class Quote(_Evidence):
    r"""The exact text of consecutive lines: `text` is what stands at `line_start..line_end`, byte for byte, joined by \\n."""

    kind: Literal["quote"] = "quote"
    file: str
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)
    text: str


class Search(_Evidence):
    """A regular expression (Rust regex syntax) over `scope` globs that finds exactly `hits` (all of them, `total` many)."""

    kind: Literal["search"] = "search"
    pattern: str
    scope: tuple[str, ...] = ("**",)
    hits: tuple[Place, ...]
    total: int = Field(ge=0)


class Absence(_Evidence):
    """A regular expression (Rust regex syntax) that finds nothing in `scope` outside the `except_regions`."""

    kind: Literal["absence"] = "absence"
    pattern: str
    scope: tuple[str, ...] = ("**",)
    except_regions: tuple[Region, ...] = ()


class GraphFact(_Evidence):
    """What the reference graph says of one symbol: who refers to it, and whether any root reaches it."""

    kind: Literal["graph"] = "graph"
    file: str
    symbol: str
    state: Literal["unreachable", "test_only", "reachable", "unknown"]
    referrers: tuple[Place, ...] = ()
    """Places that refer to it at all (from code that is itself not reached, or from tests)."""
    roots: int = Field(ge=0)
    """How many roots the search started from."""


class Rule(_Evidence):
    """A rule of a tool that fired at a place."""

    kind: Literal["rule"] = "rule"
    id: str
    tool: str
    file: str
    line: int = Field(ge=1)


class Coverage(_Evidence):
    """What a coverage report in the repository says of a range of lines: how often they ran in the tests, all together."""

    kind: Literal["coverage"] = "coverage"
    file: str
    line_start: int = Field(ge=1)
    line_end: int = Field(ge=1)
    hits: int = Field(ge=0)
    source: str
    """The report: Istanbul, lcov, Cobertura, coverage.py."""


class Similarity(_Evidence):
    """Two functions do the same, so far as `clone` says; both are quoted beside it.

    Leaves are words, numbers, texts and signs without comments and layout (`worker.source.leaves`).
    """

    kind: Literal["similarity"] = "similarity"
    clone: Literal["exact", "renamed", "near", "inline", "semantic"]
    """The leaves are equal; or they are once the names that only the function sees are numbered in their order.

    Near: they are but for differences that leave the job as it is (`worker.index.differences`). Inline: the body of the other
    stands in the one (`worker.index.inline`). Semantic: a reviewer says that one could stand in for the other.
    """
    file: str
    symbol: str
    line: int = Field(ge=1)
    """Of the name."""
    other_file: str
    other_symbol: str
    other_line: int = Field(ge=1)
    lines: tuple[int, int] | None = None
    """Inline: the lines of the one that are what the other does."""
    leaves: int = Field(ge=1)
    """In common: of all; for near and inline of what stands behind the signature."""
    score: float = Field(ge=0, le=1)
    """The share of leaves that are the same; of semantic twins the mean of the two scores below."""
    code_score: float | None = Field(None, ge=-1, le=1)
    """Of semantic twins: the cosine of their vectors in the view of code."""
    words_score: float | None = Field(None, ge=-1, le=1)
    """The same in the view of words: name, parameters, documentation, what is called."""
    model: str = ""
    """The embedding model that made the vectors."""


Evidence = Annotated[Quote | Search | Absence | GraphFact | Rule | Coverage | Similarity, Field(discriminator="kind")]
