import fire


def build(target='all'):
    return target


def publish():
    return 1


if __name__ == '__main__':
    fire.Fire()
