from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

LIST = "xianxing.duties.followup.permissions:may_list_items"
OFFICE = "xianxing.duties.followup.permissions:may_open_items"
UNIT = "xianxing.duties.followup.permissions:may_list_own_tasks"
REPORTS = "xianxing.duties.followup.permissions:may_read_reports"
SCALE = "xianxing.duties.followup.permissions:may_change_scale"
FOLLOWING = "xianxing.duties.followup.actions.following"
REPLACE = "xianxing.duties.followup.actions.ladder:on_calendar_changed"
TAKE_OVER = "xianxing.duties.followup.handover:take_over"

DUTY = Manifest(
    name="followup",
    title=_("抓落实"),
    standard=_("定了的事件件有着落，事事有回音"),
    order=35,
    pages=(
        Page(
            title=_("督办事项"),
            url_name="followup:list",
            icon="flag",
            order=35,
            allowed=LIST,
            badge="xianxing.duties.followup.queries.listing:count_pressing",
        ),
        Page(title=_("督办任务"), url_name="followup:mine", icon="flag", order=35, allowed=UNIT),
        Page(title=_("口径分歧"), url_name="followup:differences", icon="scale", order=36, allowed=LIST),
    ),
    commands=(
        Command(title=_("督办立项"), url_name="followup:open", allowed=OFFICE),
        Command(title=_("纪要转任务"), url_name="followup:minutes", allowed=OFFICE),
        Command(title=_("督办通报"), url_name="followup:reports", allowed=REPORTS),
        Command(title=_("督办年度报告"), url_name="followup:annual", allowed=REPORTS),
        Command(title=_("亮灯和催办标准"), url_name="followup:scale", allowed=SCALE),
        Command(title=_("批量填报督办结果"), url_name="followup:sheet", allowed=UNIT),
    ),
    verbs={
        "followup.item.proposed": _("提出督办建议"),
        "followup.item.opened": _("立项"),
        "followup.item.approved": _("批准立项"),
        "followup.item.dropped": _("撤销事项"),
        "followup.item.closed": _("事项办结"),
        "followup.item.handed": _("改派经办人"),
        "followup.task.added": _("分解任务"),
        "followup.task.sent": _("交办"),
        "followup.task.signed": _("签收"),
        "followup.task.progressed": _("报告进展"),
        "followup.task.reported": _("反馈"),
        "followup.task.returned": _("退回重办"),
        "followup.task.checked": _("核查"),
        "followup.task.closed": _("办结"),
        "followup.task.recalled": _("收回任务"),
        "followup.task.dropped": _("撤销任务"),
        "followup.task.reminded": _("催办"),
        "followup.task.linked": _("并为一问"),
        "followup.task.agreed": _("同意一并答复"),
        "followup.task.served": _("一并答复"),
        "followup.task.postponed": _("调整时限"),
        "followup.milestone.reached": _("完成节点"),
        "followup.extension.asked": _("申请延期"),
        "followup.extension.granted": _("同意延期"),
        "followup.extension.refused": _("不同意延期"),
        "followup.quantity.asked": _("要求报数"),
        "followup.quantity.settled": _("确定口径"),
        "followup.quantity.returned": _("退回统一口径"),
        "followup.reading.given": _("报数"),
        "followup.conclusion.issued": _("作出督查结论"),
        "followup.objection.filed": _("提出异议"),
        "followup.objection.decided": _("作出复核决定"),
        "followup.recheck.recorded": _("核查整改"),
        "followup.scale.changed": _("修改亮灯和催办标准"),
        "followup.sheet.exported": _("导出任务表"),
        "followup.sheet.imported": _("导入任务表"),
    },
    listens={
        "assignments.assignment.signed": (f"{FOLLOWING}:on_signed",),
        "assignments.assignment.reported": (f"{FOLLOWING}:on_reported",),
        "assignments.assignment.returned": (f"{FOLLOWING}:on_returned",),
        "assignments.assignment.accepted": (f"{FOLLOWING}:on_accepted",),
        "assignments.assignment.withdrawn": (f"{FOLLOWING}:on_taken_back",),
        "assignments.assignment.objection_granted": (f"{FOLLOWING}:on_taken_back",),
        "assignments.assignment.objection_refused": (f"{FOLLOWING}:on_objection_refused",),
        "assignments.assignment.postponed": (f"{FOLLOWING}:on_postponed",),
        "matters.instruction.given": ("xianxing.duties.followup.actions.opening:on_instruction",),
        "calendars.year.imported": (REPLACE,),
        "calendars.day.changed": (REPLACE,),
        "people.person.left": (TAKE_OVER,),
        "today.work.handed_over": (TAKE_OVER,),
    },
    timers={
        "followup.ladder": "xianxing.duties.followup.actions.ladder:climb_ladder",
        "followup.quiet": "xianxing.duties.followup.actions.ladder:quiet_assignment",
    },
    tasks={"followup.replace": "xianxing.duties.followup.actions.ladder:replace_rungs"},
    sources={"followup.item": "xianxing.duties.followup.queries.finding:search_results"},
    known={"followup.task": "xianxing.duties.followup.permissions:known_task_ids"},
    open_work="xianxing.duties.followup.handover:open_work",
    figures="xianxing.duties.followup.queries.figures:list_figures",
    today="xianxing.duties.followup.today:sections",
    demo="xianxing.duties.followup.demo:tell_stories",
    urls="xianxing.duties.followup.urls",
)
