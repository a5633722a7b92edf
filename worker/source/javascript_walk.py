"""The walk over one JavaScript or TypeScript file: a stack of (node, scope, owner) and what is collected on the way.

`owner` is the symbol that code belongs to ("" for code that runs when the file is loaded); a scope is where names live.
They differ: the initialiser of `const store = create(options)` runs on load, whoever uses `store`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from worker.source.facts import (
    Dynamic,
    DynamicForm,
    Export,
    Import,
    ImportForm,
    Reference,
    ReferenceForm,
    Symbol,
    SymbolKind,
)
from worker.source.javascript_nodes import Node, Tree
from worker.source.javascript_references import Use
from worker.source.javascript_scopes import Binding, Meaning, Scope

Handler = Callable[["Walk", Node, Scope, str], None]
"""Reads one node and pushes the children that are still to be read."""

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
CLASSES = frozenset({"class"})
STRINGS = frozenset({"string", "template_string"})
_WRAPPERS = frozenset(
    {"parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion"}
)
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]*")


@dataclass(slots=True)
class Walk:
    """One file on its way to facts."""

    tree: Tree
    handlers: dict[str, Handler]
    symbols: list[Symbol] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    dynamic: list[Dynamic] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    module: bool = False
    """It has imports or exports, so that its names are its own."""
    jsx: bool = False
    _stack: list[tuple[Node, Scope, str]] = field(default_factory=list)

    def run(self, top: Scope) -> None:
        """Read the whole file."""
        stack, handlers = self._stack, self.handlers
        stack.append((self.tree.root, top, ""))
        while stack:
            node, scope, owner = stack.pop()
            if handler := handlers.get(node.type):
                handler(self, node, scope, owner)
            else:
                stack.extend([(child, scope, owner) for child in reversed(node.children)])

    def visit(self, node: Node | None, scope: Scope, owner: str) -> None:
        """Read `node` later, in this scope."""
        if node is not None:
            self._stack.append((node, scope, owner))

    def visit_children(self, node: Node, scope: Scope, owner: str) -> None:
        """Read all children later, in this scope."""
        self._stack.extend([(child, scope, owner) for child in reversed(node.children)])

    def text(self, node: Node | None) -> str:
        """Return the node's source text, "" for none."""
        return "" if node is None else self.tree.text(node)

    def literal(self, node: Node | None) -> str | None:
        """Return the value of a string without substitutions (escapes as written), or None."""
        if node is None or node.type not in STRINGS:
            return None
        if node.type == "template_string" and node.first("template_substitution") is not None:
            return None
        return self.text(node)[1:-1]

    def use(
        self,
        name: str,
        node: Node,
        scope: Scope,
        owner: str,
        *,
        store: bool = False,
        type_: bool = False,
        as_receiver: bool = False,
    ) -> None:
        """Note a plain name. `type_`: it stands where a type is written."""
        if name:
            reference = Reference(name, node.line, ReferenceForm.NAME, owner, None, store, False, as_receiver)
            self.uses.append(Use(reference, scope, name, value=not type_, type_=type_))

    def member(
        self,
        name: str,
        node: Node,
        scope: Scope,
        owner: str,
        receiver: str | None,
        *,
        store: bool = False,
        as_receiver: bool = False,
    ) -> None:
        """Note `receiver.name`."""
        if _IDENTIFIER.fullmatch(name.removeprefix("#")):
            head = receiver.partition(".")[0] if receiver else ""
            reference = Reference(name, node.line, ReferenceForm.ATTRIBUTE, owner, receiver, store, False, as_receiver)
            self.uses.append(Use(reference, scope, "" if head in ("this", "super") else head, type_=True))

    def mention(self, name: str, line: int, scope: Scope, owner: str) -> None:
        """Note a name inside a string."""
        self.uses.append(Use(Reference(name, line, ReferenceForm.STRING, owner), scope))

    def bring(
        self,
        form: ImportForm,
        module: str,
        node: Node,
        owner: str,
        *,
        imported: str | None = None,
        exported_as: str | None = None,
        type_only: bool = False,
    ) -> None:
        """Note an import that declares no name."""
        self.imports.append(Import(form, module, node.line, imported, None, exported_as, type_only=type_only, scope=owner))

    def bring_name(
        self,
        form: ImportForm,
        module: str,
        node: Node,
        scope: Scope,
        owner: str,
        local: str,
        *,
        imported: str | None = None,
        type_only: bool = False,
    ) -> None:
        """Note an import and declare its local name. Below the file's top level it gets a name that nothing else has."""
        at_top = scope.parent is None
        known_as = local if at_top else f"{local}@{node.start}"
        scope.declare(local, Binding(Meaning.IMPORT, known_as), type_=True)
        self.imports.append(
            Import(form, module, node.line, imported, known_as, type_only=type_only, scope="" if at_top else owner)
        )

    def bring_used(self, module: str, imported: str, node: Node, scope: Scope, owner: str, *, type_only: bool = False) -> None:
        """Note an import of one name that is used on the spot: `require("m").x`, `import("m").T`."""
        known_as = f"{imported}@{node.start}"
        form = ImportForm.DEFAULT if imported == "default" else ImportForm.NAMED
        self.imports.append(Import(form, module, node.line, imported, known_as, type_only=type_only, scope=owner))
        self.uses.append(Use(Reference(known_as, node.line, ReferenceForm.NAME, owner), scope))

    def unseen(
        self, form: DynamicForm, node: Node, owner: str, *, receiver: str | None = None, prefix: str = "", suffix: str = ""
    ) -> None:
        """Note code that reaches names which are not written."""
        reason = " ".join(self.text(node).split())
        reason = reason if len(reason) <= 60 else reason[:59] + "…"
        self.dynamic.append(Dynamic(form, reason, node.line, owner, receiver, prefix, suffix))

    def add_symbol(
        self,
        name: str,
        kind: SymbolKind,
        node: Node,
        name_node: Node,
        scope: Scope,
        *,
        start: Node | None = None,
        decorators: tuple[str, ...] = (),
        bases: tuple[str, ...] = (),
        is_async: bool = False,
        private: bool = False,
    ) -> str:
        """Note a declared symbol and return its qualified name. `start`: where it begins, if before `node`."""
        first = start or node
        qualname = scope.qualify(name)
        self.symbols.append(
            Symbol(
                file="",
                name=name,
                qualname=qualname,
                kind=kind,
                line_start=first.line,
                line_end=node.line_end,
                name_line=name_node.line,
                exported=not private,
                body_hash=self.tree.body_hash(first.start, node.end),
                parent=scope.prefix or None,
                decorators=decorators,
                bases=bases,
                docstring=self._docstring(first),
                is_async=is_async,
            )
        )
        return qualname

    def _docstring(self, node: Node) -> str | None:
        siblings, at, start = (node.parent.children, node.at, node.start) if node.parent is not None else ([], 0, 0)
        while at > 0:
            before = siblings[at - 1]
            if self.tree.source[before.end : start].strip():
                # A semicolon or the like stands between.
                return None
            if before.type != "decorator":
                break
            at, start = at - 1, before.start
        if at <= 0 or siblings[at - 1].type != "comment":
            return None
        text = self.text(siblings[at - 1])
        return text if text.startswith("/**") else None


