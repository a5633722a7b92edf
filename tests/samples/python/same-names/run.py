from one import load
from three import Lexer
import two

print(load(), two.parse_rest(), Lexer().reset_all())
