"""Mails in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formataddr, make_msgid

WIDTH = 72
SIGNATURE = "Your friends at the Corner Shop"


def compose_plain(
    receiver: tuple[str, str],
    subject: str,
    paragraphs: Sequence[str],
    *,
    sender: tuple[str, str] = ("Corner Shop", "hello@corner.example"),
    unsubscribe: str | None = None,
) -> EmailMessage:
    """A mail with wrapped paragraphs, a greeting, our signature and, for newsletters, the way out.

    ValueError when the subject would break the header.
    """
    if "\n" in subject or "\r" in subject:
        raise ValueError("a subject is one line")
    name, address = receiver
    body = [f"Dear {name}," if name else "Hello,", ""]
    for paragraph in paragraphs:
        row = ""
        for word in paragraph.split():
            if not row:
                row = word
            elif len(row) + 1 + len(word) <= WIDTH:
                row += " " + word
            else:
                body.append(row)
                row = word
        if row:
            body.append(row)
        body.append("")
    body.append(SIGNATURE)

    message = EmailMessage()
    message["From"] = formataddr(sender)
    message["To"] = formataddr((name, address))
    message["Subject"] = subject
    message["Message-ID"] = make_msgid(domain="corner.example")
    if unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        body += ["", f"Nothing more, please: {unsubscribe}"]
    message.set_content("\n".join(body) + "\n")
    return message
