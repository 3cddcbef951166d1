"""What the closed vocabulary is called on the pages; a word without a label is shown as it is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: Mapping[str, str | Promise] = {
    "kind": _("类别"),
    "track": _("办理途径"),
    "risk": _("风险"),
    "level": _("层级"),
    "amount": _("涉及金额（元）"),
    "people_count": _("涉及人数"),
    "cross_department": _("跨部门"),
    "law_related": _("涉法涉诉"),
    "leader_involved": _("涉及领导"),
    "handler": _("由谁决定"),
    "may_settle": _("可自行办结"),
    "escalate_to": _("上报至"),
    "consult": _("须听取意见"),
    "clock": _("时限"),
    "channel": _("渠道"),
    "count": _("期限"),
    "unit": _("单位"),
}

WORDS: Mapping[str, str | Promise] = {
    "none": _("无"),
    "suggestion": _("建议意见"),
    "accusation": _("检举控告"),
    "appeal": _("申诉求决"),
    "inquiry": _("咨询"),
    "help": _("求助"),
    "complaint": _("投诉"),
    "litigation": _("诉讼等法律程序"),
    "arbitration": _("仲裁"),
    "party": _("党员申诉"),
    "administrative": _("行政程序"),
    "duty": _("查处违法、履行职责"),
    "petition": _("信访程序"),
    "green": _("一般"),
    "yellow": _("关注"),
    "red": _("重大紧急"),
    "office": _("办公室"),
    "lead_unit": _("主办单位"),
    "coordination": _("办公室协调"),
    "leaders": _("领导会议"),
    "office_staff": _("经办人"),
    "office_head": _("办公室负责人"),
    "coordination_meeting": _("办公室协调会"),
    "leaders_meeting": _("领导会议"),
    "discipline_organ": _("纪检监察机关"),
    "political_legal_organ": _("政法机关"),
    "legal": _("法制机构"),
    "finance": _("财政"),
    "discipline": _("纪检监察"),
    "emergency": _("应急管理"),
    "notice": _("书面告知"),
    "handling": _("办理"),
    "review": _("复查"),
    "recheck": _("复核"),
    "letter": _("来信"),
    "visit": _("来访"),
    "call": _("来电"),
    "hotline": _("热线"),
    "web": _("网上"),
    "email": _("邮件"),
    "scan": _("纸件扫描"),
    "instruction": _("领导批示"),
    "import": _("批量导入"),
    "day": _("日"),
    "working_day": _("个工作日"),
    "decide": _("判定"),
    "deny": _("否决"),
    "hard_deny": _("硬性否决"),
}


def field_title(name: str) -> str:
    """Return what a field is called."""
    return str(FIELDS.get(name, name))


def word_title(word: str) -> str:
    """Return what a word of the vocabulary is called."""
    return str(WORDS.get(word, word))
