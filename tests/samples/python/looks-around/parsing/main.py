import sys
from lang.lexer import lexer
from lang.parser import parser


def start():
    print(parser.parse(sys.argv[1], lexer=lexer))


if __name__ == '__main__':
    start()
