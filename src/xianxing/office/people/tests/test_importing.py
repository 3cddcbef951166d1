from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry
from xianxing.office.ledger.queries import verify
from xianxing.office.people import importing
from xianxing.office.people.engine import HEADINGS, RowFault
from xianxing.office.people.errors import BadList
from xianxing.office.people.exporting import export_people
from xianxing.office.people.importing import Counts, Plan, UnknownOrgans, apply_rows, plan_import
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post
from xianxing.office.people.queries import roster
from xianxing.office.people.runs import read_sheet
from xianxing.office.people.sheets import read_rows
from xianxing.office.people.tests.given import NOW, SINCE, TODAY, listed, organ, placed, post

pytestmark = pytest.mark.django_db
CREATE, REFUSE = UnknownOrgans.CREATE, UnknownOrgans.REFUSE
LIST = (
    ("陈卫国", "住建局", "局长", "正处级", 1, "2024-03-01", "0531-1", "", "A1", "是"),
    ("单小明", "住建局", "副局长", "副处级", 3, "2024年3月", "", "d@example.com", "A2", "是"),
    ("曾庆", "住建局", "副局长", "正科级", 2, "", "", "", "A3", ""),
    ("陈卫国", "水利局", "顾问", "", 9, "", "", "", "A1", "否"),
)


def _plan(content: bytes, unknown: UnknownOrgans = REFUSE) -> Plan:
    sheet = read_sheet(content)
    return plan_import(sheet.rows, sheet.heading_row, sheet.mapping, unknown=unknown, today=TODAY)


def _import(content: bytes, unknown: UnknownOrgans = CREATE) -> Counts:
    plan = _plan(content, unknown)
    return apply_rows(actor=SYSTEM, rows=plan.rows, now=NOW, report=lambda counts: None)


def test_import_enters_people_posts_and_organs_in_rank_order() -> None:
    assert _import(listed(*LIST)) == Counts(created=3, changed=1)
    here = Organ.objects.get(name="住建局")
    assert [(each.person.name, each.post.title, each.held_grade) for each in roster(here, TODAY)] == [
        ("陈卫国", "局长", "正处级"),
        ("曾庆", "副局长", "正科级"),
        ("单小明", "副局长", "副处级"),
    ]
    chen = Person.objects.get(staff_code="A1")
    assert (chen.pinyin, chen.phone) == ("chen wei guo", "0531-1")
    assert [(each.post.title, each.is_primary) for each in chen.appointments.order_by("id")] == [
        ("局长", True),
        ("顾问", False),
    ]
    assert Appointment.objects.get(person__staff_code="A2").starts_on == SINCE
    assert Appointment.objects.get(person__staff_code="A3").starts_on == TODAY
    assert verify() == ()


def test_import_again_changes_nothing_and_records_nothing() -> None:
    _import(listed(*LIST))
    entries = Entry.objects.count()
    assert _import(listed(*LIST)) == Counts(unchanged=4)
    assert Entry.objects.count() == entries


def test_export_comes_back_in_unchanged() -> None:
    _import(listed(*LIST))
    content = export_people(actor=SYSTEM, now=NOW)
    assert _import(content, REFUSE) == Counts(unchanged=4)
    assert Entry.objects.filter(verb="people.list.exported").get().object_label == "人员名册 4 行"
    assert read_rows(content) == read_rows(export_people(actor=SYSTEM, now=NOW))


def test_export_keeps_text_that_looks_like_a_formula_as_text() -> None:
    placed("陈卫国", "A1", post(organ("=cmd|' /C calc'!A0"), "局长"))
    sheet = load_workbook(BytesIO(export_people(actor=SYSTEM, now=NOW))).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("平安市=cmd|' /C calc'!A0", "s")


def test_import_a_changed_row_changes_only_what_it_says() -> None:
    _import(listed(*LIST))
    changed = ("单小明", "住建局", "副局长", "正处级", 1, "", "0531-2", "", "A2", "")
    assert _import(listed(changed)) == Counts(changed=1)
    held = Appointment.objects.get(person__staff_code="A2")
    assert (held.held_grade, held.place, held.starts_on) == ("正处级", 1, SINCE)
    assert (held.person.phone, held.person.email) == ("0531-2", "d@example.com")
    entry = Entry.objects.latest("sequence")
    assert entry.verb == "people.person.imported"
    assert entry.changes[1:] == [
        {"field": "级别", "before": "副处级", "after": "正处级"},
        {"field": "排序号", "before": "3", "after": "1"},
    ]
    assert set(entry.changes[0]) == {"field", "sealed"}


