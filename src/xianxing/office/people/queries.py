"""Who holds what on a day, in rank order; the tree of organs; what a person still has in hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from xianxing.office.duty import OpenWork, manifests, resolve
from xianxing.office.people.models import Appointment, Organ, Person, Post


@dataclass(slots=True)
class OrganNode:
    """An organ with those below it, in their order."""

    organ: Organ
    people: int
    children: "list[OrganNode]" = field(default_factory=list)


def held_on(day: date) -> Q:
    """The condition of an appointment that holds on a day; the last day counts."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def appointments_on(day: date) -> QuerySet[Appointment]:
    """Return the appointments that hold on a day with person, post and organ, in rank order."""
    found = Appointment.objects.filter(held_on(day)).select_related("person", "post__organ")
    in_order = Coalesce("order_number", "post__order_number")
    return found.order_by("post__organ__order_number", "post__organ_id", in_order, "post_id", "id")


def roster(organ: Organ, on: date) -> list[Appointment]:
    """Return who holds which post of an organ on a day, in rank order; one query."""
    return list(appointments_on(on).filter(post__organ=organ))


def head_of(organ: Organ, on: date) -> Person | None:
    """Return who heads the organ on a day, None while the post is vacant."""
    found = appointments_on(on).filter(post__organ=organ, post__is_head=True).first()
    return found.person if found else None


def who_holds(post: Post, on: date) -> list[Person]:
    """Return the holders of a post on a day: one as a rule, several where the post allows it."""
    return [appointment.person for appointment in appointments_on(on).filter(post=post)]


def posts_of(person: Person, on: date) -> list[Appointment]:
    """Return what a person holds on a day, the principal post first."""
    found = appointments_on(on).filter(person=person)
    return sorted(found, key=lambda appointment: not appointment.is_primary)


def history_of(person: Person) -> list[Appointment]:
    """Return everything a person ever held, the latest first."""
    return list(person.appointments.select_related("post__organ").order_by("-starts_on", "-id"))


def with_posts(people: QuerySet[Person], on: date) -> QuerySet[Person]:
    """Let each person carry ``held``, the appointments of a day with post and organ."""
    return people.prefetch_related(Prefetch("appointments", appointments_on(on), to_attr="held"))


def find_organ(name: str) -> Organ | None:
    """Return the live organ of this full or short name; None when there is none or more than one."""
    found = Organ.objects.filter(Q(name=name) | Q(short_name=name), abolished_on__isnull=True)[:3]
    exact = [organ for organ in found if organ.name == name]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 else None


def organ_tree(on: date) -> list[OrganNode]:
    """Return the live organs as trees, each level in its order, with the number of people; two queries."""
    counted = Appointment.objects.filter(held_on(on)).values_list("post__organ").order_by()
    people = dict(counted.annotate(Count("person", distinct=True)))
    organs = Organ.objects.filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=on))
    nodes = {organ.pk: OrganNode(organ, people.get(organ.pk, 0)) for organ in organs}
    roots: list[OrganNode] = []
    for node in nodes.values():
        above = nodes.get(node.organ.parent_id) if node.organ.parent_id else None
        (above.children if above else roots).append(node)
    return roots


def path_to(organ_id: int, roots: Iterable[OrganNode]) -> list[Organ]:
    """Return the organs from the root down to this one, empty when it is not in the tree."""
    for node in roots:
        if node.organ.pk == organ_id:
            return [node.organ]
        below = path_to(organ_id, node.children)
        if below:
            return [node.organ, *below]
    return []


def open_work(person: Person) -> tuple[OpenWork, ...]:
    """Return what a person has in hand, asked of every duty; nothing for someone without an account."""
    account = getattr(person, "account", None)
    if account is None:
        return ()
    providers = [resolve(manifest.open_work) for manifest in manifests() if manifest.open_work]
    return tuple(work for provider in providers for work in provider(account))
