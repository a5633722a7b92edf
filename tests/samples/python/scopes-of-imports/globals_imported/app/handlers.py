def handle_start(bot):
    return bot.send('hi')


def handle_stop(bot):
    return bot.send('bye')
