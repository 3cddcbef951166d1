"""The pages in use: minutes become tasks, a task goes its way, the head chooses and decides."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from xianxing.duties.followup.actions.counting import ask_quantity, give_reading
from xianxing.duties.followup.actions.extending import ask_extension
from xianxing.duties.followup.actions.scaling import scale_in_force
from xianxing.duties.followup.demo.texts import EVERYDAY, MINUTES, PLOTS
from xianxing.duties.followup.handover import open_work
from xianxing.duties.followup.models import Item, MandateKind, Settlement, Task
from xianxing.duties.followup.queries.figures import list_figures
from xianxing.duties.followup.queries.listing import count_pressing
from xianxing.duties.followup.tests.factories import NOW, answered, opened, sent, signed, stage_of
from xianxing.duties.followup.today import sections
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.people.leaving import leave

pytestmark = pytest.mark.django_db
DAY = timezone.localdate() + timedelta(days=9)
TEXT = """一、会议听取了汇报。
会议要求，由住建局牵头，会同水利局，十日内摸清防汛物资底数。
（二）水利局负责月底前修复水闸。
"""


def fields(page: str) -> dict[str, str]:
    """Return the fields of a page's last form, as a browser would send them back."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            found[name[1]] = unescape(value[1]) if value else ("on" if "checked" in tag else "")
    for name_, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        found[name_] = unescape(text).lstrip()
    for name_, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        if chosen:
            found[name_] = chosen[1]
    return found


