"""Importing a list of people: judge all of it against the directory first, then write it in short transactions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.files.classified import find_mark
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.engine import USUAL_ORDER, Column, ListedPost, RowFault, read_rows
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post
from xianxing.office.people.sources import index_people
from xianxing.office.people.spelling import spell_name, spell_words

CHUNK = 100
KIND_ENDINGS = (
    (("乡", "镇", "街道", "街道办事处"), OrganKind.TOWNSHIP),
    (("科", "处", "室", "股", "队", "组"), OrganKind.SECTION),
    (("公司", "集团", "厂", "银行"), OrganKind.COMPANY),
    (("学校", "医院", "中心", "院", "馆", "所", "站"), OrganKind.INSTITUTION),
)


class UnknownOrgans(Enum):
    """What becomes of a row whose organ is not in the directory."""

    REFUSE = "refuse"
    CREATE = "create"


class Effect(Enum):
    """What a row does to the directory."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows did what."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        return self.created + self.changed + self.unchanged

    def plus(self, effect: Effect) -> "Counts":
        return replace(self, **{effect.value: getattr(self, effect.value) + 1})


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: nothing has been written yet."""

    rows: tuple[ListedPost, ...]
    faults: tuple[RowFault, ...]
    counts: Counts
    new_organs: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What the directory holds about the rows of one chunk."""

    organs: dict[str, list[Organ]]
    people: dict[str, Person]
    posts: dict[tuple[int, str], Post]
    held: dict[tuple[int, int], Appointment]

    def organ(self, name: str) -> Organ | None:
        found = self.organs.get(name, [])
        exact = [organ for organ in found if organ.name == name]
        return exact[0] if exact else (found[0] if len(found) == 1 else None)


Report = Callable[[Counts], None]


def plan_import(
    sheet: Sequence[Sequence[str]],
    heading_row: int,
    mapping: Mapping[Column, int],
    *,
    unknown: UnknownOrgans,
    today: date,
) -> Plan:
    """Return what the rows below the headings would do, and every row that cannot be taken; four queries."""
    numbered = enumerate(sheet[heading_row + 1 :], start=heading_row + 2)
    found = read_rows(numbered, mapping)
    known = _load(found.rows, today)
    good, faults, counts = [], list(found.faults), Counts()
    new_organs: dict[str, None] = {}
    for row in found.rows:
        fault = _fault_of(row, known, unknown)
        if fault:
            faults.append(RowFault(row.row, fault))
            continue
        good.append(row)
        counts = counts.plus(_effect_of(row, known))
        if known.organ(row.organ) is None:
            new_organs[row.organ] = None
    faults.sort(key=lambda fault: fault.row)
    return Plan(tuple(good), tuple(faults), counts, tuple(new_organs))


def apply_rows(*, actor: Actor, rows: Sequence[ListedPost], now: datetime, report: Report) -> Counts:
    """Write the rows of a plan, a hundred in one transaction, and return what they did.

    ``report`` is called inside each transaction with the counts so far. A row that is in the directory already
    is left alone, so the same list may come again, also after a crash. Organs that are not known are opened.
    """
    counts = Counts()
    for start in range(0, len(rows), CHUNK):
        with writing():
            counts = _apply_chunk(actor, rows[start : start + CHUNK], now, counts)
            report(counts)
    return counts


# Judging --------------------------------------------------------------------------------------------------


def _load(rows: Sequence[ListedPost], today: date) -> _Known:
    organs: dict[str, list[Organ]] = {}
    for organ in Organ.objects.filter(abolished_on__isnull=True):
        for name in {organ.name, organ.short_name}:
            organs.setdefault(name, []).append(organ)
    codes = {row.staff_code for row in rows}
    people = {person.staff_code: person for person in Person.objects.filter(staff_code__in=codes)}
    posts = {
        (post.organ_id, post.title): post for post in Post.objects.filter(title__in={r.post for r in rows})
    }
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    appointments = Appointment.objects.filter(current, person__staff_code__in=codes).select_related("post")
    return _Known(organs, people, posts, {(each.person_id, each.post_id): each for each in appointments})


def _fault_of(row: ListedPost, known: _Known, unknown: UnknownOrgans) -> str:
    mark = find_mark("\n".join((row.name, row.organ, row.post)))
    if mark:
        return _("带有国家秘密标志“%(mark)s”；本系统不得录入涉密内容，请删去此行") % {"mark": mark}
    person = known.people.get(row.staff_code)
    if person and person.name != row.name:
        return _(
            "人员编号 %(code)s 已登记为“%(known)s”，此行为“%(name)s”；请核对编号，确已改名的先在人员页更正"
        ) % {"code": row.staff_code, "known": person.name, "name": row.name}
    if person and person.left_on:
        return _("%(name)s 已于 %(day)s 离任；如重新任用请另编号登记，否则删去此行") % {
            "name": row.name,
            "day": person.left_on,
        }
    return _organ_fault(row, known, unknown)


def _organ_fault(row: ListedPost, known: _Known, unknown: UnknownOrgans) -> str:
    if known.organ(row.organ):
        return ""
    if known.organs.get(row.organ):
        names = _("、").join(organ.name for organ in known.organs[row.organ][:4])
        return _("单位“%(organ)s”不止一个（%(names)s）；请写全称") % {"organ": row.organ, "names": names}
    if unknown is UnknownOrgans.CREATE:
        return ""
    return _("单位“%(organ)s”没有登记；请改为已登记的全称或简称，或先新建该单位，或选择自动新建") % {
        "organ": row.organ
    }


