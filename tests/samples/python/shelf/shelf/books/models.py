from django.db import models

from shelf.books.isbn import check_digit

LONGEST_TITLE = 200


class BookManager(models.Manager):
    def lent(self):
        return self.filter(lent=True)


class Book(models.Model):
    title = models.CharField(max_length=LONGEST_TITLE)
    isbn = models.CharField(max_length=13)
    objects = BookManager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/b/{self.pk}"

    @property
    def has_good_isbn(self):
        return check_digit(self.isbn)

    def spine_text(self):
        return self.title.upper()
