workers = 4
bind = '0.0.0.0:80'


def when_ready(server):
    server.log.info('ready')
