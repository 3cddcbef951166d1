from django.urls import path

from xianxing.office.ui import views

urlpatterns = [
    path("palette/", views.palette, name="palette"),
    path("bell/", views.bell, name="bell"),
    path("language/", views.set_language, name="set_language"),
    path("kit/", views.kit, name="kit"),
]