def test_import_a_new_principal_post_makes_the_old_one_secondary() -> None:
    _import(listed(*LIST))
    _import(listed(("陈卫国", "水利局", "局长", "", "", "", "", "", "A1", "是")))
    primary = Appointment.objects.filter(person__staff_code="A1", is_primary=True)
    assert [str(each.post) for each in primary] == ["水利局局长"]


def test_import_the_other_post_as_principal_makes_the_first_secondary_and_again_changes_nothing() -> None:
    _import(listed(*LIST))
    swapped = (
        ("陈卫国", "住建局", "局长", "", "", "2025-01-02", "", "", "A1", "否"),
        ("陈卫国", "水利局", "顾问", "副处级", "", "", "", "", "A1", "是"),
    )
    assert _import(listed(swapped[1])) == Counts(changed=1)
    assert _import(listed(*swapped)) == Counts(changed=1, unchanged=1)
    assert _import(listed(*swapped)) == Counts(unchanged=2)
    held = Appointment.objects.filter(person__staff_code="A1").order_by("id")
    assert [(each.is_primary, each.held_grade, str(each.starts_on)) for each in held] == [
        (False, "正处级", "2025-01-02"),
        (True, "副处级", "2026-11-23"),
    ]


def test_import_uses_posts_and_organs_that_exist() -> None:
    here = organ("住建局")
    chair = post(here, "局长", order=1)
    assert _import(listed(LIST[0]), REFUSE) == Counts(created=1)
    assert (Organ.objects.count(), Post.objects.count()) == (1, 1)
    assert Appointment.objects.get().post == chair


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("城关镇", OrganKind.TOWNSHIP),
        ("综合科", OrganKind.SECTION),
        ("城投公司", OrganKind.COMPANY),
        ("市医院", OrganKind.INSTITUTION),
        ("住建局", OrganKind.DEPARTMENT),
    ],
)
def test_import_opens_unknown_organs_only_when_it_was_chosen(name: str, kind: OrganKind) -> None:
    content = listed(("陈卫国", name, "主任", "", "", "", "", "", "A1", ""))
    plan = _plan(content)
    message = f"单位“{name}”没有登记；请改为已登记的全称或简称，或先新建该单位，或选择自动新建"
    assert (plan.rows, plan.faults) == ((), (RowFault(2, message),))
    assert _plan(content, CREATE).new_organs == (name,)
    _import(content)
    assert Organ.objects.get().kind == kind


def test_plan_import_names_rows_that_contradict_the_directory() -> None:
    _import(listed(*LIST))
    Person.objects.filter(staff_code="A3").update(left_on=TODAY)
    Organ.objects.create(name="平安区水利局", short_name="水利处", kind="department")
    Organ.objects.create(name="平安县水利局", short_name="水利处", kind="department")
    plan = _plan(
        listed(
            ("李四", "住建局", "局长", "", "", "", "", "", "A1", ""),
            ("曾庆", "住建局", "副局长", "", "", "", "", "", "A3", ""),
            ("王五", "水利处", "局长", "", "", "", "", "", "A5", ""),
            ("赵六", "住建局", "【机密】组长", "", "", "", "", "", "A6", ""),
            ("孙七", "住建局", "科长", "", "x", "", "", "", "A7", ""),
        )
    )
    assert [(fault.row, fault.message) for fault in plan.faults] == [
        (2, "人员编号 A1 已登记为“陈卫国”，此行为“李四”；请核对编号，确已改名的先在人员页更正"),
        (3, "曾庆 已于 2026-11-23 离任；如重新任用请另编号登记，否则删去此行"),
        (4, "单位“水利处”不止一个（平安区水利局、平安县水利局）；请写全称"),
        (5, "带有国家秘密标志“【机密】”；本系统不得录入涉密内容，请删去此行"),
        (6, "排序号为“x”；应为 0 到 1000000 的整数，请改正"),
    ]


