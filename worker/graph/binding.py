"""What a written name means: the symbol, module or outside thing it binds to. See `resolver.py` for the rules."""

from worker.graph.import_table import ImportTable
from worker.graph.index import MODULE, Index
from worker.graph.kinship import Kinship
from worker.graph.resolver import External, Folder, InRepository, Members, Resolver, Target, Unresolved
from worker.graph.value import Kind, Value
from worker.graph.wide import Wide
from worker.source.facts import Import, ImportForm, Language
from worker.source.languages import module_of

_OWN_OBJECT = frozenset({"self", "cls", "this", "super()", "super"})
WHOLE = "="
"""The export name of `module.exports = x` and `export = x`, see `Export`."""
_LONGEST_WAY = 120
"""How many steps a name is followed through re-exports; a longer way is taken for one that cannot be followed."""
_NOTHING: tuple[Value, ...] = ()
_EXACT = "exact"
"""The `text` of an object whose class is known for sure, and not only one of its bases."""


class Binder:
    """Binds names over a whole repository. Answers are remembered; import cycles end in no answer."""

    def __init__(self, index: Index, resolvers: dict[Language, Resolver]) -> None:
        self.index = index
        self.resolvers = resolvers
        self._targets: dict[tuple[str, str, int, ImportForm], Target] = {}
        self._modules_of: dict[int, tuple[Value, ...]] = {}
        """By the identity of the target, which is kept with it."""
        self._looked_up: dict[tuple[str, str, str], tuple[Value, ...]] = {}
        self._members: dict[tuple[Value, str], tuple[Value, ...]] = {}
        self._followed: dict[tuple[str, str, str], tuple[Value, ...]] = {}
        self._arrived: dict[int, tuple[Value, ...]] = {}
        """By the identity of the import, which the source keeps alive."""
        self._busy: set[tuple[object, str]] = set()
        self._modules = {file: module_of(facts.language) for file, facts in index.source.files.items()}
        self._wide = Wide(self)
        self.kin = Kinship(index)
        self._imports = ImportTable(index.source, self._own_name)
        self._link_classes()
        if any(module.members_in_scope for module in self._modules.values()):
            # A base may be a class that another base brings into scope.
            self._link_classes()

    # -- imports ----------------------------------------------------------------------------------------------------------

    def target(self, file: str, wanted: Import) -> Target:
        """Say where an import leads."""
        key = (file, wanted.module, wanted.level, wanted.form)
        known = self._targets.get(key)
        if known is None:
            resolver = self.resolvers[self.index.source.files[file].language]
            known = self._targets[key] = resolver.resolve(file, wanted)
        return known

    def _own_name(self, file: str, wanted: Import) -> str | None:
        """Return the name under which an import arrives that leaves it to what is imported."""
        if wanted.form is not ImportForm.NAMESPACE:
            return None
        target = self.target(file, wanted)
        return target.name or None if isinstance(target, InRepository | External) else None

    def module_values(self, file: str, wanted: Import) -> tuple[Value, ...]:
        """Return the module that an import names, as values."""
        target = self.target(file, wanted)
        known = self._modules_of.get(id(target))
        if known is None:
            known = self._modules_of[id(target)] = self._values(target)
        return known

    def _values(self, target: Target | None) -> tuple[Value, ...]:
        match target:
            case InRepository(files=files):
                return tuple(Value(Kind.FILE, one) for one in files)
            case Folder(paths=paths):
                return tuple(Value(Kind.FOLDER, one) for one in paths)
            case Members(group=group, qualname=""):
                return (Value(Kind.NAMESPACE, group),)
            case Members(group=group, qualname=qualname):
                shared = self.index.shared(group, qualname)
                return (Value(Kind.SYMBOL, node=shared),) if shared is not None else _NOTHING
            case External(package=package):
                return (Value(Kind.OUTSIDE, package),)
            case Unresolved(reason=reason):
                return (Value(Kind.UNKNOWN, reason),)
            case None:
                return _NOTHING

    def arrives(self, file: str, wanted: Import) -> tuple[Value, ...]:
        """Return what the local name of an import of the source binds to."""
        known = self._arrived.get(id(wanted))
        if known is None:
            known = self._arrives(file, wanted)
            # An answer that was found half way through a circle is none for those who start elsewhere.
            if not self._busy:
                self._arrived[id(wanted)] = known
        return known

    def _arrives(self, file: str, wanted: Import) -> tuple[Value, ...]:
        modules = self.module_values(file, wanted)
        if wanted.form is ImportForm.NAMESPACE or wanted.imported is None:
            if modules and modules[0].kind is Kind.OUTSIDE:
                return (Value(Kind.OUTSIDE, wanted.module),)
            return modules
        found: dict[Value, None] = {}
        for module in modules:
            if module.kind is Kind.OUTSIDE:
                found[Value(Kind.OUTSIDE, f"{wanted.module}.{wanted.imported}")] = None
            else:
                found.update(dict.fromkeys(self.member(module, wanted.imported)))
        if not found and wanted.imported == "default":
            # A CommonJS module without a default export is its own default.
            found.update(dict.fromkeys(modules))
        if not found:
            found[Value(Kind.UNKNOWN, f"{wanted.imported} is not found in {wanted.module or '.'}")] = None
        return tuple(found)

    # -- names ------------------------------------------------------------------------------------------------------------

    def lookup(self, file: str, scope: str, name: str) -> tuple[Value, ...]:
        """Return what `name` means in `scope` of `file`; nothing for builtins and names that nobody binds."""
        if not self._imports.may_bind(file, name):
            return _NOTHING
        key = (file, scope, name)
        known = self._looked_up.get(key)
        if known is None:
            busy = (file + "\0" + scope, name)
            if busy in self._busy or len(self._busy) > _LONGEST_WAY:
                return _NOTHING
            self._busy.add(busy)
            known = self._lookup(file, scope, name)
            self._busy.discard(busy)
            self._looked_up[key] = known
        return known

    def _lookup(self, file: str, scope: str, name: str) -> tuple[Value, ...]:
        if self._modules[file].types_by_name:
            return tuple(Value(Kind.SYMBOL, node=number) for number in dict.fromkeys(self._wide.lookup(file, scope, name)))
        if self._modules[file].members_in_scope:
            return self._lookup_around(file, scope, name)
        found: dict[Value, None] = {}
        here = scope
        while True:
            number = self.index.find(file, here)
            is_class = here != MODULE and number is not None and self.index.nodes[number].is_class
            near = self._modules[file].types_are_scopes and here in (scope, scope.rpartition(".")[0])
            if not is_class or near:
                found.update(dict.fromkeys(self._in_scope(file, here, number, name)))
            # A class's names are seen from its own body only, but decorators and annotations of its members stand there too.
            if found and (not is_class or here == scope):
                return tuple(found)
            if here == MODULE:
                break
            here = here.rpartition(".")[0]
        beside = self.index.beside(file, name)
        if beside is not None:
            return (Value(Kind.SYMBOL, node=beside),)
        for star in self._imports.stars(file):
            for module in self.module_values(file, star):
                if module.kind in (Kind.FILE, Kind.FOLDER):
                    found.update(dict.fromkeys(self.member(module, name)))
        return tuple(found)

    def _lookup_around(self, file: str, scope: str, name: str) -> tuple[Value, ...]:
        """Return all that a name may mean where classes bring their members into scope.

        A method, a field and a type of one name do not hide each other, and what a class inherits from outside is not known: so
        what lies further out counts as well.
        """
        found: dict[Value, None] = {}
        here = scope
        while True:
            number = self.index.find(file, here)
            if here != MODULE and number is not None and self.index.nodes[number].is_class:
                found.update(dict.fromkeys(self._member_of_class(Value(Kind.OBJECT, node=number), name)))
            else:
                found.update(dict.fromkeys(self._in_scope(file, here, number, name)))
            if here == MODULE:
                break
            here = here.rpartition(".")[0]
        beside = self.index.beside(file, name)
        if beside is not None:
            found[Value(Kind.SYMBOL, node=beside)] = None
        for star in self._imports.stars(file):
            for module in self.module_values(file, star):
                if module.kind in (Kind.NAMESPACE, Kind.SYMBOL):
                    found.update(dict.fromkeys(self.member(module, name)))
        return tuple(found)

    def _in_scope(self, file: str, scope: str, number: int | None, name: str) -> list[Value]:
        found: list[Value] = []
        if number is not None:
            child = self.index.children.get(number, {}).get(name)
            if child is not None:
                found.append(Value(Kind.SYMBOL, node=child))
        for one in self._imports.arriving(file, scope, name):
            found.extend(self.arrives(file, one))
        return found

    def follow(self, file: str, scope: str, receiver: str) -> tuple[Value, ...]:
        """Return what a dotted receiver stands for; nothing when it cannot be followed."""
        key = (file, scope, receiver)
        known = self._followed.get(key)
        if known is None:
            known = self._follow(file, scope, receiver)
            if not self._busy:
                self._followed[key] = known
        return known

    def _follow(self, file: str, scope: str, receiver: str) -> tuple[Value, ...]:
        parts = receiver.split(".")
        first = parts[0]
        values: tuple[Value, ...]
        if first in _OWN_OBJECT:
            around = self.index.class_around(file, scope)
            values = (Value(Kind.OBJECT, first, around),) if around is not None else _NOTHING
        else:
            values = self._called(self.lookup(file, scope, first.removesuffix("()")), first)
        for part in parts[1:]:
            found: dict[Value, None] = {}
            for value in values:
                found.update(dict.fromkeys(self.member(value, part.removesuffix("()"))))
            values = self._called(tuple(found), part)
        return values

    def _called(self, values: tuple[Value, ...], written: str) -> tuple[Value, ...]:
        if not written.endswith("()"):
            return values
        nodes = self.index.nodes
        return tuple(
            Value(Kind.OBJECT, self._made(value.node), value.node)
            if value.kind is Kind.SYMBOL and nodes[value.node].is_class
            else Value(Kind.UNKNOWN)
            for value in values
        )

    def _made(self, number: int) -> str:
        """Say whether calling a class makes an object of just that class: one of a subclass cannot come out then."""
        line = (number, *self.kin.ancestors(number))
        python = self.index.source.files[self.index.nodes[number].file].language == Language.PYTHON
        plain = not any("__new__" in self.index.children.get(one, {}) or self.kin.outside_bases(one) for one in line)
        return _EXACT if python and plain else ""

    def offered(self, file: str, name: str) -> tuple[Value, ...]:
        """Return what others get who import `name` from `file`."""
        return self.member(Value(Kind.FILE, file), name)

    def passed_on(self, file: str, prefix: str = "", suffix: str = "") -> list[Value]:
        """Return what a module offers that it may not declare itself; files stand for all that they offer."""
        facts = self.index.source.files[file]
        found: dict[Value, None] = {}
        for one in self._imports.reexports(file):
            if one.form is ImportForm.REEXPORT_STAR:
                found.update(dict.fromkeys(self.module_values(file, one)))
            elif one.exported_as and one.exported_as.startswith(prefix) and one.exported_as.endswith(suffix):
                found.update(dict.fromkeys(self.arrives(file, one)))
        if facts.language == Language.PYTHON:
            for one in facts.imports:
                if one.form is ImportForm.STAR:
                    found.update(dict.fromkeys(self.module_values(file, one)))
                elif one.form is not ImportForm.NAMED or one.scope or not one.local:
                    continue
                elif one.local.startswith(prefix) and one.local.endswith(suffix):
                    found.update(dict.fromkeys(self.arrives(file, one)))
            return list(found)
        for export in facts.exports:
            if export.name.startswith(prefix) and export.name.endswith(suffix):
                found.update(dict.fromkeys(self.lookup(file, MODULE, export.local)))
        return list(found)

    # -- members ----------------------------------------------------------------------------------------------------------

    def member(self, value: Value, name: str) -> tuple[Value, ...]:
        """Return the member `name` of a value; nothing when it is not known to have one."""
        if value.kind is Kind.OUTSIDE:
            return (Value(Kind.OUTSIDE, f"{value.text}.{name}"),)
        if value.kind is Kind.UNKNOWN:
            return _NOTHING
        key = (value, name)
        known = self._members.get(key)
        if known is None:
            if key in self._busy:
                return _NOTHING
            self._busy.add(key)
            if value.kind is Kind.FILE:
                known = self._member_of_file(value.text, name)
            elif value.kind is Kind.NAMESPACE:
                shared = self.index.shared(value.text, name)
                known = (Value(Kind.SYMBOL, node=shared),) if shared is not None else _NOTHING
            elif value.kind is Kind.FOLDER:
                known = self._submodule(value.text, name, Language.PYTHON)
            else:
                known = self._member_of_class(value, name)
            self._busy.discard(key)
            self._members[key] = known
        return known

    def _submodule(self, parent: str, name: str, language: Language) -> tuple[Value, ...]:
        resolver = self.resolvers.get(language)
        return self._values(resolver.submodule(parent, name)) if resolver is not None else _NOTHING

    def _member_of_file(self, file: str, name: str) -> tuple[Value, ...]:
        facts = self.index.source.files.get(file)
        if facts is None:
            return (Value(Kind.UNKNOWN, f"{file} was not read"),)
        if facts.language == Language.PYTHON:
            return (*self.lookup(file, MODULE, name), *self._submodule(file, name, Language.PYTHON))
        if not self._modules[file].exports_are_listed:
            return self.lookup(file, MODULE, name) or self._submodule(file, name, facts.language)
        found: dict[Value, None] = {}
        # `module.exports = f`: whatever is asked of the module is asked of f.
        for at in sorted({*self._imports.exports(facts, name), *self._imports.exports(facts, WHOLE)}):
            found.update(dict.fromkeys(self.lookup(file, MODULE, facts.exports[at].local)))
        for one in self._imports.reexports(file):
            if one.form is ImportForm.REEXPORT and one.exported_as == name:
                found.update(dict.fromkeys(self.arrives(file, one)))
            elif one.form is ImportForm.REEXPORT_STAR and one.exported_as == name:
                found.update(dict.fromkeys(self.module_values(file, one)))
            elif one.form is ImportForm.REEXPORT_STAR and one.exported_as is None and name != "default":
                for module in self.module_values(file, one):
                    if module.kind is Kind.FILE:
                        found.update(dict.fromkeys(self.member(module, name)))
        return tuple(found)

    def _member_of_class(self, value: Value, name: str) -> tuple[Value, ...]:
        """Look in every class that an object of this one may get the member from."""
        found: dict[Value, None] = {}
        exact = (value.node, *self.kin.ancestors(value.node)) if value.text == _EXACT else None
        for number in exact or self.kin.family(value.node):
            child = self.index.children.get(number, {}).get(name)
            if child is not None and (number != value.node or not value.text.startswith("super")):
                found[Value(Kind.SYMBOL, node=child)] = None
        return tuple(found)

    # -- classes ----------------------------------------------------------------------------------------------------------

    def _link_classes(self) -> None:
        self.kin.forget()
        for node in self.index.nodes:
            if not node.is_class:
                continue
            linked: list[int] = []
            outside: list[str] = []
            for symbol in node.declarations:
                for base in symbol.bases:
                    self._link_base(node.file, symbol.parent or MODULE, base, linked, outside, node.number)
            self.kin.link(node.number, linked, outside)
        # Members looked up while classes were being linked were looked up without their bases.
        self._members.clear()
        self._looked_up.clear()
        self._followed.clear()
        self._arrived.clear()

    def _link_base(self, file: str, scope: str, base: str, linked: list[int], outside: list[str], own: int) -> None:
        if "=" in base:
            outside.append(base.replace(" ", ""))
            return
        written = base.partition("[")[0].partition("<")[0].strip()
        if "(" in written or not written:
            outside.append(base)
            return
        for value in self.follow(file, scope, written) or (Value(Kind.OUTSIDE, written),):
            if value.kind is Kind.SYMBOL and self.index.nodes[value.node].is_class:
                if value.node != own and value.node not in linked:
                    linked.append(value.node)
            else:
                outside.append(value.text if value.kind is Kind.OUTSIDE else written)
