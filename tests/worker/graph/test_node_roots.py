"""Where a Node repository starts, and what is used from outside."""

import json
from pathlib import Path

from worker.graph.node_resolver import NodeResolver
from worker.graph.resolver import RootKind
from worker.source.read import read


def made(root: Path, files: dict[str, str | dict[str, object]]) -> NodeResolver:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content if isinstance(content, str) else json.dumps(content))
    return NodeResolver(read(root, files))


def kinds(found: NodeResolver) -> dict[str, RootKind]:
    return {root.file: root.kind for root in found.roots()}


def opened(found: NodeResolver) -> set[str]:
    return {one.file for one in found.public_api()}


APP: dict[str, str | dict[str, object]] = {
    "package.json": {"name": "app", "private": True, "scripts": {"start": "node server/main.js"}},
    "server/main.js": 'import "./lib.js";',
    "server/lib.js": "export const a = 1;",
}


def test_an_application_starts_where_its_scripts_say(tmp_path: Path) -> None:
    found = made(tmp_path, APP)
    assert kinds(found) == {"server/main.js": RootKind.PRODUCTION}
    assert "server/lib.js" not in opened(found)


def test_a_published_package_without_an_entry_offers_everything(tmp_path: Path) -> None:
    found = made(tmp_path, {**APP, "package.json": {"name": "app", "scripts": {"test": "node server/main.js"}}})
    assert opened(found) == {"server/main.js", "server/lib.js"}


def test_what_is_started_and_says_nothing_of_what_it_offers_is_no_library(tmp_path: Path) -> None:
    started = {"name": "app", "scripts": {"start": "node server/main.js"}}
    assert not opened(made(tmp_path / "app", {**APP, "package.json": dict(started)}))
    says: tuple[dict[str, object], ...] = (
        {"files": ["server"]},
        {"scripts": {"start": "x", "release": "npm publish"}},
        {"peerDependencies": {"a": "1"}},
    )
    for more in says:
        said: dict[str, object] = {**started, **more}
        assert opened(made(tmp_path / next(iter(more)), {**APP, "package.json": said})) == {"server/main.js", "server/lib.js"}


def test_what_exports_offers_of_unknown_source_may_be_built_from_any_file(tmp_path: Path) -> None:
    exports: dict[str, object] = {".": "./dist/index.js", "./*": {"types": "./dist/types/lib/src/*.d.ts"}}
    files: dict[str, str | dict[str, object]] = {
        "src/index.ts": "import './shapes';",
        "src/shapes.ts": "export type Shape = string;",
    }
    files["package.json"] = {"name": "lib", "exports": exports}
    assert opened(made(tmp_path / "unknown", files)) == {"src/index.ts", "src/shapes.ts"}
    exports |= {"./*": "./styles/*.css", "./parts/*": "./parts/*"}
    files["parts/page.astro"] = "<p></p>"
    assert opened(made(tmp_path / "known", files)) == {"src/index.ts"}


def test_entries_run_and_offer_their_exports(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        {
            "package.json": {"name": "lib", "exports": "./dist/index.js", "bin": {"lib": "./cli.js"}},
            "src/index.ts": "export const a = 1;",
            "cli.js": "import './src/hidden';",
            "src/hidden.ts": "export const b = 1;",
        },
    )
    assert set(kinds(found)) == {"src/index.ts", "cli.js"}
    assert opened(found) == {"src/index.ts"}


def test_tests_configuration_shebangs_and_other_files(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        {
            **APP,
            "server/lib.test.js": "import './lib.js';",
            "vite.config.js": "export default {};",
            "server/tool.js": "#!/usr/bin/env node\nexport {};",
            "Dockerfile": 'CMD ["node", "server/worker-main.js"]\n',
            "server/worker-main.js": "export {};",
            "public/index.html": '<script src="/server/page.js"></script>',
            "server/page.js": "export {};",
        },
    )
    roots = kinds(found)
    assert roots["server/lib.test.js"] is RootKind.TEST
    assert {"vite.config.js", "server/tool.js", "server/worker-main.js", "server/page.js"} <= set(roots)


def test_a_convention_counts_only_with_its_framework(tmp_path: Path) -> None:
    page = {
        "app/page.js": "export default 1;",
        "app/other.js": "import './page.js';\nimport './used.js';",
        "app/used.js": "export {};",
    }
    plain = made(tmp_path / "plain", {**APP, **page})
    with_next = made(
        tmp_path / "next", {**APP, **page, "package.json": {"name": "a", "private": True, "dependencies": {"next": "15"}}}
    )
    assert "app/page.js" not in kinds(plain)
    assert "app/page.js" in kinds(with_next)


def test_a_component_uses_what_it_imports(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        {
            **APP,
            "src/App.vue": "<script>\nimport clock from './clock'\n</script>",
            "src/clock.js": "export default function f() {}",
        },
    )
    assert "src/clock.js" in kinds(found)
    assert ("src/clock.js", "f") in {(one.file, one.qualname) for one in found.public_api()}


def test_a_computed_import_may_load_whatever_nothing_imports(tmp_path: Path) -> None:
    lonely = {
        "server/extra/one.js": "export const one = 1;",
        "server/extra/two.js": "export const two = 2;",
        "server/lib.js": 'import { two } from "./extra/two.js"; export const lib = two;',
    }
    sure = made(tmp_path / "sure", {**APP, **lonely})
    unsure = made(tmp_path / "unsure", {**APP, **lonely, "server/main.js": 'import "./lib.js"; import(process.argv[2]);'})
    assert "server/extra/one.js" not in kinds(sure)
    assert "server/extra/one.js" in kinds(unsure)
