import sys
import formulas


def start():
    print(eval(sys.argv[1], dict(formulas.__dict__)))


if __name__ == '__main__':
    start()
