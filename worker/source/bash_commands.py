"""Commands of shells that are treated in a way of their own when words are followed."""

PASSES_ON = frozenset({"time", "coproc", "!", "run", "then", "do", "else", "if", "while", "until"})
"""Commands whose words are a command of this shell (bats's `run`). What another process runs knows no functions."""
CODE_AFTER = {"complete": "-F", "compgen": "-F", "export": "-f"}
READS = frozenset({"read", "mapfile", "readarray", "getopts"})
ASSIGNS = frozenset({"declare", "typeset", "local", "export", "readonly"})
RUNS = frozenset({"", "eval", "trap", "complete", "export", "set", "alias", "bind", *PASSES_ON})
OWN_WAYS = frozenset({"eval", "trap", "set", "alias", "bind", *PASSES_ON, *CODE_AFTER, *ASSIGNS})
PROGRAMS = frozenset(
    word.decode()
    for word in b"[ test echo printf cat grep sed awk cut tr sort head tail wc ls rm cp mv ln mkdir rmdir chmod chown touch"
    b" find tar cd pwd exit return true false : read sleep kill basename dirname readlink date expr shift source . git".split()
)
"""Commands that are no functions unless the script itself says so."""
