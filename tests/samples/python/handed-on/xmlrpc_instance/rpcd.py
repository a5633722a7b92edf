from xmlrpc.server import SimpleXMLRPCServer


class Service:
    def add_stock(self, sku, n):
        return n

    def list_stock(self):
        return []


def start():
    server = SimpleXMLRPCServer(('', 8000))
    server.register_instance(Service())
    server.serve_forever()


if __name__ == '__main__':
    start()
