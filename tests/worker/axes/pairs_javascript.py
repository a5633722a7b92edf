"""JavaScript and TypeScript: one bad and one good piece of code per rule."""

from tests.worker.axes.pairs_python_practices import KEY
from tests.worker.axes.planted import Pair

DEFECTS = (
    Pair("used-where-missing", "a.ts", "if (x === null && x.name) go();\n", "if (x === null && x?.name) go();\n"),
    Pair(
        "used-where-missing",
        "b.ts",
        "if (x == undefined) { return x.name; }\n",
        "if (x == undefined) { return y && x.name; }\n",
    ),
    Pair("impossible-condition", "a.ts", "if (x === 'a' && x === 'b') go();\n", "if (x === 'a' || x === 'b') go();\n"),
    Pair("certain-condition", "a.js", "if (x !== Kind.A || x !== Kind.B) go();\n", "if (x !== Kind.A && x !== Kind.B) go();\n"),
    Pair("contradiction", "a.js", "if (a.on && !a.on) go();\n", "if (a.on && !b.on) go();\n"),
    Pair(
        "impossible-condition",
        "b.ts",
        "if (x.c === 'a' && y.on && x.c === 'b') go();\n",
        "if (x.c === 'a' && x.next() && x.c === 'b') go();\nif (d === 'a' && (d = next) && d === 'b') go();\n"
        "if (i === 1 && i++ && i === 2) go();\n",
    ),
    Pair("certain-condition", "b.js", "if (k !== 1 || k !== 2) go();\n", "if (k !== 1 || !(await next()) || k !== 2) go();\n"),
    Pair("contradiction", "b.js", "if (a.on && b && !a.on) go();\n", "if (a.on && a.turn() && !a.on) go();\n"),
    Pair(
        "length-below-zero",
        "a.ts",
        "function f(list: string[]) { if (list.length >= 0) go(); }\n",
        "function f(list: string[]) { if (list.length > 0) go(); }\n",
    ),
    Pair(
        "length-below-zero",
        "b.js",
        "const parts = text.split(',');\nif (parts.length < 0) go();\n",
        "const vector = { length: to - from };\nif (vector.length < 0) go();\n",
    ),
    Pair("same-operands", "b.js", "if (a.x && a.x) go();\n", "function nan(x) { return x - x; }\n"),
    Pair(
        "repeated-condition",
        "b.ts",
        "if (t.a) f();\nelse if (t.b) g();\nelse if (t.a) h();\n",
        "if (t.a) f();\nelse if (t.next()) g();\nelse if (t.a) h();\n",
    ),
    Pair("same-operands", "a.js", "const ok = a.x || a.x;\n", "const ok = a.x || a.y;\n"),
    Pair(
        "repeated-condition",
        "a.tsx",
        "if (a) f();\nelse if (b) g();\nelse if (a) h();\n",
        "if (a) f();\nelse if (b) g();\nelse if (c) h();\n",
    ),
    Pair(
        "unreachable-code",
        "a.js",
        "function f() {\n  return\n    a + b;\n}\n",
        "function f() {\n  return g();\n  function g() {}\n}\n",
    ),
    Pair(
        "unreachable-code",
        "b.ts",
        "for (const a of b) {\n  continue;\n  go(a);\n}\n",
        "for (const a of b) {\n  if (a) continue;\n  go(a);\n}\n",
    ),
    Pair(
        "promise-as-condition",
        "a.ts",
        "async function allowed() { return true; }\nexport async function f() { if (allowed()) go(); }\n",
        "async function allowed() { return true; }\nexport async function f() { if (await allowed()) go(); }\n",
    ),
    Pair(
        "rejection-escapes-catch",
        "a.ts",
        "async function save() { await put(); }\nexport async function f() { try { save(); } catch (e) { log(e); } }\n",
        "async function save() { await put(); }\nexport async function f() { try { await save(); } catch (e) { log(e); } }\n",
    ),
    Pair(
        "rejection-escapes-catch",
        "b.js",
        "async function save() { try { await put(); } catch (e) { throw new Error('no'); } }\n"
        "export async function f() { try { save(); } catch (e) { log(e); } }\n",
        "async function save() { try { await put(); } catch { log('no'); } }\n"
        "const send = async () => { await put().catch(() => {}); };\n"
        "export async function f() { try { save(); send(); } catch (e) { log(e); } }\n",
    ),
    Pair(
        "function-as-condition",
        "a.ts",
        "function isOpen() { return true; }\nif (isOpen) go();\n",
        "function isOpen() { return true; }\nif (isOpen()) go();\n",
    ),
    Pair("impossible-type", "a.js", "if (typeof x === 'array') go();\n", "if (typeof x === 'object') go();\n"),
    Pair(
        "repeated-case",
        "a.ts",
        "switch (x) { case 'a': f(); break; case 'a': g(); }\n",
        "switch (x) { case 'a': f(); break; case 'b': g(); }\n",
    ),
    Pair("duplicate-key", "a.js", "const o = { a: 1, b: 2, a: 3 };\n", "const o = { a: 1, ...p, a: 3 };\n"),
    Pair("assignment-as-condition", "a.js", "if (mode = 'dark') go();\n", "if ((m = next())) go();\nif (x === 1) go();\n"),
    Pair("compared-with-new-object", "a.ts", "if (list === []) go();\n", "if (list.length === 0) go();\n"),
    Pair("compared-with-nan", "a.ts", "if (x === NaN) go();\n", "if (Number.isNaN(x)) go();\n"),
    Pair(
        "exception-not-raised",
        "a.js",
        "function f() { new TypeError('no'); }\n",
        "class FieldError { constructor(f) { f.show(); } }\nfunction f(x) { new FieldError(x); }\n",
    ),
    Pair("exception-not-raised", "a.ts", "function f() { new Error('no'); }\n", "function f() { throw new Error('no'); }\n"),
    Pair(
        "async-predicate",
        "a.ts",
        "function f(xs: string[]) { return xs.filter(async (x) => await ok(x)); }\n",
        "function f(xs: string[]) { return xs.filter((x) => ok(x)); }\n",
    ),
    Pair(
        "async-predicate",
        "b.js",
        "const xs = Object.keys(all).map((x) => x + 1);\nconst l = xs.filter(async (x) => await ok(x));\n",
        "const l = Readable.from(xs).map((x) => x).filter(async (x) => await ok(x));\n"
        "const m = await $$('a').find(async (el) => (await el.getText()) === 'Next');\n",
    ),
    Pair(
        "async-predicate",
        "c.js",
        "function f() { let xs = [1, 2]; return xs.some(async (x) => await ok(x)); }\n",
        "function f() { let xs = [1, 2]; xs = Readable.from(xs); return xs.some(async (x) => await ok(x)); }\n"
        "function g(xs) { return xs.some(async (x) => await ok(x)); }\n",
    ),
    Pair(
        "for-each-does-not-wait",
        "a.ts",
        "async function f(xs) { xs.forEach(async (x) => { await save(x); }); done(); }\n",
        "async function f(xs) { for (const x of xs) { await save(x); } done(); }\n",
    ),
    Pair(
        "exception-not-raised",
        "b.js",
        "class Lost extends Error { constructor(m) { super(m); this.m = m; } }\nfunction f() { new Lost('no'); }\n",
        "class FieldError { constructor(f) { f.hidden = true; } }\nfunction f(x) { new FieldError(x); new g.TextError(x); }\n",
    ),
    Pair(
        "exception-not-raised",
        "c.js",
        "function f() { new TypeError('no'); }\n",
        "class Told extends Error { constructor(m) { super(m); tell(m); } }\nfunction f() { new Told('no'); }\n",
    ),
    Pair(
        "exception-not-raised",
        "d.js",
        "import { Gone } from 'gone';\nfunction f() { new RangeError('no'); }\n",
        "import { RangeError } from 'gone';\nfunction f() { new RangeError('no'); }\n",
    ),
    Pair(
        "text-left-unchanged",
        "a.ts",
        "function f(name: string) { name.trim(); }\n",
        "function f(name: string) { return name.trim(); }\n",
    ),
    Pair(
        "text-left-unchanged",
        "b.js",
        "const name = `${a}-${b}`;\nname.toLowerCase().trim();\n",
        "const pipeline = sharp(file);\npipeline.trim();\nreq.sanitize('name').trim();\n",
    ),
    Pair("negated-left-side", "a.js", "if (!key in map) go();\n", "if (!(key in map)) go();\n"),
    Pair("in-array", "a.js", "if (kind in ['a', 'b']) go();\n", "if (['a', 'b'].includes(kind)) go();\n"),
    Pair(
        "finally-swallows",
        "a.ts",
        "function f() { try { go(); } finally { return 1; } }\n",
        "function f() { try { go(); } finally { log(); } }\n",
    ),
    Pair("same-either-way", "a.tsx", "const x = c ? 'a' : 'a';\n", "const x = c ? 'a' : 'b';\n"),
    Pair("same-branches", "a.ts", "if (a) { go(1); } else { go(1); }\n", "if (a) { go(1); } else { go(2); }\n"),
)

