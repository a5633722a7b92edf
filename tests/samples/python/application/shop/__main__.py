from shop import cli

cli.start()
