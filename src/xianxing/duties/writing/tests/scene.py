"""One paper, one consultation, one copy and one incoming letter at every address of the duty."""

from xianxing.duties.writing.actions.drafting import Remark, write_comment
from xianxing.duties.writing.actions.handling import circulate
from xianxing.duties.writing.models import Consultation
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.views.incoming import DEEDS
from xianxing.duties.writing.views.steps import STEPS
from xianxing.office.access.tests.cast import Cast

PAGES = (
    "detail",
    "fragment",
    "edit",
    "autosave",
    "fix",
    "kind",
    "comment",
    "versions",
    "consultations",
    "sign",
    "remind",
    "sheet",
    "pdf",
    "docx",
)


def arguments(cast: Cast) -> dict[str, dict[str, object]]:
    """Return the arguments of every address that takes any."""
    consultation: Consultation = factories.consulted(cast)
    draft = consultation.paper
    waiting, issued = factories.approved(cast, "关于签发的通知"), factories.issued(cast, "关于核发的通知")
    comment = write_comment(actor=cast.head, paper=draft, remark=Remark("请核对日期"), now=factories.NOW)
    incoming = factories.examined(cast)
    circulate(actor=cast.head, incoming=incoming, readers=[cast.leader], proposal="请阅。", now=factories.NOW)
    copy = issued.recipients.get(organ=cast.unit_organ)
    return {
        **{f"writing:{name}": {"pk": draft.pk} for name in PAGES},
        **{f"writing:{name} waiting": {"pk": waiting.pk} for name in ("detail", "sign", "edit")},
        **{f"writing:{name} issued": {"pk": issued.pk} for name in PAGES},
        **{f"writing:step {name}": {"pk": draft.pk, "name": name} for name in (*STEPS, "unknown")},
        **{f"writing:step {name} waiting": {"pk": waiting.pk, "name": name} for name in STEPS},
        "writing:page": {"pk": draft.pk, "number": 1},
        "writing:page beyond": {"pk": draft.pk, "number": 99},
        "writing:comment_settle": {"pk": draft.pk, "comment_id": comment.pk},
        "writing:consultation": {"pk": consultation.pk},
        "writing:settle": {"pk": consultation.pk},
        "writing:sign_for": {"pk": copy.pk},
        **{
            f"writing:{name}": {"pk": incoming.pk}
            for name in ("incoming_detail", "incoming_file", "incoming_read", "incoming_remind")
        },
        **{f"writing:incoming_act {name}": {"pk": incoming.pk, "name": name} for name in (*DEEDS, "unknown")},
    }
