"""JavaScript and TypeScript: what one file declares, imports, exports and uses."""

import re
from dataclasses import replace

from worker.source import (
    javascript_classes,
    javascript_exports,
    javascript_expressions,
    javascript_functions,
    javascript_imports,
    javascript_types,
    javascript_variables,
)
from worker.source.classify import is_test
from worker.source.facts import Dynamic, DynamicForm, FileFacts, ImportForm, Language, Reference, ReferenceForm, SymbolKind
from worker.source.grammars import parse
from worker.source.javascript_giving import given_names
from worker.source.javascript_nodes import Tree
from worker.source.javascript_references import bind
from worker.source.javascript_scopes import Scope
from worker.source.javascript_walk import Handler, Walk

HANDLERS: dict[str, Handler] = {
    **javascript_functions.HANDLERS,
    **javascript_variables.HANDLERS,
    **javascript_classes.HANDLERS,
    **javascript_types.HANDLERS,
    **javascript_imports.HANDLERS,
    **javascript_exports.HANDLERS,
    **javascript_expressions.HANDLERS,
}

_JSX_FACTORIES = ("h", "jsx", "jsxs", "jsxDEV", "createElement", "Fragment")
_MODULES_BY_NAME = (".mjs", ".mts", ".cjs", ".cts")
_TYPE_IMPORT = re.compile(r"""import\(\s*['"]([^'"]+)['"]\s*\)(?:\.([A-Za-z_$][\w$]*))?""")
_REFERENCE_PATH = re.compile(r"""^///\s*<reference\s+path\s*=\s*['"]([^'"]+)['"]""")
_DOC_TYPE = re.compile(r"@[A-Za-z]+\s+\{([^{}\n]+(?:\{[^{}]*\}[^{}\n]*)*)\}")
_DOC_PATH = re.compile(r"@(?!see\b|link\b|file\b)[A-Za-z][\w-]*\s+(?:<rootDir>)?((?:\.{1,2})?/[\w@$./-]+)")
"""A module that a tag of a docblock names: `@jest-environment ./environments/db.js`."""
_PRAGMA = re.compile(r"@jsx(?:Frag)?\s+([A-Za-z_$][\w$]*)")
_KEPT = re.compile(
    r"no-unused-vars|unusedLocals|noinspection|ts-prune-ignore|knip-ignore|lintignore|@public\b|@api\b|@ts-(?:ignore|expect)"
)
"""Comments by which authors say that what follows is meant to stay."""
_WORD = re.compile(r"[A-Za-z_$][\w$]*")


def read_file(path: str, text: bytes, language: Language) -> FileFacts:
    """Read the facts of one file. Broken syntax makes fewer facts, never an exception.

    Raises:
        ParseTooSlowError: the file took too long to parse.

    """
    tree = Tree(text, parse(text, language), language)
    if tree.errors and language == Language.JAVASCRIPT:
        # Flow's types read well enough with the TypeScript grammar.
        typed = Tree(text, parse(text, Language.TSX), Language.TSX)
        tree = typed if typed.errors < tree.errors else tree
    walk = Walk(tree, HANDLERS)
    top = Scope(None, function=True, module=True)
    walk.run(top)
    _read_comments(walk, top)
    javascript_exports.resolve_exported(walk)
    facts = FileFacts(
        file=path,
        language=language,
        lines=text.count(b"\n") + (0 if text.endswith(b"\n") else 1),
        imports=walk.imports,
        exports=walk.exports,
        dynamic=walk.dynamic,
        shebang=text.startswith(b"#!"),
        is_test=is_test(path),
        parse_errors=tree.errors,
        broken=tree.broken,
        comment_lines=tree.comment_lines(),
    )
    facts.symbols = [replace(symbol, file=path) for symbol in walk.symbols]
    _read_given(tree, facts)
    facts.references = list(bind(walk.uses, walk.symbols, walk.imports))
    if walk.jsx:
        facts.references += [Reference(name, 1, ReferenceForm.STRING) for name in _JSX_FACTORIES]
    if not walk.module and not path.endswith(_MODULES_BY_NAME):
        # Other scripts of a page share this file's names (ECMAScript: a script, not a module).
        facts.dynamic.append(Dynamic(DynamicForm.SCOPE, "a script without imports and exports: its names are global", 1))
    return facts


def _read_given(tree: Tree, facts: FileFacts) -> None:
    """Note what is given away: by `this` the class around it, by a name whatever the file declares or imports under it."""
    classes = [symbol for symbol in facts.symbols if symbol.kind is SymbolKind.CLASS]
    found: dict[tuple[str, str], int] = {}
    for name, node in given_names(tree):
        if name == "this":
            around = [one.qualname for one in classes if one.line_start <= node.line <= one.line_end]
            if around:
                found.setdefault((name, max(around, key=len)), node.line)
            continue
        for symbol in classes:
            if symbol.name == name:
                within = symbol.line_start <= node.line <= symbol.line_end
                # `static make() { return new This(); }` gives an object away when it is called.
                scope = _innermost(facts, node.line, symbol.qualname) if within else symbol.parent or ""
                found.setdefault((name, scope), node.line)
        for wanted in facts.imports:
            if wanted.local and wanted.local.partition("@")[0] == name:
                found.setdefault((wanted.local, wanted.scope), node.line)
    for (name, scope), line in found.items():
        facts.dynamic.append(Dynamic(DynamicForm.GIVEN, f"{name.partition('@')[0]} is handed on", line, scope, name))


def _innermost(facts: FileFacts, line: int, around: str) -> str:
    """Return the innermost symbol at a line inside of the symbol `around`."""
    inside = (one for one in facts.symbols if one.line_start <= line <= one.line_end)
    return max((one.qualname for one in inside if f"{one.qualname}.".startswith(f"{around}.")), key=len, default=around)


def _read_comments(walk: Walk, top: Scope) -> None:
    """Read what comments mention: `/// <reference path>`, JSDoc types, JSX pragmas."""
    for comment in walk.tree.comments:
        text = walk.text(comment)
        if _KEPT.search(text):
            for symbol in walk.symbols:
                if comment.line <= symbol.name_line <= comment.line_end + 1:
                    walk.mention(symbol.name, comment.line, top, "")
        if found := _REFERENCE_PATH.match(text):
            walk.bring(ImportForm.SIDE_EFFECT, found[1], comment, "", type_only=True)
        if not text.startswith("/*") or "@" not in text:
            continue
        for path in _DOC_PATH.findall(text):
            walk.bring(ImportForm.DYNAMIC, path, comment, "")
        for module, name in _TYPE_IMPORT.findall(text):
            if name:
                walk.bring_used(module, name, comment, top, "", type_only=True)
            else:
                walk.bring(ImportForm.DYNAMIC, module, comment, "", type_only=True)
        for name in _PRAGMA.findall(text):
            walk.use(name, comment, top, "")
        mentioned = {word for written in _DOC_TYPE.findall(text) for word in _WORD.findall(written)}
        for word in sorted(mentioned):
            walk.mention(word, comment.line, top, "")
