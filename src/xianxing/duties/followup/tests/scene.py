"""One object for every address of follow-up that takes arguments."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from xianxing.duties.followup.actions.concluding import Findings, issue_conclusion
from xianxing.duties.followup.actions.counting import ask_quantity, give_reading
from xianxing.duties.followup.tests.factories import NOW, answered, opened, signed
from xianxing.duties.followup.views.verbs import ITEM_VERBS, TASK_VERBS
from xianxing.office.access.tests.cast import Cast
from xianxing.office.files.actions import store


def arguments(cast: Cast) -> dict[str, dict[str, object]]:
    """Return the arguments of every address, with something at each."""
    file = store(actor=cast.clerk, upload=ContentFile("条目,数\n编织袋,12\n".encode(), "库存.csv"), now=NOW)
    item = opened(cast, files=(file,))
    task = signed(cast, item)
    quantity = ask_quantity(actor=cast.clerk, item=item, name="编织袋缺口", unit="条", now=NOW)
    reading = give_reading(
        actor=cast.unit,
        quantity=quantity,
        value=Decimal(120000),
        source="库存表",
        as_of=NOW.date() - timedelta(days=1),
        now=NOW,
    )
    done = answered(cast, opened(cast, title="另一件"), title="修复路灯", request="修复南环路路灯。")
    findings = Findings("反馈与现场不符。", NOW.date(), rectify="补齐台账", rectify_until=NOW.date())
    issue_conclusion(actor=cast.head, task=done, findings=findings, now=NOW)
    pk: dict[str, object] = {"pk": item.pk}
    return {
        **{f"followup:{name}": pk for name in ("detail", "fragment", "print")},
        **{f"followup:verb {name}": {**pk, "name": name} for name in (*ITEM_VERBS, "unknown")},
        "followup:task": {"pk": task.pk},
        "followup:file": {"pk": task.pk, "file_id": file.pk},
        **{f"followup:task_verb {name}": {"pk": task.pk, "name": name} for name in (*TASK_VERBS, "unknown")},
        **{f"followup:task_verb {name} done": {"pk": done.pk, "name": name} for name in ("check", "object")},
        "followup:choose": {"pk": reading.pk},
        "followup:return_quantity": {"pk": quantity.pk},
    }
