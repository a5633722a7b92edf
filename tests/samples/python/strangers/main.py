from app.model import go
from app.runner import run
from app.plain import tidy

if __name__ == "__main__":
    print(run("print(1)"), go(), tidy([1]))
