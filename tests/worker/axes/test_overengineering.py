"""Machinery for cases that do not exist is named only where every place that could need it is seen."""

from pathlib import Path

import pytest

from app.domain.axis import Severity
from app.domain.finding import Claim
from worker.axes.overengineering import prove
from worker.graph.build import build
from worker.source.read import read


def claimed(root: Path, files: dict[str, str]) -> list[Claim]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return prove(source, build(source))


def rules(root: Path, files: dict[str, str]) -> list[tuple[str, str | None]]:
    return [(claim.rule.partition(".")[2], claim.symbol) for claim in claimed(root, files)]


UNREAD = "def _take(items, depth):\n    return sorted(items)\n\n\nprint(_take([2, 1], 3))\n"


def test_a_parameter_that_a_private_function_never_reads(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, {"a.py": UNREAD})
    assert (claim.rule, claim.symbol, claim.severity) == ("overengineering.unread-parameter", "_take", Severity.LOW)
    assert claim.title == "`_take` takes `depth` and never reads it"
    assert [one.kind for one in claim.evidence] == ["quote", "rule", "quote"]


def test_an_ignored_parameter_for_which_callers_pass_different_things_bites(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, {"a.py": UNREAD + "print(_take([4], 9))\n"})
    assert claim.severity is Severity.MEDIUM
    assert "Callers pass `3` and `9` for `depth` as if it made a difference." in claim.message


@pytest.mark.parametrize(
    "text",
    [
        UNREAD.replace("sorted(items)", "sorted(items)[:depth]"),
        UNREAD.replace("_take", "take"),
        UNREAD.replace("depth", "_depth"),
        UNREAD.replace("def", "@register\ndef"),
        UNREAD + "HANDLERS = [_take]\n",
        UNREAD.replace("sorted(items)", "sorted(items, key=locals())"),
        UNREAD.replace("return sorted(items)", "raise NotImplementedError"),
        UNREAD.replace("return sorted(items)", "return None"),
        UNREAD.replace("return sorted", "# Currently of one depth.\n    return sorted"),
        UNREAD + "def _other(items, depth):\n    return items[depth]\n\n\n_other([1], 0)\n",
        UNREAD + "print(getattr(object(), input())())\n",
        UNREAD.replace("print(_take([2, 1], 3))\n", ""),
        "class Shelf(Base):\n    def _take(self, items, depth):\n        return sorted(items)\n\n    def go(self):\n"
        "        return self._take([1], 2)\n",
    ],
    ids=[
        "read",
        "public",
        "named for it",
        "decorated",
        "handed on",
        "sees all names",
        "not written yet",
        "a stub",
        "to be used later",
        "called like another",
        "reached by name",
        "never called",
        "may be an override",
    ],
)
def test_a_parameter_that_has_to_be_there_is_not(tmp_path: Path, text: str) -> None:
    assert rules(tmp_path, {"a.py": text}) == []


def test_a_private_function_that_a_test_calls_is_left_alone(tmp_path: Path) -> None:
    assert rules(tmp_path, {"a.py": UNREAD, "tests/test_a.py": "from a import _take\n\n_take([1], depth=2)\n"}) == []


@pytest.mark.parametrize(
    ("name", "text", "symbol"),
    [
        (
            "a.py",
            "class Shelf:\n    def _take(self, n, upper=False):\n        return n.upper() if upper else n\n\n"
            "    def go(self):\n        return self._take('a') + self._take('b')\n",
            "Shelf._take",
        ),
        (
            "a.ts",
            "function take(n: string, upper = false) {\n  return upper ? n.toUpperCase() : n;\n}\n"
            "export const go = () => take('a') + take('b');\n",
            "take",
        ),
        (
            "a.js",
            "const take = (n, upper = false) => (upper ? n.toUpperCase() : n);\n"
            "export const go = () => take('a') + take('b');\n",
            "take",
        ),
    ],
)
def test_an_option_that_no_caller_sets(tmp_path: Path, name: str, text: str, symbol: str) -> None:
    assert rules(tmp_path, {name: text}) == [("unset-option", symbol)]
    assert rules(tmp_path, {name: text.replace("('b')", "('b', true)")}) == []
    assert rules(tmp_path, {name: text.replace("alse", "alse.x")}) == []


