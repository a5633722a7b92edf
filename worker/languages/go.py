"""Go."""

import tree_sitter_go

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.go import read_file
from worker.source.module import LanguageModule, Offer

_GO = Language("go")

MODULE = LanguageModule(
    family="go",
    grammars={_GO: tree_sitter_go.language},
    extensions={".go": _GO},
    read=read_file,
    resolver="worker.graph.go_resolver:GoResolver",
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.BOTH,
        Axis.CORRECTION: Offer.BOTH,
        Axis.OVERENGINEERING: Offer.PROVEN,
        Axis.BEST_PRACTICES: Offer.PROVEN,
        Axis.CONVENTIONS: Offer.PROVEN,
    },
    files_are_modules=False,
    types_are_scopes=False,
)
