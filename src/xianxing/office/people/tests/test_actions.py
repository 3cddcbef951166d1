from datetime import date

import pytest

from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry, SealedValue
from xianxing.office.ledger.queries import verify
from xianxing.office.people import actions
from xianxing.office.people.actions import OrganFields, PersonFields, PostFields
from xianxing.office.people.errors import OrganInUse, OrganLoop, PersonLeft, PostTaken, WrongDay
from xianxing.office.people.models import Organ, OrganKind, Person
from xianxing.office.people.tests.given import NOW, SINCE, TODAY, organ, person, placed, post

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)


def _last() -> Entry:
    return Entry.objects.latest("sequence")


def test_create_organ_is_spelt_and_recorded() -> None:
    created = organ("行政审批局")
    assert (created.pinyin, created.initials, str(created)) == (
        "xing zheng shen pi ju",
        "xzspj",
        "行政审批局",
    )
    assert (_last().verb, _last().object_label) == ("people.organ.created", "平安市行政审批局")


def test_create_organ_of_a_taken_name_is_refused() -> None:
    organ("住建局")
    with pytest.raises(PostTaken) as refusal:
        organ("住建局")
    assert refusal.value.messages == ["已有名为“平安市住建局”的单位；请核对，或在名称中加以区别"]


def test_create_organ_with_a_mark_of_a_secret_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(ClassifiedMaterial):
        organ("机密★1年")
    assert (Organ.objects.count(), Entry.objects.count()) == (0, 0)


def test_change_organ_records_each_field_in_words() -> None:
    changed = organ("住建局")
    fields = OrganFields("平安市住房局", "住房局", OrganKind.INSTITUTION, 5)
    actions.change_organ(actor=SYSTEM, organ=changed, fields=fields, now=NOW)
    changed.refresh_from_db()
    assert (changed.short_name, changed.pinyin, changed.order_number) == ("住房局", "zhu fang ju", 5)
    assert _last().changes == [
        {"field": "全称", "before": "平安市住建局", "after": "平安市住房局"},
        {"field": "简称", "before": "住建局", "after": "住房局"},
        {"field": "类别", "before": "工作部门", "after": "事业单位"},
        {"field": "排序号", "before": "1000", "after": "5"},
    ]


def test_change_organ_without_a_change_records_nothing() -> None:
    changed = organ("住建局")
    fields = OrganFields("平安市住建局", "住建局", OrganKind.DEPARTMENT)
    actions.change_organ(actor=SYSTEM, organ=changed, fields=fields, now=NOW)
    assert Entry.objects.count() == 1


def test_change_organ_to_a_taken_name_is_refused() -> None:
    organ("水利局")
    fields = OrganFields("平安市水利局", "水利局", OrganKind.DEPARTMENT)
    with pytest.raises(PostTaken):
        actions.change_organ(actor=SYSTEM, organ=organ("住建局"), fields=fields, now=NOW)


def test_move_organ_below_itself_or_its_own_is_refused() -> None:
    top = organ("市政府")
    below = organ("住建局", parent=top)
    for place in (top, below):
        with pytest.raises(OrganLoop) as refusal:
            actions.move_organ(actor=SYSTEM, organ=top, parent=place, now=NOW)
        assert refusal.value.messages == ["不能把“市政府”移到它自己或它的下级之下；请另选上级"]


def test_move_organ_records_both_places_and_the_same_place_nothing() -> None:
    top, moved = organ("市政府"), organ("住建局")
    actions.move_organ(actor=SYSTEM, organ=moved, parent=top, now=NOW)
    assert _last().changes == [{"field": "上级", "before": "", "after": "市政府"}]
    count = Entry.objects.count()
    actions.move_organ(actor=SYSTEM, organ=moved, parent=top, now=NOW)
    assert Entry.objects.count() == count
    actions.move_organ(actor=SYSTEM, organ=moved, parent=None, now=NOW)
    moved.refresh_from_db()
    assert moved.parent is None


def test_abolish_organ_with_people_or_organs_is_refused_until_they_are_gone() -> None:
    closed = organ("住建局")
    below = organ("房管科", parent=closed)
    appointment = placed("陈卫国", "A1", post(closed, "局长"))
    with pytest.raises(OrganInUse) as refusal:
        actions.abolish_organ(actor=SYSTEM, organ=closed, on=TODAY, reason="机构改革", now=NOW)
    assert refusal.value.messages == ["“住建局”还有 1 个下级单位、1 项任职；请先移走下级、免去任职，再撤销"]
    actions.abolish_organ(actor=SYSTEM, organ=below, on=TODAY, reason="", now=NOW)
    actions.end_appointment(actor=SYSTEM, appointment=appointment, on=date(2026, 11, 22), reason="", now=NOW)
    actions.abolish_organ(actor=SYSTEM, organ=closed, on=TODAY, reason="机构改革", now=NOW)
    assert (_last().verb, _last().reason) == ("people.organ.abolished", "机构改革")


def test_create_post_twice_is_refused_and_elsewhere_passes() -> None:
    here, there = organ("住建局"), organ("水利局")
    post(here, "局长")
    post(there, "局长")
    with pytest.raises(PostTaken) as refusal:
        post(here, "局长")
    assert refusal.value.messages == ["“住建局”已有“局长”一职；请直接任职，或另写职务名称"]


