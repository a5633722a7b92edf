"""Which resolver answers for which language."""

from worker.graph.node_resolver import NodeResolver
from worker.graph.python_resolver import PythonResolver
from worker.graph.resolver import MakeResolver
from worker.source.facts import Language

FAMILIES: tuple[tuple[frozenset[Language], MakeResolver], ...] = (
    (frozenset({Language.PYTHON}), PythonResolver),
    (frozenset({Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT}), NodeResolver),
)
