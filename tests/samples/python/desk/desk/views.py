from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from desk.models import Bill, Line, NoSuchTicket, PaperBill, State, Ticket
from desk.rooms import Room
from desk.text import squeeze

if TYPE_CHECKING:
    from desk.mail import Letter, Parcel

blueprint = Blueprint("views", __name__)
PER_PAGE = 50
SORTS = {"title": lambda one: one.title, "state": lambda one: one.state}


@blueprint.route("/")
def index():
    tickets = Ticket.query.limit(PER_PAGE).all()
    return render_template("tickets.html", tickets=sorted(tickets, key=SORTS["title"]))


@blueprint.route("/bill/<int:number>")
def bill(number):
    lines = [Line(squeeze("one  two"), 1.0), Line("three", number)]
    paper = PaperBill(lines)
    if not len(paper):
        raise NoSuchTicket(number)
    return {"total": paper.total(), "empty": Bill.empty().total(), "state": State.OPEN.value, "room": Room(number).name}


@blueprint.errorhandler(404)
def not_found(error):
    return _problem(error, 404)


def _problem(error, status):
    return str(error), status


def _crash(error):
    return _problem(error, 500)


def describe(letter: "Letter") -> str:
    def initials():
        return letter.to[:1]

    def signature():
        return letter.sender[:1]

    return letter.to + signature()


blueprint.add_app_template_filter(describe)
