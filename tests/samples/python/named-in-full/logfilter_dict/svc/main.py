import logging.config


def start():
    logging.config.dictConfig({'version': 1, 'filters': {'n': {'()': 'svc.logs.DropNoise'}}})


if __name__ == '__main__':
    start()
