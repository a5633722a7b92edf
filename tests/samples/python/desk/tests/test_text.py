from desk.mail import Postman
from desk.text import squeeze


def test_squeeze():
    assert squeeze("a  b") == "a b"


def test_flush():
    postman = Postman("x")
    postman.flush_box()
    assert postman.box == []