def _effect_of(row: ListedPost, known: _Known) -> Effect:
    person = known.people.get(row.staff_code)
    if person is None:
        return Effect.CREATED
    organ = known.organ(row.organ)
    post = known.posts.get((organ.pk, row.post)) if organ else None
    appointment = known.held.get((person.pk, post.pk)) if post else None
    if post is None or appointment is None:
        return Effect.CHANGED
    return Effect.CHANGED if _differences(row, person, appointment) else Effect.UNCHANGED


def _differences(row: ListedPost, person: Person, appointment: Appointment) -> list[Change]:
    """What the row says otherwise than the directory; an empty cell says nothing."""
    pairs = (
        (_("级别"), appointment.held_grade, row.grade),
        (_("排序号"), appointment.place, row.order),
        (_("任职日期"), appointment.starts_on, row.starts_on),
        (_("主要职务"), appointment.is_primary, row.is_primary),
    )
    changes = [
        Change(label, str(before), str(after))
        for label, before, after in pairs
        if after not in {None, ""} and after != before
    ]
    return _contact_changes(row, person) + changes


def _contact_changes(row: ListedPost, person: Person) -> list[Change]:
    pairs = ((_("电话"), person.phone, row.phone), (_("电子邮箱"), person.email, row.email))
    return [
        Change(label, before, after, private=True)
        for label, before, after in pairs
        if after and after != before
    ]


# Writing --------------------------------------------------------------------------------------------------


def _apply_chunk(actor: Actor, rows: Sequence[ListedPost], now: datetime, counts: Counts) -> Counts:
    known = _load(rows, timezone.localdate(now))
    touched: set[int] = set()
    for row in rows:
        effect = _effect_of(row, known)
        if effect is not Effect.UNCHANGED:
            touched.add(_apply(actor, row, known, now))
        counts = counts.plus(effect)
    index_people(touched, now=now)
    return counts


def _apply(actor: Actor, row: ListedPost, known: _Known, now: datetime) -> int:
    """Write one row and return the id of its person."""
    organ = known.organ(row.organ) or _open_organ(actor, row.organ, known, now)
    post = known.posts.get((organ.pk, row.post)) or _open_post(row, organ, known)
    person = known.people.get(row.staff_code) or _enter_person(row, known)
    appointment = known.held.get((person.pk, post.pk))
    if appointment is None:
        changes = _place(row, person, post, known, timezone.localdate(now))
    else:
        changes = _overwrite(row, person, appointment, known)
    record("people.person.imported", actor=actor, obj=person, now=now, changes=changes)
    return person.pk


def _open_organ(actor: Actor, name: str, known: _Known, now: datetime) -> Organ:
    spelling = spell_words(name[:40])
    kind = next((kind for endings, kind in KIND_ENDINGS if name.endswith(endings)), OrganKind.DEPARTMENT)
    organ = Organ.objects.create(
        name=name,
        short_name=name[:40],
        kind=kind,
        pinyin=spelling.pinyin[:200],
        initials=spelling.initials[:60],
    )
    known.organs.setdefault(name, []).append(organ)
    record("people.organ.created", actor=actor, obj=organ, now=now, label=name, reason=_("随名单导入新建"))
    return organ


def _open_post(row: ListedPost, organ: Organ, known: _Known) -> Post:
    order = USUAL_ORDER if row.order is None else row.order
    post = Post.objects.create(organ=organ, title=row.post, grade=row.grade or "", order_number=order)
    known.posts[organ.pk, row.post] = post
    return post


def _enter_person(row: ListedPost, known: _Known) -> Person:
    spelling = spell_name(row.name)
    person = Person.objects.create(
        name=row.name,
        staff_code=row.staff_code,
        pinyin=spelling.pinyin[:100],
        initials=spelling.initials[:20],
        phone=row.phone or "",
        email=row.email or "",
    )
    known.people[row.staff_code] = person
    return person


def _place(row: ListedPost, person: Person, post: Post, known: _Known, today: date) -> list[Change]:
    has_primary = any(each.is_primary for (owner, _post), each in known.held.items() if owner == person.pk)
    appointment = Appointment.objects.create(
        person=person,
        post=post,
        starts_on=row.starts_on or today,
        is_primary=not has_primary if row.is_primary is None else row.is_primary,
        order_number=row.order,
        grade="" if (row.grade or "") == post.grade else row.grade or "",
    )
    changes = [Change(_("任职"), "", f"{post} {appointment.starts_on}"), *_contact_changes(row, person)]
    _save_contact(row, person)
    if row.is_primary and has_primary:
        _demote_others(person, appointment, known)
    known.held[person.pk, post.pk] = appointment
    return changes


def _overwrite(row: ListedPost, person: Person, appointment: Appointment, known: _Known) -> list[Change]:
    changes = _differences(row, person, appointment)
    _save_contact(row, person)
    if row.grade and row.grade != appointment.held_grade:
        appointment.grade = row.grade
    appointment.starts_on = row.starts_on or appointment.starts_on
    if row.order is not None:
        appointment.order_number = row.order
    if row.is_primary is not None:
        appointment.is_primary = row.is_primary
    appointment.save(update_fields=["starts_on", "order_number", "grade", "is_primary"])
    if row.is_primary:
        _demote_others(person, appointment, known)
    return changes


def _save_contact(row: ListedPost, person: Person) -> None:
    if _contact_changes(row, person):
        person.phone, person.email = row.phone or person.phone, row.email or person.email
        person.save(update_fields=["phone", "email"])


def _demote_others(person: Person, appointment: Appointment, known: _Known) -> None:
    person.appointments.filter(is_primary=True).exclude(pk=appointment.pk).update(is_primary=False)
    for (owner, _post), other in known.held.items():
        if owner == person.pk and other.pk != appointment.pk:
            other.is_primary = False
