import ply.yacc as yacc
from lang.lexer import lexer, tokens


def p_expr_plus(p):
    'expr : expr PLUS NUMBER'
    p[0] = p[1] + p[3]


def p_expr_number(p):
    'expr : NUMBER'
    p[0] = p[1]


def p_error(p):
    raise SyntaxError(p)


parser = yacc.yacc()
