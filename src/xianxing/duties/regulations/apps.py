from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "xianxing.duties.regulations"
    label = "regulations"
    default_auto_field = "django.db.models.BigAutoField"
