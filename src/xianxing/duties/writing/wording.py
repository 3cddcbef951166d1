"""How steps, gaps and fields are called on the pages."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianxing.duties.writing.engine.incoming import Act
from xianxing.duties.writing.engine.life import Gap, Move
from xianxing.office.duty import Text
from xianxing.text import int_to_numeral

FIELD_TITLES: Mapping[str, Text] = {
    "urgency": gettext_lazy("紧急程度"),
    "issuer_mark": gettext_lazy("发文机关标志"),
    "title": gettext_lazy("标题"),
    "main_recipient": gettext_lazy("主送机关"),
    "body": gettext_lazy("正文"),
    "attachment_note": gettext_lazy("附件说明"),
    "signature": gettext_lazy("发文机关署名"),
    "date": gettext_lazy("成文日期"),
    "note": gettext_lazy("附注"),
    "attachments": gettext_lazy("附件"),
    "copy_to": gettext_lazy("抄送机关"),
    "printed_by": gettext_lazy("印发机关"),
}


_KEY = re.compile(r"(.+)#(\d+)(?:\.(\d+))?")


def clause_wording(key: str) -> str:
    """Return how an article is cited: 党政机关公文处理工作条例#25 gives 党政机关公文处理工作条例 第二十五条."""
    found = _KEY.fullmatch(key)
    return f"{found[1]} 第{int_to_numeral(int(found[2]))}条" if found else key


def field_wording(name: str) -> str:
    """Return how a field is called on the pages."""
    return str(FIELD_TITLES.get(name, name))


def move_wording(move: Move) -> str:
    """Return how a step of a paper is called on the pages."""
    return {
        Move.CONSULT: _("送会签"),
        Move.GATHER: _("结束会签"),
        Move.SUBMIT: _("送审核"),
        Move.RETURN: _("退回修改"),
        Move.APPROVE: _("审核通过"),
        Move.DECLINE: _("退回重拟"),
        Move.SIGN: _("签发"),
        Move.REFER_BACK: _("退原签批人复审"),
        Move.PASS_RECHECK: _("复核通过"),
        Move.REGISTER: _("登记编号"),
        Move.PRINT: _("印制"),
        Move.ISSUE: _("核发"),
        Move.ARCHIVE: _("归档"),
        Move.VOID: _("撤销"),
        Move.REPEAL: _("废止"),
        Move.DROP: _("终止"),
    }[move]


def gap_wording(gap: Gap) -> str:
    """Return what is missing and what to do about it."""
    return {
        Gap.NO_TITLE: _("没有标题；请写明发文机关、事由和文种"),
        Gap.NO_BODY: _("没有正文；请写好正文再送审核"),
        Gap.OPEN_CONSULTATION: _("会签还没有结束；请等各单位反馈或者撤回会签"),
        Gap.DISAGREEMENT: _("会签单位有不同意见尚未协商一致，不得向下行文；请先写明采纳情况"),
        Gap.NO_SIGNER: _("没有选签发人；请选本机关负责人"),
        Gap.NOT_PRINCIPAL: _("上行文由机关主要负责人签发；请改选主要负责人"),
        Gap.POINTS_MISSING: _("五项审核要点没有逐项确认；请逐项核对后再通过"),
        Gap.NO_OPINION: _("没有签发意见；请签署意见，如“同意”"),
        Gap.SUBSTANCE_CHANGED: _("签发后作了实质性修改；请退原签批人复审"),
        Gap.NO_SERIES: _("没有发文代字；请选定发文代字"),
        Gap.NO_RECIPIENTS: _("没有分送范围；请至少选一个分送单位"),
        Gap.NO_RENDITION: _("还没有印制；请先印制"),
        Gap.NO_REASON: _("没有写明理由；请补充理由"),
    }[gap]


def act_wording(act: Act) -> str:
    """Return how an act on an incoming document is called on the pages."""
    return {
        Act.REGISTER: _("收文登记"),
        Act.PASS: _("初审通过"),
        Act.SEND_BACK: _("退文"),
        Act.CIRCULATE: _("送阅"),
        Act.ASSIGN: _("批办"),
        Act.ANSWER: _("答复"),
        Act.ARCHIVE: _("归档"),
    }[act]
