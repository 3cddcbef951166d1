from django.urls import path

from xianxing.office.notices import views

urlpatterns = [
    path("", views.show_notices, name="list"),
    path("count/", views.count, name="count"),
    path("<int:notice_id>/", views.open_notice, name="open"),
    path("read/", views.read_all, name="read_all"),
]