def test_pasted_minutes_become_tasks_and_one_goes_to_its_end(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    given = {"meeting": "第38次常务会议", "held_on": timezone.localdate().isoformat(), "minutes": TEXT}
    page = client.post("/followup/minutes/", given).content.decode()
    assert "挑出 2 条" in page
    filled = fields(page)
    assert filled["task-0-owner"] == str(office.unit_organ.pk)
    for number in (0, 1):
        filled[f"task-{number}-measure"] = "有台账"
        filled[f"task-{number}-due_on"] = DAY.isoformat()
    answer = client.post("/followup/minutes/confirm/", filled)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    item = Item.objects.get()
    assert (item.title, item.source, item.tasks.count()) == ("第38次常务会议议定事项", "minutes", 2)
    assert client.post(f"/followup/{item.pk}/send/", {}).status_code == 302
    task = item.tasks.get(owner=office.unit_organ)
    client.force_login(office.unit)
    assert client.post(f"/followup/tasks/{task.pk}/sign/").status_code == 302
    assert client.post(f"/followup/tasks/{task.pk}/answer/", {"text": "底数已清。"}).status_code == 302
    client.force_login(office.clerk)
    assert client.post(f"/followup/tasks/{task.pk}/check/", {"finding": "账实相符。"}).status_code == 302
    assert client.post(f"/followup/tasks/{task.pk}/close/").status_code == 302
    assert stage_of(task) == "closed"


def test_kept_candidate_without_its_measure_is_marked(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    given = {"meeting": "例会", "held_on": timezone.localdate().isoformat(), "minutes": TEXT}
    filled = fields(client.post("/followup/minutes/", given).content.decode())
    answer = client.post("/followup/minutes/confirm/", filled)
    assert answer.status_code == 422
    assert "请填写" in answer.content.decode()
    assert not Item.objects.exists()


def test_minutes_with_a_mark_of_secrecy_are_refused(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    given = {"meeting": "例会", "held_on": "2026-11-23", "minutes": "机密★1年\n住建局负责落实。"}
    answer = client.post("/followup/minutes/", given)
    assert answer.status_code == 422
    assert "国家秘密标志" in answer.content.decode()


def test_item_is_opened_by_hand_and_divided(office: Cast, client: Client) -> None:
    client.force_login(office.clerk)
    given = {"title": "路灯整治", "source": "plan", "mandate_kind": "decision", "mandate": "年度计划",
             "mandate_on": "2026-11-01", "due_on": DAY.isoformat()}  # fmt: skip
    assert client.post("/followup/open/", given).status_code == 302
    item = Item.objects.get()
    part = {"title": "修路灯", "owner": office.unit_organ.pk, "request": "修好", "measure": "灯亮",
            "due_on": DAY.isoformat(), "milestones": f"{DAY.isoformat()} 完成采购"}  # fmt: skip
    assert client.post(f"/followup/{item.pk}/divide/", part).status_code == 302
    assert Task.objects.get().milestones.get().title == "完成采购"
    bad = client.post(f"/followup/{item.pk}/divide/", {**part, "milestones": "完成采购"})
    assert "“完成采购”没有写明日期和节点" in bad.content.decode()


def test_overlap_is_shown_with_its_clause_before_sending(office: Cast, client: Client) -> None:
    sent(office)
    client.force_login(office.clerk)
    other = opened(office)
    part = {"title": "摸清编织袋库存和缺口", "owner": office.unit_organ.pk, "measure": "有台账",
            "request": "请摸清全市编织袋库存和缺口，附库存表。", "due_on": DAY.isoformat()}  # fmt: skip
    client.post(f"/followup/{other.pk}/divide/", part)
    answer = client.post(f"/followup/{other.pk}/send/", {})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "重复督查" in page
    assert "政府督查工作条例#15.2" in page


def test_verb_that_does_not_fit_says_so(office: Cast, client: Client) -> None:
    task = sent(office)
    client.force_login(office.clerk)
    answer = client.post(f"/followup/tasks/{task.pk}/close/")
    assert answer.status_code == 422
    assert "现为“已交办”，不能办结；请刷新后按页面上可用的操作办理" in answer.content.decode()


def test_head_chooses_between_figures(office: Cast, client: Client) -> None:
    item = opened(office)
    sent(office, item)
    sent(office, item, owner=office.stranger_organ)
    quantity = ask_quantity(actor=office.clerk, item=item, name="缺口", unit="条", now=NOW)
    today = NOW.date()
    for actor, value in ((office.unit, 120000), (office.stranger, 96000)):
        give_reading(actor=actor, quantity=quantity, value=value, source="台账", as_of=today, now=NOW)  # type: ignore[arg-type]
    client.force_login(office.clerk)
    page = client.get("/followup/differences/").content.decode()
    assert "120000" in page
    assert "采用" not in page
    reading = quantity.readings.get(value=96000)
    assert client.post(f"/followup/readings/{reading.pk}/choose/").status_code == 403
    client.force_login(office.head)
    assert "采用 120000 条" in client.get(f"/followup/{item.pk}/").content.decode()
    assert client.post(f"/followup/readings/{reading.pk}/choose/?next=/today/")["Location"] == "/today/"
    assert Settlement.objects.get().reading == reading
    assert client.post(f"/followup/quantities/{quantity.pk}/return/").status_code == 302


def test_scale_is_set_by_the_head_in_words(office: Cast, client: Client) -> None:
    client.force_login(office.head)
    given = {"amber_days": 5, "red_days": 0, "rungs": "-1 单位\n0：单位、办公室", "most": 9, "days": 20}
    assert client.post("/followup/scale/", given).status_code == 302
    scale = scale_in_force()
    assert [rung.key for rung in scale.rungs] == ["-1", "0"]
    assert (scale.lamps.amber_days, scale.frequency.most) == (5, 9)
    wrong = client.post("/followup/scale/", {**given, "rungs": "1 市长"})
    assert "“1 市长”看不懂" in wrong.content.decode()
    early = client.post("/followup/scale/", {**given, "amber_days": 1, "red_days": 3})
    assert "红灯 3 天早于黄灯 1 天；请改正" in early.content.decode()
    assert "-1 单位" in client.get("/followup/scale/").content.decode()


def lines_of(account: Account) -> dict[str, list[str]]:
    return {str(each.title): [str(line.chip) for line in each.lines] for each in sections(account, NOW)}


def test_first_page_of_the_head_holds_decisions(office: Cast) -> None:
    opened(office, mandate_kind=MandateKind.APPROVAL)
    later = NOW + timedelta(days=30)
    ask_extension(actor=office.unit, task=signed(office), due_at=later, reason="人手", now=NOW)
    assert lines_of(office.head)["督办等您定"] == ["待批准立项", "申请延期"]


def test_first_page_of_a_clerk_holds_what_is_to_be_checked(office: Cast) -> None:
    answered(office)
    assert lines_of(office.clerk) == {"督办到期的": ["已反馈"], "我督办的": ["待核查"]}


def test_first_page_of_a_leader_holds_what_he_gave(office: Cast) -> None:
    sent(office, opened(office, leader=office.leader.person))
    sent(office, reason="范围不同")
    assert lines_of(office.leader) == {"您交办的": ["已交办"]}
    assert lines_of(office.unit) == {}


def test_figures_are_computed_from_what_happened(office: Cast) -> None:
    answered(office)
    opened(office)
    found = {figure.name: figure.value for figure in list_figures(office.head, date(2026, 11, 23))}
    assert found == {"on_time": 100.0, "returned": 0.0, "ownerless": 1.0, "spared": 0.0}


def test_badge_counts_open_items_and_turns_red_when_late(office: Cast) -> None:
    item = opened(office)
    assert count_pressing(office.head) == (1, False)
    Item.objects.filter(pk=item.pk).update(due_on=date(2020, 1, 1))
    assert count_pressing(office.head) == (1, True)


def test_items_of_someone_who_leaves_go_to_the_successor(office: Cast) -> None:
    item = opened(office)
    assert [work.object_id for work in open_work(office.clerk)] == [item.pk]
    assert office.clerk.person is not None
    leave(actor=office.head, person=office.clerk.person, on=NOW.date(), successor=office.head.person, now=NOW)
    item.refresh_from_db()
    assert item.handler == office.head


def test_reports_and_the_year_open_with_their_figures(office: Cast, client: Client) -> None:
    answered(office)
    client.force_login(office.leader)
    page = client.get("/followup/reports/?from=2026-11-01&to=2026-11-30").content.decode()
    assert "住建局" in page
    year = client.get(f"/followup/reports/annual/?year={NOW.year}").content.decode()
    assert "第四十一条" in year
    assert client.get("/followup/reports/annual/?year=1").status_code == 200


def test_stories_are_about_units_and_never_end_before_they_begin() -> None:
    assert all(plot.days > 0 and plot.days_ago > 0 for plot in (*EVERYDAY, *PLOTS.values()))
    assert len(MINUTES.parts) == 3
