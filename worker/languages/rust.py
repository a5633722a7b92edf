"""Rust."""

import tree_sitter_rust

from app.domain.axis import Axis
from worker.source.module import LanguageModule, Lexis, Offer
from worker.source.rust import RUST, read_file

MODULE = LanguageModule(
    family="rust",
    grammars={RUST: tree_sitter_rust.language},
    extensions={".rs": RUST},
    read=read_file,
    lexis=Lexis.RUST,
    resolver="worker.graph.rust_resolver:RustResolver",
    files_are_modules=False,
    types_are_scopes=False,
    offers={
        Axis.UTILITY: Offer.PROVEN,
        Axis.DUPLICATION: Offer.BOTH,
        Axis.CORRECTION: Offer.BOTH,
        Axis.BEST_PRACTICES: Offer.PROVEN,
    },
)
