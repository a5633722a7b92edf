"""Headers of HTTP messages."""


def parse_content_type(header: str) -> tuple[str, dict[str, str]]:
    """Split `text/html; charset=utf-8` into the media type and its parameters, names in lower case."""
    media_type, *rest = header.split(";")
    options: dict[str, str] = {}
    for part in rest:
        name, found, value = part.partition("=")
        if found:
            options[name.strip().lower()] = value.strip().strip('"')
    return media_type.strip().lower(), options


def parse_cookies(header: str) -> dict[str, str]:
    """The cookies that a browser sends, `a=1; b=2`; the first of equal names counts, as RFC 6265 orders them."""
    cookies: dict[str, str] = {}
    for part in header.split(";"):
        name, found, value = part.partition("=")
        if found and name.strip() not in cookies:
            cookies[name.strip()] = value.strip().strip('"')
    return cookies


def parse_header_block(text: str) -> dict[str, str]:
    """The lines above the body, names in lower case; a name that comes again is joined with a comma."""
    headers: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if not line:
            break
        key, found, value = line.partition(":")
        if not found:
            raise ValueError(f"no ':' in {line!r}")
        name = key.strip().lower()
        headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    return headers
