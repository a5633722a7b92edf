"""Component kits that are copied into a repository in whole, to be owned there: unused parts of them are no leftovers.

https://ui.shadcn.com/docs/components-json
"""

import posixpath

from worker.graph.node_files import NodeFiles

_CONFIGURATION = "components.json"


def kit_of(path: str, kits: dict[str, str]) -> str | None:
    """Return the configuration of the kit that a file was copied from, if it was."""
    return next((config for folder, config in kits.items() if f"/{path}".startswith(folder)), None)


def kits_in(files: NodeFiles) -> dict[str, str]:
    """Return each folder of copied components, as "/folder/", with the configuration that names it."""
    found: dict[str, str] = {}
    for config in sorted(path for path in files.all if posixpath.basename(path) == _CONFIGURATION):
        aliases = files.json(config).get("aliases")
        if not isinstance(aliases, dict):
            continue
        named = aliases.get("ui") or f"{aliases.get('components') or 'components'}/ui"
        # An alias starts with what tsconfig maps to a folder; what follows is the folder's own path.
        ending = "/" + str(named).partition("/")[2].strip("/")
        above = posixpath.dirname(config)
        for folder in files.folders:
            if folder.startswith(above) and f"/{folder}".endswith(ending) and ending != "/":
                found[f"/{folder}/"] = config
    return found
