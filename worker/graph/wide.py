"""What a name may mean in languages where the namespaces that a file sees are said in build files too (C#).

Members of the classes around hide no types here, and a type's name means every type of that name: who is in doubt is used.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

from worker.graph.index import MODULE
from worker.source.facts import ImportForm
from worker.source.languages import module_of

if TYPE_CHECKING:
    from worker.graph.binding import Binder

EVERYWHERE = "global"
"""`Import.exported_as` of what all files of a project see."""


class Wide:
    """The types of each family by name, and the types whose members files bring into scope."""

    def __init__(self, binder: "Binder") -> None:
        self._binder = binder
        self._index = index = binder.index
        self._family = {file: module_of(facts.language).family for file, facts in index.source.files.items()}
        self._types: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._static: dict[str, list[str]] = defaultdict(list)
        for node in index.nodes:
            if node.is_class:
                self._types[(self._family[node.file], node.name)].append(node.number)
        everywhere: dict[str, None] = {}
        for file, facts in index.source.files.items():
            for one in facts.imports:
                if one.form is ImportForm.STAR and module_of(facts.language).types_by_name:
                    name = one.module.rpartition(".")[2]
                    self._static[file].append(name)
                    if one.exported_as == EVERYWHERE:
                        everywhere[name] = None
        self._everywhere = tuple(everywhere)

    def types(self, file: str, name: str) -> list[int]:
        """Return the types of that name in the family of languages of `file`."""
        return self._types.get((self._family[file], name), [])

    def lookup(self, file: str, scope: str, name: str) -> list[int]:
        """Return all that `name` may mean in `scope`: members of the classes around, what functions around declare, types."""
        index, found = self._index, list[int]()
        here = scope
        while True:
            number = index.find(file, here)
            if number is not None and here != MODULE and index.nodes[number].is_class:
                found.extend(self._members(number, name))
            elif number is not None and (child := index.children.get(number, {}).get(name)) is not None:
                found.append(child)
            if here == MODULE:
                break
            here = here.rpartition(".")[0]
        found.extend(self.types(file, name))
        for brought in (*self._static.get(file, ()), *self._everywhere):
            for number in self.types(file, brought):
                found.extend(self._members(number, name))
        return found

    def _members(self, number: int, name: str) -> list[int]:
        children = self._index.children
        return [child for one in self._binder.kin.family(number) if (child := children.get(one, {}).get(name)) is not None]
