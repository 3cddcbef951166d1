"""Organs, posts, people and appointments: every change of the directory but leaving and importing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _

from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.errors import OrganInUse, OrganLoop, PersonLeft, PostTaken, WrongDay
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post
from xianxing.office.people.sources import index_person
from xianxing.office.people.spelling import spell_name, spell_words

PRIVATE = frozenset({"phone", "email"})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OrganFields:
    """What is written about an organ."""

    name: str
    short_name: str
    kind: OrganKind
    order_number: int = 1000
    is_office: bool = False


@dataclass(frozen=True, slots=True)
class PostFields:
    """What is written about a post; a lower order number stands before a higher one."""

    title: str
    grade: str = ""
    order_number: int = 1000
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What is written about a person."""

    name: str
    staff_code: str
    phone: str = ""
    email: str = ""


# Organs ---------------------------------------------------------------------------------------------------


@writing()
def create_organ(*, actor: Actor, fields: OrganFields, parent: Organ | None, now: datetime) -> Organ:
    """Open an organ below another, or at the top.

    Raises:
        PostTaken: an organ of this full name exists.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    _refuse_taken_name(fields.name)
    organ = Organ(parent=parent)
    _write(organ, fields)
    _spell_organ(organ)
    organ.save(force_insert=True)
    record("people.organ.created", actor=actor, obj=organ, now=now, label=organ.name)
    return organ


@writing()
def change_organ(*, actor: Actor, organ: Organ, fields: OrganFields, now: datetime) -> None:
    """Rename an organ or change its kind and order; the ledger keeps each field before and after.

    Raises:
        PostTaken: another organ has this full name.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    if fields.name != organ.name:
        _refuse_taken_name(fields.name)
    changes = _write(organ, fields)
    if changes:
        _spell_organ(organ)
        organ.save()
        record("people.organ.changed", actor=actor, obj=organ, now=now, label=organ.name, changes=changes)


@writing()
def move_organ(*, actor: Actor, organ: Organ, parent: Organ | None, now: datetime) -> None:
    """Place an organ below another one, or at the top with ``parent=None``.

    Raises:
        OrganLoop: the new place lies below the organ itself.
    """
    above = parent
    while above is not None:
        if above.pk == organ.pk:
            raise OrganLoop(_("不能把“%(organ)s”移到它自己或它的下级之下；请另选上级") % {"organ": organ})
        above = above.parent
    if organ.parent_id == (parent.pk if parent else None):
        return
    change = Change(_("上级"), str(organ.parent or ""), str(parent or ""))
    organ.parent = parent
    organ.save(update_fields=["parent"])
    record("people.organ.moved", actor=actor, obj=organ, now=now, label=organ.name, changes=[change])


@writing()
def abolish_organ(*, actor: Actor, organ: Organ, on: date, reason: str, now: datetime) -> None:
    """Close an organ from a day on; its history stays.

    Raises:
        OrganInUse: it has live organs below it, or people in its posts on that day or later.
    """
    below = organ.children.filter(abolished_on__isnull=True).count()
    held = Appointment.objects.filter(post__organ=organ)
    people = held.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on)).count()
    if below or people:
        raise OrganInUse(
            _("“%(organ)s”还有 %(below)d 个下级单位、%(people)d 项任职；请先移走下级、免去任职，再撤销")
            % {"organ": organ, "below": below, "people": people}
        )
    organ.abolished_on = on
    organ.save(update_fields=["abolished_on"])
    record(
        "people.organ.abolished",
        actor=actor,
        obj=organ,
        now=now,
        label=organ.name,
        changes=[Change(_("撤销日期"), "", str(on))],
        reason=reason,
    )


# Posts ----------------------------------------------------------------------------------------------------


@writing()
def create_post(*, actor: Actor, organ: Organ, fields: PostFields, now: datetime) -> Post:
    """Open a post in an organ.

    Raises:
        PostTaken: the organ has a post of this title.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    _refuse_taken_post(organ, fields.title)
    post = Post(organ=organ)
    _write(post, fields)
    post.save(force_insert=True)
    record("people.post.created", actor=actor, obj=post, now=now)
    return post


@writing()
def change_post(*, actor: Actor, post: Post, fields: PostFields, now: datetime) -> None:
    """Change title, grade, order or headship of a post.

    Raises:
        PostTaken: the organ has another post of this title.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    if fields.title != post.title:
        _refuse_taken_post(post.organ, fields.title)
    changes = _write(post, fields)
    if changes:
        post.save()
        record("people.post.changed", actor=actor, obj=post, now=now, changes=changes)


# People ---------------------------------------------------------------------------------------------------


