"""会见: host and guest side by side facing the door, each side outwards by rank."""

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.rows import line_of, side_spots
from xianxing.engines.protocol.scheme import FRONT_CAPTIONS, Block, Scene, Scheme
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Hand, Label, Reason, Side, Spot

GUEST = Setting(
    "guest",
    "主宾位置",
    {
        "right_of_host": "主宾在主人右手（涉外，以右为上）",
        "left_of_host": "主宾在主人左手（国内公务，以左为上）",
    },
    "right_of_host",
    "S09、S11、S12",
)
CONTEXT = Setting(
    "context",
    "场合",
    {"domestic_official": "国内公务，不设译员", "foreign": "涉外，译员、记录员在主人和主宾身后"},
    None,
    "S09、S11、S13",
)


def arrange(cast: Cast, chosen: Chosen) -> Scheme:
    """One row of armchairs; behind the two principals a second row for interpreters at foreign meetings.

    Without the setting `context`, guest on the right hand of the host means a foreign meeting, and delegations
    (more than the two principals) come with interpreters. Source: S09, S11, S12, S13.
    """
    guest, host = cast.people("guest"), cast.people("host")
    if not guest or not host:
        raise CastError("会见须有主客双方；请在 guest 和 host 中写人数或名单")
    towards = Hand.LEFT if _guest_on(chosen) == "right_of_host" else Hand.RIGHT
    other = Hand.RIGHT if towards is Hand.LEFT else Hand.LEFT
    text = "自主宾起按身份向外排列"
    guests = Block(
        "来宾", side_spots(len(guest), towards, start=0.5, prefix="客"), guest, Reason(text, "S11、S12")
    )
    text = "自主人起按身份向外排列"
    hosts = Block(
        "主方", side_spots(len(host), other, start=0.5, prefix="主"), host, Reason(text, "S11、S12")
    )
    behind = _interpreters(cast, chosen, towards)
    lines = [line_of((*guests.spots, *hosts.spots))]
    if behind:
        lines.append(line_of([spot for block in behind for spot in block.spots]))
    return Scheme(tuple(lines), (guests, hosts, *behind))


def _guest_on(chosen: Chosen) -> str:
    if "guest" not in chosen.given and chosen.values.get("context") == "domestic_official":
        return "left_of_host"
    return chosen.text("guest")


def _interpreters(cast: Cast, chosen: Chosen, towards: Hand) -> tuple[Block, ...]:
    people = _interpreting(cast, chosen)
    sign = 1 if towards is Hand.RIGHT else -1
    reason = Reason("译员、记录员安排在主人和主宾的后面", "S11、S13")
    return tuple(
        Block("译员", (Spot(f"后排{side}译", sign * at * 0.5, 1),), (label,), reason)
        for label, side, at in people
    )


def _interpreting(cast: Cast, chosen: Chosen) -> tuple[tuple[Label, str, int], ...]:
    if cast.has("interpreters"):
        wanted = cast.is_on("interpreters")
    elif "context" in chosen.values:
        wanted = chosen.text("context") == "foreign"
    else:
        delegations = len(cast.people("guest")) + len(cast.people("host")) > 2
        wanted = delegations and chosen.text("guest") == "right_of_host"
    return (("译G", "客", 1), ("译H", "主", -1)) if wanted else ()


SCENES = (
    Scene(
        "meeting_side_by_side",
        "会见",
        (GUEST, CONTEXT),
        (Input("guest", "G", Side.GUEST), Input("host", "H", Side.HOST), Input("interpreters")),
        arrange,
        captions=FRONT_CAPTIONS,
    ),
)
