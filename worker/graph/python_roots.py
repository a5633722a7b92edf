"""Where execution starts in Python: scripts, entry points, tests, and files that a tool or a framework loads."""

import re
from collections import defaultdict
from fnmatch import fnmatch
from functools import cached_property
from pathlib import PurePosixPath

from worker.graph import python_conventions
from worker.graph.opening import paths_in
from worker.graph.python_modules import PythonModules
from worker.graph.resolver import Folder, InRepository, Outside, Root, RootKind
from worker.source.facts import FileFacts, Import, Language, Source
from worker.source.words import text_of

_CONFIGURATION = re.compile(
    r"(^|/)(Dockerfile[^/]*|Containerfile|Procfile|[Mm]akefile|GNUmakefile|justfile|Jenkinsfile|[^/]+\.(toml|cfg|ini|ya?ml|json|sh|mk"
    r"|service|conf|tf|bat|ps1|env|Dockerfile))$"
)
_ENTRY_POINT = re.compile(r"\b([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,20}):([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")
_RUN_MODULE = re.compile(r"(?<![\w-])-m[\s\"',]*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")

_LOADED_BY_TOOLS = re.compile(
    r"(^|/)(setup|conftest|noxfile|fabfile|dodo|locustfile|tasks|hatch_build|build|gunicorn[^/]*|celeryconfig|wsgi|asgi|manage"
    r"|sitecustomize|usercustomize|jupyter_[^/]*config|ipython_config|SConstruct|wscript|uwsgi|passenger_wsgi)\.py$"
)
_SPHINX_CONF = re.compile(
    r"(^|/)(docs?|documentation|doc/source|docs/source)/([^/]+/)?conf\.py$|(^|/)docs?/_?(ext|extensions?)/"
)
_LOADED_FOLDERS = re.compile(r"(^|/)([^/]*_?plugins|library|_modules|_grains|_states|custom_components)/")
_DJANGO = re.compile(
    r"(^|/)(management/commands/[^/]+|templatetags/[^/]+|migrations/[^/]+|apps|admin|urls|models|signals|receivers|context_processors"
    r"|middleware|settings[^/]*|settings/[^/]+)\.py$"
)
_DJANGO_LOADS = "Django loads this file"
_DJANGO_NAMES = frozenset(
    {
        "Command",
        "Migration",
        "urlpatterns",
        "app_name",
        "register",
        "default_app_config",
        "handler400",
        "handler403",
        "handler404",
    }
    | {"handler500"}
)
"""What Django asks such a file for. It finds models and applications by their bases, receivers and filters by decorators."""
_SETTINGS = re.compile(
    r"(^|/)(settings?|config|conf|configuration|default_settings|global_settings|[^/]*_(settings|config))(/[^/]+)?\.py$"
)


