"""What calls C# code without naming it: attributes, names, and types from outside that call nothing else."""

import re

_FOR_READERS = """
    Obsolete EditorBrowsable DebuggerDisplay DebuggerStepThrough DebuggerNonUserCode DebuggerHidden DebuggerBrowsable MethodImpl
    Pure ExcludeFromCodeCoverage SuppressMessage CLSCompliant Flags Conditional ThreadStatic AttributeUsage Description Category
    DisplayName Browsable NotNull MaybeNull AllowNull DisallowNull NotNullWhen MaybeNullWhen NotNullIfNotNull DoesNotReturn
    MemberNotNull MemberNotNullWhen CanBeNull ItemNotNull ItemCanBeNull ContractAnnotation NotNullWhen StringFormatMethod
    SupportedOSPlatform UnsupportedOSPlatform SupportedOSPlatformGuard RequiresUnreferencedCode RequiresDynamicCode
    UnconditionalSuppressMessage DynamicallyAccessedMembers StackTraceHidden SkipLocalsInit TypeConverter DefaultValue
    DesignerCategory ToolboxItem SecurityCritical SecuritySafeCritical STAThread LinqTunnel NoEnumeration
    InstantHandle MustUseReturnValue Localizable ImmutableObject NonSerialized
"""
HARMLESS = frozenset(_FOR_READERS.split())
"""Attributes that only say something to readers, checkers and compilers."""

_OF_CLASSES = "ApiController Route Area Authorize AllowAnonymous ApiVersion Produces Consumes"
STEREOTYPES = HARMLESS | frozenset(_OF_CLASSES.split())
"""Attributes of a class that lead nobody to its private members."""

OBJECT = frozenset({"Equals", "GetHashCode", "ToString", "Finalize", "Dispose", "DisposeAsync", "GetEnumerator", "CompareTo"})
"""What the language and its collections call."""

BY_NAME = re.compile(
    r"Main|Deconstruct|GetAwaiter|GetResult|OnCompleted|MoveNext|Current|IsCompleted|GetAsyncEnumerator|GetPinnableReference|Slice"
    r"|Count|Length|Item|Add|AppendLiteral|AppendFormatted\w*|Invoke|InvokeAsync|BeginInvoke|Configure\w*|ConfigureServices"
    r"|Create(?:Web)?HostBuilder|BuildWebHost|CreateMauiApp|CreateDbContext|BuildAvaloniaApp|ShouldSerialize\w+|Reset[A-Z]\w*"
    r"|On[A-Z]\w*(?:Changed|Changing)|Handle|HandleAsync|Consume|ConsumeAsync|Execute|ExecuteAsync|Run|RunAsync|Parse|TryParse|BindAsync"
    r"|PopulateMetadata|Validate\w*|InitializeComponent|Initialize|Register\w*|Load|Install|Bind|Cast|Select|SelectMany|Where"
    r"|OrderBy|OrderByDescending|ThenBy|ThenByDescending|Join|GroupJoin|GroupBy|Page_\w+|Application_\w+|Session_\w+|Startup"
    r"|Build|Create|op_\w+|get_\w+|set_\w+|Dispose\w*|CloneTo|<Clone>\$|Instance|Before\w+|After\w+|Given\w*|When\w*|Then\w*|SetUp|TearDown"
    r"|Property(?:Changed|Changing)|CollectionChanged|MapperFor\w*|EqualityContract|PrintMembers|Hot[Rr]eload\w*|UpdateApplication|ClearCache"
)
"""Members that the compiler, containers, converters and designers look up by name."""

PRIVATE_BY_NAME = re.compile(
    r"Main|Page_\w+|Application_\w+|Session_\w+|On[A-Z]\w*(?:Changed|Changing)|ShouldSerialize\w+|Reset[A-Z]\w*|op_\w+|PrintMembers"
    r"|\w+_(?:[A-Z]\w*)"
)
"""Those of them that are found although they are private; event handlers that designers name."""

MESSAGES = re.compile(r"Awake|Start|(?:Fixed|Late)?Update|Reset|On[A-Z]\w*|Main")
"""What game engines call on their scripts, private or not.

https://docs.unity3d.com/ScriptReference/MonoBehaviour.html"""

CLASSES_BY_NAME = re.compile(
    r"Program|Startup\w*|App|\w*(?:Controller|Hub|ViewComponent|TagHelper|Migration|Module|Plugin|PageModel|ViewModel|View|Page"
    r"|Window|Steps|StepDefinitions|Bootstrapper|Middleware|Endpoints?|Handler|Consumer|Metadata)|AssemblyInfo|ThisAssembly"
)
"""Classes that frameworks find by how they are called, without an attribute or a base of theirs."""

