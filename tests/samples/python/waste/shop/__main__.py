import sys

from shop import models
from shop.compat import text
from shop.prices import read
from shop.switches import say

say(text(read(sys.argv[1])))
