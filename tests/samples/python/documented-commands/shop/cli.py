import argparse

from shop.prices import total


def main(colour=True):
    """Run the program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dry-run")
    print(parser.parse_args(), total([1]), colour)
