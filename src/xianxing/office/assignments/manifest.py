from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

_ALLOWED = "xianxing.office.assignments.permissions:may_see_tasks"

MANIFEST = Manifest(
    name="assignments",
    title=_("交办"),
    order=50,
    pages=(
        Page(
            title=_("交办任务"),
            url_name="assignments:tasks",
            icon="send",
            order=50,
            allowed=_ALLOWED,
            badge="xianxing.office.assignments.queries:waiting_for",
        ),
    ),
    commands=(Command(title=_("打开交办任务"), url_name="assignments:tasks", allowed=_ALLOWED),),
    verbs={
        "assignments.assignment.sent": _("交办"),
        "assignments.assignment.signed": _("签收"),
        "assignments.assignment.reported": _("反馈"),
        "assignments.assignment.contributed": _("提交协办意见"),
        "assignments.assignment.objected": _("提出异议"),
        "assignments.assignment.objection_granted": _("同意异议"),
        "assignments.assignment.objection_refused": _("不同意异议"),
        "assignments.assignment.returned": _("退回重办"),
        "assignments.assignment.accepted": _("办结"),
        "assignments.assignment.withdrawn": _("撤回"),
        "assignments.assignment.reminded": _("催办"),
        "assignments.assignment.escalated": _("逾期上报"),
        "assignments.assignment.postponed": _("调整时限"),
    },
    timers={
        "assignments.due_soon": "xianxing.office.assignments.ladder:remind_due_soon",
        "assignments.due": "xianxing.office.assignments.ladder:remind_due",
        "assignments.overdue": "xianxing.office.assignments.ladder:escalate_overdue",
    },
    urls="xianxing.office.assignments.urls",
)
