"""What Rust's `use`, `extern crate` and `mod` declarations bring into a file.

https://doc.rust-lang.org/reference/items/use-declarations.html
"""

from collections.abc import Iterator

from tree_sitter import Node

from worker.source.facts import Import, ImportForm


def imports_of(node: Node, text: bytes, scope: str) -> Iterator[Import]:
    """Yield what a `use_declaration` or an `extern_crate_declaration` imports, one for each name.

    `use a::{b as c, d::*}` makes NAMED b of "a" (local c) and STAR of "a.d"; `use a;` makes NAMESPACE "a".
    """
    if node.type == "extern_crate_declaration":
        name = node.child_by_field_name("name")
        if name is not None:
            alias = node.child_by_field_name("alias")
            module = _text(name, text)
            yield _whole(module, _text(alias, text) if alias is not None else module, node, scope)
        return
    argument = node.child_by_field_name("argument")
    todo: list[tuple[Node, str]] = [(argument, "")] if argument is not None else []
    while todo:
        tree, before = todo.pop()
        line = tree.start_point[0] + 1
        if tree.type == "use_list":
            todo.extend((child, before) for child in tree.named_children)
        elif tree.type == "scoped_use_list":
            path, listed = tree.child_by_field_name("path"), tree.child_by_field_name("list")
            if listed is not None:
                todo.append((listed, _join(before, _text(path, text) if path is not None else "")))
        elif tree.type == "use_wildcard":
            inner = [child for child in tree.named_children if "comment" not in child.type]
            yield Import(ImportForm.STAR, _join(before, _text(inner[0], text) if inner else ""), line, scope=scope)
        elif tree.type == "use_as_clause":
            path, alias = tree.child_by_field_name("path"), tree.child_by_field_name("alias")
            if path is not None and alias is not None:
                yield _one(_join(before, _text(path, text)), _text(alias, text), path, scope)
        elif "comment" not in tree.type:
            yield _one(_join(before, _text(tree, text)), None, tree, scope)


def _one(dotted: str, alias: str | None, node: Node, scope: str) -> Import:
    dotted = dotted.removesuffix(".self")
    module, _, name = dotted.rpartition(".")
    local = alias if alias is not None else name
    if not module:
        return _whole(name, local, node, scope)
    return Import(ImportForm.NAMED, module, node.end_point[0] + 1, imported=name, local=local, scope=scope)


def _whole(module: str, local: str, node: Node, scope: str) -> Import:
    return Import(ImportForm.NAMESPACE, module, node.start_point[0] + 1, local=local, scope=scope)


def _join(before: str, path: str) -> str:
    return f"{before}.{path}" if before and path else before or path


def _text(node: Node, text: bytes) -> str:
    """Return a path with dots, without white space and marks of raw names."""
    written = text[node.start_byte : node.end_byte].decode("utf-8", "replace")
    parts = ("".join(part.split()).removeprefix("r#") for part in written.split("::"))
    return ".".join(part for part in parts if part)
