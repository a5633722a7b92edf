"""What calls Java code without naming it: annotations, names, and types of the JDK that call nothing else."""

import re

_FOR_READERS = """
    Override SuppressWarnings SuppressLint SuppressFBWarnings Nullable NotNull Nonnull NonNull CheckForNull NullMarked
    NonNullApi NonNullFields NonNullByDefault ParametersAreNonnullByDefault Deprecated SafeVarargs FunctionalInterface
    CheckReturnValue CanIgnoreReturnValue Contract Pure SideEffectFree GuardedBy ThreadSafe NotThreadSafe Immutable Serial
    UiThread MainThread WorkerThread AnyThread BinderThread RequiresApi TargetApi ColorInt ColorRes StringRes DrawableRes IdRes
    LayoutRes AttrRes DimenRes PluralsRes Size IntRange FloatRange Unmodifiable UnmodifiableView ApiStatus.Internal
"""
HARMLESS = frozenset(_FOR_READERS.split())
"""Annotations that only say something to readers and checkers."""

_OF_CLASSES = """
    Service Component Repository Controller RestController Configuration SpringBootApplication Slf4j Log Log4j2 CommonsLog
    RequiredArgsConstructor AllArgsConstructor NoArgsConstructor Getter Setter Data Value Builder SuperBuilder ToString
    EqualsAndHashCode UtilityClass FieldDefaults Accessors Transactional Validated RequestMapping Primary Lazy Order Scope
    Profile EnableScheduling EnableAsync EnableCaching EnableConfigurationProperties Singleton ApplicationScoped
    RequestScoped
"""
STEREOTYPES = HARMLESS | frozenset(_OF_CLASSES.split())
"""Annotations of a class that lead nobody to its methods: those that are called from outside have annotations of their own."""

_PACKAGE = re.compile(r"^(?:[a-z]\w*\.)+")

OBJECT = frozenset({"equals", "hashCode", "toString", "clone", "finalize", "compareTo"})
"""What the language and its collections call."""

BY_NAME = re.compile(
    r"(?:get|set|is|ejb|onEvent)[A-Z0-9_]\w*|(?:add|remove)[A-Z]\w*Listener|close|shutdown"
    r"|onEvent|readObject|writeObject|readResolve|writeReplace|readObjectNoData|readExternal|writeExternal|main|premain|agentmain"
    r"|valueOf|of|from|fromString|fromValue|fromText|parse|builder|build|create|newInstance|getInstance|canEqual|values|ordinal"
    r"|beforeUnmarshal|afterUnmarshal|beforeMarshal|afterMarshal|provider|contextInitialized|initialize|init|destroy"
)
"""Methods that serialisers, bean and template engines, converters and containers look up by name."""

PRIVATE_BY_NAME = frozenset({"readObject", "writeObject", "readResolve", "writeReplace", "readObjectNoData", "main"})
"""Those of them that are found although they are private."""

CLASSES_BY_NAME = re.compile(
    r"\w*(?:Action|Page|AppModule|Fixture|BeanInfo|ObjectFactory|Plugin|Steps|StepDefs|StepDefinitions|Initializer|Listener|Bootstrap)"
    r"|[VUR]\d\w*__\w+|\w+_[a-z]{2}(?:_[A-Z]{2})?"
)
"""Classes that frameworks find by how they are called, without an annotation or a base of theirs."""

DELIBERATE = re.compile(
    r"_*(?:unused|dummy|reserved|pad(?:ding)?(?:[\d_A-Z]|$)|placeholder)|[A-Z_]*(?:UNUSED|RESERVED|PADDING|LICEN[CS]E|COPYRIGHT)"
)
"""Names that say that a thing is there though nothing uses it."""

LOADERS = frozenset({"URLClassLoader", "DexClassLoader", "PathClassLoader", "InMemoryDexClassLoader", "PluginManager"})
"""What loads code from outside: plugins, which may use all that is public."""

PLUGINS = ("org.pf4j", "org.osgi", "org.eclipse.core.runtime")

SETTER = re.compile(r"set[A-Z]\w*")
"""Persistence sets properties by methods that may be private."""

FIELDS_BY_NAME = frozenset(
    {"serialVersionUID", "serialPersistentFields", "CREATOR", "INSTANCE", "Companion", "MAPPER", "FACTORY"}
)

_THROWABLE = (
    "getMessage getLocalizedMessage getCause initCause printStackTrace fillInStackTrace getStackTrace setStackTrace "
    "getSuppressed addSuppressed"
)
_METHODS = {
    "Serializable Cloneable Object EventListener RandomAccess Annotation Record Enum": "",
    "Comparable": "compareTo",
    "Runnable TimerTask": "run cancel scheduledExecutionTime",
    "Callable": "call",
    "AutoCloseable Closeable Flushable": "close flush",
    "Iterable": "iterator forEach spliterator",
    "Iterator ListIterator": "hasNext next remove forEachRemaining hasPrevious previous nextIndex previousIndex set add",
    "Comparator": "compare reversed thenComparing thenComparingInt thenComparingLong thenComparingDouble",
    "Supplier Consumer BiConsumer Function BiFunction Predicate UnaryOperator BinaryOperator": "get accept apply test "
    "andThen compose and negate or identity applyAsInt",
    "Thread": "run start interrupt isInterrupted join getName setName getId threadId getState getContextClassLoader "
    "getUncaughtExceptionHandler destroy",
    "ActionListener": "actionPerformed",
    "FileFilter FilenameFilter": "accept",
    "ThreadFactory": "newThread",
    "InvocationHandler": "invoke",
    "CharSequence": "charAt length subSequence chars codePoints isEmpty",
    "Throwable Exception RuntimeException Error IOException UncheckedIOException IllegalArgumentException "
    "IllegalStateException UnsupportedOperationException NumberFormatException GeneralSecurityException": _THROWABLE,
}
PLAIN: dict[str, frozenset[str]] = {
    name: frozenset(methods.split()) for names, methods in _METHODS.items() for name in names.split()
}
"""Types of the JDK that nobody looks for on the class path, each with the methods that an implementation of it may override."""

_FOUND_BY_NAME = re.compile(
    r".*(?:ResourceBundle|BeanInfo|PropertyEditor(?:Support)?|URLStreamHandler|ContentHandler|Applet|Provider|Spi|Remote"
    r"|RemoteObject|Driver|LookAndFeel|Handler|Activatable|Processor|ClassFileTransformer|FileTypeDetector|ScriptEngineFactory)"
)


def is_plain(base: str) -> bool:
    """Whether a type from outside has nobody who looks for what extends it: most types of the JDK, and exceptions."""
    name = base.rpartition(".")[2]
    if base in PLAIN or name.endswith(("Exception", "Error")):
        return True
    return base.startswith(("java.", "javax.swing.")) and not _FOUND_BY_NAME.fullmatch(name)


def may_override(name: str, base: str) -> bool:
    """Whether a public or protected method of that name may override one of a type from outside."""
    methods = PLAIN.get(base.rpartition(".")[2]) if "." not in base or base.startswith("java.") else None
    return methods is None or name in methods


def simple(annotation: str) -> str:
    """Return the name of an annotation without its package and arguments."""
    return _PACKAGE.sub("", annotation.partition("(")[0].strip())
