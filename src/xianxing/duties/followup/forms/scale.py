"""The office's scale: lamps, rungs, frequency."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianxing.duties.followup.actions.scaling import InForce
from xianxing.duties.followup.engine.ladder import Rung, Told

LETTERS = {Told.OWNER: "单位", Told.OWNER_HEAD: "单位负责人", Told.OFFICE: "办公室"}
_LINE = re.compile(r"^\s*([+-]?\d{1,2})\s*[:：]?\s*(.+?)\s*$")


class ScaleForm(forms.Form):
    """Lamps and ladder in the words of the office."""

    amber_days = forms.IntegerField(
        label=_("黄灯：时限前几个工作日起"), min_value=0, max_value=60, help_text=_("如 3")
    )
    red_days = forms.IntegerField(
        label=_("红灯：时限前几个工作日起"),
        min_value=-30,
        max_value=60,
        help_text=_("-1 为逾期即亮，0 为到期当日"),
    )
    rungs = forms.CharField(
        label=_("催办级次"),
        widget=forms.Textarea(attrs={"rows": 5, "data-fixed": True}),
        help_text=_(
            "一行一级：工作日数和告知谁。负数为到期前，0 为当日，正数为逾期后，如“-2 单位”“3 单位、单位负责人、办公室”"
        ),
    )
    most = forms.IntegerField(
        label=_("同一单位一段时间内最多交办几件"), min_value=1, max_value=500, help_text=_("超过时要写明理由")
    )
    days = forms.IntegerField(label=_("这段时间是几天"), min_value=1, max_value=366)

    def clean_rungs(self) -> tuple[Rung, ...]:
        """Return the rungs that were written, a line each.

        Raises:
            ValidationError: a line that is not a number and whom it tells; the message shows it.
        """
        lines = [line for line in self.cleaned_data["rungs"].splitlines() if line.strip()]
        return tuple(_rung(line) for line in lines)


def written_scale(scale: InForce) -> dict[str, Any]:
    """Return the scale as the form shows it."""
    lines = [f"{rung.key} {'、'.join(LETTERS[told] for told in rung.told)}" for rung in scale.rungs]
    return {
        "amber_days": scale.lamps.amber_days,
        "red_days": scale.lamps.red_days,
        "rungs": "\n".join(lines),
        "most": scale.frequency.most,
        "days": scale.frequency.days,
    }


def _rung(line: str) -> Rung:
    match = _LINE.match(line)
    names = {name: told for told, name in LETTERS.items()}
    told = [names.get(name.strip()) for name in re.split(r"[、,，\s]+", match[2])] if match else [None]
    if match is None or None in told:
        text = gettext("“%(line)s”看不懂；请写成“1 单位、单位负责人”，可以告知：%(names)s")
        raise forms.ValidationError(text % {"line": line.strip()[:40], "names": "、".join(names)})
    return Rung(int(match[1]), tuple(each for each in Told if each in told))
