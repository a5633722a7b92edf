import other_project

from shop import api
from shop.made import make_listener, make_report, opened
from shop.kinds import Base, Loud, Pair
from shop.talk import T

app = other_project.Application()


def start(kind: Base):
    report = make_report()
    app.listen(make_listener())
    with opened() as drawer:
        print(drawer.count())
    print(report.text(), kind.sound(), Loud().sound(), Pair(1, 2), getattr(api, "call_" + str(kind)))
    print(T)


app.run(start)
