"""Which Python files are published as a library, so that outsiders may use what is in them."""

import re
from pathlib import PurePosixPath

from worker.graph.python_modules import PythonModules
from worker.graph.resolver import Outside
from worker.source.facts import Language, Source, Symbol, SymbolKind
from worker.source.toml import tables
from worker.source.words import text_of

_NOT_PUBLISHED = re.compile(r"^(docs?|examples?|samples?|scripts?|tools?|benchmarks?|bench|ci|\.[^/]*)/", re.IGNORECASE)
_KEPT_FOR_OLD_USERS = re.compile(r"deprecat|backwards?[- ]?compat|(?:for|kept for) compat", re.IGNORECASE)
_DEPLOYMENT = re.compile(r"(^|/)(Dockerfile[^/]*|Containerfile|(docker-)?compose[^/]*\.ya?ml|Procfile|[^/]+\.service)$")
_RUNS = re.compile(r"^\s*(CMD|ENTRYPOINT|web:|services:|ExecStart)", re.MULTILINE)
_README = re.compile(r"(^|/)readme[^/]*$", re.IGNORECASE)
_SHOWN_IMPORT = re.compile(r"^[\s>]*(?:from|import)\s+(\w+)", re.MULTILINE)
_PUBLIC_API = "public API of a published package"


def libraries(source: Source) -> list[str]:
    """Return the folders of published projects: they have distribution metadata, and do not say that they are private."""
    verdicts: dict[str, bool] = {}
    built: set[str] = set()
    for file in (*source.others, *source.files):
        path = PurePosixPath(file)
        folder = "" if str(path.parent) == "." else str(path.parent)
        if path.name == "pyproject.toml":
            verdict = _pyproject_publishes(text_of(source.root, file))
            if verdict is not None:
                verdicts[folder] = verdict
        elif path.name == "setup.py" or (path.name == "setup.cfg" and "[metadata]" in text_of(source.root, file)):
            private = "Private ::" in text_of(source.root, file)
            verdicts[folder] = verdicts.get(folder, True) and not private
        elif path.name == "PKG-INFO":
            # Somebody built it.
            built.add(folder.rpartition("/")[0] if folder.endswith(".egg-info") else folder)
    verdicts.update(dict.fromkeys(built, True))
    return sorted(folder for folder, published in verdicts.items() if published and not _is_deployed(source, folder))


def _is_deployed(source: Source, folder: str) -> bool:
    """Whether a project is an application that has a package only to be installed: it brings the container or the process that
    runs it, is not filed under software development, and its README shows nobody how to import it.
    """
    inside = f"{folder}/" if folder else ""
    near = [one for one in source.others if one.startswith(inside) and one.count("/") <= inside.count("/") + 1]
    if not any(_RUNS.search(text_of(source.root, one)) for one in near if _DEPLOYMENT.search(one)):
        return False
    about = [f"{inside}{name}" for name in ("pyproject.toml", "setup.py", "setup.cfg")]
    if any("Topic :: Software Development" in text_of(source.root, one) for one in about):
        return False
    packages = {one[len(inside) :].removeprefix("src/").partition("/")[0] for one in source.files if one.startswith(inside)}
    readme = "\n".join(text_of(source.root, one) for one in near if _README.search(one))
    return not any(name in packages for name in _SHOWN_IMPORT.findall(readme))


def _pyproject_publishes(text: str) -> bool | None:
    """Return whether a pyproject.toml describes a distribution; None when it only configures tools."""
    data = tables(text)
    if data is None:
        return True
    tools = data.get("tool") if isinstance(data.get("tool"), dict) else {}
    project = data.get("project")
    poetry = tools.get("poetry") if isinstance(tools, dict) else None
    if isinstance(poetry, dict) and poetry.get("package-mode") is False:
        return False
    uv = tools.get("uv") if isinstance(tools, dict) else None
    if isinstance(uv, dict) and uv.get("package") is False:
        return False
    if "Private ::" in text:
        return False
    if isinstance(project, dict):
        # Otherwise [project] only lists what an application needs.
        return (
            "build-system" in data
            or (isinstance(uv, dict) and uv.get("package") is True)
            or any(key in project for key in ("scripts", "gui-scripts", "entry-points", "classifiers"))
        )
    if isinstance(poetry, dict) and "name" in poetry:
        return True
    return True if isinstance(tools, dict) and "flit" in tools else None


def public_api(source: Source, modules: PythonModules) -> list[Outside]:
    """Return what users of the published packages may import, and the methods of objects that they may be handed."""
    folders = libraries(source)
    found: list[Outside] = []
    derived = {base.rpartition(".")[2] for facts in source.files.values() for one in facts.symbols for base in one.bases}
    for file, facts in source.files.items():
        if facts.language != Language.PYTHON or facts.is_test:
            continue
        inside = next((folder for folder in reversed(folders) if not folder or file.startswith(folder + "/")), None)
        if inside is None:
            continue
        relative = file[len(inside) + 1 :] if inside else file
        if not modules.in_package(file) and (_NOT_PUBLISHED.match(relative)):
            continue
        parts = [part.removesuffix(".py") for part in relative.split("/")]
        if not any(part.startswith("_") and not part.startswith("__") for part in parts):
            found.append(Outside(file, "", _PUBLIC_API, to_others=True))
        classes = {one.qualname for one in facts.symbols if one.kind in (SymbolKind.CLASS, SymbolKind.ENUM)}
        found.extend(
            Outside(
                file, one.qualname, "objects of its class may be handed to users of the published package", with_parent=True
            )
            for one in facts.symbols
            if one.parent in classes and (not one.name.startswith("_") or _for_subclasses(one, derived))
        )
        found.extend(_kept_for_old_users(source, file))
    return found


def _for_subclasses(member: Symbol, derived: set[str]) -> bool:
    """Whether a member with one underscore may serve subclasses elsewhere: its class is public and made to be derived from."""
    owner = (member.parent or "").rpartition(".")[2]
    return not member.name.startswith("__") and not owner.startswith("_") and owner in derived


def _kept_for_old_users(source: Source, file: str) -> list[Outside]:
    """Return the symbols whose own lines, or the line above, say that they are there for users of older versions."""
    text = text_of(source.root, file)
    if _KEPT_FOR_OLD_USERS.search(text) is None:
        return []
    marked = [number for number, line in enumerate(text.split("\n"), 1) if _KEPT_FOR_OLD_USERS.search(line)]
    return [
        Outside(file, one.qualname, "its code says that it is kept for users of older versions")
        for one in source.files[file].symbols
        if any(one.line_start - 1 <= number <= one.line_end for number in marked)
    ]