def test_change_post_records_what_changed_and_refuses_a_taken_title() -> None:
    here = organ("住建局")
    changed = post(here, "副局长", order=2)
    post(here, "局长")
    actions.change_post(
        actor=SYSTEM, post=changed, fields=PostFields("常务副局长", "正科级", 2, True), now=NOW
    )
    assert _last().changes == [
        {"field": "职务", "before": "副局长", "after": "常务副局长"},
        {"field": "主要负责人", "before": "否", "after": "是"},
    ]
    count = Entry.objects.count()
    actions.change_post(
        actor=SYSTEM, post=changed, fields=PostFields("常务副局长", "正科级", 2, True), now=NOW
    )
    assert Entry.objects.count() == count
    with pytest.raises(PostTaken):
        actions.change_post(actor=SYSTEM, post=changed, fields=PostFields("局长"), now=NOW)


def test_register_person_is_spelt_and_the_code_is_once() -> None:
    registered = person("单小明", "A1")
    assert (registered.pinyin, registered.initials) == ("shan xiao ming", "sxm")
    with pytest.raises(PostTaken) as refusal:
        person("李四", "A1")
    assert refusal.value.messages == ["人员编号 A1 已用于 单小明；请核对编号"]


def test_correct_person_seals_phone_and_address_in_the_ledger() -> None:
    corrected = person("陈卫国", "A1", "05310000001")
    fields = PersonFields("陈维国", "A1", "05310000002", "c@example.com")
    assert actions.correct_person(actor=SYSTEM, person=corrected, fields=fields, now=NOW)
    assert not actions.correct_person(actor=SYSTEM, person=corrected, fields=fields, now=NOW)
    entry = _last()
    assert entry.changes[0] == {"field": "姓名", "before": "陈卫国", "after": "陈维国"}
    assert [set(change) for change in entry.changes[1:]] == [{"field", "sealed"}, {"field", "sealed"}]
    assert SealedValue.objects.filter(subject_id=corrected.pk).count() == 2
    assert Person.objects.get().pinyin == "chen wei guo"
    assert verify() == ()


def test_correct_person_to_a_taken_code_is_refused() -> None:
    person("李四", "A2")
    with pytest.raises(PostTaken):
        actions.correct_person(
            actor=SYSTEM, person=person("陈卫国", "A1"), fields=PersonFields("陈卫国", "A2"), now=NOW
        )


def test_appoint_a_new_principal_post_makes_the_others_secondary() -> None:
    here = organ("住建局")
    first = placed("陈卫国", "A1", post(here, "局长"))
    second = actions.appoint(
        actor=SYSTEM, person=first.person, post=post(here, "党组书记"), starts_on=TODAY, now=NOW
    )
    first.refresh_from_db()
    assert (first.is_primary, second.is_primary) == (False, True)
    third = actions.appoint(
        actor=SYSTEM,
        person=first.person,
        post=post(here, "安委会主任"),
        starts_on=TODAY,
        is_primary=False,
        now=NOW,
    )
    second.refresh_from_db()
    assert (second.is_primary, third.is_primary) == (True, False)
    assert _last().changes == [{"field": "任职", "before": "", "after": "住建局安委会主任 2026-11-23"}]


def test_appoint_to_a_post_held_already_is_refused() -> None:
    held = placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    with pytest.raises(PostTaken) as refusal:
        actions.appoint(actor=SYSTEM, person=held.person, post=held.post, starts_on=TODAY, now=NOW)
    assert refusal.value.messages == ["陈卫国 已任 住建局局长，无须重复任职"]


def test_appoint_in_an_abolished_organ_is_refused_and_before_that_day_passes() -> None:
    closed = organ("住建局")
    chair = post(closed, "局长")
    actions.abolish_organ(actor=SYSTEM, organ=closed, on=TODAY, reason="", now=NOW)
    with pytest.raises(OrganInUse) as refusal:
        actions.appoint(actor=SYSTEM, person=person("陈卫国", "A1"), post=chair, starts_on=TODAY, now=NOW)
    assert refusal.value.messages == ["“住建局”已撤销，不能任职；请另选单位"]
    placed("李四", "A2", chair)


def test_appoint_someone_who_left_is_refused() -> None:
    gone = person("陈卫国", "A1")
    gone.left_on = TODAY
    gone.save()
    with pytest.raises(PersonLeft) as refusal:
        actions.appoint(
            actor=SYSTEM, person=gone, post=post(organ("住建局"), "局长"), starts_on=TODAY, now=NOW
        )
    assert refusal.value.messages == ["陈卫国 已于 2026-11-23 离任；如重新任用，请先恢复其登记"]


def test_end_appointment_before_it_began_or_twice_is_refused() -> None:
    held = placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    with pytest.raises(WrongDay) as early:
        actions.end_appointment(actor=SYSTEM, appointment=held, on=date(2024, 2, 29), reason="", now=NOW)
    assert early.value.messages == ["免职日期早于任职日期 2024-03-01；请核对"]
    actions.end_appointment(actor=SYSTEM, appointment=held, on=SINCE, reason="调任", now=NOW)
    assert (_last().verb, _last().reason) == ("people.person.relieved", "调任")
    with pytest.raises(WrongDay) as twice:
        actions.end_appointment(actor=SYSTEM, appointment=held, on=TODAY, reason="", now=NOW)
    assert twice.value.messages == ["此项任职已于 2024-03-01 结束，无须再免"]


def test_reopen_appointment_takes_the_end_back_unless_the_person_left() -> None:
    held = placed("陈卫国", "A1", post(organ("住建局"), "局长"))
    actions.reopen_appointment(actor=SYSTEM, appointment=held, now=NOW)
    actions.end_appointment(actor=SYSTEM, appointment=held, on=TODAY, reason="", now=NOW)
    actions.reopen_appointment(actor=SYSTEM, appointment=held, now=NOW)
    held.refresh_from_db()
    assert (held.ends_on, _last().verb) == (None, "people.person.reinstated")
    held.person.left_on = TODAY
    with pytest.raises(PersonLeft):
        actions.reopen_appointment(actor=SYSTEM, appointment=held, now=NOW)
