from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shop.prices import net

DEBUG = False


def say(text: str) -> None:
    if DEBUG:
        print("saying", text)
    print(text)
