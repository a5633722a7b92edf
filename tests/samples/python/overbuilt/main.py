from shop.layers import Audit, Orders
from shop.orders import counted, report
from shop.store import Disk, Local, Utc

if __name__ == "__main__":
    orders = Audit(Orders(Disk()))
    orders.put("a", 1)
    print(report([("a", 1)], "price"), Local().now(), Utc().now(), orders.get("a"), counted([], "me"))
