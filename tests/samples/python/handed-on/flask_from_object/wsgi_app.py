from flask import Flask
from environments import Production


def start():
    app = Flask(__name__)
    app.config.from_object(Production)
    app.run()


if __name__ == '__main__':
    start()