def unwrap(node: Node | None) -> Node | None:
    """Return the expression inside parentheses, casts, `satisfies` and `!`."""
    while node is not None and node.type in _WRAPPERS:
        inner = node.inner()
        if not inner:
            return node
        node = inner[-1] if node.type == "type_assertion" else inner[0]
    return node


def statement_of(node: Node) -> Node:
    """Return the node that a declaration's text starts with: its `export` or `declare` statement, or itself."""
    while node.parent is not None and node.parent.type in ("export_statement", "ambient_declaration"):
        node = node.parent
    return node


_PURE = re.compile(
    r"(?:(?:React|Object|Array|Symbol|Number|String|Math)\.)?(?:memo|forwardRef|createContext|lazy|cva|observer|keys|values|entries"
    r"|fromEntries|freeze|from|of|isArray|Set|Map|WeakMap|WeakSet|RegExp|Symbol|Number|String|Boolean|BigInt|Array|max|min|round"
    r"|ceil|floor|abs|pow|parseInt|parseFloat|TextEncoder|TextDecoder|URL|Date|Error)"
    r"|Object\.getOwnPropertyNames|Symbol\.for|String\.raw|(?:Date|performance)\.now|JSON\.(?:stringify|parse)"
    r"|path\.(?:join|resolve|dirname|basename|extname|normalize)|fileURLToPath"
    r"|(?:styled\b|css\b|keyframes\b|gql\b|graphql\b).*"
    r"|.*\.(?:split|trim|toLowerCase|toUpperCase|slice|padStart|padEnd|toFixed)",
    re.DOTALL,
)
"""Functions that do nothing but make a value."""


_BUILDERS = frozenset({"zod", "zod/v3", "zod/v4", "zod/mini", "yup", "joi", "valibot", "superstruct", "io-ts", "prop-types"})
"""Packages of which every function makes a description of data and nothing else."""
_REACTIVE = frozenset(
    {"ref", "shallowRef", "computed", "reactive", "shallowReactive", "readonly", "shallowReadonly", "markRaw"}
)
_MAKERS = {
    "vue": _REACTIVE,
    "@vue/composition-api": _REACTIVE,
    "@vue/reactivity": _REACTIVE,
    "svelte/store": frozenset({"writable", "readable", "derived"}),
    "solid-js": frozenset({"createContext", "createSignal"}),
    "@nestjs/common": frozenset({"createParamDecorator"}),
    "reselect": frozenset({"createSelector"}),
    "@reduxjs/toolkit": frozenset({"createSelector", "createAction"}),
    "fp-ts/function": frozenset({"flow"}),
}
"""Functions of a package that make a value and run nothing of what they are given before somebody asks the value."""
_REGISTERS = re.compile(r"\.\s*(?:register|meta|openapi|add|addMethod|setErrorMap|config|setLocale|extend(?!\())\b")


def _builds(walk: Walk, called: str) -> bool:
    """Return whether a function, as written, only describes data or wraps it: `z.object({…}).strict`, Vue's `ref`."""
    head = _IDENTIFIER.match(called)
    if head is None or _REGISTERS.search(called):
        return False
    return any(
        one.local == head[0]
        and (one.module in _BUILDERS or (called == head[0] and one.imported in _MAKERS.get(one.module, frozenset())))
        for one in walk.imports
    )


def runs_on_load(walk: Walk, node: Node) -> bool:
    """Return whether evaluating the expression calls something that may have effects, whoever uses its value."""
    stack = [node]
    while stack:
        current = stack.pop()
        if current.type in FUNCTIONS or current.type == "method_definition":
            continue
        if current.type in ("await_expression", "yield_expression"):
            return True
        if current.type in ("call_expression", "new_expression"):
            called = walk.text(current.child("function") or current.child("constructor"))
            if not _PURE.fullmatch(called) and not _builds(walk, called):
                return True
        stack.extend(current.children)
    return False
