from django.db.models.signals import post_save
from django.dispatch import receiver

from shelf.books.counting import count_up
from shelf.books.models import Book


@receiver(post_save, sender=Book)
def on_save(sender, **kwargs):
    count_up(sender)
