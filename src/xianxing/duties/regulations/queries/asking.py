"""What do the rules say about something: only what held on the day asked about."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max

from xianxing.duties.regulations.engine.answering import Shelf, build_shelf, question_words
from xianxing.duties.regulations.queries.rulebook import Text, held_on, standing_words
from xianxing.office.authority.models import Clause, Instrument
from xianxing.office.search.snippets import Piece, highlight

ANSWERS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A clause that answers, its words marked, and how its instrument stands today."""

    clause: Clause
    pieces: tuple[Piece, ...]
    standing: Text
    tone: str


def ask(question: str, *, on: date, today: date) -> tuple[Answer, ...]:
    """Return the clauses that answer a question, the best first, among those that held on a day.

    One that was repealed by that day never answers; one that held then and no longer does says so.
    """
    shelf, ids = _shelf(*_mark())
    held = set(
        Clause.objects.filter(instrument__in=Instrument.objects.filter(held_on(on)))
        .exclude(key__contains=".")
        .values_list("pk", flat=True)
    )
    among = frozenset(place for place, clause_id in enumerate(ids) if clause_id in held)
    found = [ids[each.place] for each in shelf.ask(question, among=among, limit=ANSWERS)]
    clauses = Clause.objects.filter(pk__in=found).select_related("instrument").in_bulk()
    words = " ".join(question_words(question))
    return tuple(_answer(clauses[clause_id], words, today) for clause_id in found)


def _answer(clause: Clause, words: str, today: date) -> Answer:
    standing, tone = standing_words(clause.instrument, today)
    return Answer(clause, tuple(highlight(clause.text, words)), standing, tone)


def _mark() -> tuple[int, int, str]:
    """What changes whenever the clauses do: they are only ever added."""
    found = Clause.objects.aggregate(count=Count("pk"), last=Max("pk"))
    last = Clause.objects.order_by("-pk").values_list("text_sha256", flat=True).first()
    return found["count"], found["last"] or 0, last or ""


@lru_cache(maxsize=2)
def _shelf(_count: int, _last: int, _hash: str) -> tuple[Shelf, tuple[int, ...]]:
    rows = list(
        Clause.objects.exclude(key__contains=".")
        .order_by("pk")
        .values_list("pk", "instrument__title", "label", "text")
    )
    texts = (f"{title} {label} {text}" for _pk, title, label, text in rows)
    return build_shelf(texts), tuple(pk for pk, *_rest in rows)
