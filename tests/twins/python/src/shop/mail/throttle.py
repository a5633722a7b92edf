"""Do not flood a mailbox."""

UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


def quiet_time(setting: str) -> int:
    """How many seconds a setting such as `1h30m` asks us to wait. ValueError when it is malformed."""
    total = 0
    digits = ""
    for ch in setting:
        if ch.isdecimal():
            digits += ch
        elif ch in UNITS and digits:
            total += int(digits) * UNITS[ch]
            digits = ""
        else:
            raise ValueError(f"unexpected {ch!r} in {setting!r}")
    if digits or not setting:
        raise ValueError(f"{setting!r} ends too early")
    return total


def may_send(sent_at: list[float], now: float, limit: int, span: float) -> bool:
    """Whether one more mail is fine: fewer than `limit` in the last `span` seconds. Forgets what is older."""
    while sent_at and sent_at[0] <= now - span:
        sent_at.pop(0)
    return len(sent_at) < limit
