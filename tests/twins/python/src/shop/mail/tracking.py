"""Links in newsletters say from which campaign a visit comes."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def tag_link(link: str, campaign: Mapping[str, str]) -> str:
    """The link with the fields of the campaign."""
    pieces = urlsplit(link)
    fields = dict(parse_qsl(pieces.query, keep_blank_values=True))
    fields.update(campaign)
    tail = urlencode(sorted(fields.items()))
    return urlunsplit((pieces.scheme, pieces.netloc, pieces.path, tail, pieces.fragment))
