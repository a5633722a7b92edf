"""Python symbols that are used without being named: by decorators, base classes, protocols and conventions."""

import builtins
import collections
import contextlib
import enum
import re
import sys
import threading

from worker.graph.resolver import Implicit
from worker.source.facts import Symbol, SymbolKind

INERT_DECORATORS = frozenset(
    [
        "staticmethod",
        "classmethod",
        "property",
        "cached_property",
        "abstractmethod",
        "abstractproperty",
        "abstractclassmethod",
        "abstractstaticmethod",
        "wraps",
        "lru_cache",
        "cache",
        "total_ordering",
        "contextmanager",
        "asynccontextmanager",
        "dataclass",
        "overload",
        "override",
        "final",
        "runtime_checkable",
        "no_type_check",
        "deprecated",
        "unique",
        "setter",
        "getter",
        "deleter",
        "singledispatch",
        "singledispatchmethod",
        "coroutine",
        "dataclass_transform",
        "type_check_only",
        "verify",
        "skipIf",
    ]
)
"""Decorators that keep what they decorate to themselves: nothing else can call it afterwards."""

INERT_MAKERS = frozenset(
    [
        "TypeVar",
        "ParamSpec",
        "TypeVarTuple",
        "NewType",
        "namedtuple",
        "NamedTuple",
        "TypedDict",
        "compile",
        "getLogger",
        "frozenset",
        "set",
        "dict",
        "list",
        "tuple",
        "Path",
        "PurePath",
        "PurePosixPath",
        "join",
        "dirname",
        "abspath",
        "realpath",
        "int",
        "float",
        "str",
        "bytes",
        "bool",
        "len",
        "sorted",
        "min",
        "max",
        "sum",
        "object",
        "Lock",
        "RLock",
        "defaultdict",
        "OrderedDict",
        "Counter",
        "deque",
        "Decimal",
        "Fraction",
        "timedelta",
        "datetime",
        "date",
        "Struct",
        "getenv",
        "get",
        "split",
        "range",
        "zip",
        "map",
        "filter",
        "MappingProxyType",
        "itemgetter",
        "attrgetter",
        "ContextVar",
        "chr",
        "ord",
        "format",
        "strip",
        "lower",
        "upper",
        "replace",
        "encode",
        "decode",
        "Literal",
        "cast",
        "maketrans",
    ]
)
"""Calls that make a value and do nothing else."""

_HOLDERS = sys.stdlib_module_names | {"os.path", "os.environ", "datetime.datetime", "dict", "str", "typing_extensions"}
"""What such a call may be asked of; `x.get()` of anything else may do what it likes."""

_METHODS = frozenset({"get", "split", "strip", "lower", "upper", "replace", "encode", "decode", "join", "maketrans"})
"""Names that mean nothing well-known when they stand alone."""

CONVENTIONAL = frozenset(
    [
        "main",
        "app",
        "application",
        "create_app",
        "make_app",
        "get_app",
        "handler",
        "lambda_handler",
        "urlpatterns",
        "setup",
        "teardown",
        "includeme",
        "register",
        "load_ipython_extension",
        "unload_ipython_extension",
        "run",
        "cli",
        "plugin",
        "initialize",
    ]
)
"""Names by which hosts and frameworks call into a module."""

_DUNDER = re.compile(r"__\w+__")
_SUNDER = re.compile(r"_[^_]\w*_")
_MANGLED = re.compile(r"__\w*[^_]_?")

_PLAIN_CLASSES: dict[str, type] = {
    **{name: one for name, one in vars(builtins).items() if isinstance(one, type)},
    **{f"collections.{name}": one for name, one in vars(collections).items() if isinstance(one, type)},
    **{f"contextlib.{name}": one for name, one in vars(contextlib).items() if isinstance(one, type)},
    **{f"enum.{name}": one for name, one in vars(enum).items() if isinstance(one, type)},
    "threading.Thread": threading.Thread,
    "abc.ABC": object,
    "typing.Generic": object,
    "typing_extensions.Generic": object,
}
"""Base classes that call no method which they do not have themselves."""

_FIELD_MAKERS = re.compile(r"(^|\.)(dataclass|define|attrs|s|attributes|frozen|mutable|dataclass_json)\b")


def implicit(symbol: Symbol, owner: Symbol | None, outside_bases: tuple[str, ...]) -> Implicit | None:
    """See `Resolver.implicit`."""
    name = symbol.name
    if _DUNDER.fullmatch(name) or name.strip("_") == "":
        return Implicit("the language or a tool looks it up", certain=True)
    if _SUNDER.fullmatch(name):
        return Implicit("names like this are looked up by tools and frameworks")
    for decorator in symbol.decorators:
        if _last_name(decorator) not in INERT_DECORATORS:
            return Implicit(f"its decorator @{_head(decorator)} may register it")
    if symbol.kind in (SymbolKind.CLASS, SymbolKind.ENUM):
        base = next((base for base in outside_bases if _may_register(base)), None)
        if base is not None:
            return Implicit(f"its base {base} may register it")
    elif symbol.made_by is not None and not _inert(symbol.made_by):
        return Implicit(f"{_head(symbol.made_by)}() may register it")
    if owner is not None:
        return _member(symbol, owner, outside_bases)
    if symbol.parent is None and (name in CONVENTIONAL or name.startswith("pytest_")):
        return Implicit("hosts and frameworks call a name like this")
    return None


def _inert(made_by: str) -> bool:
    """Whether a call only makes a value: a builtin, something imported by that name, or a function of a well-known module."""
    written = _head(made_by)
    holder, _, last = written.rpartition(".")
    if not holder:
        return last in INERT_MAKERS and last not in _METHODS
    return last in INERT_MAKERS and (holder in _HOLDERS or holder[0] in "\"'")


def _member(symbol: Symbol, owner: Symbol, outside_bases: tuple[str, ...]) -> Implicit | None:
    if _MANGLED.fullmatch(symbol.name):
        return None
    is_field = symbol.kind in (SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.TYPE)
    if is_field and owner.kind is SymbolKind.ENUM:
        return Implicit("a member of an enum may be reached by its value")
    if is_field and any(_FIELD_MAKERS.search(_head(one)) for one in owner.decorators):
        return Implicit("a field of a data class")
    if is_field and owner.decorators:
        return Implicit("the class's decorator may read it")
    for base in outside_bases:
        if base == "__init_subclass__":
            # Written here: what it does with the class's members is seen there.
            continue
        plain = _PLAIN_CLASSES.get(base)
        if plain is None or (hasattr(plain, symbol.name) or (symbol.name.startswith("_") and symbol.name.endswith("_"))):
            return Implicit(f"the base {base} may use it")
    return None


def _may_register(base: str) -> bool:
    """Whether deriving from `base` may put the class on a list somewhere."""
    if "=" in base:
        keyword, _, value = base.partition("=")
        return (
            not (keyword == "metaclass" and value.rpartition(".")[2] in ("ABCMeta", "EnumMeta", "EnumType"))
            and keyword != "total"
        )
    if base in _PLAIN_CLASSES:
        return False
    if base.partition(".")[0] == "unittest":
        return True
    return base.partition(".")[0] not in sys.stdlib_module_names and base.rpartition(".")[2] not in ("Protocol", "TypedDict")


def _head(call: str) -> str:
    """Return what is called: `app.route` of `app.route("/")`."""
    return call.partition("(")[0].strip()


def _last_name(call: str) -> str:
    return _head(call).rpartition(".")[2]
