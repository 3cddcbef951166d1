from django.urls import path

from xianxing.office.jobs import views

urlpatterns = [
    path("", views.show_jobs, name="list"),
    path("job/<int:job_id>/retry/", views.retry_one_job, name="retry_job"),
    path("timer/<int:timer_id>/retry/", views.retry_one_timer, name="retry_timer"),
]