class PythonRoots:
    """Roots and framework files of the Python half of a repository."""

    def __init__(self, source: Source, modules: PythonModules) -> None:
        self._source = source
        self._modules = modules
        self._test_patterns: list[str] | None = None
        self._by_folder: dict[str, list[str]] = defaultdict(list)
        for file in modules.files:
            self._by_folder[file.rpartition("/")[0]].append(file)
        self._uses_django = any(
            one.module.partition(".")[0] == "django"
            for facts in source.files.values()
            for one in facts.imports
            if not one.level
        )

    def roots(self) -> list[Root]:
        """Return entry points, scripts and tests."""
        found: dict[Root, None] = {}
        for file, facts in self._files():
            if facts.is_test:
                found[Root(file, "", "a test", RootKind.TEST)] = None
                found.update(dict.fromkeys(Root(file, one.qualname, "in a test file", RootKind.TEST) for one in facts.symbols))
                continue
            reason = self._why_run(file, facts)
            if reason is not None:
                found[Root(file, "", reason)] = None
        for file in self._source.others:
            if _CONFIGURATION.search(file) and file not in self._source.reports:
                found.update(dict.fromkeys(self._named_in(file)))
        for file, _ in self._files():
            if PurePosixPath(file).name == "setup.py":
                found.update(dict.fromkeys(self._named_in(file)))
        return list(found)

    def framework_files(self) -> list[Outside]:
        """Return files and settings that a tool or a framework reads by convention."""
        found: list[Outside] = []
        for file, facts in self._files():
            if facts.is_test:
                continue
            reason = self._who_loads(file, facts)
            if reason is not None:
                by_name = reason == _DJANGO_LOADS and not _SETTINGS.search(file)
                found.append(Outside(file, "", reason, offers="nothing" if by_name else "own"))
                if by_name:
                    found.extend(Outside(file, one.qualname, reason) for one in facts.symbols if one.qualname in _DJANGO_NAMES)
            elif (
                facts.acts
                and self._why_run(file, facts) is None
                and self._modules.in_package(file)
                and not self._imported(file)
            ):
                found.append(Outside(file, "", "its top level acts, so it may be run by hand", offers="nothing"))
            if _SETTINGS.search(file):
                found.extend(
                    Outside(file, one.qualname, "settings may be read by name") for one in facts.symbols if one.name.isupper()
                )
        return found

    def _files(self) -> list[tuple[str, FileFacts]]:
        return [(file, facts) for file, facts in self._source.files.items() if facts.language == Language.PYTHON]

    def _imported(self, file: str) -> bool:
        """Whether some import in the repository names the file's module at its end; cheap, and errs to yes."""
        name = PurePosixPath(file).parent.name if file.endswith("__init__.py") else PurePosixPath(file).stem
        return name in self._imported_names

    def _surely_imported(self, file: str) -> bool:
        """Whether an import in the repository leads to the file: it is a part of the program, not loaded by a tool."""
        name = PurePosixPath(file).parent.name if file.endswith("__init__.py") else PurePosixPath(file).stem
        return any(file in self._leads(importer, one) for importer, one in self._imports_by_name.get(name, ()))

    def _leads(self, importer: str, one: Import) -> tuple[str, ...]:
        target = self._modules.resolve(importer, one.module, one.level)
        if isinstance(target, Folder):
            found = [self._modules.submodule(path, one.imported or "") for path in target.paths]
        elif isinstance(target, InRepository):
            found = [target, *(self._modules.submodule(parent, one.imported or "") for parent in target.files)]
        else:
            return ()
        return tuple(dict.fromkeys(way for each in found if isinstance(each, InRepository) for way in each.files))

    @cached_property
    def _imports_by_name(self) -> dict[str, list[tuple[str, Import]]]:
        """Imports of files that are no tests, by the names at their ends."""
        found: dict[str, list[tuple[str, Import]]] = defaultdict(list)
        for file, facts in self._files():
            for one in facts.imports if not facts.is_test else ():
                for name in {one.module.rpartition(".")[2], one.imported or ""}:
                    found[name].append((file, one))
        return found

    @property
    def _imported_names(self) -> frozenset[str]:
        if not hasattr(self, "_names"):
            names: set[str] = set()
            for facts in self._source.files.values():
                for one in facts.imports:
                    names.add(one.module.rpartition(".")[2])
                    names.add(one.imported or "")
            self._names = frozenset(names)
        return self._names

    def _why_run(self, file: str, facts: FileFacts) -> str | None:
        name = PurePosixPath(file).name
        if facts.main_guard:
            return "has a main guard"
        if name == "__main__.py":
            return "run by python -m"
        if facts.shebang:
            return "starts with #!"
        if facts.acts and not self._modules.in_package(file):
            return "a script: its top level acts"
        return None

    def _who_loads(self, file: str, facts: FileFacts) -> str | None:
        if _LOADED_BY_TOOLS.search(file):
            return "a tool loads this file"
        if _SPHINX_CONF.search(file):
            return "Sphinx loads this file"
        if _LOADED_FOLDERS.search(file) and not self._surely_imported(file):
            return "a tool loads the files of such a folder"
        if file.endswith("conf.py") and f"{file[:-7]}index.rst" in self._source.others:
            return "Sphinx loads this file"
        if self._test_patterns is None:
            self._test_patterns = python_conventions.test_files(self._source)
        if any(fnmatch(PurePosixPath(file).name, one) or fnmatch(file, one) for one in self._test_patterns):
            return "the configuration of pytest names files like this"
        run = facts.main_guard or facts.shebang or (facts.acts and "/" not in file)
        if not run and not self._imported(file):
            reason = self._loaded_unseen(file)
            if reason is not None:
                return reason
        names = {symbol.name for symbol in facts.symbols if symbol.parent is None}
        if "revision" in names and ("upgrade" in names or "downgrade" in names):
            return "an Alembic migration"
        if file.endswith("/env.py") and any(one.module.partition(".")[0] == "alembic" for one in facts.imports):
            return "Alembic loads this file"
        if self._uses_django and _DJANGO.search(file):
            return _DJANGO_LOADS
        return None

    def _loaded_unseen(self, file: str) -> str | None:
        """Say why nothing needs to import `file` by a name for it to be loaded: it lies where only a loader would look."""
        path = PurePosixPath(file)
        if path.name != "__init__.py" and not path.stem.isidentifier():
            return "its name is none that an import could write, so something loads it by its path"
        if self._modules.in_package(file):
            return None
        siblings = [one for one in self._by_folder.get(file.rpartition("/")[0], ()) if one != file]
        if not siblings:
            return "it lies alone in its folder, so something may load it by its path"
        if str(path.parent) != "." and not any(self._imported(one) for one in siblings):
            return "nothing in its folder is imported, so something may load the folder"
        return None

    def _named_in(self, file: str) -> list[Root]:
        """Return what a configuration file names: `pkg.mod:func`, `-m pkg.mod`, `path/to/script.py`."""
        text = text_of(self._source.root, file)
        folder = file.rpartition("/")[0]
        found: list[Root] = []
        for module, attribute in _ENTRY_POINT.findall(text):
            for target in self._targets(file, module):
                found.append(Root(target, "", f"named in {file}"))
                found.append(Root(target, attribute, f"an entry point in {file}"))
        for module in _RUN_MODULE.findall(text):
            for one in (module, f"{module}.__main__"):
                found.extend(Root(target, "", f"run by {file}") for target in self._targets(file, one))
        for path in paths_in(text):
            for one in (path.removeprefix("./"), f"{folder}/{path.removeprefix('./')}"):
                if one in self._source.files:
                    found.append(Root(one, "", f"named in {file}"))
        return found

    def _targets(self, file: str, module: str) -> tuple[str, ...]:
        target = self._modules.resolve(file, module, 0)
        return tuple(one for one in target.files if one in self._source.files) if isinstance(target, InRepository) else ()
