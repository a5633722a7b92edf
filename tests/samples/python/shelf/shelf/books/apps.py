from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "shelf.books"

    def ready(self):
        from shelf.books import signals  # noqa: F401
