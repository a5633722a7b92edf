from desk.mail import Postman


def nightly():
    Postman("night").send(None)