def test_plan_import_writes_nothing_and_costs_four_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    content = listed(*LIST)
    sheet = read_sheet(content)
    with django_assert_num_queries(4):
        plan = plan_import(sheet.rows, sheet.heading_row, sheet.mapping, unknown=CREATE, today=TODAY)
    assert plan.counts == Counts(created=4)
    assert (Person.objects.count(), Organ.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.slow
def test_plan_import_of_5000_rows_with_3_bad_ones_names_the_three() -> None:
    rows = [
        (
            f"陈{number}",
            f"单位{number % 50}",
            "科员",
            "科员级",
            number,
            SINCE.isoformat(),
            "",
            "",
            f"A{number}",
            "是",
        )
        for number in range(5000)
    ]
    rows[10] = ("", *rows[10][1:])
    rows[2500] = (*rows[2500][:5], "昨天", *rows[2500][6:])
    rows[4999] = (*rows[4999][:8], "A7", "是")
    plan = _plan(listed(*rows), CREATE)
    assert [(fault.row, fault.message) for fault in plan.faults] == [
        (12, "姓名为空；必须填写，请补上"),
        (2502, "任职日期为“昨天”；应为如 2026-11-23 或 2026年11月 的日期，请改正"),
        (
            5001,
            "人员编号 A7 在第 9 行属于“陈7”，此行为“陈4999”；一个编号只能属于一人，请改正",
        ),
    ]
    assert plan.counts == Counts(created=4997)


def test_apply_rows_reports_after_each_chunk_and_keeps_them_when_it_breaks_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 10)
    rows = [(f"陈{n}", "住建局", f"职务{n}", "", n, "", "", "", f"A{n}", "") for n in range(25)]
    plan = _plan(listed(*rows), CREATE)
    seen: list[int] = []

    def break_off(counts: Counts) -> None:
        seen.append(counts.total)
        if counts.total == 20:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        apply_rows(actor=SYSTEM, rows=plan.rows, now=NOW, report=break_off)
    assert seen == [10, 20]
    assert Person.objects.count() == 10
    assert _import(listed(*rows)) == Counts(created=15, unchanged=10)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件里没有内容；请核对是否选错了文件或工作表"),
        (b"\xff\xff\x00", "文件不是 xlsx 表格或 csv 文本；请另存为其中一种后重试"),
        (b"a\x00b", "文件不是 xlsx 表格或 csv 文本；请另存为其中一种后重试"),
        (b"PK\x03\x04x", "表格打不开；请用办公软件另存为 xlsx 后重试"),
        (b"\n" * 50_001, "文件超过 50000 行；请拆成几份导入"),
        (
            "陈卫国,局长\n".encode(),
            (
                "前 10 行里没有认出列标题；第一行应有姓名、单位、职务、级别、排序号、任职日期、电话、邮箱、人员编号、"
                "主要职务等标题，请补上后重试"
            ),
        ),
    ],
)
def test_read_sheet_of_something_else_says_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(BadList) as refusal:
        read_sheet(content)
    assert refusal.value.messages == [message]


def test_read_rows_of_text_in_either_encoding_and_separator() -> None:
    text = '姓名,单位\n陈卫国,"住建局,一科"\n'
    assert read_rows(text.encode("gb18030")) == [["姓名", "单位"], ["陈卫国", "住建局,一科"]]
    assert read_rows("\ufeff姓名\t单位\n陈卫国\t住建局\n".encode()) == [
        ["姓名", "单位"],
        ["陈卫国", "住建局"],
    ]


def test_read_rows_of_cells_of_every_type_gives_text() -> None:
    content = listed((3, "a\nb", "", "", "", "", "", "", "", ""))
    book = load_workbook(BytesIO(content))
    book.worksheets[0].append([date(2024, 3, 1), 1e16, 1.5, None, True])
    packed = BytesIO()
    book.save(packed)
    rows = read_rows(packed.getvalue())
    assert rows[0] == list(HEADINGS.values())
    assert rows[1][:2] == ["3", "a b"]
    assert rows[2][:5] == ["2024-03-01", "10000000000000000", "1.5", "", "True"]


def test_columns_in_any_order_with_synonyms_are_read() -> None:
    text = "名册\n工号,部门,岗位,干部姓名\nA1,住建局,局长,陈卫国\n"
    plan = _plan(text.encode(), CREATE)
    (row,) = plan.rows
    assert (row.row, row.name, row.organ, row.post, row.staff_code) == (3, "陈卫国", "住建局", "局长", "A1")
