"""Proofreading beside the editor: what the engine finds in a paper, put to the field it stands in."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from xianxing.duties.writing.engine.content import Composed
from xianxing.duties.writing.queries.advice import Advice
from xianxing.engines.proofread import Finding, Law, Organ, Speller, Tables, packaged_model
from xianxing.engines.proofread import proofread as read_text
from xianxing.office.authority.queries import clauses_in_force
from xianxing.office.people.models import Organ as OrganRow

Proofread = Callable[[str], Sequence[Finding]]


def proofread(composed: Composed, reader: Proofread) -> tuple[Advice, ...]:
    """Return the findings as advice beside the fields; those outside every field are left out."""
    return tuple(advice for found in reader(composed.text) if (advice := _advice(composed, found)))


def office_reader(on: date) -> Proofread:
    """Return what reads a text against the rulebook in force and the organs of the directory."""
    tables = Tables(laws=_laws(on), organs=_organs())
    return lambda text: read_text(text, speller=_speller(), tables=tables).findings


@cache
def _speller() -> Speller:
    """Load the model when the first text is read, once in a process: it takes a third of a second."""
    return packaged_model()


def _laws(on: date) -> tuple[Law, ...]:
    articles: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    rows = clauses_in_force(on).values_list("instrument__title", "instrument__code", "label", "text")
    for title, code, label, text in rows:
        if label.startswith("第") and label.endswith("条"):
            articles[title, code][label] = text
    return tuple(
        Law(title, (code,) if code != title else (), held) for (title, code), held in articles.items()
    )


def _organs() -> tuple[Organ, ...]:
    rows = OrganRow.objects.filter(abolished_on__isnull=True).values_list("name", "short_name")
    return tuple(Organ(name, short_name) for name, short_name in rows if name.strip())


def _advice(composed: Composed, found: Finding) -> Advice | None:
    place = composed.place(found.start)
    if place is None or found.end > place.end:
        return None
    fix = found.suggestions[0] if found.suggestions else None
    message = found.rule.text if fix is None else f"{found.wrong} → {fix}：{found.rule.text}"
    return Advice(
        key=f"proof.{found.kind}:{found.start}:{found.end}",
        rule=f"proof.{found.kind}",
        clause=found.rule.source,
        strength="proof",
        field=place.field,
        message=message,
        quote=composed.text[found.start : found.end][:60],
        fix=fix,
    )
