from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView

from shelf.books.forms import SearchForm
from shelf.books.isbn import cache, split_isbn
from shelf.books.models import Book


def shelf_page(request):
    form = SearchForm(request.GET)
    return render(request, "shelf.html", {"books": Book.objects.lent(), "form": form, "found": cache.lookup("1")})


class BookView(DetailView):
    model = Book

    def get_queryset(self):
        return Book.objects.all()


def shelf_page_of_old_days(request):
    return HttpResponse(render_row([]))


def render_row(books):
    return " ".join(book.title for book in books)


def split_label(label):
    split_isbn = label.split("-")
    return split_isbn
