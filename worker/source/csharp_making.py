"""Whether the value of a C# field is made by nothing that does more than make it."""

import re

_CALL = re.compile(
    r"(?P<new>\bnew\s+)?(?P<name>[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*)\s*(?:<[^<>()]*>)?\s*(?P<open>[({\[])|(?P<bare>\bnew\s*\()"
)
_STRING = re.compile(r'@?\$?@?"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_NAMES = """
    object Object string String StringBuilder List Dictionary HashSet Queue Stack LinkedList SortedList SortedDictionary
    SortedSet ConcurrentDictionary ConcurrentQueue ConcurrentBag ConcurrentStack BlockingCollection ObservableCollection Random
    Guid Version Uri DateTime DateTimeOffset TimeSpan Lazy Regex SemaphoreSlim ManualResetEvent ManualResetEventSlim
    AutoResetEvent ReaderWriterLockSlim CancellationTokenSource ThreadLocal AsyncLocal Stopwatch Point Size Rectangle Color
    Vector2 Vector3 Vector4 Quaternion KeyValuePair Tuple Lock JsonSerializerOptions ConditionalWeakTable WeakReference
    CultureInfo UTF8Encoding BigInteger int long byte char double float bool uint ulong short decimal sbyte ushort
"""
_MADE = frozenset(_NAMES.split())
_STATIC = re.compile(
    r"nameof|typeof|default|sizeof|(?:Array|Enumerable)\.(?:Empty|Repeat|Range)|ImmutableArray\.\w+|Math\.\w+|TimeSpan\.From\w+"
    r"|string\.(?:Format|Join|Concat|Empty)|String\.(?:Format|Join|Concat)|Guid\.(?:NewGuid|Parse)|Encoding\.\w+|Path\.\w+"
    r"|DateTime\.\w+|Color\.From\w+|CultureInfo\.\w+|Tuple\.Create|Comparer\.\w+|StringComparer\.\w+|Version\.Parse|Convert\.\w+"
)


def maker(value: str) -> str | None:
    """Return the first call in an initialiser that may do more than make a value, as written; None when there is none."""
    if "(" not in value and "new" not in value:
        return None
    for call in _CALL.finditer(_STRING.sub('""', value)):
        if call["bare"]:
            # Of the type that the field is declared with: only its own file could tell.
            return "new"
        name = "".join(call["name"].split())
        if call["new"]:
            if call["open"] != "[" and name.rpartition(".")[2] not in _MADE:
                return name
        elif call["open"] == "(" and not _STATIC.fullmatch(name):
            return name
    return None
