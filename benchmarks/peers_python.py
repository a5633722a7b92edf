"""vulture, the peer for Python: https://github.com/jendrikseipp/vulture."""

import os
import re
import subprocess
from pathlib import Path

_FOUND = re.compile(
    r"^(.+?):(\d+): unused (?:function|method|class|variable|property) '([^']+)' \(\d+% confidence", re.MULTILINE
)


class Vulture:
    """Runs vulture as it comes, without the repository's own settings: findings of 60 % confidence and more."""

    name = "vulture"
    ends = (".py",)

    def __init__(self, program: str) -> None:
        self._program = program

    def version(self) -> str | None:
        """Return its version; None when it is not installed."""
        try:
            done = subprocess.run([self._program, "--version"], capture_output=True, text=True, check=False)
        except OSError:
            return None
        return done.stdout.strip().removeprefix("vulture ") or None

    def find(self, root: Path) -> list[tuple[str, int, str]]:
        """Return (file, line, name) of each unused function, method, property, class and variable."""
        # It answers with an exit code that says whether it found something, or could not read a file.
        command = [self._program, "--config", os.devnull, "."]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
        return findings(done.stdout)


def findings(text: str) -> list[tuple[str, int, str]]:
    """Return (file, line, name) of each line of vulture's output that is about a symbol."""
    return [(file.removeprefix("./"), int(line), name) for file, line, name in _FOUND.findall(text)]
