from django.db import migrations

from shelf.books.text import Typesetter


def forwards(apps, editor):
    return Typesetter().set("")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(forwards)]
