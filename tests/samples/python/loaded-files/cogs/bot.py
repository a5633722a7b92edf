import os
from discord.ext import commands

bot = commands.Bot('!')


def start():
    for name in os.listdir('cogs'):
        if name.endswith('.py'):
            bot.load_extension(f'cogs.{name[:-3]}')
    bot.run('token')


if __name__ == '__main__':
    start()
