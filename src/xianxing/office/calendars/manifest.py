from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

MANIFEST = Manifest(
    name="calendars",
    title=_("工作日历"),
    order=80,
    pages=(
        Page(
            title=_("工作日历"),
            url_name="calendars:current",
            icon="calendar",
            order=80,
            allowed="xianxing.office.calendars.permissions:may_see_calendar",
        ),
    ),
    commands=(
        Command(
            title=_("导入放假安排"),
            url_name="calendars:import",
            allowed="xianxing.office.calendars.permissions:may_edit_calendar",
        ),
    ),
    verbs={
        "calendars.year.imported": _("导入放假安排"),
        "calendars.day.changed": _("修改日历日期"),
    },
    commands_line="xianxing.office.calendars.cli:calendars",
    urls="xianxing.office.calendars.urls",
)
