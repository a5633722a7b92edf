INSTALLED_APPS = ["django.contrib.admin", "shelf.books.apps.BooksConfig"]
MIDDLEWARE = ["shelf.books.middleware.QuietMiddleware"]
ROOT_URLCONF = "shelf.urls"
EMAIL_BACKEND = "shelf.books.postal.PostalBackend"
