"""乘车: which seat is the first depends on the vehicle and on who drives. Left and right face the way ahead."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.scheme import CAR_CAPTIONS, Block, Line, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Label, Reason, Shape, Side, Spot

TYPE = Setting(
    "type",
    "车型",
    {
        "sedan4": "四座轿车",
        "sedan5": "五座轿车",
        "mpv7_three_rows": "三排七座轿车",
        "mpv7_captain_seats": "商务车（中排独立座椅，推定）",
        "suv4": "越野车",
        "suv5": "越野车（五座）",
        "minibus": "中巴",
        "coach": "大客车（每排四座，推定）",
    },
    "sedan5",
    "S18、S20",
)
DRIVER = Setting(
    "driver",
    "驾驶人",
    {"chauffeur": "专职司机", "host": "主人亲自驾车", "host_couple": "主人夫妇驾车", "any": "不论谁驾车"},
    "chauffeur",
    "S06、S18、S19",
)
AIDE_IN_FRONT = Setting(
    "aide_in_front",
    "随员座",
    {True: "副驾为随员座", False: "随员不占副驾"},
    None,
    "S18",
)
SECURITY = Setting(
    "security",
    "安全考虑",
    {"behind_driver": "司机后方为上座", "none": "不作调整"},
    "none",
    "S20",
)
FIRST = Setting(
    "first",
    "中巴首座",
    {"behind_driver_window": "司机后第 1 排临窗（S01）", "first_row_right": "第 1 排右（S18、S20）"},
    "first_row_right",
    "S01、S18、S20",
)
_FRONT, _AT_DRIVER, _WINDOW = "副驾", "驾驶", "司机后第1排临窗"
_REAR = ("后排右", "后排左", "后排中")
_MIDDLE = ("中排右", "中排左")
# The passengers' places behind the front seats, highest first.
_BEHIND: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sedan4": _REAR[:2],
        "sedan5": _REAR,
        "mpv7_three_rows": (*_REAR, *_MIDDLE),
        "mpv7_captain_seats": (*_MIDDLE, *_REAR),
        "suv4": _REAR[:2],
        "suv5": _REAR,
    }
)
_ABREAST: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"minibus": ("右", "左"), "coach": ("右窗", "右道", "左道", "左窗")}
)
_COLUMNS: Mapping[str, float] = MappingProxyType(
    {"右": 1, "左": -1, "中": 0, "右窗": 1.5, "右道": 0.5, "左道": -0.5, "左窗": -1.5}
)


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """Who sits on which seat; places of nobody are left out of the answer.

    Source: S01, S06, S18, S19, S20; captain seats, coaches and the seats of several aides are derived (推定).
    """
    guests = cast.people("guests") if cast.has("guests") else cast.people("n")
    if chosen.text("driver") == "host_couple":
        return _couple(cast, chosen, guests)
    places, reason = _places(chosen, len(guests) + len(cast.people("aide")))
    return _seated(places, guests, _aides(cast), reason, is_aide_ahead=_is_aide_ahead(cast, chosen))


def _places(chosen: Chosen, people: int) -> tuple[list[str], Reason]:
    """All places for passengers, highest first."""
    kind = chosen.text("type")
    if kind in _ABREAST:
        return _bus(kind, chosen, people)
    behind = list(_BEHIND[kind])
    if chosen.text("driver") == "host" or kind.startswith("suv"):
        reason = "越野车以副驾为首，不论谁驾车" if kind.startswith("suv") else "主人驾车，副驾为首，不应空着"
        return [_FRONT, *behind], Reason(reason, "S18、S19、S20")
    if chosen.text("security") == "behind_driver":
        behind[0], behind[1] = behind[1], behind[0]
        return [*behind, _FRONT], Reason("安全考虑，司机后方为上座", "S20")
    source = "推定" if kind == "mpv7_captain_seats" else "S18、S01"
    return [*behind, _FRONT], Reason(f"专职司机驾车，{behind[0]}为首，副驾为末", source)


def _bus(kind: str, chosen: Chosen, people: int) -> tuple[list[str], Reason]:
    abreast = _ABREAST[kind]
    rows = max(1, -(-people // len(abreast)))
    places = [f"第{row}排{column}" for row in range(1, rows + 1) for column in abreast]
    if chosen.text("first") == "behind_driver_window":
        places.remove(f"第1排{abreast[-1]}")
        return [_WINDOW, *places], Reason("司机后第 1 排临窗为首", "S01")
    return places, Reason("前排高于后排，同排右侧为首，近前门为上", "S18、S20")


def _is_aide_ahead(cast: Cast, chosen: Chosen) -> bool:
    """Whether the aide takes the seat beside the driver: only where that seat is not the first."""
    kind = chosen.text("type")
    if chosen.text("driver") == "host" or kind not in _BEHIND or kind.startswith("suv"):
        return False
    if "aide_in_front" in chosen.values:
        return chosen.is_on("aide_in_front")
    return cast.has("aide")


def _aides(cast: Cast) -> tuple[Label, ...]:
    given = cast.people("aide")
    if isinstance(cast.given.get("aide"), list):
        return given
    return tuple("随员" if label == 1 else f"随员{label}" for label in given)


def _seated(
    places: Sequence[str],
    guests: tuple[Label, ...],
    aides: tuple[Label, ...],
    reason: Reason,
    *,
    is_aide_ahead: bool,
) -> Scheme:
    if len(guests) + len(aides) > len(places):
        raise CastError(f"座位只有 {len(places)} 个，乘客 {len(guests) + len(aides)} 位；请换车或分车")
    kept = [_FRONT] if is_aide_ahead else []
    rest = [place for place in places if place not in kept]
    if is_aide_ahead and (len(guests) > len(rest)):
        raise CastError(f"副驾留给随员，来宾座位只有 {len(rest)} 个，来宾 {len(guests)} 位；请换车或分车")
    lowest = [place for place in reversed(rest) if place not in rest[: len(guests)]]
    at_aide = [*kept, *lowest][: len(aides)]
    at_guest = [place for place in rest if place not in at_aide]
    blocks = [Block("来宾", _spots(at_guest), guests, reason)]
    if aides or kept:
        blocks.append(Block("随员", _spots(at_aide or kept), aides, Reason("副驾为随员座", "S18")))
    used = [spot.place for block in blocks for spot in block.spots]
    ordered = tuple(place for place in places if place in used)
    return Scheme((Line("", ordered),), tuple(blocks), Shape.PLACES)


def _couple(cast: Cast, chosen: Chosen, guests: tuple[Label, ...]) -> Scheme:
    """The hosts in front, the guests behind. Source: S06, S19."""
    kind = chosen.text("type")
    behind = _BEHIND.get(kind, ())
    if not guests or len(guests) > len(behind):
        raise CastError(f"主人夫妇驾车时后排座位 {len(behind)} 个，来宾 {len(guests)} 位；请换车或核对名单")
    couple = cast.people("host") if isinstance(cast.given.get("host"), list) else ("主夫", "主妻")
    if len(couple) != 2:
        raise CastError(f"主人夫妇为 {len(couple)} 位；请写两位，先写驾车的一位")
    reason = Reason("主人夫妇坐前座，客人夫妇坐后座", "S06、S19")
    front = Block("主人夫妇", _spots((_AT_DRIVER, _FRONT)), couple, reason)
    rear = Block("来宾", _spots(behind), guests, reason)
    return Scheme((Line("", (_AT_DRIVER, _FRONT)), Line("后排", behind)), (front, rear), Shape.PLACES)


def _spots(places: Sequence[str]) -> tuple[Spot, ...]:
    return tuple(_spot(place) for place in places)


def _spot(place: str) -> Spot:
    if place in {_FRONT, _AT_DRIVER}:
        return Spot(place, 1 if place == _FRONT else -1, 0)
    if place == _WINDOW:
        return Spot(place, -1, -1, Hand.LEFT)
    side = place[-2:] if place[-2:] in _COLUMNS else place[-1]
    hand = {"右": Hand.RIGHT, "左": Hand.LEFT, "中": Hand.CENTRE}[side[0]]
    return Spot(place, _COLUMNS[side], -_depth(place), hand, accessible=True)


def _depth(place: str) -> float:
    if place.startswith("第"):
        return float(place[1 : place.index("排")])
    return 1.0 if place.startswith("中排") else 2.0


SCENES = (
    Scene(
        "car",
        "乘车",
        (TYPE, DRIVER, AIDE_IN_FRONT, SECURITY, FIRST),
        (
            Input("n", "", Side.ALL),
            Input("guests", "", Side.ALL),
            Input("aide", "", Side.AIDE),
            Input("host", "", Side.HOST),
        ),
        arrange,
        captions=CAR_CAPTIONS,
    ),
)
