from django.urls import path

from shelf.books import views

urlpatterns = [path("", views.shelf_page), path("b/<int:pk>", views.BookView.as_view())]
