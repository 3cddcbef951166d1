from django.urls import path

from xianxing.office.assignments import views

urlpatterns = [
    path("", views.show_tasks, name="tasks"),
    path("<int:assignment_id>/", views.show_task, name="task"),
    path("<int:assignment_id>/files/<int:file_id>/", views.file_of, name="file"),
    path("<int:assignment_id>/<slug:step>/", views.take, name="take"),
]
