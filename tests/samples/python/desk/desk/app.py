import os

from flask import Flask

from desk import filters, views
from desk.mail import Postman
from desk.text import shorten, slugify_title


def create_app():
    app = Flask(__name__)
    app.config["TITLE"] = os.environ.get("DESK_TITLE", "Desk")
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals["shorten"] = shorten
    for name in filters.NAMES:
        app.jinja_env.filters[name] = getattr(filters, f"as_{name}")
    app.extensions["postman"] = Postman(app.config["TITLE"])
    return app


def footer():
    return "Made by the desk people"


def create_debug_app():
    app = create_app()
    app.debug = True
    return app
