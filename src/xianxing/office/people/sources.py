"""People in the search index: by name, pinyin, initials, organ and post; never by phone."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.people.models import Appointment, Person
from xianxing.office.people.permissions import may_see_directory
from xianxing.office.people.queries import posts_of, with_posts
from xianxing.office.search.actions import index, remove

PERSON = "people.person"
AUDIENCE = ("office", "head", "leader")


def index_person(person: Person, *, now: datetime) -> None:
    """Put a person into the index as of now, or take out one who has left."""
    if person.left_on:
        remove(PERSON, person.pk)
    else:
        _index(person, posts_of(person, timezone.localdate(now)), now)


def index_people(ids: Collection[int], *, now: datetime) -> None:
    """Put several people into the index; two queries for what they hold."""
    for person in with_posts(Person.objects.filter(pk__in=ids), timezone.localdate(now)):
        _index(person, person.held, now)  # type: ignore[attr-defined]


def shown_people(account: Any, ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return name, address and posts of those whom the account may look up."""
    if not may_see_directory(account):
        return {}
    people = with_posts(Person.objects.filter(pk__in=ids), timezone.localdate())
    return {
        person.pk: (
            person.name,
            reverse("people:person", args=[person.pk]),
            _("、").join(str(each.post) for each in person.held),  # type: ignore[attr-defined]
        )
        for person in people
    }


def reindex(now: datetime) -> Iterator[object]:
    """Index everyone anew, one at a time."""
    for person in Person.objects.filter(left_on__isnull=True).iterator(chunk_size=500):
        index_person(person, now=now)
        yield person


def _index(person: Person, held: Sequence[Appointment], now: datetime) -> None:
    words = [person.pinyin, person.pinyin.replace(" ", ""), person.initials, person.staff_code]
    words += [f"{each.post.organ.name} {each.post}" for each in held]
    organs = [f"organ:{each.post.organ_id}" for each in held]
    index(
        PERSON,
        person.pk,
        title=person.name,
        text=" ".join(words),
        audience=[*AUDIENCE, *organs],
        updated_at=now,
    )
