"""Addresses of the first page."""

from django.urls import path

from xianxing.duties.today import views

urlpatterns = [
    path("", views.show_today, name="page"),
    path("lamps/", views.set_lamps, name="lamps"),
    path("handover/", views.choose_person, name="handover"),
    path("handover/<int:person_id>/", views.hand_over_work, name="handover_of"),
]
