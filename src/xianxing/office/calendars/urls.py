from datetime import date

from django.urls import path, register_converter

from xianxing.office.calendars import views


class DayConverter:
    """A day in an address: 2026-01-04."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "calendar_day")

urlpatterns = [
    path("", views.show_current, name="current"),
    path("<int:year>/", views.show_year, name="year"),
    path("import/", views.import_arrangement, name="import"),
    path("day/<calendar_day:day>/", views.edit_day, name="day"),
    path("day/<calendar_day:day>/restore/", views.restore_day, name="restore"),
]
