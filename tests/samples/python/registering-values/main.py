import routes
from web import router


def start():
    print(routes.__name__)
    router.serve()


if __name__ == '__main__':
    start()