@writing()
def register_person(*, actor: Actor, fields: PersonFields, now: datetime) -> Person:
    """Enter a person, without a post as yet.

    Raises:
        PostTaken: someone has this staff code.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    _refuse_taken_code(fields.staff_code)
    person = Person()
    _write(person, fields)
    _spell_person(person)
    person.save(force_insert=True)
    index_person(person, now=now)
    record("people.person.registered", actor=actor, obj=person, now=now)
    return person


@writing()
def correct_person(*, actor: Actor, person: Person, fields: PersonFields, now: datetime) -> bool:
    """Correct what is written about a person; phone and address are sealed in the ledger. Return whether it changed.

    Raises:
        PostTaken: someone else has this staff code.
        ClassifiedMaterial: a text bears a mark of a state secret.
    """
    if fields.staff_code != person.staff_code:
        _refuse_taken_code(fields.staff_code)
    changes = _write(person, fields)
    if changes:
        _spell_person(person)
        person.save()
        index_person(person, now=now)
        record("people.person.corrected", actor=actor, obj=person, now=now, changes=changes)
    return bool(changes)


@writing()
def appoint(
    *,
    actor: Actor,
    person: Person,
    post: Post,
    starts_on: date,
    now: datetime,
    is_primary: bool = True,
    order_number: int | None = None,
) -> Appointment:
    """Appoint a person to a post from a day on; a new principal post makes the others secondary.

    Raises:
        PersonLeft: the person has left.
        OrganInUse: the organ of the post is abolished on that day.
        PostTaken: the person holds this post on that day or later.
    """
    if person.left_on:
        raise PersonLeft(
            _("%(person)s 已于 %(day)s 离任；如重新任用，请先恢复其登记")
            % {"person": person, "day": person.left_on}
        )
    if post.organ.abolished_on and post.organ.abolished_on <= starts_on:
        raise OrganInUse(_("“%(organ)s”已撤销，不能任职；请另选单位") % {"organ": post.organ})
    held = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=starts_on)
    if person.appointments.filter(held, post=post).exists():
        raise PostTaken(_("%(person)s 已任 %(post)s，无须重复任职") % {"person": person, "post": post})
    if is_primary:
        person.appointments.filter(held, is_primary=True).update(is_primary=False)
    appointment = Appointment.objects.create(
        person=person, post=post, starts_on=starts_on, is_primary=is_primary, order_number=order_number
    )
    index_person(person, now=now)
    changes = [Change(_("任职"), "", f"{post} {starts_on}")]
    record("people.person.appointed", actor=actor, obj=person, now=now, changes=changes)
    return appointment


@writing()
def end_appointment(*, actor: Actor, appointment: Appointment, on: date, reason: str, now: datetime) -> None:
    """End an appointment; ``on`` is its last day.

    Raises:
        WrongDay: it has ended already, or the day lies before its first.
    """
    if appointment.ends_on:
        raise WrongDay(_("此项任职已于 %(day)s 结束，无须再免") % {"day": appointment.ends_on})
    if on < appointment.starts_on:
        raise WrongDay(_("免职日期早于任职日期 %(day)s；请核对") % {"day": appointment.starts_on})
    appointment.ends_on = on
    appointment.save(update_fields=["ends_on"])
    index_person(appointment.person, now=now)
    changes = [Change(_("免职"), str(appointment.post), str(on))]
    record(
        "people.person.relieved", actor=actor, obj=appointment.person, now=now, changes=changes, reason=reason
    )


@writing()
def reopen_appointment(*, actor: Actor, appointment: Appointment, now: datetime) -> None:
    """Take the end of an appointment back.

    Raises:
        PersonLeft: the person has left since.
    """
    if appointment.person.left_on:
        raise PersonLeft(_("%(person)s 已离任，不能恢复任职") % {"person": appointment.person})
    if appointment.ends_on is None:
        return
    changes = [Change(_("恢复任职"), str(appointment.ends_on), str(appointment.post))]
    appointment.ends_on = None
    appointment.save(update_fields=["ends_on"])
    index_person(appointment.person, now=now)
    record("people.person.reinstated", actor=actor, obj=appointment.person, now=now, changes=changes)


# Parts ----------------------------------------------------------------------------------------------------


def _write(obj: models.Model, fields: OrganFields | PostFields | PersonFields) -> list[Change]:
    """Set the fields on the object and return what changed, in words; texts with a secret's mark are refused."""
    changes = []
    for name in type(fields).__slots__:
        value, before = getattr(fields, name), getattr(obj, name)
        if value == before:
            continue
        label = str(obj._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        if isinstance(value, str):
            refuse_classified(value, where=label)
        setattr(obj, name, value)
        changes.append(Change(label, _shown(name, before), _shown(name, value), private=name in PRIVATE))
    return changes


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name == "kind" and isinstance(value, str) and value:
        return str(OrganKind(value).label)
    return str(value)


def _spell_organ(organ: Organ) -> None:
    spelling = spell_words(organ.short_name)
    organ.pinyin, organ.initials = spelling.pinyin[:200], spelling.initials[:60]


def _spell_person(person: Person) -> None:
    spelling = spell_name(person.name)
    person.pinyin, person.initials = spelling.pinyin[:100], spelling.initials[:20]


def _refuse_taken_name(name: str) -> None:
    if Organ.objects.filter(name=name).exists():
        raise PostTaken(_("已有名为“%(name)s”的单位；请核对，或在名称中加以区别") % {"name": name})


def _refuse_taken_post(organ: Organ, title: str) -> None:
    if organ.posts.filter(title=title).exists():
        raise PostTaken(
            _("“%(organ)s”已有“%(title)s”一职；请直接任职，或另写职务名称") % {"organ": organ, "title": title}
        )


def _refuse_taken_code(staff_code: str) -> None:
    taken = Person.objects.filter(staff_code=staff_code).first()
    if taken:
        raise PostTaken(
            _("人员编号 %(code)s 已用于 %(person)s；请核对编号") % {"code": staff_code, "person": taken}
        )
