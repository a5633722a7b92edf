"""Python."""

import tree_sitter_python

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.module import LanguageModule, Lexis, Offer
from worker.source.python import read_file

MODULE = LanguageModule(
    family="python",
    grammars={Language.PYTHON: tree_sitter_python.language},
    extensions={".py": Language.PYTHON},
    interpreters={"python": Language.PYTHON},
    read=read_file,
    lexis=Lexis.HASH,
    resolver="worker.graph.python_resolver:PythonResolver",
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
