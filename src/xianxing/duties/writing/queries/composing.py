"""The whole document of a paper, and what the rules say about it."""

from collections.abc import Sequence
from datetime import date

from xianxing.duties.writing.engine.conduct import Surroundings, remarks
from xianxing.duties.writing.engine.content import Composed, Content, Stage, compose
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.models import Paper, Position
from xianxing.duties.writing.queries.advice import Advice
from xianxing.duties.writing.queries.proofing import office_reader, proofread
from xianxing.engines.docform import DocumentType, Form, Strength, check
from xianxing.office.people.models import Organ

# Before the signature there is no number and no day; their absence is no fault of the draft.
LATER_RULES = ("number.missing", "date.missing", "signer.missing")


def stage_of(paper: Paper) -> Stage:
    """Return what the course of a paper has added to its text so far."""
    signed: tuple[str, ...] = ()
    if paper.way == Bearing.UP:
        names = paper.signatures.filter(signed_at__isnull=False).values_list("signed_name", flat=True)
        signed = tuple(dict.fromkeys(names))
    return Stage(paper.number, signed, paper.dated_on, paper.printed_on)


def compose_paper(paper: Paper, content: Content | None = None) -> Composed:
    """Return the whole document of a paper, with its present words or with others."""
    kind = DocumentType(paper.type) if paper.type else None
    given = paper.fields if content is None else content
    return compose(given, kind=kind, form=Form(paper.form), stage=stage_of(paper))


def advise(paper: Paper, composed: Composed, content: Content, *, today: date) -> tuple[Advice, ...]:
    """Return what the rules of form and of conduct say, the strongest first."""
    found = [*_of_form(composed, today), *_of_conduct(paper, content)]
    order = list(Strength)
    return tuple(sorted(found, key=lambda each: order.index(Strength(each.strength))))


def _of_form(composed: Composed, today: date) -> Sequence[Advice]:
    given = {segment.field for segment in composed.segments}
    found = []
    for each in check(composed.document, today=today):
        if each.rule in LATER_RULES and not given & {"number"}:
            continue
        place = composed.place(each.start)
        found.append(
            Advice(
                key=f"{each.rule}:{each.start}:{each.end}",
                rule=each.rule,
                clause=each.clause,
                strength=each.strength.value,
                field=place.field if place else "",
                message=each.message,
                quote=composed.text[each.start : each.end][:60],
                fix=each.fix if place and place.start <= each.start and each.end <= place.end else None,
            )
        )
    return found


def _of_conduct(paper: Paper, content: Content) -> Sequence[Advice]:
    return [
        Advice(
            key=f"{each.rule}:0:0",
            rule=each.rule,
            clause=each.clause,
            strength=each.strength.value,
            field=each.field,
            message=each.message,
        )
        for each in remarks(content, surroundings(paper))
    ]


def surroundings(paper: Paper) -> Surroundings:
    """Return what the office knows about the organs around a paper."""
    organ = paper.organ
    above = _above(organ)
    below = Organ.objects.filter(parent_id=organ.pk, abolished_on__isnull=True)
    opposed = paper.consultations.filter(position=Position.OPPOSED, settled_at__isnull=True)
    differing = opposed.select_related("organ")
    return Surroundings(
        bearing=Bearing(paper.way),
        type=DocumentType(paper.type) if paper.type else None,
        superiors=tuple(name for each in above for name in (each.name, each.short_name)),
        direct_superior=above[0].name if above else "",
        subordinates=tuple(name for each in below for name in (each.name, each.short_name)),
        unsettled=tuple(str(each.organ) for each in differing),
    )


def apply_fix(paper: Paper, content: Content, key: str, *, today: date) -> Content | None:
    """Return the content with one finding repaired; None when it is gone or has no repair."""
    composed = compose_paper(paper, content)
    found = (*_of_form(composed, today), *proofread(composed, office_reader(today)))
    wanted = next((each for each in found if each.key == key and each.fix is not None), None)
    if wanted is None:
        return None
    start, end = (int(each) for each in wanted.key.split(":")[-2:])
    place = composed.place(start)
    if place is None or end > place.end:
        return None
    whole = composed.text[place.start : place.end]
    repaired = whole[: start - place.start] + (wanted.fix or "") + whole[end - place.start :]
    return Content.of(content.as_mapping() | {place.field: repaired})


def _above(organ: Organ) -> list[Organ]:
    found: list[Organ] = []
    while organ.parent is not None and len(found) < 6:
        organ = organ.parent
        found.append(organ)
    return found
