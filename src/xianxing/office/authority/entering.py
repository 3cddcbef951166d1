"""Enter an instrument with its clauses; let it be replaced or repealed. A clause that was entered never changes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xianxing.office.authority.engine import clause_texts, parse_law, text_hash
from xianxing.office.authority.errors import BadInstrument
from xianxing.office.authority.models import Clause, Instrument, Level, Standing
from xianxing.office.files.classified import refuse_classified
from xianxing.office.ledger.actions import Actor, Change, record, writing

CODE_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of an instrument beside its text."""

    code: str
    title: str
    issuer: str
    issued_on: date
    effective_from: date
    effective_to: date | None = None
    level: str = ""
    scope: str = ""
    standing: Standing = Standing.IN_FORCE

    @property
    def is_house_rule(self) -> bool:
        """Whether the office made it itself."""
        return self.level == Level.HOUSE


@writing()
def enter_instrument(
    *, actor: Actor, described: Described, text: str, now: datetime, replaces: Instrument | None = None
) -> Instrument:
    """Enter an instrument and return it.

    Effects in order: the instrument; its clauses, each with the hash of its text; a ledger entry. With
    ``replaces``, the older text is amended: it holds until the day before the new one begins.

    Raises:
        BadInstrument: the code is taken or cannot be cited, no article was found, or the days do not fit.
        ClassifiedMaterial: the title or the text bears a mark of a state secret.
    """
    refuse_classified(f"{described.title}\n{text}", where=described.title)
    _refuse_unfit(described, replaces)
    instrument = create_instrument(described, text, replaces)
    if not instrument.clauses.exists():
        raise BadInstrument(
            _("《%(title)s》里没有找到“第一条”这样的条；请核对文本，条文应每条另起一行")
            % {"title": described.title}
        )
    changes = [Change("text_sha256", "", instrument.text_sha256)]
    record("authority.instrument.entered", actor=actor, obj=instrument, changes=changes, now=now)
    if replaces is not None:
        _end(replaces, described.effective_from - timedelta(days=1), Standing.AMENDED)
        changes = [Change("replaced_by", "", instrument.code)]
        record("authority.instrument.amended", actor=actor, obj=replaces, changes=changes, now=now)
    return instrument


@writing()
def repeal_instrument(
    *, actor: Actor, instrument: Instrument, last_day: date, reason: str, now: datetime
) -> None:
    """Say that an instrument holds until a day and no longer.

    On the day after, its clauses can no longer be cited; what was decided on them stays as it was.

    Raises:
        BadInstrument: it is repealed already, or the day is before it began.
    """
    if instrument.standing == Standing.REPEALED:
        raise BadInstrument(_("《%(title)s》已经废止，不必再次废止") % {"title": instrument.title})
    if last_day < instrument.effective_from - timedelta(days=1):
        text = _("最后有效日 %(day)s 早于施行日期 %(first)s；请改为施行日期以后的一天")
        raise BadInstrument(text % {"day": last_day, "first": instrument.effective_from})
    before = str(instrument.effective_to or "")
    is_over = last_day < timezone.localtime(now).date()
    _end(instrument, last_day, Standing.REPEALED if is_over else Standing(instrument.standing))
    changes = [Change("effective_to", before, str(last_day))]
    record(
        "authority.instrument.repealed", actor=actor, obj=instrument, changes=changes, reason=reason, now=now
    )


def create_instrument(described: Described, text: str, replaces: Instrument | None = None) -> Instrument:
    """Write an instrument and its clauses; who calls it records it."""
    instrument = Instrument.objects.create(
        code=described.code,
        title=described.title,
        issuer=described.issuer,
        issued_on=described.issued_on,
        effective_from=described.effective_from,
        effective_to=described.effective_to,
        standing=described.standing,
        is_house_rule=described.is_house_rule,
        level=described.level,
        scope=described.scope,
        replaces=replaces,
        text_sha256=text_hash(text),
    )
    Clause.objects.bulk_create(
        Clause(
            instrument=instrument,
            key=found.key,
            label=found.label,
            order_number=place,
            text=found.text,
            text_sha256=text_hash(found.text),
        )
        for place, found in enumerate(clause_texts(instrument.code, parse_law(text)), start=1)
    )
    return instrument


def _refuse_unfit(described: Described, replaces: Instrument | None) -> None:
    if (
        not described.code
        or len(described.code) > CODE_CHARACTERS
        or set(described.code) & set("/\\#?.%& 　")
    ):
        text = _("代号“%(code)s”不能用；请用不超过 %(most)d 个字、不含空格和 / # ? . 的简称")
        raise BadInstrument(text % {"code": described.code, "most": CODE_CHARACTERS})
    if Instrument.objects.filter(code=described.code).exists():
        text = _(
            "代号“%(code)s”已有法规在用；如是修订后的新文本，请换一个代号（如加年份）并选定它替代的旧文本"
        )
        raise BadInstrument(text % {"code": described.code})
    if described.effective_to and described.effective_to < described.effective_from:
        raise BadInstrument(_("失效日期早于施行日期；请核对"))
    if replaces is not None and replaces.effective_from >= described.effective_from:
        text = _("新文本的施行日期须晚于被替代的旧文本（%(day)s）；请核对")
        raise BadInstrument(text % {"day": replaces.effective_from})


def _end(instrument: Instrument, last_day: date, standing: Standing) -> None:
    instrument.effective_to, instrument.standing = last_day, standing
    instrument.save(update_fields=["effective_to", "standing"])