def test_what_is_passed_as_a_whole_may_set_any_option(tmp_path: Path) -> None:
    text = "def _take(n, upper=False):\n    return n.upper() if upper else n\n\n\nprint(_take('a', **OPTIONS))\n"
    assert rules(tmp_path, {"a.py": text}) == []


def test_a_name_is_seen_from_all_files_of_a_go_package(tmp_path: Path) -> None:
    files = {
        "go.mod": "module m\n",
        "a.go": "package main\n\nfunc take(n int, deep bool) int {\n\treturn n + 1\n}\n",
        "main.go": "package main\n\nfunc main() {\n\tprintln(take(1, true))\n}\n",
    }
    assert rules(tmp_path, files) == [("unread-parameter", "take")]
    handed_on = "package main\n\nvar hooks = []func(int, bool) int{take}\n\nfunc main() {\n\tprintln(take(1, true))\n}\n"
    assert rules(tmp_path, {**files, "main.go": handed_on}) == []


BASE = "from abc import ABC, abstractmethod\n\n\nclass Store(ABC):\n    @abstractmethod\n    def get(self, key): ...\n"
HEIR = "from shop.base import Store\n\n\nclass Disk(Store):\n    def get(self, key):\n        return open(key)\n"
SHOP = {
    "shop/__init__.py": "",
    "shop/base.py": BASE,
    "shop/disk.py": HEIR,
    "main.py": "from shop.disk import Disk\n\nif __name__ == '__main__':\n    print(Disk().get('a'))\n",
}


def test_an_abstract_class_with_one_implementation(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, SHOP)
    assert (claim.rule, claim.file, claim.symbol) == ("overengineering.single-implementation", "shop/base.py", "Store")
    assert claim.title == "The abstract class `Store` has one implementation, `Disk`"


@pytest.mark.parametrize(
    "change",
    [
        {"shop/memory.py": HEIR.replace("Disk", "Memory")},
        {"tests/test_a.py": HEIR.replace("Disk", "Fake")},
        {"README.md": "Derive your own store from `Store`.\n"},
        {"pyproject.toml": "[project]\nname = 'shop'\n[build-system]\nrequires = []\n"},
        {"shop/base.py": BASE.replace("get(self, key): ...", "get(self, key):\n        '''Plugins give it.'''")},
        {"shop/base.py": BASE.replace("    @abstractmethod\n", "")},
    ],
    ids=["two", "a double in a test", "documented", "published", "for plugins", "not abstract"],
)
def test_an_abstract_class_that_is_there_for_others_is_not(tmp_path: Path, change: dict[str, str]) -> None:
    assert rules(tmp_path, SHOP | change) == []


def test_an_abstract_class_in_typescript(tmp_path: Path) -> None:
    files = {
        "src/main.ts": "import { Disk } from './disk';\n\nconsole.log(new Disk().get('a'));\n",
        "src/store.ts": "export abstract class Store {\n  abstract get(key: string): string;\n}\n",
        "src/disk.ts": "import { Store } from './store';\n\nexport class Disk extends Store {\n  get(key: string) {\n"
        "    return key;\n  }\n}\n",
    }
    assert rules(tmp_path, files) == [("single-implementation", "Store")]
    assert (
        rules(tmp_path, {**files, "src/disk.test.ts": "import { Store } from './store';\n\nclass Fake extends Store {}\n"})
        == []
    )


LAYER = """class Layer:
    def __init__(self, store):
        self._store = store

    def get(self, key):
        return self._store.get(key)

    def put(self, key, value):
        self._store.put(key, value)


print(Layer(make()).get("a"))
"""


def test_a_class_that_only_hands_on(tmp_path: Path) -> None:
    assert rules(tmp_path, {"a.py": LAYER}) == [("pass-through", "Layer")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("class Layer:", "class Layer(Store):"),
        ("class Layer:", "@adapter\nclass Layer:"),
        ("self._store.get(key)", "self._store.get(key.lower())"),
        ("self._store.get(key)", "self._store.fetch(key)"),
        ("self._store.put(key, value)", "self._store.put(value, key)"),
        ("self._store.put(key, value)", "self._other.put(key, value)"),
        ("        self._store.put(key, value)\n", "        log(key)\n        self._store.put(key, value)\n"),
        ("    def get", "    @cached\n    def get"),
        ("    def put(self, key, value):\n        self._store.put(key, value)\n", ""),
    ],
)
def test_a_class_that_does_anything_of_its_own_is_not(tmp_path: Path, before: str, after: str) -> None:
    assert before in LAYER
    assert rules(tmp_path, {"a.py": LAYER.replace(before, after)}) == []


