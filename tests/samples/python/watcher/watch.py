import sys

from watcher.cli import run_from_shell

if __name__ == "__main__":
    sys.exit(run_from_shell(sys.argv[1:]))
