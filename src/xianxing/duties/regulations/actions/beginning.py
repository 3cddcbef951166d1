"""What the rulebook needs before its first day: areas of work, citations of the packaged laws, packs of limits."""

from datetime import datetime

from xianxing.duties.regulations.actions.adopting import adopt
from xianxing.duties.regulations.house import AREA_OF, AREAS, packs
from xianxing.duties.regulations.models import Area, Stewardship
from xianxing.office.authority.limiting import seed_limits
from xianxing.office.authority.models import Instrument
from xianxing.office.ledger.actions import SYSTEM, writing


@writing()
def begin(now: datetime) -> None:
    """Seed what is missing; run at every start, it changes nothing the second time."""
    if not Area.objects.exists():
        Area.objects.bulk_create(
            Area(name=name, note=note, order_number=10 * place)
            for place, (name, note) in enumerate(AREAS, start=1)
        )
    for pack in packs():
        seed_limits(actor=SYSTEM, pack=pack.name, rows=pack.rows, now=now)
    fresh = list(Instrument.objects.filter(stewardship__isnull=True).order_by("pk"))
    adopt(fresh, now=now)
    areas = {area.name: area for area in Area.objects.all()}
    for instrument in fresh:
        area = areas.get(AREA_OF.get(instrument.code, ""))
        if area is not None:
            Stewardship.objects.filter(instrument=instrument).update(area=area)
