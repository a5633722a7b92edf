"""C#."""

import tree_sitter_c_sharp

from app.domain.axis import Axis
from worker.source.csharp import read_file
from worker.source.facts import Language
from worker.source.module import LanguageModule, Offer

_CSHARP = Language("csharp")

MODULE = LanguageModule(
    family="csharp",
    grammars={_CSHARP: tree_sitter_c_sharp.language},
    extensions={".cs": _CSHARP, ".csx": _CSHARP},
    read=read_file,
    resolver="worker.graph.csharp_resolver:CSharpResolver",
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.BOTH,
        Axis.CORRECTION: Offer.BOTH,
        Axis.BEST_PRACTICES: Offer.PROVEN,
    },
    files_are_modules=False,
    members_in_scope=True,
    types_by_name=True,
)
