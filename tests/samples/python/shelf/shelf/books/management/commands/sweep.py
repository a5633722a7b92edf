from django.core.management.base import BaseCommand

from shelf.books import dust


class Command(BaseCommand):
    help = "Sweep."

    def handle(self, *args, **options):
        sweep = getattr(dust, "sweep_" + options["how"])
        sweep()
