import os

from kitchen.loading import load
from kitchen.menu import Menu
from kitchen.plugins import grill


def start():
    menu = Menu()
    print(menu.today(), grill.burn(), load(os.environ["COOK"], "cook")())
