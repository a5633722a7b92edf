import ply.lex as lex

tokens = ('NUMBER', 'PLUS')
t_PLUS = r'\+'
t_ignore = ' '


def t_NUMBER(t):
    r'\d+'
    t.value = int(t.value)
    return t


def t_error(t):
    t.lexer.skip(1)


lexer = lex.lex()
