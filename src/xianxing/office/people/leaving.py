"""Leaving: nobody goes while something they hold has nobody."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.duty import OpenWork
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.people.errors import PersonLeft, WorkLeftOpen, WrongDay
from xianxing.office.people.models import Appointment, Handover, Person
from xianxing.office.people.queries import open_work
from xianxing.office.people.sources import index_person

WorkKey = tuple[str, int]
MOST_NAMED = 3


def key_of(work: OpenWork) -> WorkKey:
    """Return what tells one open thing from another."""
    return work.object_type, work.object_id


@writing()
def leave(
    *,
    actor: Actor,
    person: Person,
    on: date,
    successor: Person | None = None,
    successors: Mapping[WorkKey, Person] | None = None,
    now: datetime,
) -> tuple[Handover, ...]:
    """Let a person leave; ``on`` is the last day.

    1. Everything in hand gets its successor: the one named for it, or ``successor``; 2. a ``Handover`` is kept
    for each; 3. all appointments end; 4. the ledger hears ``people.person.left``, and each duty moves its
    work as the handovers say (``Handover.objects.filter(person_id=entry.object_id)``); 5. whoever still has
    something in hand has not left: everything is rolled back.

    Raises:
        PersonLeft: the person, or a successor, has left already, or a successor cannot sign in.
        WrongDay: the day is still to come, or lies before the last appointment.
        WorkLeftOpen: something has no successor, or no duty took it over.
    """
    _check_day(person, on, timezone.localdate(now))
    takers = _takers(person, successor, successors or {})
    handovers = tuple(
        Handover.objects.create(
            person=person,
            successor=taker,
            object_type=work.object_type,
            object_id=work.object_id,
            title=work.title[:200],
            url=work.url[:300],
            at=now,
        )
        for work, taker in takers
    )
    _end_appointments(person, on)
    person.left_on = on
    person.save(update_fields=["left_on"])
    index_person(person, now=now)
    changes = [Change(handover.title, person.name, handover.successor.name) for handover in handovers]
    changes.append(Change(_("离任日期"), "", str(on)))
    record("people.person.left", actor=actor, obj=person, now=now, changes=changes)
    remaining = open_work(person)
    if remaining:
        raise WorkLeftOpen(_("下列工作没有移交成功，离任未办理：%(work)s") % {"work": _named(remaining)})
    return handovers


def _check_day(person: Person, on: date, today: date) -> None:
    if person.left_on:
        raise PersonLeft(_("%(person)s 已于 %(day)s 离任") % {"person": person, "day": person.left_on})
    if on > today:
        raise WrongDay(_("离任日期 %(day)s 还没有到；请到当日再办") % {"day": on})
    latest = person.appointments.filter(starts_on__gt=on).first()
    if latest:
        raise WrongDay(
            _("%(person)s 自 %(day)s 起任 %(post)s，晚于离任日期；请核对日期")
            % {"person": person, "day": latest.starts_on, "post": latest.post}
        )


def _takers(
    person: Person, successor: Person | None, successors: Mapping[WorkKey, Person]
) -> list[tuple[OpenWork, Person]]:
    found = [(work, successors.get(key_of(work), successor)) for work in open_work(person)]
    orphans = [work for work, taker in found if taker is None]
    if orphans:
        raise WorkLeftOpen(
            _("还有 %(count)d 件工作没有接手人：%(work)s；请逐件指定接手人后再办理离任")
            % {"count": len(orphans), "work": _named(orphans)}
        )
    takers = [(work, taker) for work, taker in found if taker is not None]
    for taker in {taker.pk: taker for _work, taker in takers}.values():
        _check_taker(person, taker)
    return takers


def _check_taker(person: Person, taker: Person) -> None:
    account = getattr(taker, "account", None)
    if taker.pk == person.pk or taker.left_on or account is None or not account.is_active:
        raise PersonLeft(_("%(taker)s 不能接手：须是另一位在任并有可用账号的人；请另选") % {"taker": taker})


def _end_appointments(person: Person, on: date) -> None:
    Appointment.objects.filter(person=person, ends_on__isnull=True).update(ends_on=on)
    Appointment.objects.filter(person=person, ends_on__gt=on, starts_on__lte=on).update(ends_on=on)


def _named(works: Sequence[OpenWork]) -> str:
    titles = _("、").join(f"《{work.title}》" for work in works[:MOST_NAMED])
    return titles if len(works) <= MOST_NAMED else _("%(titles)s等") % {"titles": titles}
