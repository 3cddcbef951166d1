"""The office's scale: lamps, rungs, and how often one unit may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from xianxing.duties.followup.engine.ladder import USUAL, BadLadderError, Rung, Told, check_ladder
from xianxing.duties.followup.engine.lamps import BadScaleError, LampScale
from xianxing.duties.followup.engine.overlap import Frequency
from xianxing.duties.followup.errors import StepRefused
from xianxing.duties.followup.models import Scale
from xianxing.office.access.models import Account
from xianxing.office.jobs.actions import enqueue
from xianxing.office.ledger.actions import Change, record, writing


@dataclass(frozen=True, slots=True)
class InForce:
    """The scale that holds now, as the engine takes it."""

    lamps: LampScale
    rungs: tuple[Rung, ...]
    frequency: Frequency


def scale_in_force() -> InForce:
    """Return the office's scale, or the usual one where none was set. One query."""
    kept = Scale.objects.first()
    if kept is None:
        return InForce(LampScale(), USUAL, Frequency())
    rungs = tuple(Rung(each["offset"], tuple(Told(told) for told in each["told"])) for each in kept.rungs)
    return InForce(
        LampScale(kept.amber_days, kept.red_days),
        rungs or USUAL,
        Frequency(kept.most_requests, kept.request_days),
    )


@writing()
def change_scale(
    *, actor: Account, lamps: tuple[int, int], rungs: Sequence[Rung], frequency: Frequency, now: datetime
) -> Scale:
    """Set the lamps (amber and red days), the rungs and the frequency; open tasks follow in the background.

    Raises:
        StepRefused: the scale or the ladder contradicts itself; the message says how.
    """
    try:
        LampScale(*lamps)
        ordered = check_ladder(rungs)
    except (BadScaleError, BadLadderError) as refused:
        raise StepRefused(_("%(fault)s；请改正") % {"fault": refused}) from None
    kept = Scale.objects.first() or Scale()
    changes = [
        Change("amber_days", str(kept.amber_days), str(lamps[0])),
        Change("red_days", str(kept.red_days), str(lamps[1])),
        Change("rungs", _keys(kept.rungs), "、".join(rung.key for rung in ordered)),
        Change("most_requests", str(kept.most_requests), str(frequency.most)),
    ]
    kept.amber_days, kept.red_days = lamps
    kept.rungs = [{"offset": rung.offset, "told": list(rung.told)} for rung in ordered]
    kept.most_requests, kept.request_days, kept.changed_at = frequency.most, frequency.days, now
    kept.save()
    changed = [change for change in changes if change.before != change.after]
    record(
        "followup.scale.changed", actor=actor, obj=kept, label=_("亮灯和催办标准"), now=now, changes=changed
    )
    enqueue("followup.replace", {"after": 0}, now=now)
    return kept


def _keys(kept: Sequence[dict[str, object]]) -> str:
    rungs = [Rung(int(str(each["offset"])), ()) for each in kept] or USUAL
    return "、".join(rung.key for rung in rungs)
