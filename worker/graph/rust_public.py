"""What code outside a Rust crate may use: users of the published library, other crates, generated code."""

from worker.graph.resolver import Outside
from worker.graph.rust_crates import Crates, Package
from worker.graph.rust_modules import RustModules
from worker.source.facts import DynamicForm, FileFacts, ReferenceForm, Symbol
from worker.source.rust_attributes import allows_dead_code, reason

_SEVERAL = "*"
_WRITES = frozenset({"format", "format_args", "write", "writeln", "quote", "print", "println", "push_str", "write_all", "concat"})
"""What a build script uses to write code of its own."""
_ROOTS = ("src/lib.rs", "src/main.rs")


def public_api(files: dict[str, FileFacts], crates: Crates, modules: RustModules) -> list[Outside]:
    """Return every symbol that may be used from outside its crate, with the reason in words."""
    used_in = _users(files, crates)
    generated = _generated(files, crates)
    found: list[Outside] = []
    for file, facts in files.items():
        package = crates.of(file)
        whole = _whole(file, facts, package, modules)
        if not whole and package is not None and file.startswith(package.folder):
            whole = generated.get(package.folder, "")
        public = {one.qualname for one in facts.symbols if one.exported or one.reopens}
        for symbol in facts.symbols:
            why = whole or _why(symbol, package, public, used_in)
            if why:
                found.append(Outside(file, symbol.qualname, why, with_parent=symbol.parent is not None and not symbol.reopens))
    return found


def _why(symbol: Symbol, package: Package | None, public: set[str], used_in: dict[str, str]) -> str:
    if package is None or not package.is_library or package.is_procedural or not symbol.exported or symbol.reopens:
        return ""
    if symbol.parent is not None and symbol.parent not in public:
        return ""
    if package.is_published:
        return f"it is public in the library {package.name}"
    users = used_in.get(symbol.name, package.folder)
    return "" if users == package.folder else f"it is public in {package.name}, and other crates name it"


def _whole(file: str, facts: FileFacts, package: Package | None, modules: RustModules) -> str:
    """Return why everything in a file is unknown; "" when it is not."""
    if package is None:
        return "no Cargo.toml says what is built of its file"
    if not package.readable:
        return f"{package.folder}Cargo.toml cannot be read"
    if modules.is_orphan(file):
        return "no `mod` declares its file, so that something else may include it"
    if not file.endswith(_ROOTS):
        for one in facts.modules:
            if not one.name and allows_dead_code(one.attributes):
                return "its file is allowed to hold unused code"
    seen: set[str] = set()
    todo = [file]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            for other, one in modules.declared_by.get(here, ()):
                attributes = [attribute for attribute in one.attributes if not attribute.startswith("path")]
                if why := reason(attributes):
                    return why
                todo.append(other)
    return ""


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
        if any(one.form is DynamicForm.MEMBER and not one.prefix and not one.suffix for one in facts.dynamic):
            found[package.folder] = "a macro puts names together"
    return found

