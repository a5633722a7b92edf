"""What code outside a Rust crate may use: users of the published library, other crates, generated code."""

from collections.abc import Mapping

from worker.graph.resolver import Outside
from worker.graph.rust_crates import Crates, Package
from worker.graph.rust_modules import RustModules
from worker.source.facts import Dynamic, DynamicForm, FileFacts, ReferenceForm, Symbol
from worker.source.rust_attributes import allows_dead_code, reason

_SEVERAL = "*"
_WRITES = frozenset(
    {"format", "format_args", "write", "writeln", "quote", "print", "println", "push_str", "write_all", "concat"}
)
"""What a build script uses to write code of its own."""


def public_api(files: dict[str, FileFacts], crates: Crates, modules: RustModules) -> list[Outside]:
    """Return every symbol that may be used from outside its crate, with the reason in words."""
    used_in = _users(files, crates)
    generated = _generated(files, crates)
    parts = max((_parts(one) for facts in files.values() for one in facts.dynamic), default=0)
    normal = {_normal(name) for name in used_in} if parts else set()
    hidden = _hidden(files, crates)
    opened = _opened(files, modules)
    found: list[Outside] = []
    for file, facts in files.items():
        package = crates.of(file)
        whole = _whole(file, files, package, modules)
        if not whole and package is not None and file.startswith(package.folder):
            whole = generated.get(package.folder, "")
        pasted = 0 if whole else parts
        private = hidden.get(package.folder, set()) if package is not None else set()
        for symbol in facts.symbols:
            why = whole or _why(symbol, package, private, used_in)
            why = why or next((said for first, last, said in opened.get(file, ()) if first <= symbol.name_line <= last), "")
            if not why and pasted and _put_together(symbol.name, used_in, normal, pasted):
                why = "a macro may put its name together"
            if why:
                found.append(Outside(file, symbol.qualname, why, with_parent=symbol.parent is not None and not symbol.reopens))
    return found


def _why(symbol: Symbol, package: Package | None, private: set[str], used_in: dict[str, str]) -> str:
    if package is None or not package.is_library or package.is_procedural or not symbol.exported or symbol.reopens:
        return ""
    if symbol.parent is not None and symbol.parent in private:
        return ""
    if package.is_published:
        return f"it is public in the library {package.name}"
    users = used_in.get(symbol.name, package.folder)
    return "" if users == package.folder else f"it is public in {package.name}, and other crates name it"


def _whole(file: str, files: dict[str, FileFacts], package: Package | None, modules: RustModules) -> str:
    """Return why everything in a file is unknown; "" when it is not."""
    if package is None:
        return "no Cargo.toml says what is built of its file"
    if not package.readable:
        return f"{package.folder}Cargo.toml cannot be read"
    if modules.is_orphan(file):
        return "no `mod` declares its file, so that something else may include it"
    if package.allows_dead_code:
        return f"{package.folder}Cargo.toml allows unused code"
    seen: set[str] = set()
    todo = [file]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            if any(not one.name and allows_dead_code(one.attributes) for one in files[here].modules):
                return f"{here} allows unused code"
            for other, one in modules.declared_by.get(here, ()):
                attributes = [attribute for attribute in one.attributes if not attribute.startswith("path")]
                if why := reason(attributes):
                    return why
                todo.append(other)
    return ""


def _hidden(files: dict[str, FileFacts], crates: Crates) -> dict[str, set[str]]:
    """Return the types that no other crate can name, by the folder of their package."""
    declared: dict[str, set[str]] = {}
    public: dict[str, set[str]] = {}
    for file, facts in files.items():
        package = crates.of(file)
        folder = package.folder if package is not None else "?"
        for symbol in facts.symbols:
            if not symbol.reopens:
                (public if symbol.exported else declared).setdefault(folder, set()).add(symbol.qualname)
    return {folder: names - public.get(folder, set()) for folder, names in declared.items()}


def _opened(files: dict[str, FileFacts], modules: RustModules) -> dict[str, list[tuple[int, int, str]]]:
    """Return the lines of modules that an attribute names in a string: `#[serde(with = "as_hex")]` uses what is in it."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for file, facts in files.items():
        for one in facts.dynamic:
            if one.form is not DynamicForm.FOLDER:
                continue
            why = f"{one.reason} at {file}:{one.line} may use what is in the module"
            for held in modules.holds(modules.crate(file) or "", one.prefix):
                inline = [inner for inner in files[held].modules if inner.inline and inner.name == one.prefix]
                lines = [(inner.line, inner.line_end) for inner in inline] or [(1, files[held].lines)]
                found.setdefault(held, []).extend((first, last, why) for first, last in lines)
    return found


def _users(files: dict[str, FileFacts], crates: Crates) -> dict[str, str]:
    """Return for each name that is used the folder of the only package that uses it, or what stands for several."""
    found: dict[str, str] = {}
    for file, facts in files.items():
        package = crates.of(file)
        folder = package.folder if package is not None else "?"
        names = {one.name for one in facts.references} | {one.imported for one in facts.imports if one.imported}
        for name in names:
            if found.setdefault(name, folder) != folder:
                found[name] = _SEVERAL
    return found


def _generated(files: dict[str, FileFacts], crates: Crates) -> dict[str, str]:
    """Return why all of a package may be used by code that is not there: packages by folder."""
    found: dict[str, str] = {}
    for file, facts in files.items():
        package = crates.of(file)
        if package is None:
            continue
        names = {one.name for one in facts.references}
        script = f"{package.folder}{package.build_script}"
        if "OUT_DIR" in names and file != script and script in files:
            writing = _WRITES & {one.name for one in files[script].references if one.form is not ReferenceForm.STRING}
            if writing:
                found[package.folder] = f"code that {script} writes may use it"
    return found


def _parts(one: Dynamic) -> int:
    """Return of how many parts a name is put together of which no letter is written; 0 for others."""
    if one.form is not DynamicForm.MEMBER or one.prefix or one.suffix:
        return 0
    return len(one.reason.split())


def _put_together(name: str, words: Mapping[str, str], normal: set[str], parts: int) -> bool:
    """Whether a name can be made of so many other words of the code, in any case."""
    whole = _normal(name)
    if parts == 1:
        return whole in normal and any(_normal(word) == whole and word != name for word in words)
    ends = {0}
    for _ in range(parts):
        ends = {end for start in ends for end in range(start + 1, len(whole) + 1) if whole[start:end] in normal}
        if len(whole) in ends and whole:
            return True
    return False


def _normal(name: str) -> str:
    return name.replace("_", "").lower()
