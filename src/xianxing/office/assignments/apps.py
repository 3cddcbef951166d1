from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "xianxing.office.assignments"
    label = "assignments"
    default_auto_field = "django.db.models.BigAutoField"
