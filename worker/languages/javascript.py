"""JavaScript, JSX, TypeScript and TSX."""

import tree_sitter_javascript
import tree_sitter_typescript

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.javascript import read_file
from worker.source.module import LanguageModule, Offer

MODULE = LanguageModule(
    family="node",
    grammars={
        Language.JAVASCRIPT: tree_sitter_javascript.language,
        Language.TYPESCRIPT: tree_sitter_typescript.language_typescript,
        Language.TSX: tree_sitter_typescript.language_tsx,
    },
    extensions={
        ".ts": Language.TYPESCRIPT,
        ".mts": Language.TYPESCRIPT,
        ".cts": Language.TYPESCRIPT,
        ".tsx": Language.TSX,
        ".js": Language.JAVASCRIPT,
        ".jsx": Language.JAVASCRIPT,
        ".mjs": Language.JAVASCRIPT,
        ".cjs": Language.JAVASCRIPT,
    },
    interpreters={"node": Language.JAVASCRIPT},
    read=read_file,
    exports_are_listed=True,
    resolver="worker.graph.node_resolver:NodeResolver",
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.BOTH,
        Axis.CORRECTION: Offer.BOTH,
        Axis.OVERENGINEERING: Offer.PROVEN,
        Axis.BEST_PRACTICES: Offer.PROVEN,
        Axis.TESTS: Offer.PROVEN,
        Axis.DOCUMENTATION: Offer.PROVEN,
        Axis.CONVENTIONS: Offer.PROVEN,
    },
)
