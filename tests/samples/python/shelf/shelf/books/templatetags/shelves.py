from django import template

from shelf.books.text import plural

register = template.Library()


@register.filter
def books(count):
    return plural(count, "book")
