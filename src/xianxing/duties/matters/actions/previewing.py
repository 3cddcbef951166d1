"""Look at a spreadsheet before anything of it is taken in: its columns, its bad rows, what is here already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.duties.matters.models import ColumnMapping
from xianxing.duties.matters.reading.columns import Column, Mapped, guess_columns, headings_hash
from xianxing.duties.matters.reading.rows import BadRow, ReadMessage, read_rows
from xianxing.duties.matters.reading.sheets import Sheet
from xianxing.office.register.arrivals import Arrival, clean_arrival
from xianxing.office.register.models import Channel, Entry
from xianxing.office.register.senders import Sender
from xianxing.text import fold, normalise

LOOK_UP = 500
CHANNEL_WORDS = {
    Channel.LETTER: ("来信", "信件", "信函"),
    Channel.VISIT: ("来访", "走访", "接访"),
    Channel.HOTLINE: ("热线", "12345"),
    Channel.CALL: ("来电", "电话"),
    Channel.EMAIL: ("邮件", "邮箱", "email"),
    Channel.WEB: ("网", "微信", "app", "小程序", "留言"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: the messages it would take in, the bad rows, and those already here."""

    good: tuple[ReadMessage, ...]
    bad: tuple[BadRow, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a table and what an import by them would do."""

    places: Mapping[Column, int]
    preview: Preview


def remembered_columns(sheet: Sheet) -> Mapped:
    """Return the mapping that was kept for these headings, or a guess."""
    guessed = guess_columns(sheet.headings)
    kept = ColumnMapping.objects.filter(headings_sha256=headings_hash(sheet.headings)).first()
    if kept is None:
        return guessed
    by_heading: dict[str, int] = {}
    for place, heading in enumerate(sheet.headings):
        by_heading.setdefault(heading, place)
    places = {
        Column(name): by_heading[heading] for name, heading in kept.columns.items() if heading in by_heading
    }
    return mapped_by(sheet, places)


def mapped_by(sheet: Sheet, places: Mapping[Column, int]) -> Mapped:
    """Return columns that someone chose, with the headings that nothing uses."""
    used = set(places.values())
    unused = (heading for place, heading in enumerate(sheet.headings) if place not in used and heading)
    return Mapped(places, tuple(unused))


def remember_columns(sheet: Sheet, places: Mapping[Column, int], *, now: datetime) -> None:
    """Keep a mapping for tables with the same headings."""
    ColumnMapping.objects.update_or_create(
        headings_sha256=headings_hash(sheet.headings),
        defaults={
            "columns": {column.value: sheet.headings[place] for column, place in places.items()},
            "updated_at": now,
        },
    )


def preview_import(sheet: Sheet, places: Mapping[Column, int], *, now: datetime) -> Preview:
    """Return what an import of a table would do; nothing is written.

    A row whose number is here already is left out when its title is the same, and bad when it differs. Times
    without a zone are the office's.
    """
    good, bad = read_rows(sheet, places, now=timezone.localtime(now))
    known = known_titles([message.reference for message in good])
    fresh, refused, repeated = [], [*bad], 0
    for message in good:
        problem = _marked(message)
        if message.reference in known and known[message.reference] == _stored_title(message):
            repeated += 1
        elif message.reference in known:
            refused.append(BadRow(message.row, Column.REFERENCE, _taken(message)))
        elif problem:
            refused.append(problem)
        else:
            fresh.append(message)
    return Preview(tuple(fresh), tuple(sorted(refused, key=lambda each: each.row)), repeated)


def known_titles(references: Sequence[str]) -> dict[str, str]:
    """Return the titles of what earlier imports brought, by the numbers of the source, of those given."""
    found: dict[str, str] = {}
    for start in range(0, len(references), 500):
        chunk = references[start : start + 500]
        rows = Entry.objects.filter(channel__in=Channel.values, source_reference__in=chunk)
        found.update(rows.values_list("source_reference", "title"))
    return found


def arrival_of(message: ReadMessage) -> Arrival:
    """Return a message of a table as the register takes it in."""
    return Arrival(
        channel=channel_of(message.channel),
        received_at=message.received_at,
        title=message.title,
        text=message.text,
        sender=Sender(name=message.sender, contact=message.contact, address=message.address),
        source_reference=message.reference,
    )


def channel_of(words: str) -> Channel:
    """Return the channel that a table's words mean; what it does not understand came by the import."""
    folded = fold(words)
    for channel, names in CHANNEL_WORDS.items():
        if any(name in folded for name in names):
            return channel
    return Channel.IMPORT


def _marked(message: ReadMessage) -> BadRow | None:
    try:
        clean_arrival(arrival_of(message))
    except ValueError as refused:
        return BadRow(message.row, Column.TEXT, str(refused))
    return None


def _taken(message: ReadMessage) -> str:
    return _("编号 %(reference)s 已导入过，但标题不同；如确是另一件，请改用不重复的编号") % {
        "reference": message.reference
    }


def _stored_title(message: ReadMessage) -> str:
    return (normalise(message.title) or normalise(message.text))[:200]
