"""Bash and what it understands: sh, dash, ksh, and bats's tests."""

import tree_sitter_bash

from app.domain.axis import Axis
from worker.source.bash import read_file
from worker.source.facts import Language
from worker.source.module import LanguageModule, Lexis, Offer

BASH = Language("bash")

MODULE = LanguageModule(
    family="bash",
    grammars={BASH: tree_sitter_bash.language},
    extensions={".sh": BASH, ".bash": BASH, ".ksh": BASH, ".bats": BASH},
    file_names=dict.fromkeys(
        (".bashrc", ".bash_profile", ".bash_login", ".bash_logout", ".bash_aliases", ".profile", "bashrc", "bash_profile"), BASH
    ),
    interpreters=dict.fromkeys(("sh", "bash", "dash", "ksh", "bats"), BASH),
    read=read_file,
    lexis=Lexis.SHELL,
    resolver="worker.graph.bash_resolver:BashResolver",
    searched_as_text=True,
    files_are_modules=False,
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.PROVEN,
        Axis.CORRECTION: Offer.BOTH,
        Axis.BEST_PRACTICES: Offer.PROVEN,
    },
)
