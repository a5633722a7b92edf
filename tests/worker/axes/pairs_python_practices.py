"""Python: one bad and one good piece of code per rule about habits that end badly."""

from tests.worker.axes.planted import Pair

KEY = "q8Zr2LmX0vT4" + "bN7cYw1KdP9s"

PRACTICES = (
    Pair(
        "tls-verification-off",
        "a.py",
        "import requests\nrequests.get(u, verify=False, timeout=1)\n",
        "import requests\nrequests.get(u, timeout=1)\n",
    ),
    Pair(
        "tls-verification-off",
        "b.py",
        "import ssl\nc.verify_mode = ssl.CERT_NONE\n",
        "import ssl\nif insecure:\n    c.verify_mode = ssl.CERT_NONE\n",
    ),
    Pair(
        "broken-tls-version",
        "a.py",
        "import ssl\ns = ssl.wrap_socket(x, ssl_version=ssl.PROTOCOL_SSLv3)\n",
        "import ssl\nc = ssl.create_default_context()\n",
    ),
    Pair(
        "wrap-socket",
        "a.py",
        "import ssl\ns = ssl.wrap_socket(x)\n",
        "import ssl\ns = ssl.create_default_context().wrap_socket(x)\n",
    ),
    Pair(
        "weak-key",
        "a.py",
        "from cryptography.hazmat.primitives.asymmetric import rsa\nk = rsa.generate_private_key(65537, 512)\n",
        "from cryptography.hazmat.primitives.asymmetric import rsa\nk = rsa.generate_private_key(65537, 4096)\n",
    ),
    Pair("unsafe-yaml", "a.py", "import yaml\nd = yaml.load(t)\n", "import yaml\nd = yaml.safe_load(t)\n"),
    Pair(
        "ssh-host-key-unchecked",
        "a.py",
        "import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n",
        "import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.RejectPolicy())\n",
    ),
    Pair("mktemp-race", "a.py", "import tempfile\np = tempfile.mktemp()\n", "import tempfile\np = tempfile.mkstemp()\n"),
    Pair(
        "logging-listens",
        "a.py",
        "import logging.config\nt = logging.config.listen(9999)\n",
        "import logging.config\nlogging.config.fileConfig(p)\n",
    ),
    Pair("world-writable", "a.py", "import os\nos.chmod(p, 0o777)\n", "import os\nos.chmod(p, 0o755)\n"),
    Pair(
        "request-without-timeout", "a.py", "import requests\nrequests.get(u)\n", "import requests\nrequests.get(u, timeout=5)\n"
    ),
    Pair(
        "unescaped-markup",
        "a.py",
        "from markupsafe import Markup\nm = Markup(f'<b>{name}</b>')\n",
        "from markupsafe import Markup\nm = Markup('<b>{}</b>').format(name)\n",
    ),
    Pair("debugger-left-in", "a.py", "def f():\n    breakpoint()\n", "def debug():\n    breakpoint()\n"),
    Pair("bare-except", "a.py", "try:\n    go()\nexcept:\n    pass\n", "try:\n    go()\nexcept OSError:\n    log()\n"),
    Pair(
        "task-without-reference",
        "a.py",
        "import asyncio\n\n\nasync def f():\n    asyncio.create_task(g())\n",
        "import asyncio\n\n\nasync def f():\n    t = asyncio.create_task(g())\n    await t\n",
    ),
    Pair(
        "blocking-sleep",
        "a.py",
        "import time\n\n\nasync def f():\n    time.sleep(1)\n",
        "import time\n\n\ndef f():\n    time.sleep(1)\n",
    ),
    Pair(
        "blocking-request",
        "a.py",
        "import requests\n\n\nasync def f():\n    requests.get(u, timeout=1)\n",
        "import requests\n\n\ndef f():\n    requests.get(u, timeout=1)\n",
    ),
    Pair(
        "blocking-process",
        "a.py",
        "import subprocess\n\n\nasync def f():\n    subprocess.run(['a'])\n",
        "import subprocess\n\n\ndef f():\n    subprocess.run(['a'])\n",
    ),
    Pair(
        "shallow-environment",
        "a.py",
        "import copy\nimport os\ne = copy.copy(os.environ)\n",
        "import os\ne = os.environ.copy()\n",
    ),
    Pair("environment-replaced", "a.py", "import os\nos.environ = {}\n", "import os\nos.environ.clear()\n"),
    Pair("bidirectional-text", "a.py", "x = 'a\u202eb'\n", "x = 'ab'\n"),
    Pair("invalid-escape", "a.py", "p = '\\d+'\n", "p = r'\\d+'\n"),
    Pair("written-secret", "a.py", f"API_KEY = '{KEY}'\n", "API_KEY = os.environ['API_KEY']\n"),
    Pair("written-secret", "b.py", f"connect(password='{KEY}')\n", "connect(password='correct-horse-battery')\n"),
    Pair(
        "written-secret",
        "c.py",
        "x = 'gh" + "p_" + "A1b2C3d4E5f6G7h8I9j0" * 2 + "'\n".replace("I9j0'", "'"),
        f"token_url = '{KEY}'\n",
    ),
    Pair(
        "sql-from-text",
        "a.py",
        "def f(c, name):\n    c.execute(f\"SELECT * FROM users WHERE name = '{name}'\")\n",
        "def f(c, name):\n    c.execute('SELECT * FROM users WHERE name = %s', (name,))\n",
    ),
    Pair(
        "sql-from-text",
        "b.py",
        "def f(c, n):\n    c.execute('DELETE FROM t WHERE name = ' + n)\n",
        "def f(c, table):\n    c.execute(f'DELETE FROM {table} WHERE id = 1')\n",
    ),
    Pair(
        "sql-from-text",
        "c.py",
        "def f(c, n):\n    c.execute(\"DELETE FROM t WHERE name = '%s'\" % n)\n",
        "def f(c, n):\n    c.execute(f'DELETE FROM t WHERE id = {int(n)}')\n",
    ),
    Pair(
        "shell-command-from-text",
        "a.py",
        "import os\n\n\ndef f(name):\n    os.system(f'rm {name}')\n",
        "import os\nimport shlex\n\n\ndef f(name):\n    os.system(f'rm {shlex.quote(name)}')\n",
    ),
    Pair(
        "shell-command-from-text",
        "b.py",
        "import subprocess\n\n\ndef f(n):\n    subprocess.run('rm ' + n, shell=True)\n",
        "import subprocess\n\n\ndef f(n):\n    subprocess.run(['rm', n])\n",
    ),
    Pair("evaluated-input", "a.py", "x = eval(input('? '))\n", "x = eval('1 + 1')\n"),
    Pair(
        "unpickled-input",
        "a.py",
        "import pickle\nx = pickle.loads(request.data)\n",
        "import pickle\nx = pickle.loads(cached)\n",
    ),
    Pair(
        "guessable-secret",
        "a.py",
        "import random\ntoken = ''.join(random.choice(L) for _ in range(20))\n",
        "import secrets\ntoken = secrets.token_hex(20)\n",
    ),
    Pair(
        "fast-password-hash",
        "a.py",
        "import hashlib\nh = hashlib.md5(password.encode())\n",
        "import hashlib\nh = hashlib.md5(content)\n",
    ),
)
