"""How moves and handlers are called on the pages."""

from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import Move


def handler_wording(handler: str) -> str:
    """Return how the table's handler is called on the pages."""
    return {
        "office_staff": _("经办人"),
        "office_head": _("办公室负责人"),
        "lead_unit": _("主办单位"),
        "coordination_meeting": _("办公室协调会"),
        "leaders_meeting": _("领导会议"),
        "discipline_organ": _("纪检监察机关"),
        "political_legal_organ": _("政法机关"),
    }.get(handler, handler)


def move_wording(move: Move) -> str:
    """Return how a move is called on the pages."""
    return {
        Move.ACCEPT: _("受理"),
        Move.DECLINE: _("不予受理"),
        Move.FORWARD: _("转送"),
        Move.MERGE: _("并案"),
        Move.SPLIT: _("拆分"),
        Move.ASSIGN: _("交办"),
        Move.PROPOSE_REPLY: _("拟写答复"),
        Move.RETURN_REPLY: _("退回答复"),
        Move.ANSWER: _("审签答复"),
        Move.CLOSE: _("办结"),
        Move.REOPEN: _("重新办理"),
        Move.REVIEW: _("申请复查"),
        Move.RECHECK: _("申请复核"),
        Move.CONCLUDE_REVIEW: _("作出复查意见"),
        Move.TERMINATE: _("作出复核意见并终结"),
    }[move]
