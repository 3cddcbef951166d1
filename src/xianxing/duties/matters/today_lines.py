"""How a matter becomes a line of the first page, with what can be done about it from there."""

from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.engine import State
from xianxing.duties.matters.models import Issue, Level, Matter, MatterKind, MatterTrack, TopicState
from xianxing.duties.matters.queries.waiting import Unreported, is_past_authority
from xianxing.office.duty import Act, Line, Way

EXTENSION_DAYS = "30"
UNCONFIRMED = (TopicState.SUGGESTED, TopicState.ASKED)


def to_sign(matter: Matter) -> Line:
    """A reply that waits for a signature; past the authority it asks for the reason of letting it pass."""
    past = is_past_authority(matter)
    sign = Act(_("审签"), _verb(matter, "sign"))
    if past:
        asks = _("越权批准理由")
        sign = Act(_("批准并审签"), _verb(matter, "sign"), Way.WRITE, asks=asks, asked="override_reason")
    back = Act(_("退回"), _verb(matter, "return"), Way.WRITE, asks=_("哪里要改"))
    opinion = str(getattr(matter, "reply_opinion", "") or "")
    chip = _("越权须批准") if past else _("待审签")
    return _line(matter, chip, "red" if past else "amber", opinion[:60], sign, back)


def to_forward(matter: Matter) -> Line:
    """An accusation that has to go to its organ."""
    go = Act(_("转送"), _verb(matter, "forward"), Way.OPEN)
    return _line(matter, _("检举控告"), "red", _("应按管理权限转送，材料不得转给被反映的单位或者人员"), go)


def to_escalate(matter: Matter) -> Line:
    """A matter that the authority table sends up."""
    outcome = matter.decision.outcome if matter.decision else {}
    level = Level(outcome["escalate_to"]) if outcome else Level.LEADERS
    act = Act(_("上报"), _verb(matter, "escalate"), Way.WRITE, (("level", level.value),), asks=_("上报理由"))
    row = matter.decision.row if matter.decision else ""
    detail = _("按权限表“%(row)s”应报%(level)s") % {"row": row, "level": level.label}
    return _line(matter, _("应上报"), "red", detail, act)


def to_extend(matter: Matter) -> Line:
    """A petition whose limit comes and may be extended once."""
    act = Act(
        _("延长 30 日"), _verb(matter, "extend"), Way.WRITE, (("days", EXTENSION_DAYS),), asks=_("延长理由")
    )
    return _line(matter, _("可延期"), "amber", _lead(matter), act)


def to_reopen(matter: Matter) -> Line:
    """A matter that the office holds settled and the person does not."""
    act = Act(_("重新办理"), _verb(matter, "reopen"), Way.WRITE, asks=_("理由"))
    return _line(matter, _("说法不一"), "amber", _("我方已答复，来信人回访时说没有解决"), act)


def at_risk(matter: Matter, unreported: Unreported | None) -> Line:
    """A matter near or past its limit, with what moves it on."""
    state = State(matter.state)
    acts: tuple[Act, ...] = ()
    detail = _lead(matter)
    if unreported:
        acts = (Act(_("催办"), reverse("assignments:take", args=[unreported.assignment_id, "remind"])),)
        detail = _("在%(unit)s手里") % {"unit": unreported.unit}
    elif state == State.REGISTERED:
        acts = (_accept(matter),)
    elif state == State.ACCEPTED:
        acts = (Act(_("交办"), _verb(matter, "assign"), Way.OPEN),)
    elif state == State.WORKING:
        acts = (Act(_("拟写答复"), _verb(matter, "reply"), Way.OPEN),)
    elif state in {State.REVIEWING, State.RECHECKING}:
        acts = (Act(_("作出意见"), _verb(matter, "conclude"), Way.OPEN),)
    return _line(matter, str(matter.get_state_display()), "blue", detail, *acts)


