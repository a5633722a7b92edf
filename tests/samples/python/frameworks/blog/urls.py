from blog import helpers

urlpatterns = [helpers]
