"""Python: what one file declares, imports and uses."""

from collections.abc import Callable
from dataclasses import replace

from tree_sitter import Node

from worker.source.classify import is_test
from worker.source.facts import (
    Dynamic,
    Export,
    FileFacts,
    Import,
    ImportForm,
    Language,
    Reference,
    ReferenceForm,
    Symbol,
    SymbolKind,
)
from worker.source.grammars import parse
from worker.source.python_dynamic import computed_access
from worker.source.python_scopes import Scope, ScopeKind
from worker.source.python_strings import doctest_lines, names_in_string, names_in_type_comment, tokens
from worker.source.tokens import body_hash

_DEEPEST_RECEIVER = 30
"""Parts of a dotted receiver that are spelled out; longer ones are chains that nobody can follow anyway."""


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read the facts of one Python file (`text`: UTF-8, no BOM)."""
    return PythonReader(path, text, language).read()


class PythonReader:
    """One walk over one file. Uses are kept aside until every binding of the file is known."""

    def __init__(self, path: str, text: bytes, language: Language) -> None:
        self.text = text
        self.facts = FileFacts(
            file=path, language=language, lines=max(1, text.count(b"\n") + (not text.endswith(b"\n"))), is_test=is_test(path)
        )
        self._tokens = tokens(text)
        self._module = Scope(ScopeKind.MODULE, "")
        self._stack: list[tuple[Node, Scope]] = []
        self._uses: list[tuple[Reference, Scope]] = []
        self._reaches: list[tuple[Dynamic, Scope]] = []
        self._dunder_all: list[str] | None = None
        self._type_only: list[tuple[int, int]] = []
        self._comment_lines: set[int] = set()

    def read(self) -> FileFacts:
        """Walk the file and return its facts."""
        tree = parse(self.text, self.facts.language)
        root = tree.root_node
        broken = root.has_error
        self._stack.append((root, self._module))
        while self._stack:
            node, scope = self._stack.pop()
            if broken and (node.is_error or node.is_missing):
                self.facts.parse_errors += 1
                self.facts.broken.append((node.start_point[0] + 1, node.end_point[0] + 1))
            handler = _HANDLERS.get(node.type)
            if handler is not None:
                handler(self, node, scope)
            else:
                self.visit_children(node, scope)
        self._finish()
        return self.facts

    # -- small tools ------------------------------------------------------------------------------------------------------

    def string_of(self, node: Node) -> str:
        """Return the text of `node`."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def visit(self, node: Node | None, scope: Scope) -> None:
        """Put `node` on the stack."""
        if node is not None:
            self._stack.append((node, scope))

    def visit_children(self, node: Node, scope: Scope) -> None:
        """Put the children of `node` on the stack."""
        self._stack.extend([(child, scope) for child in node.named_children])

    def use(
        self,
        name: str,
        node: Node,
        scope: Scope,
        form: ReferenceForm = ReferenceForm.NAME,
        *,
        receiver: str | None = None,
        store: bool = False,
        as_receiver: bool = False,
        line: int | None = None,
    ) -> None:
        """Note that `name` is used at `node`."""
        at = node.start_point[0] + 1 if line is None else line
        self._uses.append((Reference(name, at, form, scope.qualname, receiver, store, as_receiver), scope))

    def reach(self, dynamic: Dynamic, scope: Scope) -> None:
        """Note that code reaches names unseen."""
        self._reaches.append((dynamic, scope))

    # -- declarations -----------------------------------------------------------------------------------------------------

    def declare(
        self,
        name: str,
        kind: SymbolKind,
        whole: Node,
        at: Node,
        scope: Scope,
        decorators: tuple[str, ...] = (),
        bases: tuple[str, ...] = (),
        made_by: str | None = None,
    ) -> Symbol:
        """Note that `name` is declared in `scope` by the node `whole`."""
        definition = whole.child_by_field_name("definition") or whole
        symbol = Symbol(
            file=self.facts.file,
            name=name,
            qualname=f"{scope.qualname}.{name}" if scope.qualname else name,
            kind=kind,
            line_start=whole.start_point[0] + 1,
            line_end=max(whole.start_point[0] + 1, whole.end_point[0] + (1 if whole.end_point[1] else 0)),
            name_line=at.start_point[0] + 1,
            exported=False,
            body_hash=body_hash(self.text, self._tokens, whole.start_byte, whole.end_byte),
            parent=scope.qualname or None,
            decorators=decorators,
            bases=bases,
            docstring=self._docstring(definition),
            is_async=any(child.type == "async" for child in definition.children[:1]),
            made_by=made_by,
        )
        self.facts.symbols.append(symbol)
        scope.declared.add(name)
        return symbol

    def _docstring(self, definition: Node) -> str | None:
        body = definition.child_by_field_name("body")
        if body is None or definition.type not in ("function_definition", "class_definition"):
            return None
        for statement in body.named_children:
            if statement.type == "comment":
                continue
            if statement.type == "expression_statement" and statement.named_child_count == 1:
                string = statement.named_children[0]
                if string.type == "string":
                    return self.content(string)
            return None
        return None

    def content(self, string: Node) -> str:
        """Return what stands between the quotes of a string; interpolations left out."""
        return "".join(self.string_of(part) for part in string.named_children if part.type == "string_content")

    def definition(self, node: Node, scope: Scope, whole: Node | None = None, decorators: tuple[Node, ...] = ()) -> None:
        """Read a function or a class. Decorators, defaults, annotations and bases count as used by the symbol itself."""
        name_node = node.child_by_field_name("name")
        if name_node is None:
            self.visit_children(node, scope)
            return
        is_class = node.type == "class_definition"
        name = self.string_of(name_node)
        decorator_texts = tuple(self.string_of(one).lstrip("@ \t").strip() for one in decorators)
        arguments = node.child_by_field_name("superclasses") if is_class else None
        bases = tuple(self.string_of(one) for one in arguments.named_children if one.type != "comment") if arguments else ()
        kind = SymbolKind.METHOD if scope.kind is ScopeKind.CLASS else SymbolKind.FUNCTION
        if is_class:
            is_enum = any(base.rpartition(".")[2] in _ENUM_BASES for base in bases)
            kind = SymbolKind.ENUM if is_enum else SymbolKind.CLASS
        symbol = self.declare(name, kind, whole or node, name_node, scope, decorator_texts, bases)
        inner = Scope(ScopeKind.CLASS if is_class else ScopeKind.FUNCTION, symbol.qualname, scope)
        # What runs while the definition runs looks names up around it, but belongs to the symbol.
        header = Scope(ScopeKind.COMPREHENSION, symbol.qualname, scope)
        for decorator in decorators:
            self.visit_children(decorator, header)
        self.visit(arguments, header)
        self.visit(node.child_by_field_name("return_type"), header)
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            self._parameters(parameters, inner, header, is_method=scope.kind is ScopeKind.CLASS, decorators=decorator_texts)
        type_parameters = node.child_by_field_name("type_parameters")
        if type_parameters is not None:
            for parameter in type_parameters.named_children:
                inner.bound.add(self.string_of(parameter).split(":")[0].split("=")[0].strip(" *"))
                self.visit_children(parameter, inner)
        self.visit(node.child_by_field_name("body"), inner)

    def _parameters(
        self, node: Node, inner: Scope, header: Scope, *, is_method: bool = False, decorators: tuple[str, ...] = ()
    ) -> None:
        first = True
        for parameter in node.named_children:
            name = parameter.child_by_field_name("name")
            if parameter.type == "typed_parameter":
                name = parameter.named_children[0]
            elif parameter.type in ("identifier", "list_splat_pattern", "dictionary_splat_pattern", "tuple_pattern"):
                name = parameter
            if name is not None:
                bound = self.string_of(name).lstrip("*")
                inner.bound.add(bound)
                if (
                    first
                    and is_method
                    and "staticmethod" not in decorators
                    and parameter.type in ("identifier", "typed_parameter")
                ):
                    inner.own_object = bound
                first = False
            self.visit(parameter.child_by_field_name("type"), header)
            self.visit(parameter.child_by_field_name("value"), header)

    def _decorated(self, node: Node, scope: Scope) -> None:
        definition = node.child_by_field_name("definition")
        if definition is None:
            self.visit_children(node, scope)
            return
        decorators = tuple(child for child in node.named_children if child.type == "decorator")
        self.definition(definition, scope, node, decorators)

    def _plain_definition(self, node: Node, scope: Scope) -> None:
        self.definition(node, scope)

    def _lambda(self, node: Node, scope: Scope) -> None:
        inner = Scope(ScopeKind.FUNCTION, scope.qualname, scope)
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            self._parameters(parameters, inner, scope)
        self.visit(node.child_by_field_name("body"), inner)

    def _comprehension(self, node: Node, scope: Scope) -> None:
        self.visit_children(node, Scope(ScopeKind.COMPREHENSION, scope.qualname, scope))

    # -- bindings ---------------------------------------------------------------------------------------------------------

    def bind(
        self,
        target: Node | None,
        scope: Scope,
        statement: Node | None = None,
        kind: SymbolKind | None = None,
        made_by: str | None = None,
    ) -> None:
        """Note what an assignment's left side binds; at the top level and in classes, `statement` makes it a symbol."""
        todo = [target] if target is not None else []
        while todo:
            node = todo.pop()
            if node.type == "identifier":
                name = self.string_of(node)
                if name in scope.global_names:
                    self.use(name, node, scope, store=True)
                    continue
                scope.bound.add(name)
                if statement is not None and scope.kind in (ScopeKind.MODULE, ScopeKind.CLASS):
                    default = SymbolKind.CONSTANT if name.upper() == name else SymbolKind.VARIABLE
                    self.declare(name, kind or default, statement, node, scope, made_by=made_by)
            elif node.type == "attribute":
                self.attribute(node, scope, store=True)
            elif node.type == "subscript":
                self.visit_children(node, scope)
            else:
                todo.extend(node.named_children)

    def _assignment(self, node: Node, scope: Scope) -> None:
        left, right, hint = (node.child_by_field_name(field) for field in ("left", "right", "type"))
        if left is not None and self.string_of(left) == "__all__" and scope is self._module:
            self._offer(node, scope)
            return
        statement = node
        while statement.parent is not None and statement.type in ("assignment", "augmented_assignment"):
            statement = statement.parent
        kind = SymbolKind.TYPE if hint is not None and self.string_of(hint).endswith("TypeAlias") else None
        if node.type == "augmented_assignment":
            self.bind(left, scope)
            if left is not None and left.type == "identifier" and scope.kind is not ScopeKind.FUNCTION:
                self.use(self.string_of(left), left, scope, store=True)
        else:
            self.bind(left, scope, statement, kind, self._maker(right))
        # A constant's value and annotation belong to the constant: what only a dead constant uses is dead too.
        owner = scope
        if left is not None and left.type == "identifier" and scope.kind in (ScopeKind.MODULE, ScopeKind.CLASS):
            name = self.string_of(left)
            owner = Scope(ScopeKind.COMPREHENSION, f"{scope.qualname}.{name}" if scope.qualname else name, scope)
            if node.type == "augmented_assignment" or runs_code(right):
                owner = scope
        self.visit(hint, owner)
        self.visit(right, owner)

    def _maker(self, value: Node | None) -> str | None:
        function = value.child_by_field_name("function") if value is not None and value.type == "call" else None
        return self.string_of(function)[:200] if function is not None else None

    def _offer(self, node: Node, scope: Scope) -> None:
        """Read an assignment or a call that fills `__all__`."""
        if self._dunder_all is None:
            self._dunder_all = []
        todo = list(node.named_children)
        while todo:
            part = todo.pop()
            if part.type == "string":
                self._dunder_all.append(self.content(part))
                self.facts.exports.append(Export(self.content(part), self.content(part), part.start_point[0] + 1))
            elif part.type == "attribute":
                self.attribute(part, scope)
            elif part.type != "identifier":
                todo.extend(part.named_children)

    def _named_expression(self, node: Node, scope: Scope) -> None:
        self.bind(node.child_by_field_name("name"), scope.binding_scope())
        self.visit(node.child_by_field_name("value"), scope)

    def _loop(self, node: Node, scope: Scope) -> None:
        left = node.child_by_field_name("left")
        self.bind(left, scope)
        for child in node.named_children:
            if child != left:
                self.visit(child, scope)

    def _as_pattern(self, node: Node, scope: Scope) -> None:
        alias = node.child_by_field_name("alias")
        self.bind(alias, scope)
        for child in node.named_children:
            if child != alias:
                self.visit(child, scope)

    def _type_alias(self, node: Node, scope: Scope) -> None:
        left = node.child_by_field_name("left")
        while left is not None and left.type != "identifier":
            left = left.named_children[0] if left.named_child_count else None
        self.bind(left, scope, node, SymbolKind.TYPE)
        self.visit(node.child_by_field_name("right"), scope)

    def _global(self, node: Node, scope: Scope) -> None:
        names = {self.string_of(child) for child in node.named_children}
        (scope.global_names if node.type == "global_statement" else scope.outer_names).update(names)

    def _splat_pattern(self, node: Node, scope: Scope) -> None:
        for child in node.named_children:
            self.bind(child, scope)

    def _keyword_pattern(self, node: Node, scope: Scope) -> None:
        name, *rest = node.named_children
        self.use(self.string_of(name), name, scope, ReferenceForm.ATTRIBUTE)
        for child in rest:
            self.visit(child, scope)

    def _dotted_name(self, node: Node, scope: Scope) -> None:
        """Read a dotted name in a `match`: alone it captures, as a class or with dots it is used."""
        parts = node.named_children
        captures = node.parent is not None and node.parent.type == "case_pattern"
        if len(parts) == 1 and captures:
            scope.binding_scope().bound.add(self.string_of(node))
            return
        receiver: str | None = None
        for index, part in enumerate(parts):
            form = ReferenceForm.NAME if index == 0 else ReferenceForm.ATTRIBUTE
            word = self.string_of(part)
            self.use(word, part, scope, form, receiver=receiver, as_receiver=index + 1 < len(parts))
            receiver = word if receiver is None else f"{receiver}.{word}"

    # -- imports ----------------------------------------------------------------------------------------------------------

    def _import(self, node: Node, scope: Scope) -> None:
        line = node.start_point[0] + 1
        for child in node.named_children:
            if child.type == "aliased_import":
                name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
                if name is not None and alias is not None:
                    self._arrive(ImportForm.NAMESPACE, self.string_of(name), line, scope, local=self.string_of(alias))
            elif child.type == "dotted_name":
                parts = self.string_of(child).split(".")
                self._arrive(ImportForm.NAMESPACE, parts[0], line, scope, local=parts[0])
                for end in range(2, len(parts) + 1):
                    self._arrive(ImportForm.SIDE_EFFECT, ".".join(parts[:end]), line, scope)

    def _import_from(self, node: Node, scope: Scope) -> None:
        module_node = node.child_by_field_name("module_name")
        written = self.string_of(module_node).replace(" ", "") if module_node is not None else "__future__"
        module = written.lstrip(".")
        level = len(written) - len(module)
        for child in node.named_children:
            line = child.start_point[0] + 1
            if child == module_node:
                continue
            if child.type == "wildcard_import":
                self._arrive(ImportForm.STAR, module, line, scope, level=level)
            elif child.type == "aliased_import":
                name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
                if name is not None and alias is not None:
                    wanted = self.string_of(name)
                    self._arrive(
                        ImportForm.NAMED, module, line, scope, imported=wanted, local=self.string_of(alias), level=level
                    )
            elif child.type == "dotted_name":
                wanted = self.string_of(child)
                self._arrive(ImportForm.NAMED, module, line, scope, imported=wanted, local=wanted, level=level)

    def _arrive(
        self,
        form: ImportForm,
        module: str,
        line: int,
        scope: Scope,
        *,
        imported: str | None = None,
        local: str | None = None,
        level: int = 0,
    ) -> None:
        type_only = any(first <= line <= last for first, last in self._type_only)
        where = scope.qualname
        self.facts.imports.append(
            Import(form, module, line, imported=imported, local=local, level=level, type_only=type_only, scope=where)
        )
        if local is not None:
            scope.declared.add(local)

    # -- uses -------------------------------------------------------------------------------------------------------------

    def _identifier(self, node: Node, scope: Scope) -> None:
        self.use(self.string_of(node), node, scope)

    def _attribute(self, node: Node, scope: Scope) -> None:
        self.attribute(node, scope)

    def attribute(self, node: Node, scope: Scope, *, store: bool = False) -> None:
        """Read a chain `a.b.c` from its right end."""
        parts: list[Node] = []
        base = node
        while base.type == "attribute":
            name = base.child_by_field_name("attribute")
            inner = base.child_by_field_name("object")
            if name is None or inner is None:
                break
            parts.append(name)
            base = inner
        receiver = self.receiver_text(base)
        if base.type == "identifier":
            self.use(self.string_of(base), base, scope, as_receiver=True)
        else:
            self.visit(base, scope)
        for index in range(len(parts) - 1, -1, -1):
            word = self.string_of(parts[index])
            last = index == 0
            self.use(
                word,
                parts[index],
                scope,
                ReferenceForm.ATTRIBUTE,
                receiver=receiver,
                store=store and last,
                as_receiver=not last,
            )
            deep = len(parts) - index > _DEEPEST_RECEIVER
            receiver = None if receiver is None or deep else f"{receiver}.{word}"

    def receiver_text(self, node: Node) -> str | None:
        """Return a receiver as the graph can follow it: `a`, `a.b`, `Reader()`, `super()`; `type(x)` counts as x."""
        if node.type == "identifier":
            return self.string_of(node)
        if node.type == "attribute":
            text = self.string_of(node)
            return text if text.replace(".", "").isidentifier() else None
        if node.type != "call":
            return None
        function = node.child_by_field_name("function")
        called = self.string_of(function) if function is not None and function.end_byte - function.start_byte < 200 else ""
        if called == "super":
            return "super()"
        arguments = node.child_by_field_name("arguments")
        if called == "type" and arguments is not None and arguments.named_child_count == 1:
            return self.receiver_text(arguments.named_children[0]) if arguments.named_children[0].type == "identifier" else None
        return f"{called}()" if called.replace(".", "").isidentifier() else None

    def _call(self, node: Node, scope: Scope) -> None:
        function = node.child_by_field_name("function")
        if function is not None and self.string_of(function) in ("__all__.extend", "__all__.append") and scope is self._module:
            arguments = node.child_by_field_name("arguments")
            if arguments is not None:
                self._offer(arguments, scope)
            return
        computed_access(self, node, scope)
        self.visit_children(node, scope)

    def _keyword_argument(self, node: Node, scope: Scope) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.use(self.string_of(name), name, scope, ReferenceForm.STRING)
        self.visit(node.child_by_field_name("value"), scope)

    def _string(self, node: Node, scope: Scope) -> None:
        in_annotation = node.parent is not None and node.parent.type == "type"
        form = ReferenceForm.NAME if in_annotation else ReferenceForm.STRING
        for part in node.named_children:
            if part.type == "interpolation":
                self.visit_children(part, scope)
            elif part.type == "string_content":
                for name in dict.fromkeys(names_in_string(self.string_of(part))):
                    self.use(name, part, scope, form)

    def _expression_statement(self, node: Node, scope: Scope) -> None:
        only = node.named_children[0] if node.named_child_count == 1 else None
        if scope is self._module and only is not None and only.type in ("call", "await"):
            self.facts.acts = True
        if only is None or only.type != "string":
            self.visit_children(node, scope)
            return
        # A string that stands alone documents something; of it only doctests are code.
        first = only.start_point[0] + 1
        lines = set(range(first, only.end_point[0] + 2))
        for offset, code in doctest_lines(self.string_of(only)):
            lines.discard(first + offset)
            for name in dict.fromkeys(
                names_in_string(" ".join(part for part in code.replace("(", " ").replace(")", " ").split()))
            ):
                self.use(name, only, scope, ReferenceForm.STRING, line=first + offset)
        if self._alone(node.start_byte):
            self._comment_lines |= lines

    def _comment(self, node: Node, scope: Scope) -> None:
        if self._alone(node.start_byte):
            self._comment_lines.add(node.start_point[0] + 1)
        for name in names_in_type_comment(self.string_of(node)):
            self.use(name, node, scope)
            self._comment_lines.discard(node.start_point[0] + 1)

    def _alone(self, start: int) -> bool:
        return not self.text[self.text.rfind(b"\n", 0, start) + 1 : start].strip()

    def _acting(self, node: Node, scope: Scope) -> None:
        if scope is self._module:
            self.facts.acts = True
        if node.type == "for_statement":
            self._loop(node, scope)
        else:
            self.visit_children(node, scope)

    def _if(self, node: Node, scope: Scope) -> None:
        condition = node.child_by_field_name("condition")
        body = node.child_by_field_name("consequence")
        if condition is not None and body is not None:
            written = self.string_of(condition)
            if written.rpartition(".")[2] == "TYPE_CHECKING":
                self._type_only.append((body.start_point[0] + 1, body.end_point[0] + 1))
            if scope is self._module and "__name__" in written and "__main__" in written:
                self.facts.main_guard = True
        self.visit_children(node, scope)

    # -- the end ----------------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        facts = self.facts
        facts.shebang = self.text.startswith(b"#!")
        facts.dunder_all = tuple(self._dunder_all) if self._dunder_all is not None else None
        facts.comment_lines = frozenset(self._comment_lines)
        for use, scope in self._uses:
            if use.form is ReferenceForm.NAME and scope.owner(use.name) is not None:
                continue
            if use.receiver is not None:
                receiver = scope.receiver(use.receiver)
                if receiver != use.receiver:
                    use = Reference(use.name, use.line, use.form, use.scope, receiver, use.store, use.as_receiver)
            facts.references.append(use)
        for dynamic, scope in self._reaches:
            facts.dynamic.append(replace(dynamic, receiver=scope.receiver(dynamic.receiver)))
        self._finish_symbols()
        facts.references.sort(key=lambda one: one.line)
        facts.imports.sort(key=lambda one: one.line)
        facts.broken.sort()

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
            finished.append(replace(symbol, exported=exported))
        facts.symbols[:] = finished


