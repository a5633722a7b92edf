"""Small text formats of one pair a line, as suppliers and machines send them."""


def parse_properties(text: str) -> dict[str, str]:
    """`key = value` lines; `#` starts a comment line; the last of equal keys counts."""
    pairs: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, found, value = line.partition("=")
        if not found:
            raise ValueError(f"no '=' in {line!r}")
        pairs[key.strip()] = value.strip()
    return pairs


def parse_env_file(text: str) -> dict[str, str]:
    """Shell-like assignments: `export` may stand before the key, quotes around the value."""
    pairs: dict[str, str] = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, found, value = line.removeprefix("export ").partition("=")
        if not found:
            raise ValueError(f"no '=' in {line!r}")
        value = value.strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        pairs[key.strip()] = value
    return pairs


def parse_label_lines(text: str) -> dict[str, list[str]]:
    """`key: value` lines as scales print them; a key that comes again adds to the list of its values."""
    pairs: dict[str, list[str]] = {}
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, found, value = line.partition(":")
        if not found:
            raise ValueError(f"no ':' in {line!r}")
        pairs.setdefault(key.strip(), []).append(value.strip())
    return pairs
