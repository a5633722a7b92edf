from transitions import Machine


class Matter:
    def on_enter_gas(self):
        print('gas')


def start():
    m = Matter()
    Machine(m, states=['solid', 'gas'], initial='solid')
    m.to_gas()


if __name__ == '__main__':
    start()
