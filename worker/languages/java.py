"""Java."""

import tree_sitter_java

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.java import read_file
from worker.source.module import LanguageModule, Offer

JAVA = Language("java")

MODULE = LanguageModule(
    family="java",
    grammars={JAVA: tree_sitter_java.language},
    extensions={".java": JAVA},
    read=read_file,
    resolver="worker.graph.java_resolver:JavaResolver",
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.BOTH,
        Axis.CORRECTION: Offer.BOTH,
        Axis.BEST_PRACTICES: Offer.PROVEN,
    },
    files_are_modules=False,
    members_in_scope=True,
)
