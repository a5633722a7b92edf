"""The small interface behind which each language stands: everything that the rest needs to know of it, in one value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.axis import Axis
from worker.source.classify import LARGEST_BYTES
from worker.source.facts import FileFacts, Language

ReadFile = Callable[[str, bytes, Language], FileFacts]
"""(path relative to the root, UTF-8 text without BOM and with \\n line ends, language) -> facts.

It never raises on broken syntax (error nodes go to `parse_errors` and `broken`), does not recurse over the tree, and lets
`ParseTooSlowError` through."""


class Lexis(StrEnum):
    """How a family of languages writes comments and texts."""

    C = "c"
    """`//` and `/* */`; single, double and back quotes hold texts."""
    RUST = "rust"
    """As C, but a single quote may start a lifetime."""
    HASH = "hash"
    """`#`; triple quotes, and letters in front of a text (Python)."""
    SHELL = "shell"
    """`#` where a word starts."""


class Offer(StrEnum):
    """What is offered along an axis for a language. An axis that cannot be trusted for a language is silent there."""

    PROVEN = "proven"
    REVIEWED = "reviewed"
    BOTH = "proven and reviewed"
    """What can be proven without a model is; where a tier is set, a reviewer looks as well."""
    NOT_OFFERED = "not offered"

    @property
    def proven(self) -> bool:
        """Whether provers speak."""
        return self in (Offer.PROVEN, Offer.BOTH)

    @property
    def reviewed(self) -> bool:
        """Whether a model is asked, where there is one."""
        return self in (Offer.REVIEWED, Offer.BOTH)


@dataclass(frozen=True)
class LanguageModule:
    """One language, or several that are read alike."""

    family: str
    """One resolver answers for all languages of a family."""
    grammars: Mapping[Language, Callable[[], object]]
    """Each language with what returns its grammar's capsule."""
    extensions: Mapping[str, Language]
    """File name endings, with the dot, lower-case."""
    read: ReadFile
    lexis: Lexis | None = Lexis.C
    """How comments and texts are written; None for languages without functions."""
    resolver: str = ""
    """Where the family's resolver is: "package.module:Class". Looked up when a graph is built, so that reading alone loads
    nothing else. "" for languages of which the graph knows nothing: what they declare can be used by any program."""
    file_names: Mapping[str, Language] = field(default_factory=dict)
    """Files known by their whole name."""
    interpreters: Mapping[str, Language] = field(default_factory=dict)
    """Files without a known ending whose first line is `#!` with one of these programs."""
    offers: Mapping[Axis, Offer] = field(default_factory=dict)
    """The row of the capability table; an axis that is not named is not offered."""
    caveat: str = ""
    """What stands beside that row: how far what is offered goes, in a few words."""
    files_are_modules: bool = True
    """A file is imported as such, so that a file which nobody imports is dead as a whole (Python, JS). Otherwise the files of a
    package make one namespace, and every file's top level counts as run."""
    exports_are_listed: bool = False
    """A file offers what it exports and nothing else (JS)."""
    searched_as_text: bool = False
    """Scripts, settings and queries name what other languages declare. Every word in such a file may be a use of a symbol of
    another language: it stays among `Source.others` as well."""
    largest_bytes: int = LARGEST_BYTES
    """Of what is searched as text, files above this are not read any closer."""
    types_are_scopes: bool = True
    """Code in the body of a type finds the type's members by their bare names (Python's class bodies). Not so in Go."""
    members_in_scope: bool = False
    """Code in a class names the class's members, inherited ones too, without `this.` (Java, C#)."""
    types_by_name: bool = False
    """The name of a type may mean every type of that name in the repository, whatever its namespace: which namespaces a file
    sees is said in build files as well (C#)."""
