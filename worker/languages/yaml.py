"""YAML: settings that programs read, and anchors."""

import tree_sitter_yaml

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.module import LanguageModule, Offer
from worker.source.yaml import read_file

MODULE = LanguageModule(
    family="yaml",
    grammars={Language("yaml"): tree_sitter_yaml.language},
    extensions={".yml": Language("yaml"), ".yaml": Language("yaml")},
    read=read_file,
    lexis=None,
    searched_as_text=True,
    largest_bytes=1 << 16,
    files_are_modules=False,
    caveat="only anchors are proven unused",
    offers={Axis.UTILITY: Offer.PROVEN},
)
