"""One hardened way to start git: argument lists, a built environment, no configuration but ours.

The environment is made from nothing, so that no variable of the service (traces, askpass helpers, an ssh command) reaches
git. `HOME` points nowhere: no `.netrc`, no user configuration. Settings travel as `GIT_CONFIG_*`, which outrank every file
and, unlike `-c`, cannot be seen in the list of processes.
"""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from worker.checkout.limits import Deadline

Config = Sequence[tuple[str, str]]

_PASSED_ON = (
    "PATH", "TMPDIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
)  # fmt: skip

_HARDENED: Config = (
    ("core.hooksPath", "/dev/null"),
    ("core.fsmonitor", "false"),
    ("core.symlinks", "false"),
    ("core.attributesFile", "/dev/null"),
    ("core.excludesFile", "/dev/null"),
    ("core.askPass", ""),
    ("core.bigFileThreshold", "64m"),
    ("core.pager", "cat"),
    ("core.quotePath", "true"),
    ("core.sshCommand", "false"),
    ("credential.helper", ""),
    ("filter.lfs.smudge", ""),
    ("filter.lfs.clean", ""),
    ("filter.lfs.process", ""),
    ("filter.lfs.required", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("safe.bareRepository", "explicit"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.unpackLimit", "1"),
    ("transfer.bundleURI", "false"),
    ("protocol.version", "2"),
    ("protocol.allow", "never"),
    ("protocol.file.allow", "never"),
    # A redirect would take the extra header with the token to the other host: git keeps it for the whole conversation.
    # Redirects within one host are followed by `urls.moved_to`.
    ("http.followRedirects", "false"),
    # Silence ends the connection; a server that is still counting sends a few bytes every five seconds.
    ("http.lowSpeedLimit", "1"),
    ("http.lowSpeedTime", "90"),
    ("fetch.fsckObjects", "true"),
)

# Faults of form that old and honest histories have (early git clients, conversions from Subversion), and faults of
# `.gitmodules`, which is never acted on here. Names that lead out of the tree are still refused.
_TOLERATED = (
    "badDate", "badDateOverflow", "badEmail", "badFilemode", "badName", "badTagName", "badTimezone", "extraHeaderEntry",
    "gitignoreSymlink", "gitattributesSymlink", "gitmodulesBlob", "gitmodulesLarge", "gitmodulesMissing", "gitmodulesName",
    "gitmodulesParse", "gitmodulesPath", "gitmodulesSymlink", "gitmodulesUpdate", "gitmodulesUrl", "mailmapSymlink",
    "missingAuthor", "missingCommitter", "missingEmail", "missingNameBeforeEmail", "missingSpaceBeforeDate",
    "missingSpaceBeforeEmail", "missingTagEntry", "missingTaggerEntry", "multipleAuthors", "nulInCommit", "nullSha1",
    "zeroPaddedDate", "zeroPaddedFilemode",
)  # fmt: skip
_FSCK: Config = tuple((f"fetch.fsck.{name}", "ignore") for name in _TOLERATED)

_POLL = 0.2


class GitError(Exception):
    """git ended with an error; `detail` is what it said, on one line, without secrets."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Git:
    """git on one repository. The repository is named outright, so git never looks for one by itself."""

    git_dir: Path
    work_tree: Path | None = None
    cwd: Path | None = None

    def run(
        self,
        *args: str,
        deadline: Deadline,
        config: Config = (),
        protocols: str = "",
        watch: Callable[[], None] | None = None,
        secrets: Sequence[str] = (),
        keep_open: Sequence[int] = (),
    ) -> bytes:
        """Run one command and return its standard output.

        `protocols` are git's transports it may use (`https`, `http:https`), none by default. `watch` is called five times
        a second and stops the command by raising. `keep_open` are descriptors that the child holds too: a lock then lasts
        as long as anything that works under it, even when this process is killed.
        Raises `GitError`, `CheckoutError(timeout)` and what `watch` raises; the whole process group is gone by then.
        """
        process = self._start(args, config, protocols, subprocess.DEVNULL, keep_open)
        try:
            while True:
                try:
                    out, err = process.communicate(timeout=min(_POLL, deadline.left))
                    break
                except subprocess.TimeoutExpired:
                    deadline.check()
                    if watch:
                        watch()
        finally:
            _end(process)
        if process.returncode:
            raise GitError(_one_line(err, secrets) or f"git {args[0]} ended with {process.returncode}")
        return out

    @contextmanager
    def stream(self, *args: str, stdin: IO[bytes], deadline: Deadline) -> Iterator[IO[bytes]]:
        """Run one command on the file `stdin` and read its output as it comes. Raises `CheckoutError(timeout)`."""
        process = self._start(args, (), "", stdin, (), stderr=subprocess.DEVNULL)
        alarm = threading.Timer(deadline.left, _kill, [process])
        alarm.daemon = True
        alarm.start()
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            alarm.cancel()
            _end(process)
            deadline.check()  # outranks the cut-off output that the alarm causes

    def _start(
        self,
        args: Sequence[str],
        config: Config,
        protocols: str,
        stdin: int | IO[bytes],
        keep_open: Sequence[int],
        stderr: int = subprocess.PIPE,
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["git", "--no-pager", "--literal-pathspecs", *args],
            env=self._environment([*_HARDENED, *_FSCK, *config], protocols),
            cwd=self.cwd or self.git_dir,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
            pass_fds=keep_open,
        )

    def _environment(self, config: Config, protocols: str) -> dict[str, str]:
        environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environment |= {
            "HOME": "/nonexistent",
            "XDG_CONFIG_HOME": "/nonexistent",
            "LANG": "C",
            "LC_ALL": "C",
            "GIT_DIR": str(self.git_dir),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "GIT_SSH_COMMAND": "false",
            "GIT_PROTOCOL_FROM_USER": "0",
            "GIT_ALLOW_PROTOCOL": protocols,
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_CONFIG_COUNT": str(len(config)),
        }
        if self.work_tree:
            environment["GIT_WORK_TREE"] = str(self.work_tree)
        for number, (key, value) in enumerate(config):
            environment[f"GIT_CONFIG_KEY_{number}"] = key
            environment[f"GIT_CONFIG_VALUE_{number}"] = value
        return environment


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing running and nothing open. The group id stays ours until `wait`, so no stranger can be hit."""
    if process.returncode is None:
        _kill(process)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()
    process.wait()


def _one_line(err: bytes, secrets: Sequence[str]) -> str:
    text = err.decode(errors="replace")
    for secret in secrets:
        text = text.replace(secret, "***")
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())[:500]
