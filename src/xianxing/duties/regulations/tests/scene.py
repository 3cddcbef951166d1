"""One thing at every address of the rulebook, for those who walk them all."""

from django.core.files.base import ContentFile

from xianxing.duties.regulations.actions import keeping
from xianxing.duties.regulations.actions.beginning import begin
from xianxing.duties.regulations.models import Area
from xianxing.duties.regulations.tests.given import NOW, TEXT, consulted, drafted, published
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.drafting import draft_version
from xianxing.office.authority.models import DecisionTable, Limit, TableVersion
from xianxing.office.authority.queries import draft_of
from xianxing.office.files.actions import store


def arguments(cast: Cast) -> dict[str, dict[str, object]]:
    """Return the arguments of every address that takes some, authority's newer ones included."""
    begin(NOW)
    rule = published(cast)
    newer = published(cast, code="接待细则二", title="公务接待实施细则（二）")
    keeping.tell(actor=cast.clerk, instrument=rule, accounts=[cast.clerk, cast.unit], now=NOW)
    draft = drafted(cast, code="接待细则三")
    opinion = consulted(cast, draft, [cast.leader, cast.unit, cast.head])[0]
    file = store(actor=cast.clerk, upload=ContentFile(f"某办法\n{TEXT}".encode(), "办法.txt"), now=NOW)
    table = draft_of(DecisionTable.objects.get(name="matters.authority"))
    if table is None:
        owner = DecisionTable.objects.get(name="matters.authority")
        table = draft_version(actor=cast.head, table=owner, now=NOW)
    first = TableVersion.objects.get(table=table.table, number=1)
    of_draft = ("draft", "edit", "consult", "publish", "withdraw")
    of_rule = ("instrument", "repeal", "tell", "acknowledge", "review", "steward")
    return {
        **{f"regulations:{name}": {"pk": draft.pk} for name in of_draft},
        **{f"regulations:{name}": {"code": rule.code} for name in of_rule},
        "regulations:answer": {"pk": opinion.pk},
        "regulations:reply": {"pk": opinion.pk},
        "regulations:clause": {"pk": rule.clauses.order_by("pk")[0].pk},
        "regulations:compare": {"old": rule.code, "new": newer.code},
        "regulations:import_file": {"pk": file.pk},
        "regulations:area": {"pk": Area.objects.order_by("pk")[0].pk},
        "regulations:pack": {"name": "reception"},
        "regulations:limit": {"pk": Limit.objects.order_by("pk")[0].pk},
        "authority:check": {"version_id": table.pk},
        "authority:import_rows": {"version_id": table.pk},
        "authority:sheet": {"version_id": table.pk},
        "authority:again": {"version_id": first.pk},
    }
