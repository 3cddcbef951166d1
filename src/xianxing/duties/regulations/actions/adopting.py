"""Take an instrument into the office's rulebook: who keeps it, what it cites, where it is found."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from xianxing.duties.regulations.engine.citations import find_citations, plain_title
from xianxing.duties.regulations.errors import InstrumentRefused
from xianxing.duties.regulations.models import Area, Citation, Stewardship
from xianxing.office.access.models import Account
from xianxing.office.authority.entering import Described, enter_instrument, repeal_instrument
from xianxing.office.authority.models import Clause, Instrument, Standing
from xianxing.office.ledger.actions import Actor, Change, record, writing
from xianxing.office.search import actions as search
from xianxing.office.search.bulk import NewDocument, index_new

CLAUSE = "authority.clause"
AUDIENCE = ("office", "leader")


@writing()
def enter_law(
    *, actor: Actor, described: Described, text: str, now: datetime, replaces: Instrument | None = None
) -> Instrument:
    """Enter a law and take it into the rulebook; see ``authority.entering.enter_instrument``.

    Effects in order: the instrument with its clauses; the older text leaves the search; its own citations,
    and those of others that cite it by its title; its articles go into the search.
    """
    instrument = enter_instrument(actor=actor, described=described, text=text, now=now, replaces=replaces)
    if replaces is not None and replaces.effective_to and replaces.effective_to < now.date():
        forget_clauses(replaces)
    adopt([instrument], now=now)
    return instrument


@writing()
def repeal_law(*, actor: Account, instrument: Instrument, last_day: date, reason: str, now: datetime) -> None:
    """Repeal an instrument; see ``authority.entering.repeal_instrument``. Its articles leave the search."""
    if not reason.strip():
        raise InstrumentRefused(_("请写明废止的依据或理由"))
    repeal_instrument(actor=actor, instrument=instrument, last_day=last_day, reason=reason, now=now)
    if instrument.standing == Standing.REPEALED:
        forget_clauses(instrument)


@writing()
def set_steward(
    *,
    actor: Account,
    instrument: Instrument,
    area: Area | None,
    keeper: Account | None,
    review_on: date | None,
    now: datetime,
) -> None:
    """Say which area an instrument belongs to, who keeps it, and when it is looked at again."""
    held, _created = Stewardship.objects.get_or_create(instrument=instrument)
    fresh = {"area": area, "keeper": keeper, "review_on": review_on}
    changes = [
        Change(name, str(getattr(held, name) or ""), str(value or ""))
        for name, value in fresh.items()
        if getattr(held, name) != value
    ]
    held.area, held.keeper, held.review_on = area, keeper, review_on
    held.save()
    record("regulations.stewardship.changed", actor=actor, obj=instrument, changes=changes, now=now)


def adopt(instruments: Iterable[Instrument], *, now: datetime) -> None:
    """Keep citations and search rows of instruments that are new here; for the rest it changes nothing."""
    titles = {plain_title(each.title): each for each in Instrument.objects.order_by("effective_from")}
    fresh = [each for each in instruments if not Stewardship.objects.filter(instrument=each).exists()]
    for instrument in fresh:
        Stewardship.objects.create(instrument=instrument)
        articles = list(instrument.clauses.exclude(key__contains="."))
        Citation.objects.bulk_create(
            (each for clause in articles for each in _citations(clause, instrument, titles)), batch_size=500
        )
        title = plain_title(instrument.title)
        Citation.objects.filter(cited__isnull=True, title=title).update(cited=instrument)
        if instrument.standing != Standing.REPEALED:
            index_new(CLAUSE, [_document(clause, instrument, now) for clause in articles])


def forget_clauses(instrument: Instrument) -> None:
    """Take an instrument's articles out of the search."""
    for clause_id in instrument.clauses.exclude(key__contains=".").values_list("pk", flat=True):
        search.remove(CLAUSE, clause_id)


def index_clause(clause: Clause, now: datetime) -> None:
    """Put one article into the search anew."""
    fresh = _document(clause, clause.instrument, now)
    search.index(
        CLAUSE, clause.pk, title=fresh.title, text=fresh.text, audience=AUDIENCE, updated_at=fresh.updated_at
    )


def _document(clause: Clause, instrument: Instrument, now: datetime) -> NewDocument:
    return NewDocument(clause.pk, f"《{instrument.title}》{clause.label}", clause.text, AUDIENCE, now)


def _citations(clause: Clause, own: Instrument, titles: dict[str, Instrument]) -> Iterable[Citation]:
    for found in find_citations(clause.text):
        cited = titles.get(found.title) if found.title else own
        code = cited.code if cited else ""
        key = f"{code}#{found.place}" if code and found.place else code
        yield Citation(
            clause=clause, title=found.title[:80], cited_key=key[:60], cited=cited, start=found.start
        )
