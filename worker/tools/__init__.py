"""Looking at a checkout, for agents and for evidence: jailed, read-only, bounded."""

from worker.tools.jail import Jail
from worker.tools.search import Hit, SearchError, search, search_many
from worker.tools.toolbox import Toolbox, ToolLimits, ToolResult

__all__ = ["Hit", "Jail", "SearchError", "ToolLimits", "ToolResult", "Toolbox", "search", "search_many"]
