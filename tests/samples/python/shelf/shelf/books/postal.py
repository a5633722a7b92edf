from django.core.mail.backends.base import BaseEmailBackend


class PostalBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        return _stamp(len(email_messages))


def _stamp(count):
    return count


def _unstamp(count):
    return -count


class FakeBackend:
    def send_later(self):
        return None
