from discord.ext import commands
from cogs.shared import volume


class Music(commands.Cog):
    @commands.command()
    async def play(self, ctx):
        await ctx.send(volume())


async def setup(bot):
    await bot.add_cog(Music(bot))
