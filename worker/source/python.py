"""Python: what one file declares, imports and uses."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from worker.source.facts import FileFacts, Language, ReferenceForm, Symbol, SymbolKind
from worker.source.grammars import broken_lines, grammar, parse
from worker.source.python_declarations import PythonDeclarations
from worker.source.python_dynamic import bare_access, computed_access, computed_name, special_attribute
from worker.source.python_giving import given, is_looked_into, labels, pass_on
from worker.source.python_scopes import Scope
from worker.source.python_strings import WORD, doctest_lines, names_a_path, names_in_string, names_in_type_comment


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read the facts of one Python file (`text`: UTF-8, no BOM)."""
    return PythonReader(path, text, language).read()


class PythonReader(PythonDeclarations):
    """One walk over one file, from its bytes to its facts."""

    def read(self) -> FileFacts:
        """Walk the file and return its facts."""
        root = parse(self.text, self.facts.language).root_node
        self.facts.broken = broken_lines(root)
        self.facts.parse_errors = len(self.facts.broken)
        found = QueryCursor(_comments()).captures(root).get("comment", [])
        self.comments = sorted((comment.start_byte, comment.end_byte) for comment in found)
        stack = self.stack
        stack.append((root, self.module, None))
        while stack:
            node, scope, up = stack.pop()
            kind = node.type
            here = (node, kind, up)
            handler = _HANDLERS.get(kind)
            if handler is not None:
                self.here = here
                handler(self, node, scope)
            elif kind not in _LEAVES:
                stack.extend([(child, scope, here) for child in reversed(node.named_children)])
        self._finish()
        return self.facts

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _identifier(self, node: Node, scope: Scope) -> None:
        name, line = self.string_of(node), node.start_point[0] + 1
        bare_access(self, node, name, line, scope)
        handed_on, kept_as = given(self)
        looked_into = is_looked_into(self)
        self.use(name, node, scope, line=line, given=handed_on, kept_as=kept_as, as_receiver=looked_into)

    def _attribute(self, node: Node, scope: Scope) -> None:
        special_attribute(self, node, scope)
        handed_on, kept_as = given(self)
        self.attribute(node, scope, given=handed_on, kept_as=kept_as)

    def _call(self, node: Node, scope: Scope) -> None:
        function = node.child_by_field_name("function")
        if function is not None and self.string_of(function) in ("__all__.extend", "__all__.append") and scope is self.module:
            arguments = node.child_by_field_name("arguments")
            if arguments is not None:
                self._offer(arguments, scope)
            return
        computed_access(self, node, scope)
        if function is not None and function.type == "attribute" and self.string_of(function).endswith(".format"):
            computed_name(self, node, scope)
        self.visit_children(node, scope)

    def _binary(self, node: Node, scope: Scope) -> None:
        up = self.here[2]
        if up is None or up[1] != "binary_operator":
            computed_name(self, node, scope)
        self.visit_children(node, scope)

    def _keyword_argument(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.use(self.string_of(name), name, scope, ReferenceForm.STRING)
        self.visit(node.child_by_field_name("value"), scope)

    def _string(self, node: Node, scope: Scope) -> None:
        up = self.here[2]
        form = ReferenceForm.NAME if up is not None and up[1] == "type" else ReferenceForm.STRING
        parts = [(part, part.type) for part in node.named_children]
        if any(kind == "interpolation" for _, kind in parts):
            computed_name(self, node, scope)
        for part, kind in parts:
            if kind == "interpolation":
                self.visit_children(part, scope)
            elif kind == "string_content":
                text = self.string_of(part)
                if labels(self, text):
                    self.facts.asides.extend((part.start_point[0] + 1, name) for name in names_in_string(text))
                    continue
                if names_a_path(text):
                    self.facts.paths.append((text, part.start_point[0] + 1, scope.qualname))
                for name in dict.fromkeys(names_in_string(text)):
                    self.use(name, part, scope, form)

    def _expression_statement(self, node: Node, scope: Scope) -> None:
        only = node.named_children[0] if node.named_child_count == 1 else None
        if scope is self.module and only is not None and only.type in ("call", "await"):
            self.facts.acts = True
        if only is None or only.type != "string":
            self.visit_children(node, scope)
            return
        # A string that stands alone documents something; of it only doctests are code.
        first = only.start_point[0] + 1
        lines = set(range(first, only.end_point[0] + 2))
        for offset, code in doctest_lines(self.string_of(only)):
            lines.discard(first + offset)
            for name in dict.fromkeys(WORD.findall(code)):
                self.use(name, only, scope, ReferenceForm.STRING, line=first + offset)
        if self._alone(node.start_byte):
            self.comment_lines |= lines

    def _comment(self, node: Node, scope: Scope) -> None:
        if self._alone(node.start_byte):
            self.comment_lines.add(node.start_point[0] + 1)
        for name in names_in_type_comment(self.string_of(node)):
            self.use(name, node, scope)
            self.comment_lines.discard(node.start_point[0] + 1)

    def _alone(self, start: int) -> bool:
        return not self.text[self.text.rfind(b"\n", 0, start) + 1 : start].strip()

    def _acting(self, node: Node, scope: Scope) -> None:
        if scope is self.module:
            self.facts.acts = True
        if node.type == "for_statement":
            self.loop(node, scope)
        else:
            self.visit_children(node, scope)

    def _if(self, node: Node, scope: Scope) -> None:
        condition = node.child_by_field_name("condition")
        body = node.child_by_field_name("consequence")
        if condition is not None and body is not None:
            written = self.string_of(condition)
            if written.rpartition(".")[2] == "TYPE_CHECKING":
                self.type_only.append((body.start_point[0] + 1, body.end_point[0] + 1))
            if scope is self.module and "__name__" in written and "__main__" in written:
                self.facts.main_guard = True
        self.visit_children(node, scope)

    # -- the end ----------------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        facts = self.facts
        facts.shebang = self.text.startswith(b"#!")
        facts.dunder_all = tuple(self.dunder_all) if self.dunder_all is not None else None
        facts.comment_lines = frozenset(self.comment_lines)
        for use, scope in self.uses:
            owner = scope.owner(use.name) if use.form is ReferenceForm.NAME else None
            if owner is not None:
                if use.given and owner.own_object == use.name:
                    facts.kept.append((use._replace(name="self"), use.name))
                continue
            receiver = scope.receiver(use.receiver) if use.receiver is not None else None
            facts.references.append(use if receiver == use.receiver else use._replace(receiver=receiver))
        pass_on(facts.given_names, [(use.name, kept_as) for use, kept_as, _ in self.keeps])
        for use, kept_as, scope in self.keeps:
            owner = scope.owner(use.name) if use.form is ReferenceForm.NAME else None
            if owner is None or owner.own_object == use.name:
                name = use.name if owner is None else "self"
                facts.kept.append((use._replace(name=name, receiver=scope.receiver(use.receiver)), kept_as))
        for dynamic, scope in self.reaches:
            facts.dynamic.append(replace(dynamic, receiver=scope.receiver(dynamic.receiver)))
        self._finish_symbols()
        facts.references.sort(key=lambda one: one.line)
        facts.imports.sort(key=lambda one: one.line)

    def _finish_symbols(self) -> None:
        facts = self.facts
        public = set(facts.dunder_all) if facts.dunder_all is not None else None
        classes = {symbol.qualname for symbol in facts.symbols if symbol.kind in (SymbolKind.CLASS, SymbolKind.ENUM)}
        seen: dict[str, bool] = {}
        finished: list[Symbol] = []
        for symbol in sorted(facts.symbols, key=lambda one: (one.line_start, one.qualname)):
            exported = not symbol.name.startswith("_")
            if symbol.parent is None:
                exported = symbol.name in public if public is not None else exported
            else:
                exported = exported and symbol.parent in classes and seen.get(symbol.parent, False)
            seen[symbol.qualname] = seen.get(symbol.qualname, False) or exported
            finished.append(replace(symbol, exported=True) if exported else symbol)
        facts.symbols[:] = finished


@cache
def _comments() -> Query:
    return Query(grammar(Language.PYTHON), "(comment) @comment")


_LEAVES = frozenset({"integer", "float", "true", "false", "none", "ellipsis", "pass_statement", "break_statement"})
_HANDLERS: dict[str, Callable[[PythonReader, Node, Scope], None]] = {
    "identifier": PythonReader._identifier,
    "attribute": PythonReader._attribute,
    "call": PythonReader._call,
    "binary_operator": PythonReader._binary,
    "string": PythonReader._string,
    "comment": PythonReader._comment,
    "expression_statement": PythonReader._expression_statement,
    "keyword_argument": PythonReader._keyword_argument,
    "function_definition": PythonReader.plain_definition,
    "class_definition": PythonReader.plain_definition,
    "decorated_definition": PythonReader.decorated,
    "lambda": PythonReader.lambda_expression,
    "list_comprehension": PythonReader.comprehension,
    "set_comprehension": PythonReader.comprehension,
    "dictionary_comprehension": PythonReader.comprehension,
    "generator_expression": PythonReader.comprehension,
    "assignment": PythonReader.assignment,
    "augmented_assignment": PythonReader.assignment,
    "named_expression": PythonReader.named_expression,
    "for_statement": PythonReader._acting,
    "while_statement": PythonReader._acting,
    "with_statement": PythonReader._acting,
    "for_in_clause": PythonReader.loop,
    "as_pattern": PythonReader.as_pattern,
    "type_alias_statement": PythonReader.type_alias,
    "global_statement": PythonReader.outer_names,
    "nonlocal_statement": PythonReader.outer_names,
    "splat_pattern": PythonReader.splat_pattern,
    "keyword_pattern": PythonReader.keyword_pattern,
    "dotted_name": PythonReader.dotted_name,
    "import_statement": PythonReader.plain_import,
    "import_from_statement": PythonReader.from_import,
    "future_import_statement": lambda reader, node, scope: None,
    "if_statement": PythonReader._if,
}
