"""Python: one bad and one good piece of code per rule."""

from tests.worker.axes.planted import Pair

KEY = "q8Zr2LmX0vT4" + "bN7cYw1KdP9s"

DEFECTS = (
    Pair("impossible-condition", "a.py", "if x == 1 and x == 2:\n    go()\n", "if x == 1 or x == 2:\n    go()\n"),
    Pair("impossible-condition", "b.py", "if n < 3 and n > 7:\n    go()\n", "if n > 3 and n < 7:\n    go()\n"),
    Pair("certain-condition", "a.py", "if x != 'a' or x != 'b':\n    go()\n", "if x != 'a' and x != 'b':\n    go()\n"),
    Pair("certain-condition", "b.py", "if n < 7 or n > 3:\n    go()\n", "if n < 3 or n > 7:\n    go()\n"),
    Pair("length-below-zero", "a.py", "if len(x) >= 0:\n    go()\n", "if len(x) > 0:\n    go()\n"),
    Pair("same-operands", "a.py", "ok = a.ready and a.ready\n", "ok = a.ready and b.ready\n"),
    Pair(
        "repeated-condition", "a.py",
        "if kind == 'a':\n    one()\nelif kind == 'a':\n    two()\n", "if kind == 'a':\n    one()\nelif kind == 'b':\n    two()\n",
    ),
    Pair("repeated-condition", "b.py", "if a:\n    f()\nelif b:\n    g()\nelif a:\n    h()\n", "if f():\n    g()\nelif f():\n    h()\n"),
    Pair("unreachable-code", "a.py", "def f():\n    return 1\n    log()\n", "def f():\n    if a:\n        return 1\n    log()\n"),
    Pair("unreachable-code", "b.py", "def f():\n    raise E\n    go()\n", "def f():\n    raise NotImplementedError\n    yield\n"),
    Pair(
        "missing-await", "a.py",
        "async def save():\n    pass\n\n\nasync def main():\n    save()\n", "async def save():\n    pass\n\n\nasync def main():\n    await save()\n",
    ),
    Pair(
        "coroutine-as-condition", "a.py",
        "async def allowed():\n    return True\n\n\nasync def main():\n    if allowed():\n        go()\n",
        "async def allowed():\n    return True\n\n\nasync def main():\n    if await allowed():\n        go()\n",
    ),
    Pair(
        "function-as-condition", "a.py",
        "def is_open():\n    return True\n\n\nif is_open:\n    go()\n", "def is_open():\n    return True\n\n\nif is_open():\n    go()\n",
    ),
    Pair("mutated-default", "a.py", "def f(x, into=[]):\n    into.append(x)\n    return into\n", "def f(x, into=[]):\n    return [x, *into]\n"),
    Pair("mutated-default", "b.py", "def f(k, d={}):\n    d[k] = 1\n", "def f(k, d={}):\n    d = dict(d)\n    d[k] = 1\n"),
    Pair("mutated-default", "c.py", "def f(k, d: dict = {}):\n    d[k] = 1\n", "def f(k, _cache: dict = {}):\n    _cache[k] = 1\n"),
    Pair(
        "never-closed", "a.py",
        "def f(p):\n    out = open(p, 'w')\n    out.write('x')\n", "def f(p):\n    out = open(p, 'w')\n    out.write('x')\n    out.close()\n",
    ),
    Pair("never-closed", "b.py", "def f(p):\n    s = open(p)\n    for l in s:\n        go(l)\n", "def f(p):\n    s = open(p)\n    return s\n"),
    Pair(
        "shadowed-handler", "a.py",
        "try:\n    go()\nexcept Exception:\n    a()\nexcept ValueError:\n    b()\n",
        "try:\n    go()\nexcept ValueError:\n    b()\nexcept Exception:\n    a()\n",
    ),
    Pair(
        "attribute-assigned-to-itself", "a.py",
        "class A:\n    def __init__(self, name):\n        self.name = self.name\n",
        "class A:\n    def __init__(self, name):\n        self.name = name\n",
    ),
    Pair("method-not-called", "a.py", "def f(db):\n    db.commit\n", "def f(db):\n    db.commit()\n"),
    Pair("compared-with-nan", "a.py", "import math\nok = x == math.nan\n", "import math\nok = math.isnan(x)\n"),
    Pair("same-branches", "a.py", "if a:\n    go(1)\nelse:\n    go(1)\n", "if a:\n    go(1)\nelse:\n    go(2)\n"),
    # -- through ruff --
    Pair("self-comparison", "a.py", "ok = x < x\n", "nan = x != x\n"),
    Pair("constant-comparison", "a.py", "if 1 == 2:\n    go()\n", "if x == 2:\n    go()\n"),
    Pair("identity-with-literal", "a.py", "ok = x is 'a'\n", "ok = x is None\n"),
    Pair("assert-on-tuple", "a.py", "assert (x, 'no x')\n", "assert x, 'no x'\n"),
    Pair("condition-on-tuple", "a.py", "if (a, b):\n    go()\n", "if (a or b):\n    go()\n"),
    Pair("assert-on-literal", "a.py", "assert 'x is set'\n", "assert x, 'x is set'\n"),
    Pair("percent-format-mismatch", "a.py", "t = '%s %s' % (a,)\n", "t = '%s %s' % (a, b)\n"),
    Pair("str-format-mismatch", "a.py", "t = '{} {}'.format(a)\n", "t = '{} {}'.format(a, b)\n"),
    Pair(
        "logging-argument-mismatch", "a.py",
        "import logging\nlogging.info('%s %s', a)\n", "import logging\nlogging.info('%s %s', a, b)\n",
    ),
    Pair("duplicate-key", "a.py", "d = {'a': 1, 'a': 2}\n", "d = {'a': 1, 'b': 2}\n"),
    Pair("constant-comprehension-key", "a.py", "d = {'k': v for v in vs}\n", "d = {v.k: v for v in vs}\n"),
    Pair(
        "redefined-function", "a.py",
        "def load():\n    return 1\n\n\ndef load():\n    return 2\n", "try:\n    from x import load\nexcept ImportError:\n    def load():\n        return 2\n",
    ),
    Pair("undefined-name", "a.py", "def f():\n    return confg.x\n", "import confg\n\n\ndef f():\n    return confg.x\n"),
    Pair("undefined-name", "b.py", "def f():\n    return confg.x\n", "from settings import *\n\n\ndef f():\n    return confg.x\n"),
    Pair("undefined-export", "a.py", "__all__ = ['gone']\n", "__all__ = ['here']\nhere = 1\n"),
    Pair(
        "local-before-assignment", "a.py",
        "import os\n\n\ndef f():\n    print(os.name)\n    os = 1\n", "import os\n\n\ndef f():\n    print(os.name)\n",
    ),
    Pair("raise-not-implemented", "a.py", "def f():\n    raise NotImplemented\n", "def f():\n    raise NotImplementedError\n"),
    Pair("raise-literal", "a.py", "def f():\n    raise 'no'\n", "def f():\n    raise ValueError('no')\n"),
    Pair("exception-not-raised", "a.py", "def f():\n    ValueError('no')\n", "def f():\n    raise ValueError('no')\n"),
    Pair("except-with-or", "a.py", "try:\n    go()\nexcept A or B:\n    a()\n", "try:\n    go()\nexcept (A, B):\n    a()\n"),
    Pair(
        "repeated-except", "a.py",
        "try:\n    go()\nexcept OSError:\n    a()\nexcept OSError:\n    b()\n", "try:\n    go()\nexcept OSError:\n    a()\nexcept KeyError:\n    b()\n",
    ),
    Pair("empty-except-tuple", "a.py", "try:\n    go()\nexcept ():\n    a()\n", "try:\n    go()\nexcept OSError:\n    a()\n"),
    Pair(
        "finally-swallows", "a.py",
        "def f():\n    try:\n        go()\n    finally:\n        return 1\n", "def f():\n    try:\n        go()\n    finally:\n        log()\n    return 1\n",
    ),
    Pair(
        "lock-of-its-own", "a.py",
        "import threading\n\n\ndef f():\n    with threading.Lock():\n        go()\n",
        "import threading\nLOCK = threading.Lock()\n\n\ndef f():\n    with LOCK:\n        go()\n",
    ),
    Pair(
        "super-without-call", "a.py",
        "class A(B):\n    def f(self):\n        super.f()\n", "class A(B):\n    def f(self):\n        super().f()\n",
    ),
    Pair("open-mode", "a.py", "with open(p, 'rw') as f:\n    go(f)\n", "with open(p, 'r+') as f:\n    go(f)\n"),
    Pair("strip-takes-characters", "a.py", "host = url.lstrip('https://')\n", "t = t.strip('./.')\n"),
    Pair("comparison-without-use", "a.py", "def f(a):\n    a.x == 1\n", "def f(a):\n    a.x = 1\n"),
    Pair("no-increment", "a.py", "def f(n):\n    ++n\n", "def f(n):\n    n += 1\n"),
    Pair(
        "suppress-nothing", "a.py",
        "import contextlib\nwith contextlib.suppress():\n    go()\n", "import contextlib\nwith contextlib.suppress(OSError):\n    go()\n",
    ),
    Pair("annotation-for-assignment", "a.py", "d = {}\nd['a']: 1\n", "d = {}\nd['a'] = 1\n"),
    Pair("flags-as-count", "a.py", "import re\nt = re.sub('a', 'b', t, re.I)\n", "import re\nt = re.sub('a', 'b', t, flags=re.I)\n"),
    Pair(
        "late-bound-loop-variable", "a.py",
        "def f(xs, fs):\n    for x in xs:\n        fs.append(lambda: x)\n", "def f(xs, fs):\n    for x in xs:\n        fs.append(lambda x=x: x)\n",
    ),
    Pair(
        "shared-context-default", "a.py",
        "from contextvars import ContextVar\nv = ContextVar('v', default=[])\n", "from contextvars import ContextVar\nv = ContextVar('v', default=())\n",
    ),
    Pair("shared-fromkeys-value", "a.py", "d = dict.fromkeys(ks, [])\n", "d = dict.fromkeys(ks, 0)\n"),
    Pair("impossible-index", "a.py", "x = [1, 2]['a']\n", "x = [1, 2][0]\n"),
    Pair(
        "default-factory-by-name", "a.py",
        "from collections import defaultdict\nd = defaultdict(default_factory=list)\n", "from collections import defaultdict\nd = defaultdict(list)\n",
    ),
    Pair("assert-with-print", "a.py", "assert x, print('no')\n", "assert x, 'no'\n"),
    Pair("same-either-way", "a.py", "x = a if c else a\n", "x = a if c else b\n"),
    Pair("decimal-from-float", "a.py", "from decimal import Decimal\nx = Decimal(0.1)\n", "from decimal import Decimal\nx = Decimal('0.1')\n"),
    Pair("contradiction", "a.py", "ok = a and not a\n", "ok = a and not b\n"),
    Pair("decided-condition", "a.py", "if a or True:\n    go()\n", "if a or b:\n    go()\n"),
    Pair("version-as-text", "a.py", "import sys\nv = sys.version[:3]\n", "import sys\nv = sys.version_info[:2]\n"),
    Pair("formatted-before-translation", "a.py", "from gettext import gettext as _\nt = _(f'hello {n}')\n", "from gettext import gettext as _\nt = _('hello %s') % n\n"),
    Pair("repeated-base", "a.py", "class A(B, B):\n    pass\n", "class A(B, C):\n    pass\n"),
    Pair(
        "value-from-init", "a.py",
        "class A:\n    def __init__(self):\n        return 1\n", "class A:\n    def __init__(self):\n        return None\n",
    ),
)  # fmt: skip

