"""Whether the value of a Java constant is made by nothing that does more than make it."""

import re

_CALL = re.compile(
    r"(?P<new>\bnew\s+)?(?P<chained>\)\s*\.\s*)?(?P<name>[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)\s*(?:<[^<>()]*>)?\s*\("
)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_MADE = """
    Object String StringBuilder ArrayList LinkedList ArrayDeque HashMap LinkedHashMap TreeMap EnumMap WeakHashMap
    HashSet LinkedHashSet TreeSet ConcurrentHashMap ConcurrentLinkedQueue CopyOnWriteArrayList AtomicInteger AtomicLong
    AtomicBoolean AtomicReference BigDecimal BigInteger Random SecureRandom SimpleDateFormat DecimalFormat Date File
    ReentrantLock ReentrantReadWriteLock Color Font Dimension Insets Point Rectangle BasicStroke
"""
_NEW = frozenset(_MADE.split())
_STATIC = re.compile(
    r"(?:Pattern\.compile|(?:List|Set|Map|Stream|Optional|OptionalInt|Duration|Instant|LocalDate|LocalTime|ZoneId|ZoneOffset|Paths|Path"
    r"|EnumSet|Map\.Entry)\.\w+|(?:Arrays|Collections|Objects|String|Integer|Long|Double|Float|Short|Byte|Boolean|Character"
    r"|BigDecimal|BigInteger|DateTimeFormatter|Charset|Locale|TimeUnit\.\w+|Math)\.\w+|\w+\.class\.get(?:Simple|Canonical)?Name)"
)


def maker(value: str) -> str | None:
    """Return the first call in an initialiser that may do more than make a value, as written; None when there is none."""
    if "(" not in value:
        return None
    for call in _CALL.finditer(_STRING.sub('""', value)):
        name = "".join(call["name"].split())
        if call["new"]:
            if name.removeprefix("java.util.") not in _NEW:
                return name
        elif not call["chained"] and not _STATIC.fullmatch(name):
            return name
    return None
