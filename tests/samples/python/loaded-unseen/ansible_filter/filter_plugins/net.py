def to_cidr(mask):
    return 24


class FilterModule:
    def filters(self):
        return {'cidr': to_cidr}
