"""Reading Bash and its relatives: functions, global variables, commands, and what is sourced.

Every function is global however deep it is declared, and so is every variable that is not declared `local`. A word of a command
may name a function, so that words are references by name only; the first word of a command is one for sure.
"""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from worker.source.bash_flows import Flows
from worker.source.bash_paths import Paths
from worker.source.bash_quoted import quoted
from worker.source.classify import is_test
from worker.source.facts import FileFacts, Language, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.queries import Declared, QueryReader

_TEST = re.compile(rb"^[ \t]*(?P<head>@test[ \t]+[^\n]*?)(?P<open>\{[ \t]*)$", re.MULTILINE)
_GUARD = re.compile(
    rb"BASH_SOURCE(?:\[0\]|\[-1\])?\}?[\"']?[ \t]*(?:==?|!=|-ef)[ \t]*[\"']?\$\{?0"
    rb"|\$\{?0\}?[\"']?[ \t]*(?:==?|!=|-ef)[ \t]*[\"']?\$\{?BASH_SOURCE"
    rb"|basename[^\n]*\$\{?0[^\n]*=|\$\{0##\*/\}[\"']?[ \t]*(?:==?|!=)|\bcase[ \t]+[\"']?\$\{?0"
    rb"|FUNCNAME[^\n]*\bsource\b|is_?sourced\b"
    rb"|\(return\b[^)\n]*\)|\$\{?#BASH_SOURCE|\$\{?ZSH_EVAL_CONTEXT|\bBASH_SOURCE\[1\]"
)
"""How a script asks whether it is run or sourced."""
_SAYS_IT = re.compile(
    rb"\b(?:be|being|get|is|are|are to be|when|if|you)[ \t]+sourced\b|\bsource (?:this|me|it)\b|\bsourced?,? (?:not|rather)\b",
    re.IGNORECASE,
)
"""A script that tells people to source it."""
_GUARD_WORDS = (b"BASH_SOURCE", b"basename", b"{0##*/}", b"case", b"FUNCNAME", b"sourced", b"(return", b"ZSH_EVAL_CONTEXT")
_EXPORTS_ALL = re.compile(rb"^[ \t]*set[ \t]+(?:-\w*a|-o[ \t]+allexport)|^#![^\n]*[ \t]-\w*a", re.MULTILINE)
_FLAGS = re.compile(r"[-+](\w+)")
_TOKEN = re.compile(r"(?<!\w)[A-Za-z_]\w*+(?:[-:]++\w++)++")
_WORD = re.compile(r"[A-Za-z_]\w*")
_QUIET = frozenset(
    b"source . set shopt umask trap : true false [ test return alias unalias hash bind complete compopt unset export readonly"
    b" declare typeset local autoload emulate setopt unsetopt builtin enable ulimit exit command type".split()
)
"""Commands that set things up for code that comes later."""
_TESTS = re.compile(
    rb"assert|shunit|expect|PASS|FAIL|\bTAP\b|\bnot ok\b|^[ \t]*(?:function[ \t]+)?test_?[A-Z_]\w*[ \t]*\(\)", re.MULTILINE
)
_COMMENT = re.compile(rb"^[ \t]*#(?!!)[ \t]?(.*)$")

_SET = re.compile(rb"[ \t]*(?:readonly[ \t]+)?\w+=([^\n]{5})")
_PALETTE = 4
"""So many lines one under another that set variables to values which begin alike are a palette, and kept whole."""


