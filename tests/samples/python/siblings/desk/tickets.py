"""Everything that happens to a ticket; each asks first whether the user may do it, but one forgets."""

import threading

ROWS = {}


def check_owner(ticket, user):
    if ticket.get("owner") != user:
        raise PermissionError(user)


def save_row(ticket):
    ROWS[ticket["id"]] = ticket


def close_ticket(ticket, user):
    check_owner(ticket, user)
    ticket["open"] = False
    save_row(ticket)


def move_ticket(ticket, user):
    check_owner(ticket, user)
    ticket["queue"] = "next"
    save_row(ticket)


def rename_ticket(ticket, user):
    check_owner(ticket, user)
    ticket["title"] = "?"
    save_row(ticket)


def merge_ticket(ticket, user):
    check_owner(ticket, user)
    ticket["merged"] = True
    save_row(ticket)


def archive_ticket(ticket, user):
    ticket["archived"] = user
    save_row(ticket)


def count_ticket(ticket, user):
    return len(ROWS), ticket, user


def note_ticket(ticket, user):
    check_owner(ticket, user)
    _note(ticket)


def _note(ticket):
    ticket["notes"] = 1
    print(ticket)


def import_tickets(tickets, user):
    check_owner(tickets, user)
    for ticket in tickets:
        save_row(ticket)


class Queue:
    """Each method gives the lock back, but one."""

    def __init__(self):
        self.mutex = threading.Lock()
        self.items = []

    def push(self, item):
        self.mutex.acquire()
        self.items.append(item)
        self.mutex.release()

    def pop(self):
        self.mutex.acquire()
        item = self.items.pop()
        self.mutex.release()
        return item

    def peek(self):
        self.mutex.acquire()
        item = self.items[-1]
        self.mutex.release()
        return item

    def clear(self):
        self.mutex.acquire()
        self.items.clear()
        self.mutex.release()

    def drain(self):
        self.mutex.acquire()
        return list(self.items)
