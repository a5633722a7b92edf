import importlib.util
import sys
from pathlib import Path


def start():
    for path in Path('rules').glob('*.py'):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.check(sys.argv[1])


if __name__ == '__main__':
    start()