_ENUM_BASES = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"})

_CALLS = frozenset({"call", "await", "yield"})
_DEFERRED = frozenset({"lambda", "string", "comment"})


def runs_code(value: Node | None) -> bool:
    """Whether evaluating `value` calls anything."""
    todo = [value] if value is not None else []
    while todo:
        node = todo.pop()
        if node.type in _CALLS:
            return True
        if node.type not in _DEFERRED:
            todo.extend(node.named_children)
    return False


_HANDLERS: dict[str, Callable[[PythonReader, Node, Scope], None]] = {
    "identifier": PythonReader._identifier,
    "attribute": PythonReader._attribute,
    "call": PythonReader._call,
    "string": PythonReader._string,
    "comment": PythonReader._comment,
    "expression_statement": PythonReader._expression_statement,
    "keyword_argument": PythonReader._keyword_argument,
    "function_definition": PythonReader._plain_definition,
    "class_definition": PythonReader._plain_definition,
    "decorated_definition": PythonReader._decorated,
    "lambda": PythonReader._lambda,
    "list_comprehension": PythonReader._comprehension,
    "set_comprehension": PythonReader._comprehension,
    "dictionary_comprehension": PythonReader._comprehension,
    "generator_expression": PythonReader._comprehension,
    "assignment": PythonReader._assignment,
    "augmented_assignment": PythonReader._assignment,
    "named_expression": PythonReader._named_expression,
    "for_statement": PythonReader._acting,
    "while_statement": PythonReader._acting,
    "with_statement": PythonReader._acting,
    "for_in_clause": PythonReader._loop,
    "as_pattern": PythonReader._as_pattern,
    "type_alias_statement": PythonReader._type_alias,
    "global_statement": PythonReader._global,
    "nonlocal_statement": PythonReader._global,
    "splat_pattern": PythonReader._splat_pattern,
    "keyword_pattern": PythonReader._keyword_pattern,
    "dotted_name": PythonReader._dotted_name,
    "import_statement": PythonReader._import,
    "import_from_statement": PythonReader._import_from,
    "future_import_statement": lambda reader, node, scope: None,
    "if_statement": PythonReader._if,
}
