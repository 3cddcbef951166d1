from django.urls import path

from xianxing.office.search import views

urlpatterns = [path("", views.search, name="results")]
