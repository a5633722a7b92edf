import hook


def start():
    print(hook)


if __name__ == '__main__':
    start()