PRACTICES = (
    Pair("tls-verification-off", "a.py", "import requests\nrequests.get(u, verify=False, timeout=1)\n", "import requests\nrequests.get(u, timeout=1)\n"),
    Pair(
        "tls-verification-off", "b.py",
        "import ssl\nc.verify_mode = ssl.CERT_NONE\n", "import ssl\nif insecure:\n    c.verify_mode = ssl.CERT_NONE\n",
    ),
    Pair("broken-tls-version", "a.py", "import ssl\ns = ssl.wrap_socket(x, ssl_version=ssl.PROTOCOL_SSLv3)\n", "import ssl\nc = ssl.create_default_context()\n"),
    Pair("wrap-socket", "a.py", "import ssl\ns = ssl.wrap_socket(x)\n", "import ssl\ns = ssl.create_default_context().wrap_socket(x)\n"),
    Pair(
        "weak-key", "a.py",
        "from cryptography.hazmat.primitives.asymmetric import rsa\nk = rsa.generate_private_key(65537, 512)\n",
        "from cryptography.hazmat.primitives.asymmetric import rsa\nk = rsa.generate_private_key(65537, 4096)\n",
    ),
    Pair("unsafe-yaml", "a.py", "import yaml\nd = yaml.load(t)\n", "import yaml\nd = yaml.safe_load(t)\n"),
    Pair(
        "ssh-host-key-unchecked", "a.py",
        "import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n",
        "import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.RejectPolicy())\n",
    ),
    Pair("mktemp-race", "a.py", "import tempfile\np = tempfile.mktemp()\n", "import tempfile\np = tempfile.mkstemp()\n"),
    Pair("logging-listens", "a.py", "import logging.config\nt = logging.config.listen(9999)\n", "import logging.config\nlogging.config.fileConfig(p)\n"),
    Pair("world-writable", "a.py", "import os\nos.chmod(p, 0o777)\n", "import os\nos.chmod(p, 0o755)\n"),
    Pair("request-without-timeout", "a.py", "import requests\nrequests.get(u)\n", "import requests\nrequests.get(u, timeout=5)\n"),
    Pair(
        "unescaped-markup", "a.py",
        "from markupsafe import Markup\nm = Markup(f'<b>{name}</b>')\n", "from markupsafe import Markup\nm = Markup('<b>{}</b>').format(name)\n",
    ),
    Pair("debugger-left-in", "a.py", "def f():\n    breakpoint()\n", "def debug():\n    breakpoint()\n"),
    Pair("bare-except", "a.py", "try:\n    go()\nexcept:\n    log()\n", "try:\n    go()\nexcept OSError:\n    log()\n"),
    Pair(
        "task-without-reference", "a.py",
        "import asyncio\n\n\nasync def f():\n    asyncio.create_task(g())\n", "import asyncio\n\n\nasync def f():\n    t = asyncio.create_task(g())\n    await t\n",
    ),
    Pair("blocking-sleep", "a.py", "import time\n\n\nasync def f():\n    time.sleep(1)\n", "import time\n\n\ndef f():\n    time.sleep(1)\n"),
    Pair(
        "blocking-request", "a.py",
        "import requests\n\n\nasync def f():\n    requests.get(u, timeout=1)\n", "import requests\n\n\ndef f():\n    requests.get(u, timeout=1)\n",
    ),
    Pair(
        "blocking-process", "a.py",
        "import subprocess\n\n\nasync def f():\n    subprocess.run(['a'])\n", "import subprocess\n\n\ndef f():\n    subprocess.run(['a'])\n",
    ),
    Pair(
        "cached-method", "a.py",
        "from functools import lru_cache\n\n\nclass A:\n    @lru_cache(maxsize=None)\n    def f(self):\n        return 1\n",
        "from functools import lru_cache\n\n\nclass A:\n    @lru_cache(maxsize=16)\n    def f(self):\n        return 1\n",
    ),
    Pair("shallow-environment", "a.py", "import copy\nimport os\ne = copy.copy(os.environ)\n", "import os\ne = os.environ.copy()\n"),
    Pair("environment-replaced", "a.py", "import os\nos.environ = {}\n", "import os\nos.environ.clear()\n"),
    Pair("bidirectional-text", "a.py", "x = 'a\u202eb'\n", "x = 'ab'\n"),
    Pair("invalid-escape", "a.py", "p = '\\d+'\n", "p = r'\\d+'\n"),
    Pair("written-secret", "a.py", f"API_KEY = '{KEY}'\n", "API_KEY = os.environ['API_KEY']\n"),
    Pair("written-secret", "b.py", f"connect(password='{KEY}')\n", "connect(password='correct-horse-battery')\n"),
    Pair("written-secret", "c.py", "x = 'gh" + "p_" + "A1b2C3d4E5f6G7h8I9j0" * 2 + "'\n".replace("I9j0'", "'"), f"token_url = '{KEY}'\n"),
    Pair(
        "sql-from-text", "a.py",
        "def f(c, name):\n    c.execute(f\"SELECT * FROM users WHERE name = '{name}'\")\n",
        "def f(c, name):\n    c.execute('SELECT * FROM users WHERE name = %s', (name,))\n",
    ),
    Pair(
        "sql-from-text", "b.py",
        "def f(c, n):\n    c.execute('DELETE FROM t WHERE name = ' + n)\n", "def f(c, table):\n    c.execute(f'DELETE FROM {table} WHERE id = 1')\n",
    ),
    Pair(
        "sql-from-text", "c.py",
        "def f(c, n):\n    c.execute(\"DELETE FROM t WHERE name = '%s'\" % n)\n", "def f(c, n):\n    c.execute(f'DELETE FROM t WHERE id = {int(n)}')\n",
    ),
    Pair(
        "shell-command-from-text", "a.py",
        "import os\n\n\ndef f(name):\n    os.system(f'rm {name}')\n", "import os\nimport shlex\n\n\ndef f(name):\n    os.system(f'rm {shlex.quote(name)}')\n",
    ),
    Pair(
        "shell-command-from-text", "b.py",
        "import subprocess\n\n\ndef f(n):\n    subprocess.run('rm ' + n, shell=True)\n", "import subprocess\n\n\ndef f(n):\n    subprocess.run(['rm', n])\n",
    ),
    Pair("evaluated-input", "a.py", "x = eval(input('? '))\n", "x = eval('1 + 1')\n"),
    Pair("unpickled-input", "a.py", "import pickle\nx = pickle.loads(request.data)\n", "import pickle\nx = pickle.loads(cached)\n"),
    Pair(
        "guessable-secret", "a.py",
        "import random\ntoken = ''.join(random.choice(L) for _ in range(20))\n", "import secrets\ntoken = secrets.token_hex(20)\n",
    ),
    Pair("fast-password-hash", "a.py", "import hashlib\nh = hashlib.md5(password.encode())\n", "import hashlib\nh = hashlib.md5(content)\n"),
)  # fmt: skip
