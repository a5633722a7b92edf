import logging
import smtplib
from collections import namedtuple

log = logging.getLogger(__name__)
quiet = logging.getLogger("desk.quiet")

Letter = namedtuple("Letter", "to sender text")
Parcel = namedtuple("Parcel", "to weight")
_sent = 0
_failed = 0


class Postman:
    def __init__(self, name):
        self.name = name
        self.box = []

    def send(self, letter):
        global _sent
        _sent += 1
        with smtplib.SMTP("localhost") as server:
            server.sendmail(letter.sender, letter.to, letter.text)
        log.info("sent %d", _sent)

    def resend_everything(self):
        for letter in self.box:
            self.send(letter)

    def flush_box(self):
        self.box.clear()


class Pigeon:
    def __init__(self):
        self.home = "roof"

    def fly(self):
        return self.home

    def flush_box(self):
        return None


def send_by_pigeon(text):
    return Pigeon().fly() + text


def fail():
    global _failed
    _failed = 1