def test_a_service_that_only_hands_on(tmp_path: Path) -> None:
    text = (
        "import { Repo } from './repo';\n\nclass Service {\n  constructor(private readonly repo: Repo) {}\n\n"
        "  async find(id: string) {\n    return await this.repo.find(id);\n  }\n\n"
        "  save(one: object) {\n    return this.repo.save(one);\n  }\n}\n"
        "export const it = new Service(new Repo());\n"
    )
    assert rules(tmp_path, {"a.ts": text}) == [("pass-through", "Service")]
    assert rules(tmp_path, {"a.ts": text.replace("class Service", "class Service implements Finds")}) == []


FACTORY = (
    "class Box:\n    def __init__(self, a, b):\n        self.a = a + b\n\n\n"
    "def _make(a, b):\n    return Box(a, b=b)\n\n\nprint(_make(1, 2))\n"
)


def test_a_factory_with_one_caller(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, {"a.py": FACTORY})
    assert (claim.rule, claim.symbol) == ("overengineering.one-caller-factory", "_make")
    assert "only `a.py:10` calls it" in claim.message
    typed = "class Box {\n  constructor(private a: string) {}\n}\n"
    typed += "const make = (a: string): Box => new Box(a);\nconsole.log(make('x'));\n"
    assert rules(tmp_path, {"b.ts": typed}) == [("one-caller-factory", "make")]


@pytest.mark.parametrize(
    "text",
    [
        FACTORY + "print(_make(3, 4))\n",
        FACTORY + "MAKERS = [_make]\n",
        FACTORY.replace("Box(a, b=b)", "Box(a, b=2)"),
        FACTORY.replace("Box(a, b=b)", "Box(b, a)"),
        FACTORY.replace("def _make(a, b)", "def _make(a, b=2)"),
        FACTORY.replace("    return", "    print(a)\n    return"),
        FACTORY.replace("    return", "    # One place to replace it.\n    return"),
        FACTORY.replace("def _make", "@cached\ndef _make"),
        FACTORY.replace("(a, b):\n    return", "(a, b) -> Shape:\n    return"),
        FACTORY.replace("print(_make(1, 2))", "print(list(map(_make, [1], [2])))"),
        FACTORY.replace("class Box:", "class Crate:"),
    ],
    ids=[
        "two callers",
        "handed on too",
        "configures",
        "another order",
        "a default",
        "does more",
        "explained",
        "decorated",
        "a wider type",
        "handed on",
        "a class of others",
    ],
)
def test_a_factory_that_does_more_or_is_used_otherwise_is_not(tmp_path: Path, text: str) -> None:
    assert rules(tmp_path, {"a.py": text}) == []


def test_a_factory_that_a_test_or_a_page_names_is_not(tmp_path: Path) -> None:
    assert rules(tmp_path, {"a.py": FACTORY, "tests/test_a.py": "from a import _make\n\nassert _make(1, 2)\n"}) == []
    assert rules(tmp_path / "b", {"a.py": FACTORY, "README.md": "Replace `_make`.\n"}) == []


CACHE = """import { User } from './user';

class Cache<K, V> {
  private items = new Map<K, V>();
  other?: Cache<K, V>;

  get(key: K): V | undefined {
    return this.items.get(key);
  }
}

const users = new Cache<string, User>();
const counts = new Cache<string, number>();
console.log(users.get('a'), counts.get('b'));
"""
USER = "export class User {}\n"


def test_a_type_parameter_for_which_every_use_says_the_same(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, {"src/a.ts": CACHE, "src/user.ts": USER})
    assert (claim.rule, claim.symbol) == ("overengineering.one-type-argument", "Cache")
    assert claim.title == "The type parameter `K` of `Cache` is always `string`"
    assert "Each of the 2 uses" in claim.message
    assert [one.kind for one in claim.evidence] == ["quote", "rule", "quote", "quote"]


