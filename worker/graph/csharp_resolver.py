"""C#: where execution starts, what outsiders may use, what is used without being named."""

from worker.graph import csharp_conventions as conventions
from worker.graph.csharp_projects import CSharpProjects
from worker.graph.csharp_reflection import reflection
from worker.graph.csharp_types import CSharpTypes
from worker.graph.resolver import External, Implicit, Outside, Root, RootKind, Target
from worker.source.facts import FileFacts, Import, ReferenceForm, Source, Symbol, SymbolKind

_TYPES = frozenset({SymbolKind.CLASS, SymbolKind.TYPE, SymbolKind.ENUM})
_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE})
_SEEN = frozenset({"public", "protected"})
_LOCAL = frozenset({SymbolKind.FUNCTION})


class CSharpResolver:
    """The C# half of a repository."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._files = [facts for facts in source.files.values() if facts.language == "csharp"]
        self._projects = CSharpProjects(source)
        self._types = CSharpTypes(source, self._files)
        self._reflection = reflection(source, self._files, self._types.names)
        self._by_name: dict[str, dict[str, Symbol]] = {}
        """file -> qualname -> its first declaration"""
        self._marked: dict[tuple[str, str], str] = {}
        """(file, qualname of a type) -> an attribute of a member, which may lead others to it"""
        self._as_members = {
            one.name
            for facts in self._files
            if not facts.is_test
            for one in facts.references
            if one.form is ReferenceForm.ATTRIBUTE
        }
        for facts in self._files:
            named = self._by_name[facts.file] = {}
            for symbol in facts.symbols:
                named.setdefault(symbol.qualname, symbol)
                if symbol.parent is not None and symbol.kind not in _TYPES:
                    for one in symbol.decorators:
                        if conventions.simple(one) not in conventions.HARMLESS:
                            self._marked.setdefault((facts.file, symbol.parent), conventions.simple(one))

    def resolve(self, _importer: str, wanted: Import) -> Target:
        """Namespaces are no files: which types a name may mean is known by the name alone."""
        return External(wanted.module)

    def submodule(self, _parent: str, _name: str) -> Target | None:
        """Files are no modules."""
        return None

    def group(self, file: str) -> str | None:
        """Name the namespace in its project: parts of a type lie in several files of these."""
        namespace = self._source.files[file].namespace
        if "|" in namespace:
            return None
        project = None if self._projects.mixed else self._projects.of(file)
        return f"csharp:{project.folder if project is not None else ''}:{namespace}"

    # -- where execution starts -------------------------------------------------------------------------------------------

    def roots(self) -> list[Root]:
        """Return every file (top-level statements, attributes of the assembly), every `Main`, and all of the tests."""
        found: list[Root] = []
        for facts in self._files:
            test = facts.is_test
            found.append(Root(facts.file, "", "its top level runs", RootKind.TEST if test else RootKind.PRODUCTION))
            for symbol in facts.symbols:
                if test:
                    found.append(Root(facts.file, symbol.qualname, "it is in a test", RootKind.TEST))
                elif symbol.name == "Main" and symbol.kind is SymbolKind.METHOD and "static" in symbol.modifiers:
                    found.append(Root(facts.file, symbol.qualname, "the program starts with it"))
        return found

    # -- what outsiders may use -------------------------------------------------------------------------------------------

    def public_api(self) -> list[Outside]:
        """Return what users of a library see, and what plugins and friends do."""
        found: list[Outside] = []
        for facts in self._files:
            if facts.is_test:
                continue
            public = self._reflection.plugins or self._projects.why_public(facts.file)
            internal = self._projects.why_internal(facts.file)
            for symbol in facts.symbols:
                if "extension" in symbol.modifiers and (
                    symbol.name in self._as_members or conventions.BY_NAME.fullmatch(symbol.name)
                ):
                    # Who calls it names no type: so its type waits for nobody.
                    found.append(
                        Outside(facts.file, symbol.qualname, "a member of that name is called, which may be this method")
                    )
            if not public and not internal:
                continue
            for symbol in facts.symbols:
                if public and self._seen(facts, symbol, _SEEN):
                    found.append(Outside(facts.file, symbol.qualname, public))
                elif internal and self._seen(facts, symbol, _SEEN | {"internal"}):
                    found.append(Outside(facts.file, symbol.qualname, internal))
        return found

    def _seen(self, facts: FileFacts, symbol: Symbol | None, by: frozenset[str]) -> bool:
        """Whether outsiders can name a symbol: it and all types around it are visible."""
        while symbol is not None:
            if symbol.kind in _LOCAL or not symbol.modifiers & by or {"private", "protected"} <= symbol.modifiers:
                return False
            if symbol.parent is None:
                return True
            symbol = self._by_name[facts.file].get(symbol.parent)
        return False

    # -- what is used without being named ---------------------------------------------------------------------------------

    def implicit(self, symbol: Symbol, owner: Symbol | None, _outside_bases: tuple[str, ...]) -> Implicit | None:
        """Say whether something calls `symbol` without naming it."""
        if symbol.kind in _LOCAL:
            return Implicit(symbol.held) if symbol.held else self._by_attribute(symbol)
        if symbol.kind is SymbolKind.CONSTANT and owner is not None and owner.kind is SymbolKind.ENUM:
            return Implicit("it is one of the values of its enum", certain=True)
        if symbol.held:
            return Implicit(symbol.held)
        if conventions.DELIBERATE.fullmatch(symbol.name):
            return Implicit("its name says that it is there though nothing uses it")
        if (found := self._by_attribute(symbol)) is not None:
            return found
        if symbol.kind in _TYPES:
            return self._type(symbol)
        return self._member(symbol, owner)

    @staticmethod
    def _by_attribute(symbol: Symbol) -> Implicit | None:
        for one in symbol.decorators:
            if conventions.simple(one) not in conventions.HARMLESS:
                return Implicit(f"the attribute [{conventions.simple(one)}] may lead others to it")
        return None

    def _type(self, symbol: Symbol) -> Implicit | None:
        namespace = self._source.files[symbol.file].namespace
        if symbol.parent is None and conventions.COMPILERS.match(f"{namespace}."):
            return Implicit(f"compilers and runtimes look for types in the namespace {namespace}")
        made = symbol.kind is SymbolKind.CLASS and "static" not in symbol.modifiers
        if made and conventions.CLASSES_BY_NAME.fullmatch(symbol.name):
            return Implicit(f"types like {symbol.name} are found by name")
        for base in self._types.outside_bases(symbol.name):
            if not conventions.is_plain(base):
                return Implicit(f"it derives from {base}, which may find it")
        if (attribute := self._marked.get((symbol.file, symbol.qualname))) is not None:
            return Implicit(f"the attribute [{attribute}] of a member may lead others to it")
        if self._types.unseen_part(symbol, namespace):
            return Implicit("a part of it may be generated when it is built")
        if (
            self._reflection.types
            and "static" not in symbol.modifiers
            and (
                self._reflection.any_type
                or any(base in self._types.names or not conventions.is_plain(base) for base in symbol.bases)
            )
        ):
            return Implicit(self._reflection.types)
        return None

    def _member(self, symbol: Symbol, owner: Symbol | None) -> Implicit | None:
        name, modifiers = symbol.name, symbol.modifiers
        hidden = "private" in modifiers and "protected" not in modifiers
        if name in conventions.OBJECT and symbol.kind is SymbolKind.METHOD and not hidden:
            return Implicit(f"the language calls {name} by itself", certain=True)
        if modifiers & {"override", "explicit", "partial", "extern"}:
            return Implicit("it stands for something that is declared elsewhere")
        if (found := self._by_owner(symbol, owner, hidden=hidden)) is not None:
            return found
        if (conventions.PRIVATE_BY_NAME if hidden else conventions.BY_NAME).fullmatch(name):
            return Implicit(f"members like {name} are called by name")
        if (
            reason := (self._reflection.public if "public" in modifiers else self._reflection.hidden).get(symbol.kind)
        ) is not None:
            return Implicit(reason)
        if symbol.kind is SymbolKind.PROPERTY:
            return self._property(symbol, hidden=hidden)
        return self._data(symbol, hidden=hidden) if symbol.kind in _DATA else None

    def _by_owner(self, symbol: Symbol, owner: Symbol | None, *, hidden: bool) -> Implicit | None:
        """Say whether what is around a member leads others to it."""
        if owner is None:
            return None
        if self._types.unseen_part(owner, self._source.files[symbol.file].namespace):
            return Implicit("a part of its type may be generated when it is built")
        for one in owner.decorators if not hidden or symbol.kind in _DATA else ():
            if conventions.simple(one) not in (conventions.STEREOTYPES if hidden else conventions.HARMLESS):
                return Implicit(f"the attribute [{conventions.simple(one)}] of its type may lead others to it")
        if "record" in owner.modifiers and "static" not in symbol.modifiers and not hidden:
            return Implicit("what a record holds is compared and printed")
        namespace = self._source.files[symbol.file].namespace
        if conventions.COMPILERS.match(f"{namespace}."):
            return Implicit(f"compilers and runtimes look for what is in the namespace {namespace}")
        if (
            not hidden
            and conventions.CLASSES_BY_NAME.fullmatch(owner.name)
            and "static" not in symbol.modifiers | owner.modifiers
        ):
            return Implicit(f"types like {owner.name} are found by name, and so are their members")
        for base in self._types.outside_bases(owner.name):
            if "static" not in symbol.modifiers and not hidden and conventions.may_implement(symbol.name, base):
                return Implicit(f"its type derives from {base}, which may call it")
            if symbol.kind is SymbolKind.PROPERTY and conventions.is_context(base):
                return Implicit(f"its type derives from {base}, which finds its sets by reflection")
            if not conventions.is_plain(base) and conventions.MESSAGES.fullmatch(symbol.name):
                return Implicit(f"its type derives from {base}, which may call {symbol.name} by name")
        return None

    @staticmethod
    def _property(symbol: Symbol, *, hidden: bool) -> Implicit | None:
        if symbol.made_by is not None:
            return Implicit(f"its initialiser calls {symbol.made_by}")
        if not hidden and "static" not in symbol.modifiers and "internal" not in symbol.modifiers:
            return Implicit("serialisers, bindings and templates read properties")
        return None

    def _data(self, symbol: Symbol, *, hidden: bool) -> Implicit | None:
        if symbol.made_by is not None:
            return Implicit(f"its initialiser calls {symbol.made_by}")
        around = self._by_name[symbol.file].get(symbol.parent or "")
        if "static" not in symbol.modifiers:
            if around is not None and "struct" in around.modifiers:
                return Implicit("the fields of a struct make its layout")
            if not hidden:
                return Implicit("serialisers, editors and debuggers read fields")
        return None
