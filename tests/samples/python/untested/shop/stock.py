class Shelf:
    def take(self, name, count):
        if count < 1:
            raise ValueError(count)
        for slot in self.slots(name):
            if slot.count >= count:
                return slot
        return None

    def slots(self, name):
        return [slot for slot in self.all if slot.name == name]


def order(stock, name, count):
    if name not in stock:
        return False
    if stock[name] < count:
        return False
    stock[name] -= count
    return True


def reached_by_name(stock):
    if not stock:
        return None
    for name in stock:
        if stock[name] == 0:
            return name
    return None


def table(stock):
    return {"empty": reached_by_name}[stock]
