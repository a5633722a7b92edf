from django.db import migrations


def forwards(apps, schema_editor):
    return None


class Migration(migrations.Migration):
    operations = [migrations.RunPython(forwards)]