PRACTICES = (
    Pair("written-secret", "a.ts", f"export const apiKey = '{KEY}';\n", "export const apiKey = process.env.API_KEY;\n"),
    Pair(
        "written-secret", "b.js", f"const c = {{ clientSecret: '{KEY}' }};\n", f"const c = {{ appId: 'x', apiKey: '{KEY}' }};\n"
    ),
    Pair(
        "sql-from-text",
        "a.ts",
        "db.query(`SELECT * FROM users WHERE name = '${req.query.name}'`);\n",
        "db.query('SELECT * FROM users WHERE name = $1', [name]);\n",
    ),
    Pair(
        "shell-command-from-text",
        "server/a.js",
        "const { exec } = require('child_process');\nexec(`convert ${req.body.file}`);\n",
        "const { execFile } = require('child_process');\nexecFile('convert', [req.body.file]);\n",
    ),
    Pair("evaluated-input", "a.js", "eval(req.body.code);\n", "JSON.parse(req.body.code);\n"),
    Pair(
        "markup-from-text",
        "a.ts",
        "function f(user) { el.innerHTML = `<b>${user.name}</b>`; }\n",
        "el.innerHTML = `<b>${escapeText(user.name)}</b>`;\n",
    ),
    Pair("guessable-secret", "a.ts", "const token = Math.random().toString(36);\n", "const token = crypto.randomUUID();\n"),
    Pair(
        "fast-password-hash",
        "a.js",
        "crypto.createHash('md5').update(password).digest('hex');\n",
        "crypto.createHash('md5').update(content).digest('hex');\n",
    ),
    Pair(
        "tls-verification-off",
        "a.ts",
        "https.get(u, { rejectUnauthorized: false });\n",
        "https.get(u, { rejectUnauthorized: true });\n",
    ),
    Pair(
        "tls-verification-off",
        "b.js",
        "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n",
        "if (dev) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n",
    ),
    Pair("cipher-without-iv", "a.js", "crypto.createCipher('aes192', p);\n", "crypto.createCipheriv('aes192', k, iv);\n"),
    Pair(
        "async-promise-executor",
        "a.ts",
        "const p = new Promise(async (done) => { done(await f()); });\n",
        "const p = new Promise((done) => { f(done); });\n",
    ),
    Pair("async-effect", "a.tsx", "useEffect(async () => { await load(); }, []);\n", "useEffect(() => { load(); }, []);\n"),
    Pair("debugger-left-in", "a.js", "function f() { debugger; }\n", "function f() { if (debugging) { debugger; } }\n"),
    Pair("thrown-text", "a.js", "throw 'no';\n", "throw new Error('no');\n"),
    Pair(
        "buffer-constructor", "a.js", "const b = new Buffer(5);\n", "const b = Buffer.from ? Buffer.alloc(5) : new Buffer(5);\n"
    ),
)