@pytest.mark.parametrize(
    "text",
    [
        "interface Page<T> {\n  items: T[];\n}\nconst a = (one: Page<User>, two: Page<User>) => [one, two];\n",
        "function pick<T>(one: T): T {\n  return one;\n}\nconsole.log(pick<User>(new User()), pick<User>(new User()));\n",
        "const pick = <T,>(one: T): T => one;\nconsole.log(pick<User>(new User()), pick<User>(new User()));\n",
        "abstract class Repo<T> {\n  all: T[] = [];\n}\nclass A extends Repo<User> {}\nclass B extends Repo<User> {}\n",
    ],
    ids=["an interface", "a function", "an arrow", "a base"],
)
def test_whatever_has_type_parameters(tmp_path: Path, text: str) -> None:
    files = {"src/a.ts": "import { User } from './user';\n" + text, "src/user.ts": USER}
    assert [rule for rule, _ in rules(tmp_path, files) if rule == "one-type-argument"] == ["one-type-argument"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("counts = new Cache<string, number>", "counts = new Cache<number, number>"),
        ("counts = new Cache<string, number>", "counts: Map<string, number> = new Cache"),
        ("const counts = new Cache<string, number>();", "const counts = new Map();"),
        ("string", "any"),
        ("string", "Key"),
        ("string", "{ name: string }"),
        ("Cache<K, V> {", "Cache<K, V = string> {"),
        ("console", "const kinds = [Cache];\nconsole"),
        ("console", "export { Cache as Box };\nconsole"),
        ("console", "const it = { Cache: 3 };\nconsole"),
        ("console", "function more<K>() {\n  return new Cache<K, User>();\n}\nconsole"),
        ("console", "export default Cache;\nconsole"),
        ("class Cache", "@kept\nclass Cache"),
        ("class Cache", "/** Copied from another library. */\nclass Cache"),
    ],
    ids=[
        "two types",
        "inferred",
        "one use",
        "anything",
        "unknown here",
        "made up on the spot",
        "may be left out",
        "handed on",
        "renamed",
        "a key",
        "of another generic",
        "under any name",
        "decorated",
        "explained",
    ],
)
def test_a_type_parameter_that_may_stand_for_more_is_not(tmp_path: Path, before: str, after: str) -> None:
    assert before in CACHE
    assert rules(tmp_path, {"src/a.ts": CACHE.replace(before, after), "src/user.ts": USER}) == []


@pytest.mark.parametrize(
    "more",
    [
        {"src/a.test.ts": "import { Cache } from './a';\n\nexport const it = new Cache<Date, Date>();\n"},
        {"src/b.ts": "class Cache {}\nconsole.log(new Cache());\n"},
        {"src/App.vue": "<script>\nimport { Cache } from './a';\n</script>\n"},
        {"README.md": "Everything is kept in a `Cache`.\n"},
        {"package.json": '{"name": "shop", "version": "1.0.0", "main": "src/a.ts", "types": "src/a.ts"}'},
    ],
    ids=["a test", "a namesake", "in a component", "documented", "published"],
)
def test_a_type_parameter_that_others_may_fill_is_not(tmp_path: Path, more: dict[str, str]) -> None:
    assert rules(tmp_path, {"src/a.ts": CACHE.replace("class C", "export class C"), "src/user.ts": USER} | more) == []


def test_types_of_one_name_are_not_one_type(tmp_path: Path) -> None:
    """In two files the same word may mean two things."""
    box = "export class Box<T> {\n  inner?: T;\n}\n"
    use = "import {{ Box }} from './box';\nimport {{ User }} from './{}';\n\nexport const {} = new Box<User>();\n"
    main = "import { one } from './one';\nimport { two } from './two';\n\nconsole.log(one, two);\n"
    files = {"src/box.ts": box, "src/main.ts": main, "src/one.ts": use.format("user", "one"), "src/user.ts": USER}
    assert rules(tmp_path, {**files, "src/two.ts": use.format("user", "two")}) == [("one-type-argument", "Box")]
    assert rules(tmp_path, {**files, "src/two.ts": use.format("person", "two"), "src/person.ts": USER}) == []


def test_a_type_parameter_that_is_called_like_a_class_is_not_that_class(tmp_path: Path) -> None:
    fill = "function fill<User>() {\n  return [new Cache<User, string>(), new Cache<User, number>()];\n}\n"
    text = CACHE[: CACHE.index("const users")] + fill + "console.log(fill<number>(), new User());\n"
    assert rules(tmp_path, {"src/a.ts": text, "src/user.ts": USER}) == []
    said = text.replace("<User>()", "()").replace("<number>()", "()")
    assert rules(tmp_path, {"src/a.ts": said, "src/user.ts": USER}) == [("one-type-argument", "Cache")]