def to_accept(matter: Matter) -> Line:
    """Something that nobody has taken up, with its suggested kind and topic to confirm."""
    acts = [_accept(matter)]
    if matter.topic and matter.topic_state in UNCONFIRMED:
        title = _("归入“%(topic)s”") % {"topic": matter.topic.rpartition("/")[2]}
        acts.append(Act(title, reverse("matters:topic", args=[matter.pk]), values=(("topic", matter.topic),)))
    received = timezone.localtime(matter.received_at)
    detail = _("%(channel)s · %(time)s · %(place)s") % {
        "channel": matter.get_channel_display(),
        "time": f"{received:%m-%d %H:%M}",
        "place": matter.place or _("地点未填"),
    }
    return _line(matter, str(matter.get_kind_display()), "grey", detail, *acts)


def next_step(matter: Matter) -> Line:
    """What its handler does next."""
    state = State(matter.state)
    if state == State.ACCEPTED:
        act = Act(_("交办"), _verb(matter, "assign"), Way.OPEN)
    elif state == State.ANSWERED:
        act = Act(_("办结"), _verb(matter, "close"))
    else:
        act = Act(_("拟写答复"), _verb(matter, "reply"), Way.OPEN)
    return _line(matter, str(matter.get_state_display()), "blue", _lead(matter), act)


def waited(matter: Matter, now: datetime) -> Line:
    """A matter that came in long ago."""
    days = (timezone.localdate(now) - timezone.localdate(matter.received_at)).days
    detail = _("%(lead)s · 已 %(days)d 天") % {"lead": _lead(matter), "days": days}
    return _line(matter, str(matter.get_state_display()), "blue", detail)


def to_instruct(matter: Matter) -> Line:
    """A matter that came up to the leaders, with the place for an instruction."""
    act = Act(_("批示"), _verb(matter, "instruct"), Way.WRITE, asks=_("批示内容"), asked="text")
    people = _("%(n)d 人反映") % {"n": max(matter.complainants, matter.people_count)}
    return _line(matter, people, "red" if matter.risk == "red" else "amber", _lead(matter), act)


def plain(matter: Matter) -> Line:
    """A matter with where it stands."""
    return _line(matter, str(matter.get_state_display()), "blue", _lead(matter))


def hot(issue: Issue) -> Line:
    """An issue with how many different people complained."""
    detail = _("%(place)s · %(messages)d 件 · %(first)s 至 %(last)s") % {
        "place": issue.place or _("多处"),
        "messages": issue.messages_count,
        "first": f"{timezone.localtime(issue.first_at):%m-%d}",
        "last": f"{timezone.localtime(issue.last_at):%m-%d}",
    }
    people = _("%(n)d 人") % {"n": issue.complainants}
    return Line(issue.title, address("matters:issue", issue.pk), detail, people, "red")


def address(url_name: str, *arguments: int) -> str:
    """Return the address of a page of this duty, or of the list while the page is not there."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return reverse("matters:list")


def _accept(matter: Matter) -> Act:
    kind = MatterKind(matter.kind)
    if kind == MatterKind.APPEAL and not matter.track:
        return Act(_("受理"), _verb(matter, "accept"), Way.OPEN)
    track = matter.track or MatterTrack.PETITION if kind == MatterKind.APPEAL else ""
    values = (("kind", kind.value), ("track", str(track)))
    return Act(_("按“%(kind)s”受理") % {"kind": kind.label}, _verb(matter, "accept"), values=values)


def _line(matter: Matter, chip: str, tone: str, detail: str, *acts: Act) -> Line:
    return Line(
        title=matter.title,
        url=reverse("matters:detail", args=[matter.pk]),
        detail=detail,
        chip=chip,
        tone=tone,
        due=matter.due_on if matter.is_open else None,
        since=matter.received_at,
        acts=acts,
    )


def _lead(matter: Matter) -> str:
    where = str(matter.lead) if matter.lead else _("尚未交办")
    return f"{where} · {matter.handler}" if matter.handler else where


def _verb(matter: Matter, name: str) -> str:
    return reverse("matters:verb", args=[matter.pk, name])
