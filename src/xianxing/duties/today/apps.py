from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "xianxing.duties.today"
    label = "today"