DELIBERATE = re.compile(
    r"_*(?:[Uu]nused|[Dd]ummy|[Rr]eserved\d*|[Pp]ad(?:ding)?\d*|[Pp]laceholder)(?:[_A-Z]\w*)?|[A-Z_]*(?:UNUSED|RESERVED|PADDING)\w*"
)
"""Names that say that a thing is there though nothing uses it."""

COMPILERS = re.compile(
    r"System\.|Microsoft\.(?:CodeAnalysis|CSharp|VisualBasic)\.|JetBrains\.Annotations\.|Windows\.|Internal\."
)
"""Namespaces whose types compilers and runtimes look for wherever they are declared (`IsExternalInit`)."""

PLUGINS = re.compile(
    r"LoadFrom|LoadFile|UnsafeLoadFrom|LoadFromAssemblyPath|LoadFromStream|CSharpScript|CompositionContainer|DirectoryCatalog"
    r"|CSharpCodeProvider|PluginLoader|CompileAssemblyFromSource|LoadWithPartialName"
)
"""What loads code from outside: plugins and scripts, which may use all that is public."""

SCANS = re.compile(
    r"GetTypes|GetExportedTypes|ExportedTypes|DefinedTypes|RegisterAssemblyTypes|RegisterAssemblyModules|FromAssembl\w+|Scan"
    r"|AddMediatR|AddAutoMapper|AddValidatorsFrom\w+|ApplyConfigurationsFromAssembly|AddFromAssembly\w*|RegisterServicesFromAssembl\w+"
    r"|GetType\w*FromHandle|FromThisAssembly|FromCallingAssembly|AddClasses|ScanIn|AddApplicationPart|AddConsumers"
    r"|GetEntryAssembly|WithTools\w*|CommandApp|RegisterTypes|LoadTypes|TypeCache|AssembliesFrom\w*"
)
"""What looks for types by what they are."""

_LOOKERS = """
    GetMethod GetMethods GetMember GetMembers GetField GetFields GetRuntimeMethod GetRuntimeMethods GetRuntimeFields GetEvent
    GetEvents InvokeMember GetDeclaredMethod DeclaredMethods DeclaredMembers DeclaredFields GetMethodInfo
"""
REFLECTS = frozenset(_LOOKERS.split())
"""What looks for members by their names."""

_METHODS = {
    "Exception": "GetObjectData",
    "Attribute": "Match IsDefaultAttribute",
    "Object object ValueType Enum ISerializable ICloneable": "Clone GetObjectData",
    "IDisposable IAsyncDisposable": "Dispose DisposeAsync",
    "IEquatable IComparable": "Equals CompareTo",
    "IEqualityComparer IComparer": "Equals GetHashCode Compare",
    "IEnumerable IEnumerator IAsyncEnumerable IAsyncEnumerator": "GetEnumerator MoveNext MoveNextAsync "
    "Current Reset Dispose GetAsyncEnumerator",
    "IFormattable": "ToString",
    "EventArgs CancelEventArgs": "Cancel",
    "INotifyPropertyChanged INotifyPropertyChanging": "PropertyChanged PropertyChanging",
}
PLAIN: dict[str, frozenset[str]] = {
    name: frozenset(methods.split()) for names, methods in _METHODS.items() for name in names.split()
}
"""Types of the base library that nobody looks for implementations of, each with the members that one may implement."""


def is_context(base: str) -> bool:
    """Whether a type from outside is a context of Entity Framework, which finds properties by reflection, private ones too.

    https://learn.microsoft.com/ef/core/modeling/entity-types
    """
    return base.partition("<")[0].rpartition(".")[2].endswith("DbContext")


def is_plain(base: str) -> bool:
    """Whether nobody looks for what derives from a type from outside."""
    return base in PLAIN or base.endswith("Exception")


def may_implement(name: str, base: str) -> bool:
    """Whether a member of that name may implement or override one of a type from outside."""
    members = PLAIN.get(base)
    if members is None and base.endswith("Exception"):
        members = PLAIN["Exception"]
    return members is None or name in members


def simple(attribute: str) -> str:
    """Return the name of an attribute without its namespace, arguments and ending."""
    return attribute.partition("(")[0].partition("<")[0].strip().rpartition(".")[2].removesuffix("Attribute")
