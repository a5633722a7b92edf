import asyncio

from shop import orders, reports

if __name__ == "__main__":
    asyncio.run(orders.main())
    reports.write("out.csv", [])
