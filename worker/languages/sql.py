"""SQL, best effort: dialects differ, and what a database holds can be used from anywhere."""

import tree_sitter_sql

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.module import LanguageModule, Offer
from worker.source.sql import read_file

MODULE = LanguageModule(
    family="sql",
    grammars={Language("sql"): tree_sitter_sql.language},
    extensions={".sql": Language("sql")},
    read=read_file,
    lexis=None,
    searched_as_text=True,
    largest_bytes=1 << 18,
    files_are_modules=False,
    caveat="best effort: dialects differ; only common table expressions are proven unused",
    offers={Axis.UTILITY: Offer.PROVEN, Axis.CORRECTION: Offer.REVIEWED},
)
