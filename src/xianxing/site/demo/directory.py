"""The directory of the invented city: organs, posts, people, accounts, written in bulk as an import would."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from xianxing.office.access.models import Account, Grant, Role
from xianxing.office.ledger.actions import SYSTEM, record_many, writing
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post
from xianxing.office.people.spelling import spell_name, spell_words
from xianxing.office.search.bulk import NewDocument, index_new
from xianxing.site.demo.names import invent_names, invent_phone

FILE = Path(__file__).with_name("directory.toml")
OFFICE = "市政府办"
LEADERS = frozenset({"shizhang", "changwu", "fushizhang"})
OFFICERS = {
    "sysadmin": Role.SYSTEM_OFFICER,
    "secadmin": Role.SECURITY_OFFICER,
    "auditor": Role.AUDIT_OFFICER,
}
HEADS = {"township": ("镇长（主任）", "正科级"), "company": ("总经理", "")}
SECOND_POSTS = (
    ("市政府市长", "市委", "副书记", "正处级"),
    ("市政府办主任", "信访局", "局长（兼）", "正科级"),
)
"""The mayor is a deputy secretary too, and the head of the office heads the bureau of letters."""


@dataclass(slots=True)
class Directory:
    """What was built: organs by short name, people by post, accounts by login name with what they are."""

    organs: dict[str, Organ] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """One post as the file describes it, with the login name of its holder where there is one."""

    organ: str
    title: str
    grade: str
    place: int
    is_head: bool
    username: str


def build_directory(*, now: datetime, rng: Random, password: str) -> Directory:
    """Write the directory in one transaction and return it; the same chance gives the same people."""
    described = tomllib.loads(FILE.read_text(encoding="utf-8"))["organ"]
    built = Directory()
    with writing():
        _write_organs(built, described, now)
        seats = [seat for row in described for seat in _seats_of(row)]
        posts = _write_people(built, seats, rng, now)
        _write_second_posts(built, now)
        _write_accounts(built, dict(zip(seats, posts, strict=True)), password, now)
    return built


def _write_organs(built: Directory, described: list[Mapping[str, Any]], now: datetime) -> None:
    top = [_organ(row, place * 10) for place, row in enumerate(described, start=1)]
    Organ.objects.bulk_create(top)
    sections = [
        _section(office, text.partition("|")[0], place)
        for office, row in zip(top, described, strict=True)
        for place, text in enumerate(row.get("sections", ()), start=1)
    ]
    Organ.objects.bulk_create(sections)
    built.organs = {organ.short_name: organ for organ in (*top, *sections)}
    record_many("people.organ.created", actor=SYSTEM, objects=[*top, *sections], now=now)


def _organ(row: Mapping[str, Any], order_number: int) -> Organ:
    spelling = spell_words(row["short"])
    return Organ(
        name=row["name"],
        short_name=row["short"],
        kind=OrganKind(row.get("kind", "department")),
        order_number=order_number,
        is_office=row.get("office", False),
        pinyin=spelling.pinyin,
        initials=spelling.initials,
    )


def _section(office: Organ, name: str, place: int) -> Organ:
    row = {"name": f"{office.name}{name}", "short": name, "kind": "section", "office": True}
    section = _organ(row, office.order_number + place)
    section.parent = office
    return section


def _seats_of(row: Mapping[str, Any]) -> Iterator[Seat]:
    for place, text in enumerate(_posts_of(row), start=1):
        title, grade, username = [*text.split("|"), "", ""][:3]
        yield _seat(row["short"], title, grade, place, username)
    for text in row.get("sections", ()):
        name, *posts = text.split("|")
        for place, post in enumerate(posts, start=1):
            title, _star, username = post.partition("*")
            yield _seat(name, title, "", place, username)


def _posts_of(row: Mapping[str, Any]) -> Iterator[str]:
    """The posts that are written down, or those that every unit has: its head, a deputy, its contact."""
    if "posts" in row:
        yield from row["posts"]
        return
    kind = row.get("kind", "department")
    title, grade = HEADS.get(kind, ("局长", "正科级"))
    yield f"{title} H|{grade}"
    if kind == "department":
        yield "副局长|副科级"
    if row.get("contact"):
        yield f"办公室联络员|科员|{row['contact']}"


def _seat(organ: str, title: str, grade: str, place: int, username: str) -> Seat:
    return Seat(organ, title.removesuffix(" H"), grade, place * 10, title.endswith(" H"), username)


def _write_people(built: Directory, seats: list[Seat], rng: Random, now: datetime) -> list[Post]:
    today = timezone.localdate(now)
    posts = Post.objects.bulk_create(
        [
            Post(
                organ=built.organs[seat.organ],
                title=seat.title,
                grade=seat.grade,
                order_number=seat.place,
                is_head=seat.is_head,
            )
            for seat in seats
        ]
    )
    names = invent_names(len(seats), rng)
    people = Person.objects.bulk_create([_person(name, place) for place, name in enumerate(names, start=1)])
    served = [timedelta(days=rng.randrange(200, 2600)) for _post in posts]
    Appointment.objects.bulk_create(
        Appointment(person=person, post=post, starts_on=today - days)
        for person, post, days in zip(people, posts, served, strict=True)
    )
    built.people = {f"{seat.organ}{seat.title}": person for seat, person in zip(seats, people, strict=True)}
    record_many("people.post.created", actor=SYSTEM, objects=posts, now=now)
    record_many("people.person.registered", actor=SYSTEM, objects=people, now=now)
    record_many("people.person.appointed", actor=SYSTEM, objects=people, now=now)
    pairs = zip(people, posts, strict=True)
    index_new("people.person", [_document(person, post, now) for person, post in pairs])
    return posts


def _person(name: str, place: int) -> Person:
    spelling = spell_name(name)
    return Person(
        name=name,
        staff_code=f"CC{place:04}",
        phone=invent_phone(place),
        pinyin=spelling.pinyin,
        initials=spelling.initials,
    )


def _document(person: Person, post: Post, now: datetime) -> NewDocument:
    words = (person.pinyin, person.pinyin.replace(" ", ""), person.initials, person.staff_code)
    audience = ("office", "head", "leader", f"organ:{post.organ_id}")
    return NewDocument(person.pk, person.name, " ".join((*words, str(post))), audience, now)


def _write_second_posts(built: Directory, now: datetime) -> None:
    starts_on: date = timezone.localdate(now) - timedelta(days=150)
    for holder, organ, title, grade in SECOND_POSTS:
        post = Post.objects.create(organ=built.organs[organ], title=title, grade=grade, order_number=15)
        person = built.people[holder]
        Appointment.objects.create(person=person, post=post, starts_on=starts_on, is_primary=False)
        record_many("people.person.appointed", actor=SYSTEM, objects=[person], now=now)


def _write_accounts(built: Directory, posts: Mapping[Seat, Post], password: str, now: datetime) -> None:
    """Open the accounts. One hash serves all, since all have the same password."""
    hashed = make_password(password)
    for seat, post in posts.items():
        if seat.username:
            person = built.people[f"{seat.organ}{seat.title}"]
            account = Account(username=seat.username, person=person, must_change_password=False)
            account.password = hashed
            account.full_clean()
            built.accounts[seat.username] = account
            title = f"{person.name}，{post}（{_role(seat.username).label}）"
            built.titles[seat.username] = title
    accounts = Account.objects.bulk_create(built.accounts.values())
    organs = {account.username: _place_of(built, seat) for account, seat in _paired(accounts, posts)}
    Grant.objects.bulk_create(
        Grant(
            account=account,
            role=_role(account.username),
            organ=organs[account.username],
            starts_on=timezone.localdate(now),
        )
        for account in accounts
    )
    record_many("access.account.opened", actor=SYSTEM, objects=accounts, now=now)
    record_many("access.role.granted", actor=SYSTEM, objects=accounts, now=now)


def _paired(accounts: list[Account], posts: Mapping[Seat, Post]) -> Iterator[tuple[Account, Seat]]:
    seats = {seat.username: seat for seat in posts if seat.username}
    for account in accounts:
        yield account, seats[account.username]


def _place_of(built: Directory, seat: Seat) -> Organ:
    """Roles of the office are given on the office itself, not on its sections."""
    organ = built.organs[seat.organ]
    return built.organs[OFFICE] if organ.is_office else organ


def _role(username: str) -> Role:
    if username in OFFICERS:
        return OFFICERS[username]
    if username in LEADERS:
        return Role.LEADER
    if username == "zhuren":
        return Role.HEAD
    return Role.STAFF if username.startswith("keyuan") else Role.UNIT
