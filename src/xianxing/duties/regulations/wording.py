"""Lines of the ledger as the pages of this duty say them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xianxing.office.ledger.queries import Line

FIELDS: Mapping[str, str | Promise] = {
    "asked": _("会签人"),
    "due_on": _("会签期限"),
    "stance": _("意见"),
    "told": _("告知"),
    "area": _("工作领域"),
    "keeper": _("管理人"),
    "review_on": _("复审日期"),
    "conclusion": _("结论"),
    "effective_to": _("最后有效日"),
    "replaced_by": _("替代它的文本"),
    "holder": _("接手人"),
}


def told(entries: Sequence[Line]) -> list[Line]:
    """Return the lines with the names of fields in words; what only machines read is left out."""
    return [
        replace(
            entry,
            changes=[
                {**change, "field": str(FIELDS[change["field"]])}
                for change in entry.changes
                if change["field"] in FIELDS
            ],
        )
        for entry in entries
    ]
