"""Looking at a checkout, for agents (`toolbox`) and for evidence (`search`): jailed, read-only, bounded."""

from worker.tools.jail import Jail
from worker.tools.toolbox import Toolbox, ToolLimits, ToolResult

__all__ = ["Jail", "ToolLimits", "ToolResult", "Toolbox"]
