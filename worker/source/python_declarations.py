"""What a Python file declares, binds and imports."""

import builtins

from tree_sitter import Node

from worker.source.facts import Export, Import, ImportForm, ReferenceForm, Symbol, SymbolKind
from worker.source.python_dynamic import bare_access
from worker.source.python_scopes import Scope, ScopeKind
from worker.source.python_walk import PythonWalk
from worker.source.tokens import bare_hash

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


class PythonDeclarations(PythonWalk):
    """The part of the walk that reads definitions, assignments and imports."""

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
            body_hash=bare_hash(self.text, self.comments, whole.start_byte, whole.end_byte),
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
        self.visit(arguments, header, node)
        self.visit(node.child_by_field_name("return_type"), header, node)
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            self._parameters(parameters, inner, header, is_method=scope.kind is ScopeKind.CLASS, decorators=decorator_texts)
        type_parameters = node.child_by_field_name("type_parameters")
        if type_parameters is not None:
            for parameter in type_parameters.named_children:
                inner.bound.add(self.string_of(parameter).split(":")[0].split("=")[0].strip(" *"))
                self.visit_children(parameter, inner)
        self.visit(node.child_by_field_name("body"), inner, node)

    def _parameters(
        self, node: Node, inner: Scope, header: Scope, *, is_method: bool = False, decorators: tuple[str, ...] = ()
    ) -> None:
        first = True
        for parameter in node.named_children:
            name = parameter.child_by_field_name("name") if parameter.type != "identifier" else parameter
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
            if parameter.type != "identifier":
                self.visit(parameter.child_by_field_name("type"), header, parameter)
                self.visit(parameter.child_by_field_name("value"), header, parameter)

    def decorated(self, node: Node, scope: Scope) -> None:
        """Read a definition with decorators."""
        definition = node.child_by_field_name("definition")
        if definition is None:
            self.visit_children(node, scope)
            return
        decorators = tuple(child for child in node.named_children if child.type == "decorator")
        self.definition(definition, scope, node, decorators)

    def plain_definition(self, node: Node, scope: Scope) -> None:
        """Read a definition without decorators."""
        self.definition(node, scope)

    def lambda_expression(self, node: Node, scope: Scope) -> None:
        """Read a lambda: a scope of its own."""
        inner = Scope(ScopeKind.FUNCTION, scope.qualname, scope)
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            self._parameters(parameters, inner, scope)
        self.visit(node.child_by_field_name("body"), inner)

    def comprehension(self, node: Node, scope: Scope) -> None:
        """Read a comprehension: a scope of its own."""
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

    def assignment(self, node: Node, scope: Scope) -> None:
        """Read `a = b`, `a: T = b`, `a += b`."""
        left, right, hint = (node.child_by_field_name(field) for field in ("left", "right", "type"))
        if left is not None and self.string_of(left) == "__all__" and scope is self.module:
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
        """Return what is called to make a value; of several calls, one that is no builtin."""
        found: list[str] = []
        todo = [value] if value is not None else []
        while todo:
            node = todo.pop()
            function = node.child_by_field_name("function") if node.type == "call" else None
            if function is not None:
                found.append(self.string_of(function)[:200])
            if node.type not in _DEFERRED:
                todo.extend(node.named_children)
        return next((one for one in found if not hasattr(builtins, one)), found[0] if found else None)

    def _offer(self, node: Node, scope: Scope) -> None:
        """Read an assignment or a call that fills `__all__`."""
        if self.dunder_all is None:
            self.dunder_all = []
        todo = list(node.named_children)
        while todo:
            part = todo.pop()
            if part.type == "string":
                self.dunder_all.append(self.content(part))
                self.facts.exports.append(Export(self.content(part), self.content(part), part.start_point[0] + 1))
            elif part.type == "attribute":
                self.attribute(part, scope)
            elif part.type != "identifier":
                todo.extend(part.named_children)

    def named_expression(self, node: Node, scope: Scope) -> None:
        """Read `a := b`."""
        self.bind(node.child_by_field_name("name"), scope.binding_scope())
        self.visit(node.child_by_field_name("value"), scope)

    def loop(self, node: Node, scope: Scope) -> None:
        """Read `for a in b`, also inside comprehensions."""
        left = node.child_by_field_name("left")
        self.bind(left, scope)
        for child in node.named_children:
            if child != left:
                self.visit(child, scope)

    def as_pattern(self, node: Node, scope: Scope) -> None:
        """Read `b as a` of `with`, `except` and `match`."""
        alias = node.child_by_field_name("alias")
        self.bind(alias, scope)
        for child in node.named_children:
            if child != alias:
                self.visit(child, scope)

    def type_alias(self, node: Node, scope: Scope) -> None:
        """Read `type A = B`."""
        left = node.child_by_field_name("left")
        while left is not None and left.type != "identifier":
            left = left.named_children[0] if left.named_child_count else None
        self.bind(left, scope, node, SymbolKind.TYPE)
        self.visit(node.child_by_field_name("right"), scope)

    def outer_names(self, node: Node, scope: Scope) -> None:
        """Read `global a` and `nonlocal a`."""
        names = {self.string_of(child) for child in node.named_children}
        (scope.global_names if node.type == "global_statement" else scope.outer_names).update(names)

    def splat_pattern(self, node: Node, scope: Scope) -> None:
        """Read `*rest` in a `match`."""
        for child in node.named_children:
            self.bind(child, scope)

    def keyword_pattern(self, node: Node, scope: Scope) -> None:
        """Read `field=pattern` in a `match`."""
        name, *rest = node.named_children
        self.use(self.string_of(name), name, scope, ReferenceForm.ATTRIBUTE)
        for child in rest:
            self.visit(child, scope)

    def dotted_name(self, node: Node, scope: Scope) -> None:
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

    def plain_import(self, node: Node, scope: Scope) -> None:
        """Read `import a.b as c`."""
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

    def from_import(self, node: Node, scope: Scope) -> None:
        """Read `from a import b as c`."""
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
                    bare_access(self, name, wanted, line, scope)
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
        type_only = any(first <= line <= last for first, last in self.type_only)
        where = scope.qualname
        self.facts.imports.append(
            Import(form, module, line, imported=imported, local=local, level=level, type_only=type_only, scope=where)
        )
        if local is not None:
            scope.declared.add(local)
