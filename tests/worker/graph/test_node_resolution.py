"""Where specifiers lead in a Node repository."""

import json
from pathlib import Path

import pytest

from worker.graph.node_resolver import NodeResolver
from worker.graph.resolver import External, InRepository, Target, Unresolved
from worker.source.facts import Import, ImportForm
from worker.source.read import read


def resolver(root: Path, files: dict[str, str | dict[str, object]]) -> NodeResolver:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content if isinstance(content, str) else json.dumps(content))
    return NodeResolver(read(root, files))


def lead(found: NodeResolver, importer: str, module: str, form: ImportForm = ImportForm.NAMED) -> Target:
    return found.resolve(importer, Import(form, module, 1))


def files(*paths: str) -> InRepository:
    return InRepository(paths)


@pytest.mark.parametrize(
    ("module", "path"),
    [
        ("./b", "src/b.ts"),
        ("./b.js", "src/b.ts"),
        ("./c.jsx", "src/c.tsx"),
        ("./d.mjs", "src/d.mts"),
        ("./e", "src/e/index.ts"),
        ("./e/", "src/e/index.ts"),
        ("../src/b?raw", "src/b.ts"),
        (".", "src/index.ts"),
        ("./with-main", "src/with-main/lib/x.js"),
    ],
)
def test_relative_specifiers(tmp_path: Path, module: str, path: str) -> None:
    found = resolver(
        tmp_path,
        {
            **dict.fromkeys(["src/a.ts", "src/b.ts", "src/c.tsx", "src/d.mts", "src/e/index.ts", "src/index.ts"], "export {};"),
            "src/with-main/package.json": {"main": "lib/x.js"},
            "src/with-main/lib/x.js": "",
        },
    )
    assert lead(found, "src/a.ts", module) == files(path)


def test_every_file_that_may_be_meant_counts(tmp_path: Path) -> None:
    found = resolver(tmp_path, dict.fromkeys(["a.ts", "b.js", "b.d.ts", "c.web.tsx", "c.native.tsx"], "export {};"))
    assert lead(found, "a.ts", "./b.js") == files("b.js", "b.d.ts")
    assert lead(found, "a.ts", "./c") == files("c.web.tsx", "c.native.tsx")


def test_paths_of_a_tsconfig_with_comments_through_extends(tmp_path: Path) -> None:
    found = resolver(
        tmp_path,
        {
            "tsconfig.base.json": '{ // shared\n "compilerOptions": {"baseUrl": ".", "paths": '
            '{"@/*": ["src/*"], "@/ui/*": ["ui/*"],}},}',
            "app/tsconfig.json": {"extends": "../tsconfig.base.json"},
            **dict.fromkeys(["app/a.ts", "src/b.ts", "ui/c.ts", "util/d.ts"], "export {};"),
        },
    )
    assert lead(found, "app/a.ts", "@/b") == files("src/b.ts")
    assert lead(found, "app/a.ts", "@/ui/c") == files("ui/c.ts")
    assert lead(found, "app/a.ts", "util/d") == files("util/d.ts")


def test_root_dirs_lie_over_each_other(tmp_path: Path) -> None:
    found = resolver(
        tmp_path,
        {
            "tsconfig.json": {"compilerOptions": {"rootDirs": ["src", "gen"]}},
            **dict.fromkeys(["src/x/a.ts", "gen/x/b.ts"], "export {};"),
        },
    )
    assert lead(found, "src/x/a.ts", "./b") == files("gen/x/b.ts")


def test_packages_of_the_repository_by_name_and_export_map(tmp_path: Path) -> None:
    found = resolver(
        tmp_path,
        {
            "packages/core/package.json": {
                "name": "@acme/core",
                "imports": {"#internal/*": "./src/internal/*.ts"},
                "exports": {
                    ".": {"types": "./dist/index.d.ts", "import": "./dist/index.mjs"},
                    "./feature/*": "./dist/features/*.js",
                },
            },
            **dict.fromkeys(
                [
                    "packages/core/src/index.ts",
                    "packages/core/src/features/a.ts",
                    "packages/core/src/internal/b.ts",
                    "packages/core/src/deep.ts",
                    "apps/web/a.ts",
                ],
                "export {};",
            ),
        },
    )
    assert lead(found, "apps/web/a.ts", "@acme/core") == files("packages/core/src/index.ts")
    assert lead(found, "apps/web/a.ts", "@acme/core/feature/a") == files("packages/core/src/features/a.ts")
    assert lead(found, "apps/web/a.ts", "@acme/core/src/deep") == files("packages/core/src/deep.ts")
    assert lead(found, "packages/core/src/index.ts", "@acme/core") == files("packages/core/src/index.ts")
    assert lead(found, "packages/core/src/index.ts", "#internal/b") == files("packages/core/src/internal/b.ts")


def test_out_dir_leads_back_to_root_dir(tmp_path: Path) -> None:
    found = resolver(
        tmp_path,
        {
            "package.json": {"name": "lib", "main": "built/main.js"},
            "tsconfig.json": {"compilerOptions": {"outDir": "built", "rootDir": "code"}},
            "code/main.ts": "export {};",
        },
    )
    assert lead(found, "code/main.ts", "lib") == files("code/main.ts")


def test_outside_packages_builtins_and_assets(tmp_path: Path) -> None:
    found = resolver(tmp_path, {"package.json": {"dependencies": {"react": "1"}}, "a.ts": "", "style.css": ""})
    assert lead(found, "a.ts", "react/jsx-runtime") == External("react")
    assert lead(found, "a.ts", "node:fs") == External("fs")
    assert lead(found, "a.ts", "fs/promises") == External("fs/promises")
    assert isinstance(lead(found, "a.ts", "./style.css"), External)


def test_a_missing_file_is_unresolved_and_opens_what_may_be_meant(tmp_path: Path) -> None:
    found = resolver(tmp_path, {"a.ts": 'import { x } from "./gone/thing";', "b/thing.ts": "export const x = 1;"})
    assert isinstance(lead(found, "a.ts", "./gone/thing"), Unresolved)
    assert ("b/thing.ts", "") in {(one.file, one.qualname) for one in found.public_api()}


def test_patterns_lead_to_every_match_but_not_from_a_linter(tmp_path: Path) -> None:
    found = resolver(tmp_path, dict.fromkeys(["src/a.ts", "src/p/x.ts", "src/p/y.tsx", "tailwind.config.js"], "export {};"))
    assert lead(found, "src/a.ts", "./p/*.ts", ImportForm.DYNAMIC) == files("src/p/x.ts")
    assert lead(found, "src/a.ts", "./p/*", ImportForm.DYNAMIC) == files("src/p/x.ts", "src/p/y.tsx")
    assert lead(found, "tailwind.config.js", "./src/**/*.ts", ImportForm.DYNAMIC) == files()


def test_an_alias_that_no_configuration_explains_means_whatever_ends_like_it(tmp_path: Path) -> None:
    found = resolver(tmp_path, dict.fromkeys(["src/a.ts", "client/lib/money.ts"], "export {};"))
    assert lead(found, "src/a.ts", "~/lib/money") == files("client/lib/money.ts")