class BashReader(QueryReader):
    """One script."""

    declarations = """
    (function_definition name: (word) @name) @function
    (variable_assignment name: (variable_name) @name) @variable
    """
    uses = """
    (command_name (word) @name)
    (variable_name) @name
    [(string_content) (raw_string) (heredoc_body) (heredoc_content) (ansi_c_string) (regex) (extglob_pattern)] @string
    (word) @word
    (comment) @comment
    (command) @command
    [(simple_expansion) (expansion) (command_substitution)] @expansion
    (for_statement) @for
    (variable_assignment) @assignment
    """

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        self._tests: set[int] = set()
        """Where bats's tests start, which are written as functions for the grammar."""
        self._rows: list[bytes] | None = None
        """What the value begins with that each line sets."""
        if path.endswith(".bats"):
            text = _TEST.sub(self._as_function, text)
        super().__init__(path, text, language)
        self._marks: dict[int, tuple[str, ...]] = {}
        self._exports_all = bool(_EXPORTS_ALL.search(text))
        self._functions: list[Declared] = []
        self._names: set[str] = set()
        self._in_strings: set[tuple[str, str]] = set()
        self._words: dict[int, str] = {}
        """The first word of each command, by the command's id."""

    def _as_function(self, found: re.Match[bytes]) -> bytes:
        self._tests.add(found.start("head"))
        indent = found[0][: found.start("head") - found.start()]
        return indent + b"t()".ljust(len(found["head"])) + found["open"]

    def is_test(self, path: str, text: bytes) -> bool:
        """Whether the script tests something: `test-connection.sh` may be a program, unless it says what is expected."""
        return is_test(path) and (
            is_test(f"{posixpath.dirname(path)}/a.sh") or path.endswith(".bats") or bool(_TESTS.search(text))
        )

    # -- declarations -----------------------------------------------------------------------------------------------------

    def _declared(self, root: Node) -> list[Declared]:
        found = super()._declared(root)
        self._functions = [one for one in found if one.kind is SymbolKind.FUNCTION]
        starts = [one.node.start_byte for one in self._functions]
        local = self._locals(root, starts)
        kept = []
        for one in found:
            if one.kind is SymbolKind.FUNCTION:
                if one.node.start_byte not in self._tests:
                    kept.append(one)
            elif self._is_global(one, self._around(starts, one.node.start_byte), local):
                kept.append(one)
        self._functions = [one for one in kept if one.kind is SymbolKind.FUNCTION]
        self._names = {one.name for one in self._functions}
        return kept

    def _around(self, starts: list[int], byte: int) -> int:
        """Return the number of the innermost function around a byte; -1 for none."""
        at = bisect_right(starts, byte) - 1
        while at >= 0 and self._functions[at].node.end_byte <= byte:
            at -= 1
        return at

    def _locals(self, root: Node, starts: list[int]) -> set[tuple[int, str]]:
        """Return the names that are declared local, each with its function's number."""
        found: set[tuple[int, str]] = set()
        for node in self.captures("(declaration_command) @declaration", root).get("declaration", ()):
            keyword = node.children[0].type
            function = self._around(starts, node.start_byte)
            if function >= 0 and keyword in ("local", "declare", "typeset") and "g" not in self._flags(node):
                for child in node.named_children:
                    name = child.child_by_field_name("name") if child.type == "variable_assignment" else child
                    if name is not None and name.type == "variable_name":
                        found.add((function, self.string_of(name)))
        return found

    def _flags(self, node: Node) -> str:
        words = [self.string_of(one) for one in node.named_children if one.type == "word"]
        return "".join(found[1] for word in words if (found := _FLAGS.fullmatch(word)))

    def _is_global(self, one: Declared, function: int, local: set[tuple[int, str]]) -> bool:
        around = one.node.parent
        if around is None or around.type in ("command", "c_style_for_statement") or (function, one.name) in local:
            return False
        if around.type == "declaration_command":
            keyword, flags = around.children[0].type, self._flags(around)
            if keyword == "local" or "n" in flags:
                return False
            if keyword == "export" or "x" in flags:
                self._marks[one.name_node.start_byte] = ("export",)
            elif keyword == "readonly" or "r" in flags:
                one.kind = SymbolKind.CONSTANT
        if self._exports_all:
            self._marks[one.name_node.start_byte] = ("export",)
        return True

    def owner(self, _declared: Declared) -> str | None:
        """All names are global."""
        return ""

    def decorators(self, declared: Declared) -> tuple[str, ...]:
        """Return "export" for variables that programs see which are started from here."""
        return self._marks.get(declared.name_node.start_byte, ())

    def _symbol(self, one: Declared) -> Symbol:
        symbol = super()._symbol(one)
        docstring = self._comment_above(one.node.start_byte)
        if symbol.kind is not SymbolKind.FUNCTION and not symbol.held and self._in_palette(symbol.line_start):
            return replace(symbol, parent=None, docstring=docstring, held="it is one of a palette")
        return replace(symbol, parent=None, docstring=docstring)

    def _in_palette(self, line: int) -> bool:
        """Whether the lines around set variables to values that begin just like the one on this line."""
        if self._rows is None:
            self._rows = [found[1] if (found := _SET.match(row)) else b"" for row in self.text.split(b"\n")]
        rows, first, last = self._rows, line - 1, line - 1
        while first > 0 and rows[first - 1] == rows[line - 1]:
            first -= 1
        while last + 1 < len(rows) and rows[last + 1] == rows[line - 1]:
            last += 1
        return rows[line - 1] != b"" and last - first + 1 >= _PALETTE

    def _comment_above(self, byte: int) -> str | None:
        lines: list[str] = []
        end = self.text.rfind(b"\n", 0, byte)
        while end > 0:
            start = self.text.rfind(b"\n", 0, end) + 1
            found = _COMMENT.match(self.text[start:end])
            if found is None:
                break
            lines.append(found[1].decode("utf-8", "replace"))
            end = start - 1
        return "\n".join(reversed(lines)).strip("# \n") or None

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        super()._use(found, declared)
        named = {node.start_byte for node in found.get("name", ())} | {one.name_node.start_byte for one in declared}
        for node in found.get("word", ()):
            if node.start_byte not in named:
                self._string(node)
        self._nested()
        commands = found.get("command", [])
        paths = Paths(self, found.get("expansion", []))
        flows = Flows(self, commands, *(found.get(kind, []) for kind in ("expansion", "for", "assignment")))
        self.facts.flows.extend(dict.fromkeys([*flows.flows(), *quoted(self, commands, found.get("string", ()))]))
        self.facts.imports.extend(paths.imports(commands, flows.values))
        self.facts.acts = any(self._acts(node) for node in commands)
        self.facts.main_guard = (
            (any(word in self.text for word in _GUARD_WORDS) and _GUARD.search(self.text) is not None)
            or (b"ource" in self.text and _SAYS_IT.search(self.text) is not None)
            or any(self.command_word(node) == "return" and not self.scope_at(node.start_byte) for node in commands)
        )

    def _refer(self, node: Node, form: ReferenceForm, receiver: str | None) -> None:
        name = self.string_of(node).lstrip("\\")
        if name[:1].isalpha() or name[:1] in ("_", ":", "-", "@", "+"):
            line, scope = node.start_point[0] + 1, self.scope_at(node.start_byte)
            self.facts.references.append(Reference(name, line, form, scope, receiver))

    def _string(self, node: Node) -> None:
        text = self.string_of(node)
        names = _WORD.findall(text)
        if "-" in text or ":" in text:
            names += _TOKEN.findall(text)
        if names:
            scope, known = self.scope_at(node.start_byte), self._in_strings
            for name in names:
                # Once in each function: that the other places name it too is found by the search for its name.
                if (scope, name) not in known:
                    known.add((scope, name))
                    line = node.start_point[0] + 1 + (text.count("\n", 0, text.find(name)) if "\n" in text else 0)
                    self.facts.references.append(Reference(name, line, ReferenceForm.STRING, scope))

    def _nested(self) -> None:
        """A function that is declared in another one is there only when that one has run."""
        around: list[Declared] = []
        for one in self._functions:
            while around and around[-1].node.end_byte <= one.node.start_byte:
                around.pop()
            if around and around[-1].name != one.name:
                line = self.line_of(one.node)
                self.facts.references.append(Reference(around[-1].name, line, ReferenceForm.NAME, one.name))
            around.append(one)

    def command_word(self, command: Node) -> str:
        """Return the first word of a command; "" where it is computed."""
        known = self._words.get(command.id)
        if known is None:
            known = self._words[command.id] = self._command_word(command)
        return known

    def is_function(self, name: str) -> bool:
        """Whether a function of that name is declared here."""
        return name in self._names

    def _command_word(self, command: Node) -> str:
        name = command.child_by_field_name("name")
        inner = name.named_children[0] if name is not None and name.named_children else None
        if inner is None or inner.type not in ("word", "raw_string", "string"):
            return ""
        text = self.string_of(inner)
        return "" if "$" in text or "`" in text else text.strip("\"'").lstrip("\\")

    def _acts(self, command: Node) -> bool:
        """Whether a command at the top level does more than set things up."""
        if self.scope_at(command.start_byte) or self.command_word(command).encode() in _QUIET:
            return False
        node = command.parent
        while node is not None and node.type not in ("command_substitution", "function_definition"):
            node = node.parent
        return node is None

    def words_of(self, command: Node) -> Iterator[Node]:
        """Yield the arguments of a command."""
        yield from command.children_by_field_name("argument")


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Return the facts of a script."""
    return BashReader(path, text, language).read()
