"""What the duty reports, computed from what happened."""

from datetime import date

from django.utils.translation import gettext as _

from xianxing.duties.regulations.models import Area
from xianxing.duties.regulations.permissions import may_see_governance
from xianxing.duties.regulations.queries.gaps import areas_without_rule, past_review
from xianxing.office.access.models import Account
from xianxing.office.authority.models import Decision
from xianxing.office.duty import Figure, Virtue

LATEST = 2_000


def list_figures(account: Account, today: date) -> tuple[Figure, ...]:
    """Return the share of decisions that cite a clause, areas without a rule, and rules past their review."""
    if not may_see_governance(account):
        return ()
    cited = [
        bool(clauses)
        for clauses in Decision.objects.order_by("-pk").values_list("clauses", flat=True)[:LATEST]
    ]
    share = round(100 * sum(cited) / len(cited), 1) if cited else None
    areas = Area.objects.filter(closed_on__isnull=True).count()
    without = len(areas_without_rule(today))
    return (
        Figure(
            "decisions_cited",
            _("判定有依据"),
            share,
            "%",
            _("最近 %(n)s 次判定") % {"n": len(cited)},
            Virtue.LOYAL,
        ),
        Figure(
            "areas_without_rule",
            _("没有制度的领域"),
            float(without),
            _("个"),
            _("共 %(n)s 个领域") % {"n": areas},
            Virtue.SOUND,
        ),
        Figure("past_review", _("过期未复审"), float(len(past_review(today))), _("件")),
    )
