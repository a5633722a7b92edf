"""What the back office shows of customers to those who need not know them."""


def mask_email(address: str) -> str:
    """`jane.doe@shop.example` becomes `j•••e@shop.example`."""
    name, at, domain = address.rpartition("@")
    if not at or not name:
        return "•••"
    if len(name) < 3:
        return f"•••@{domain}"
    return f"{name[0]}•••{name[-1]}@{domain}"


def mask_card(number: str) -> str:
    """`4111 1111 1111 1234` becomes `•••• 1234`."""
    digits = "".join(ch for ch in number if ch.isdigit())
    if len(digits) < 12:
        return "••••"
    return f"•••• {digits[-4:]}"
