"""JSON, with and without comments: facts only."""

import tree_sitter_json

from worker.source.facts import Language
from worker.source.json import read_file
from worker.source.module import LanguageModule

MODULE = LanguageModule(
    family="json",
    grammars={Language("json"): tree_sitter_json.language},
    extensions={".json": Language("json"), ".jsonc": Language("json")},
    read=read_file,
    lexis=None,
    searched_as_text=True,
    largest_bytes=1 << 16,
    files_are_modules=False,
)
