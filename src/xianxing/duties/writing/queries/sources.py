"""What other duties know, asked through the office: the object a paper is about, and clauses to quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xianxing.office.access.models import Account
from xianxing.office.authority.models import Clause
from xianxing.office.authority.queries import clauses_in_force
from xianxing.office.duty import manifests, resolve

MOST_CLAUSES = 12


@dataclass(frozen=True, slots=True)
class Source:
    """An object of any duty, as its own source shows it to this account."""

    object_type: str
    object_id: int
    title: str
    url: str
    detail: str


def source_of(account: Account, object_type: str, object_id: int) -> Source | None:
    """Return an object as the manifest of its duty shows it; None when it may not be seen or is not there."""
    for manifest in manifests():
        path = manifest.sources.get(object_type)
        if path is None:
            continue
        shown = resolve(path)(account, [object_id]).get(object_id)
        return Source(object_type, object_id, *shown) if shown else None
    return None


def facts_of(account: Account, source: Source | None) -> tuple[str, ...]:
    """Return what the duty of an object lets a document about it say, each sentence with its source."""
    if source is None:
        return ()
    paths = (manifest.facts.get(source.object_type) for manifest in manifests())
    return tuple(fact for path in paths if path for fact in resolve(path)(account, source.object_id))


def read_source(account: Account, text: str) -> Source | None:
    """Return the object that ``matters.matter:12`` names, when the account may see it."""
    object_type, colon, key = text.partition(":")
    if not colon or not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    return source_of(account, object_type, int(key))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause that a text quotes."""

    label: str
    text: str
    code: str
    anchor: str


_CITED = re.compile(r"《([^《》\n]{2,60})》(?:[^《》。；\n]{0,12}?)(第[〇零一二三四五六七八九十百千\d]+条)")


def quoted_clauses(text: str) -> tuple[Quoted, ...]:
    """Return the clauses that a text quotes as 《名称》第几条, where the office's rulebook holds them."""
    wanted = dict.fromkeys(_CITED.findall(text))
    if not wanted:
        return ()
    condition = Q()
    for title, label in wanted:
        condition |= Q(instrument__title__endswith=title, label=label)
    found = Clause.objects.filter(condition).select_related("instrument")[:MOST_CLAUSES]
    return tuple(Quoted(str(each), each.text, each.instrument.code, each.key) for each in found)


def find_clauses(words: str, *, on: date) -> Sequence[Clause]:
    """Return clauses in force whose text or label holds all the words, for quoting."""
    rows = clauses_in_force(on)
    for word in words.split()[:4]:
        rows = rows.filter(
            Q(text__contains=word) | Q(label__contains=word) | Q(instrument__title__contains=word)
        )
    return list(rows.order_by("instrument_id", "order_number")[:MOST_CLAUSES])
