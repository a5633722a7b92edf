"""Component kits that are copied into a repository in whole, to be owned there: unused parts of them are no leftovers.

https://ui.shadcn.com/docs/components-json
"""

import posixpath
import re
from collections.abc import Iterable

from worker.graph.node_files import NodeFiles
from worker.graph.node_project import Package
from worker.source.facts import FileFacts, ImportForm

_CONFIGURATION = "components.json"
_MADE = re.compile(r"\bsvgr\b.*\s(?:--out-dir|-d)[ =]([\w./@-]+)")
"""https://react-svgr.com/docs/cli/: a component for each picture, and an index of all."""
_ALIAS = re.compile(r"^(?:export )?const ([A-Z]\w*) = (\w+)\.[A-Z]\w*;?[ \t]*$", re.MULTILINE)
_FEWEST_ALIASES = 2


def made_in(packages: Iterable[Package]) -> dict[str, str]:
    """Return each folder that a script fills with components, as "/folder/", with the package.json that says so."""
    return {
        f"/{posixpath.normpath(posixpath.join(one.folder, found[1]))}/": posixpath.join(one.folder, "package.json")
        for one in packages
        for script in one.scripts
        if (found := _MADE.search(script)) is not None
    }


def passed_on(facts: FileFacts, text: str) -> list[str]:
    """Return the components that a file passes on from a package under other names, where it does so with several."""
    wholes = {
        one.local
        for one in facts.imports
        if one.form is ImportForm.NAMESPACE and one.local is not None and not one.module.startswith((".", "/", "~", "#"))
    }
    names = [found[1] for found in _ALIAS.finditer(text) if found[2] in wholes] if wholes else []
    return names if len(names) >= _FEWEST_ALIASES else []


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
