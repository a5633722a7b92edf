import json
from env import Defaults


def start():
    print(json.dumps({k: v for k, v in Defaults.__dict__.items() if k.isupper()}))


if __name__ == '__main__':
    start()
