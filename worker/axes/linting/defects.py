"""Rules of ruff that find wrong Python, in our words: what cannot mean what it says, and what fails when it runs.

https://docs.astral.sh/ruff/rules/
"""

from app.domain.axis import Severity
from worker.axes.linting import looks
from worker.axes.linting.rule import Linted
from worker.axes.patterns.rule import defect

_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
_TICKED = r"`(?P<name>[^`]+)`"

RULES = (
    Linted(("PLR0124",), defect(
        "self-comparison", _MEDIUM, "`{name}` compares a value with itself",
        "Both sides of `{name}` are the same, so its answer never depends on the value. One side was meant to be another name.",
        "Compare with the value that was meant, or drop the comparison.",
    ), looks.orders, message=_TICKED),
    Linted(("PLR0133",), defect(
        "constant-comparison", _MEDIUM, "`{code}` compares two constants",
        "Both sides of `{code}` are literals: the answer is known before the program runs and one way is never taken.",
        "Compare with the variable that was meant, or drop the branch.",
    )),
    Linted(("F632",), defect(
        "identity-with-literal", _MEDIUM, "`{code}` compares identity with a literal",
        "`is` asks whether both sides are the same object. Equal numbers and strings need not be: the answer "
        "depends on what the "
        "interpreter happens to share, and Python 3.8 and later warn about it.",
        "Use `==` or `!=`.",
    )),
    Linted(("F631",), defect(
        "assert-on-tuple", _HIGH, "This assertion can never fail",
        "`assert` is given a tuple, and a tuple with elements is always true: nothing is checked.",
        "Drop the parentheses: `assert condition, message`.", error=True,
    ), in_tests=True),
    Linted(("F634",), defect(
        "condition-on-tuple", _HIGH, "This condition is always true",
        "The condition is a tuple, and a tuple with elements is always true: the branch is always taken.",
        "Join the parts with `and` or `or`.", error=True,
    )),
    Linted(("PLW0129",), defect(
        "assert-on-literal", _MEDIUM, "This assertion checks a literal string",
        "`assert` is given a string literal: nothing that the program computes is checked.",
        "Assert the condition; the text belongs behind the comma.",
    ), in_tests=True),
    Linted(("F502", "F503", "F505", "F506", "F507", "F508", "F509", "PLE1300", "PLE1307"), defect(
        "percent-format-mismatch", _HIGH, "`%` format and its values do not match",
        "The placeholders of this `%` format do not fit its values ({why}). Where it does not raise, it leaves values out.",
        "Give each placeholder one value of its kind.", error=True,
    ), looks.fills_too_little, message="(?P<why>.+)"),
    Linted(("F523",), defect(
        "str-format-leaves-out", _MEDIUM, "`str.format` leaves an argument out",
        "The format has no placeholder for one of its arguments ({why}): the value that was to be shown is not.",
        "Add the placeholder, or drop the argument.",
    ), message="(?P<why>.+)"),
    Linted(("F521", "F524", "F525"), defect(
        "str-format-mismatch", _HIGH, "`str.format` and its arguments do not match",
        "The placeholders of this format do not fit its arguments ({why}): the call raises.",
        "Give each placeholder one argument.", error=True,
    ), message="(?P<why>.+)"),
    Linted(("PLE1205", "PLE1206"), defect(
        "logging-argument-mismatch", _MEDIUM, "This log call does not fit its format",
        "The format has another number of placeholders than the call has arguments. `logging` prints a traceback to stderr in "
        "place of the message, which is lost.",
        "Give each placeholder one argument.", error=True,
    ), looks.logs_by_percent),
    Linted(("B035",), defect(
        "constant-comprehension-key", _HIGH, "Every element of this dictionary has the same key",
        "The key of this dictionary comprehension does not depend on the loop: each turn overwrites the one "
        "before, and one entry "
        "remains.",
        "Make the key from the loop's variable.", error=True,
    ), looks.one_entry),
    Linted(("F811",), defect(
        "redefined-function", _MEDIUM, "`{name}` is defined twice; the first one is lost",
        "A second function `{name}` in the same scope replaces the first before anything used it: the first one never runs.",
        "Rename one of the two, or delete the one that is not meant.",
    ), looks.two_functions, message=_TICKED, in_tests=True),
    Linted(("F821",), defect(
        "undefined-name", _HIGH, "`{name}` is not defined",
        "Nothing in this file defines or imports `{name}`, and it is no builtin: the line raises NameError when it runs.",
        "Import or define `{name}`, or correct its spelling.", error=True,
    ), looks.undefined, message=_TICKED),
    Linted(("F822",), defect(
        "undefined-export", _MEDIUM, "`__all__` names `{name}`, which does not exist",
        "`{name}` stands in `__all__`, but the module does not define it: `from module import *` raises AttributeError.",
        "Take `{name}` out of `__all__`, or define it.", error=True,
    ), looks.missing_export, message=_TICKED),
    Linted(("F823",), defect(
        "local-before-assignment", _HIGH, "`{name}` is used before it is assigned",
        "The function assigns `{name}` further down, which makes it local: this use raises UnboundLocalError.",
        "Declare it `global`, or give the local variable another name.", error=True,
    ), looks.runs, message=_TICKED),
    Linted(("F901",), defect(
        "raise-not-implemented", _MEDIUM, "`NotImplemented` is no exception",
        "`raise NotImplemented` raises TypeError: `NotImplemented` is what operators return, not an exception.",
        "Raise `NotImplementedError`.", error=True,
    )),
    Linted(("B016",), defect(
        "raise-literal", _HIGH, "A literal is raised",
        "Only exceptions can be raised; this line raises TypeError in place of what was meant.",
        "Raise an exception that carries the text.", error=True,
    )),
    Linted(("PLW0133",), defect(
        "exception-not-raised", _HIGH, "The exception is made but not raised",
        "`{code}` stands alone: the exception is created and thrown away, and the code goes on as if nothing had happened.",
        "Put `raise` in front of it.", error=True,
    )),
    Linted(("PLW0711",), defect(
        "except-with-or", _MEDIUM, "This handler catches only one of its exceptions",
        "`except {code}` evaluates `and`/`or` first and catches only the exception that comes out of it.",
        "List the exceptions as a tuple.", error=True,
    )),
    Linted(("B025",), defect(
        "repeated-except", _MEDIUM, "This exception is caught twice in one `try`",
        "An earlier handler of the same `try` catches it already: this one never runs.",
        "Delete the handler, or catch what was meant.",
    )),
    Linted(("B029",), defect(
        "empty-except-tuple", _HIGH, "This handler catches nothing",
        "`except ():` names no exception, so the handler never runs and every error passes through.",
        "Name the exceptions to catch.", error=True,
    )),
    Linted(("B012",), defect(
        "finally-swallows", _HIGH, "`{name}` in `finally` swallows exceptions",
        "Leaving a `finally` block with `{name}` throws away the exception that is on its way, and any value being returned.",
        "Move the `{name}` behind the `try` statement.",
    ), looks.leaves_finally, message=_TICKED),
    Linted(("PLW2101",), defect(
        "lock-of-its-own", _HIGH, "This lock protects nothing",
        "`with` creates a new lock each time. No two threads ever hold the same one, so that they all enter at once.",
        "Create the lock once, where all threads share it.", error=True,
    )),
    Linted(("PLW0245",), defect(
        "super-without-call", _HIGH, "`super` is not called",
        "`super` without parentheses is the type itself: the method is looked up there, which raises AttributeError.",
        "Write `super()`.", error=True,
    )),
    Linted(("PLW1501",), defect(
        "open-mode", _HIGH, "`{name}` is no mode of `open`",
        "`open` raises ValueError for the mode `{name}`.",
        "Use a mode such as `r`, `w`, `rb` or `a`.", error=True,
    ), message=_TICKED),
    Linted(("B005",), defect(
        "strip-takes-characters", _MEDIUM, "`{code}` strips characters, not a text",
        "The argument of `strip` is a set of characters: every leading or trailing one of them goes, in any order, and so do "
        "letters of the value itself.",
        "Use `removeprefix` or `removesuffix`.",
    ), looks.strips_letters),
    Linted(("B015",), defect(
        "comparison-without-use", _MEDIUM, "The result of `{code}` is thrown away",
        "The comparison stands alone as a statement: nothing is assigned and nothing is checked.",
        "Use `=` where an assignment was meant, `assert` where a check was.",
    ), looks.asks_nothing),
    Linted(("B002",), defect(
        "no-increment", _HIGH, "`{code}` increments nothing",
        "Python has no `++`: this is a plus sign twice, and the variable stays as it is.",
        "Write `+= 1`.", error=True,
    )),
    Linted(("B022",), defect(
        "suppress-nothing", _MEDIUM, "`contextlib.suppress()` suppresses nothing",
        "Without an exception named, `suppress()` lets every error through.",
        "Name the exceptions to suppress.", error=True,
    )),
    Linted(("B032",), defect(
        "annotation-for-assignment", _HIGH, "This line annotates where it should assign",
        "`{code}` is an annotation: with a colon in place of `=`, nothing is stored.",
        "Write `=`.", error=True,
    )),
    Linted(("B034",), defect(
        "flags-as-count", _HIGH, "A flag of `re` is passed as a number",
        "The positional argument here is `count` (or `maxsplit`), not `flags`: the flag has no effect and "
        "limits the replacements "
        "to its own value.",
        "Pass it by name: `flags=…`.", error=True,
    ), looks.flags),
    Linted(("B023",), defect(
        "late-bound-loop-variable", _MEDIUM, "Every one of these functions sees the last `{name}`",
        "The function is kept beyond the turn of the loop that made it and reads `{name}` when it is called: "
        "by then it is the last "
        "one for all of them.",
        "Bind it when the function is made: `lambda {name}={name}: …`.",
    ), looks.kept_closure, message=_TICKED),
    Linted(("B039",), defect(
        "shared-context-default", _MEDIUM, "All contexts share this default",
        "A mutable default of a `ContextVar` is one object for all contexts: what one of them changes, all others see.",
        "Leave the default out, or use an immutable one.",
    ), looks.a_literal),
    Linted(("RUF024",), defect(
        "shared-fromkeys-value", _MEDIUM, "All keys share one value",
        "`dict.fromkeys` gives every key the same object: a change through one key shows under all of them.",
        "Use a dictionary comprehension.",
    )),
    Linted(("RUF016",), defect(
        "impossible-index", _HIGH, "`{code}` cannot be an index here",
        "A sequence is indexed with something that is no integer: the line raises TypeError.",
        "Index with an integer, or use a mapping.", error=True,
    )),
    Linted(("RUF026",), defect(
        "default-factory-by-name", _HIGH, "`default_factory` is taken as a key",
        "`defaultdict` takes its factory by position; given by name it becomes an entry, and missing keys raise KeyError.",
        "Pass the factory as the first argument.", error=True,
    )),
    Linted(("RUF030",), defect(
        "assert-with-print", _LOW, "The message of this assertion is `None`",
        "`print(…)` returns None, so a failing assertion says nothing.",
        "Put the text itself behind the comma.",
    )),
    Linted(("RUF034",), defect(
        "same-either-way", _MEDIUM, "Both ways of `{code}` give the same",
        "Whatever the condition is, `{code}` gives the same value: one of the two was meant to differ.",
        "Correct one side, or drop the condition.",
    )),
    Linted(("RUF032",), defect(
        "decimal-from-float", _LOW, "`{code}` makes a Decimal from a binary float",
        "The literal is rounded to a binary float before `Decimal` sees it: the result carries its error.",
        "Pass the number as a string.",
    )),
    Linted(("SIM220", "SIM221"), defect(
        "contradiction", _HIGH, "`{code}` is decided before it is asked",
        "`{code}` combines a value with its own negation, so that the answer never depends on it.",
        "Negate or name the other value that was meant.",
    )),
    Linted(("SIM222", "SIM223"), defect(
        "decided-condition", _MEDIUM, "`{code}` is always the same",
        "A literal in the condition decides it: the rest is not asked.",
        "Take the literal out; it looks left over from trying things.",
    ), looks.decides),
    Linted(("YTT101", "YTT102", "YTT103"), defect(
        "version-as-text", _MEDIUM, "`{code}` misreads Python 3.10 and later",
        "`sys.version` is a text: its characters do not tell 3.10 from 3.1.",
        "Compare `sys.version_info` with a tuple.",
    )),
    Linted(("INT001", "INT002", "INT003"), defect(
        "formatted-before-translation", _MEDIUM, "This text is formatted before it is translated",
        "`gettext` looks the finished text up, which no catalogue holds: it is never translated.",
        "Translate the template, then format the result.",
    )),
    Linted(("PLE0241",), defect(
        "repeated-base", _HIGH, "A base class is named twice",
        "Python refuses such a class with TypeError when the module is loaded.",
        "Name it once.", error=True,
    )),
    Linted(("PLE0101",), defect(
        "value-from-init", _HIGH, "`__init__` returns a value",
        "Calling the class raises TypeError: `__init__` must return None.",
        "Drop the value; use a class method where something else is to be returned.", error=True,
    ), looks.a_value),
)  # fmt: skip
