"""What the words of a Rust file mean: names, paths, methods, fields, and what stands among the arguments of macros."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from tree_sitter import Node

from worker.source.facts import Dynamic, DynamicForm, Import, ImportForm, Reference, ReferenceForm
from worker.source.queries import WORD, Declared, QueryReader
from worker.source.rust_attributes import name_of, written
from worker.source.rust_words import PLAIN_MACROS, PRIMITIVE_TYPES

USES = """
(line_comment) @comment
(block_comment) @comment
(string_content) @string
(use_declaration) @import
(extern_crate_declaration) @import
(attribute_item) @attribute
(inner_attribute_item) @inner
(macro_invocation) @invocation
(enum_variant name: (identifier) @inert)
(shorthand_field_identifier) @inert
(type_parameter name: (type_identifier) @parameter)
(identifier) @name
(type_identifier) @name
(field_identifier) @field
"""
_CALL = re.compile(rb"(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:\(|::)", re.DOTALL)
_IN_PATHS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:#"
_NO_START = frozenset({b">", b"]", b")", b"}", b"$"})
_FAR = frozenset({b" ", b"\t", b"\n", b"/"})
_JOINING = frozenset({b"", b"\n", b":", b".", b"/"})
_NEAR = 12
_LINE_END = re.compile(rb"\n")
_FIRST = itemgetter(0)
_INVOKED = re.compile(rb"(\w+)\s*!\s*[(\[{]")
_PASTED = re.compile(rb"\[<\s*([^<>]*?)\s*>\]")
_DECLARING = re.compile(rb"\b(?:fn|struct|enum|union|mod|const|static|type|trait|let|mut)\s*$")
_IN_ATTRIBUTE = re.compile(r'"((?:\w+\s*::\s*)*\w+)"')
_HOLE = re.compile(r"([A-Za-z_]\w*)?\{[^{}]*\}(\w+)?")
_LONGEST_PATH = 160
_SILENT = frozenset({"allow", "cfg", "cold", "deny", "doc", "expect", "forbid", "inline", "must_use", "repr", "test", "warn"})
"""Attributes whose words name nothing of the repository."""
_GENERATING = re.compile(rb"\bproc_macro\b|\bproc_macro2\b|\bformat_ident\s*!|\bcargo:")
_MEANT, _SKIPPED, _TOKENS = range(3)


class RustNames(QueryReader):
    """The half of the reader that says what words mean."""

    inert: set[int]
    """First bytes of names that declare something which is no symbol."""

    def _use(self, found: dict[str, list[Node]], declared: list[Declared]) -> None:
        facts = self.facts
        inert = {one.name_node.start_byte for one in declared} | self.inert
        self._parameters = {self.string_of(node) for node in found.get("parameter", ())}
        for node in found.get("import", ()):
            facts.imports.extend(self.imports(node, self.scope_at(node.start_byte)))
        for node in found.get("inert", ()):
            inert.add(node.start_byte)
            facts.asides.append((node.start_point[0] + 1, self.name_of(node)))
        self._words(found, inert)
        for node in found.get("string", ()):
            self._string(node)
        self._opening(found)
        facts.imports.append(Import(ImportForm.NAMESPACE, "crate", 1, local="crate"))
        self._computed(found)
        self._comments(found.get("comment", ()))
        self._documented(found.get("comment", []))

    # -- areas ------------------------------------------------------------------------------------------------------------

    def _areas(self, found: dict[str, list[Node]]) -> Iterator[tuple[int, int, int]]:
        """Yield the parts of the text where words do not mean what they seem to: (first byte, last byte + 1, what)."""
        end = 0
        parts = [(node, _SKIPPED) for node in found.get("import", ())]
        parts += [(node, _TOKENS) for node in found.get("macro", ())]
        for node in [*found.get("attribute", ()), *found.get("inner", ())]:
            names = {name_of(one) for one in written(self.string_of(node))}
            parts.append((node, _SKIPPED if names <= _SILENT else _TOKENS))
        for node in found.get("invocation", ()):
            macro, tree = node.child_by_field_name("macro"), node.children[-1]
            if macro is not None and tree.type == "token_tree":
                parts.append((tree, _MEANT if self._is_plain(macro, tree) else _TOKENS))
        for node, what in sorted(parts, key=lambda one: one[0].start_byte):
            if node.start_byte >= end:
                end = node.end_byte
                yield node.start_byte, end, what

    def _is_plain(self, macro: Node, tree: Node) -> bool:
        if self.string_of(macro).rpartition("::")[2] not in PLAIN_MACROS:
            return False
        inside = _INVOKED.findall(self.text, tree.start_byte, tree.end_byte)
        return all(name.decode() in PLAIN_MACROS for name in inside)

    # -- words ------------------------------------------------------------------------------------------------------------

    def _words(self, found: dict[str, list[Node]], inert: set[int]) -> None:
        """Note what each name and each field means. One loop: most of the time of reading is spent here."""
        text, asides = self.text, self.facts.asides
        scopes, add = self._scopes, self.facts.references.append
        end_of_text = len(text) + 1
        lines = [*(at.start() for at in _LINE_END.finditer(text)), end_of_text]
        starts = [*self._starts, end_of_text]
        areas = [*sorted(self._areas(found)), (end_of_text, end_of_text, _MEANT)]
        line, at_scope, at_area = 0, 0, 0
        known: dict[bytes, str] = {}
        words = [(node.start_byte, node) for node in found.get("name", ())]
        fields = {node.start_byte for node in found.get("field", ())}
        words += [(node.start_byte, node) for node in found.get("field", ())]
        words.sort(key=_FIRST)
        for start, node in words:
            while lines[line] < start:
                line += 1
            while starts[at_scope] <= start:
                at_scope += 1
            while areas[at_area][1] <= start:
                at_area += 1
            first, _, meant = areas[at_area]
            last = text[start - 1 : start]
            if start in inert or last == b"'" or (meant == _SKIPPED and first <= start):
                continue
            end = node.end_byte
            raw = text[start:end]
            name = known.get(raw) or known.setdefault(raw, raw.decode("utf-8", "replace").removeprefix("r#"))
            if name == "Self":
                continue
            if last in _FAR:
                # Most names stand behind something on their line that is no path.
                near = text[max(0, start - _NEAR) : start].rstrip(b" \t")
                before = self._before(start) if near[-1:] in _JOINING else b""
            else:
                before = text[start - 2 : start]
            form, receiver = ReferenceForm.NAME, None
            if meant == _TOKENS and first <= start:
                form = ReferenceForm.TOKEN
            elif before == b"::":
                form = ReferenceForm.ATTRIBUTE
                parts = self._path_before(start)
                if parts[:1] == ["std"]:
                    asides.append((line + 1, name))
                    continue
                receiver = self._receiver(parts)
            elif start in fields or (first <= start and before[1:] == b"." and before != b".."):
                # Among the arguments of a macro the parser does not tell methods from fields.
                if text[end : end + 1] != b"(" and not _CALL.match(text, end):
                    asides.append((line + 1, name))
                    continue
                form = ReferenceForm.ATTRIBUTE
                receiver = "self" if _on_self(text, start) else None
            scope = scopes[at_scope - 1] if at_scope else ""
            add(Reference(name, line + 1, form, scope, receiver, False, False, text[end : end + 2] == b"::"))

    def _before(self, byte: int) -> bytes:
        """Return the two bytes of code before a place, over white space and comments."""
        text, comments = self.text, self.comments
        while True:
            byte = len(text[max(0, byte - _LONGEST_PATH) : byte].rstrip()) + max(0, byte - _LONGEST_PATH)
            at = bisect_left(comments, (byte, 0)) - 1
            # The node of a doc comment ends with its line.
            if at < 0 or comments[at][1] < byte:
                return text[max(0, byte - 2) : byte]
            byte = comments[at][0]

    def _path_before(self, start: int) -> list[str]:
        before = self.text[max(0, start - _LONGEST_PATH) : start]
        head = before.rstrip(_IN_PATHS)
        path = before[len(head) :] if head[-1:] not in _NO_START and len(before) - len(head) < _LONGEST_PATH else b""
        return [part.removeprefix("r#") for part in path.decode("utf-8", "replace").split("::")[:-1]]

    def _receiver(self, parts: list[str]) -> str | None:
        """Return the dotted receiver that the graph can follow; None where only the name is known."""
        if not parts or not all(parts) or parts[0] in self._parameters or parts[-1] in PRIMITIVE_TYPES:
            return None
        if "Self" in parts:
            return "self" if len(parts) == 1 else None
        if parts[0] not in ("crate", "self", "super"):
            return ".".join(parts)
        while parts and parts[0] in ("crate", "self", "super"):
            parts = parts[1:]
        return ".".join(["crate", *parts])

    # -- what is not written ----------------------------------------------------------------------------------------------

    def _computed(self, found: dict[str, list[Node]]) -> None:
        """Note names that are put together: `[<get_ $name>]`, and formats in code that writes code."""
        text = self.text
        for pasted in _PASTED.finditer(text) if b"[<" in text else ():
            if _DECLARING.search(text, max(0, pasted.start() - 20), pasted.start()):
                continue
            parts = pasted[1].decode("utf-8", "replace").split() or [""]
            self._reaches(f"[<{pasted[1].decode('utf-8', 'replace')}>]", pasted.start(), _fixed(parts[0]), _fixed(parts[-1]))
        if _GENERATING.search(text):
            for node in found.get("string", ()):
                hole = _HOLE.fullmatch(self.string_of(node))
                if hole and (hole[1] or hole[2]):
                    self._reaches(f'"{hole[0]}"', node.start_byte, hole[1] or "", hole[2] or "")

    def _opening(self, found: dict[str, list[Node]]) -> None:
        """Note the strings in attributes that may name a module, of which others then use what is in it."""
        for node in found.get("attribute", ()):
            for path in _IN_ATTRIBUTE.findall(self.string_of(node)):
                name = path.rpartition("::")[2].strip()
                line = node.start_point[0] + 1
                self.facts.dynamic.append(Dynamic(DynamicForm.FOLDER, f'#[… "{path}"]', line, prefix=name))

    def _reaches(self, reason: str, byte: int, prefix: str, suffix: str) -> None:
        line = self.text.count(b"\n", 0, byte) + 1
        self.facts.dynamic.append(Dynamic(DynamicForm.MEMBER, reason, line, self.scope_at(byte), prefix=prefix, suffix=suffix))

    def _documented(self, comments: list[Node]) -> None:
        """Take the words of examples in doc comments for used by the item below: they are compiled as tests."""
        rows: dict[int, str] = {}
        for node in comments:
            comment = self.string_of(node)
            if "```" in comment or comment.startswith(("///", "//!")):
                rows.update(enumerate(comment.rstrip("\n").split("\n"), node.start_point[0] + 1))
        if not any("```" in row for row in rows.values()):
            return
        first_lines = {one.line_start: one.qualname for one in self.facts.symbols}
        fenced: list[int] = []
        inside, before = False, 0
        for line, row in sorted(rows.items()):
            if line != before + 1:
                self._example(fenced, rows, first_lines.get(before + 1, ""))
                fenced, inside = [], False
            if "```" in row:
                inside = not inside
            elif inside:
                fenced.append(line)
            before = line
        self._example(fenced, rows, first_lines.get(before + 1, ""))

    def _example(self, lines: list[int], rows: dict[int, str], scope: str) -> None:
        for line in lines:
            for name in dict.fromkeys(WORD.findall(rows[line])):
                self.facts.references.append(Reference(name, line, ReferenceForm.TOKEN, scope))


def _on_self(text: bytes, start: int) -> bool:
    """Whether the receiver left of the dot is `self` and nothing else."""
    before = text[max(0, start - 7) : start]
    if not before.endswith(b"self."):
        before = text[max(0, start - 60) : start].rstrip().removesuffix(b".").rstrip() + b"."
    return before.endswith(b"self.") and re.search(rb"(?:^|[^\w.])self\.$", before) is not None


def _fixed(part: str) -> str:
    return part if part and WORD.fullmatch(part) else ""
