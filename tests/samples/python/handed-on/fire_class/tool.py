import fire


class Commands:
    def build(self, target='all'):
        return target

    def publish(self):
        return 1


if __name__ == '__main__':
    fire.Fire(Commands)
