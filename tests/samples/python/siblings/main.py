from desk import tickets

for act in (
    tickets.close_ticket, tickets.move_ticket, tickets.rename_ticket, tickets.merge_ticket, tickets.archive_ticket,
    tickets.count_ticket, tickets.note_ticket, tickets.import_tickets,
):
    act({"id": 1}, "me")
queue = tickets.Queue()
print(queue.push(1), queue.pop(), queue.peek(), queue.clear(), queue.drain())
