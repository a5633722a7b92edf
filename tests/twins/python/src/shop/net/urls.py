"""Addresses and their parameters."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def append_query(url: str, params: Mapping[str, str]) -> str:
    """Add parameters to an address; one that it has already is replaced."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query.update(params)
    encoded = urlencode(sorted(query.items()))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, encoded, parts.fragment))


def drop_query(url: str, params: Mapping[str, str]) -> str:
    """Take parameters out of an address when they have exactly these values."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    kept = {name: value for name, value in query.items() if params.get(name) != value}
    encoded = urlencode(sorted(kept.items()))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, encoded, parts.fragment))


def query_params(query: str) -> dict[str, str]:
    """The parameters behind the question mark, decoded; of equal names the last one counts."""
    pairs = parse_qsl(
        query,
        keep_blank_values=True,
        encoding="utf-8",
        errors="replace",
    )
    return dict(pairs)
