"""Ask the carrier where parcels are. The scanners' old boxes have no pip, hence the standard library."""

import http.client
import json
import urllib.request
from typing import Any

from shop.errors import RemoteError


def load_document(seconds: float, address: str) -> Any:
    """What the carrier publishes under an address, read as JSON."""
    request = urllib.request.Request(address)
    request.add_header("Accept", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            body = answer.read()
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise RemoteError(f"{address}: {problem}") from problem
    try:
        return json.loads(body)
    except ValueError as problem:
        raise RemoteError(f"{address}: {problem}") from problem
