"""Words for what the engine only numbers."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianxing.duties.followup.engine.ladder import Rung, Told
from xianxing.duties.followup.engine.lamps import Lamp
from xianxing.duties.followup.engine.overlap import Fault
from xianxing.duties.followup.engine.stages import Step
from xianxing.office.duty import Text

STEP_TITLES: Mapping[Step, Text] = {
    Step.SEND: gettext_lazy("交办"),
    Step.SIGN: gettext_lazy("签收"),
    Step.PROGRESS: gettext_lazy("报告进展"),
    Step.REPORT: gettext_lazy("反馈"),
    Step.RETURN: gettext_lazy("退回重办"),
    Step.CHECK: gettext_lazy("核查"),
    Step.CLOSE: gettext_lazy("办结"),
    Step.RECALL: gettext_lazy("收回"),
    Step.DROP: gettext_lazy("撤销"),
}
LAMP_TITLES: Mapping[Lamp, Text] = {
    Lamp.GREEN: gettext_lazy("正常"),
    Lamp.AMBER: gettext_lazy("临期"),
    Lamp.RED: gettext_lazy("逾期"),
    Lamp.OUT: gettext_lazy("不计时"),
}
TOLD_TITLES: Mapping[Told, Text] = {
    Told.OWNER: gettext_lazy("承办单位"),
    Told.OWNER_HEAD: gettext_lazy("单位负责人"),
    Told.OFFICE: gettext_lazy("办公室"),
}
FAULT_TITLES: Mapping[Fault, Text] = {
    Fault.REPEATED: gettext_lazy("重复督查"),
    Fault.MULTIPLE: gettext_lazy("多头督查"),
    Fault.TOO_OFTEN: gettext_lazy("过于频繁"),
}


FIELD_TITLES: Mapping[str, Text] = {
    "mandate": gettext_lazy("依据"),
    "due_on": gettext_lazy("时限"),
    "due_at": gettext_lazy("时限"),
    "owner": gettext_lazy("主办单位"),
    "helpers": gettext_lazy("协办单位"),
    "measure": gettext_lazy("办成的标准"),
    "stage": gettext_lazy("阶段"),
    "handler": gettext_lazy("经办人"),
    "rung": gettext_lazy("级次"),
    "told": gettext_lazy("告知"),
    "answered_by": gettext_lazy("以此件答复为准"),
    "objection_until": gettext_lazy("异议截止"),
    "decide_until": gettext_lazy("复核时限"),
    "rectify_until": gettext_lazy("整改时限"),
    "rectified": gettext_lazy("整改"),
    "result": gettext_lazy("复核决定"),
}


def step_words(step: Step) -> str:
    """Return the name of a step."""
    return str(STEP_TITLES[step])


def told_words(told: tuple[Told, ...]) -> str:
    """Return whom a rung tells."""
    return "、".join(str(TOLD_TITLES[each]) for each in told)


def rung_words(rung: Rung) -> str:
    """Return when a rung is climbed."""
    if rung.offset == 0:
        return _("到期当日")
    if rung.offset < 0:
        return _("到期前 %(n)s 个工作日") % {"n": -rung.offset}
    return _("逾期 %(n)s 个工作日") % {"n": rung.offset}
