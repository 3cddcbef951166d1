"""Finding people by name, pinyin, initials, phone or organ."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from xianxing.office.people.models import Person
from xianxing.office.people.queries import with_posts
from xianxing.text import normalise

LONGEST = 40
FEWEST_DIGITS = 3


def find_people(
    text: str, *, on: date, limit: int = 50, sees_phones: bool = False, includes_left: bool = False
) -> list[Person]:
    """Return the people that a text means, the closest first, each with ``held`` (see ``with_posts``).

    陈, 陈卫国, chen, chenweiguo, cwg, weiguo, an organ or a post (住建局, 局长), a staff code, and for those
    who see phones at least three digits of one. Two queries.
    """
    wanted = normalise(text)[:LONGEST].lower()
    if not wanted:
        return []
    people = Person.objects.annotate(joined=Replace("pinyin", Value(" "), Value("")))
    if not includes_left:
        people = people.filter(left_on__isnull=True)
    found = _matching(people, wanted, on, sees_phones=sees_phones).order_by("closeness", "pinyin", "id")
    return list(with_posts(found.distinct(), on)[:limit])


def _matching(people: QuerySet[Person], wanted: str, on: date, *, sees_phones: bool) -> QuerySet[Person]:
    joined = wanted.replace(" ", "").replace("ü", "v")
    exact = Q(name=wanted) | Q(initials=joined) | Q(joined=joined) | Q(staff_code__iexact=wanted)
    start = Q(name__startswith=wanted) | Q(initials__startswith=joined) | Q(joined__startswith=joined)
    loose = start | exact | Q(name__contains=wanted)
    if joined.isascii() and joined.isalpha():
        loose |= Q(pinyin__contains=f" {wanted}") | Q(joined__endswith=joined)
    if not joined.isascii():
        loose |= _posts(wanted, on)
    digits = "".join(each for each in wanted if each.isdigit())
    if sees_phones and len(digits) >= FEWEST_DIGITS:
        loose |= Q(phone__contains=digits) | Q(phone__contains=wanted)
    closeness = Case(When(exact, then=0), When(start, then=1), default=2, output_field=IntegerField())
    return people.filter(loose).annotate(closeness=closeness)


def _posts(wanted: str, on: date) -> Q:
    """Posts held on the day; each condition of one ``Q`` speaks of the same appointment."""
    place = (
        Q(appointments__post__title__contains=wanted)
        | Q(appointments__post__organ__name__contains=wanted)
        | Q(appointments__post__organ__short_name__contains=wanted)
    )
    held = Q(appointments__starts_on__lte=on) & (
        Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=on)
    )
    return place & held
