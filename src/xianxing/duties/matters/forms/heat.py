"""Which hot issues are asked for."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models import LinkRelation
from xianxing.duties.matters.queries.heat import HeatFilter
from xianxing.office.calendars.widgets import DayInput

PERIODS = {"7": _("近 7 天"), "30": _("近 30 天"), "90": _("近 90 天"), "365": _("近一年")}
LONGEST_DAYS = 3650


class HeatForm(forms.Form):
    """The filter above the hot issues; what it does not understand is left out."""

    period = forms.ChoiceField(label=_("时段"), required=False)
    since = forms.DateField(label=_("自"), required=False, widget=DayInput)
    until = forms.DateField(label=_("至"), required=False, widget=DayInput)
    topic = forms.ChoiceField(label=_("内容分类"), required=False)
    place = forms.CharField(label=_("地点或问题"), required=False, max_length=60)

    def __init__(self, *args: Any, topics: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period, topic = self.fields["period"], self.fields["topic"]
        if isinstance(period, forms.ChoiceField) and isinstance(topic, forms.ChoiceField):
            period.choices = [("", _("全部时间")), *PERIODS.items()]
            topic.choices = [("", _("全部分类")), *((name, name) for name in topics)]

    def wanted(self, relation: LinkRelation, today: date) -> HeatFilter:
        """Return the filter that the address asks for."""
        self.is_valid()
        cleaned: Mapping[str, Any] = self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if cleaned.get("period"):
            since, until = today - timedelta(days=int(cleaned["period"]) - 1), None
        return HeatFilter(
            relation=relation,
            topic=cleaned.get("topic", ""),
            place=cleaned.get("place", "").strip(),
            since=since,
            until=until,
        )
