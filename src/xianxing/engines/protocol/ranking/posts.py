"""Which organ and which tier a post belongs to, read from its words."""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Organ(StrEnum):
    """The four leading bodies, and everything else."""

    PARTY = "party"
    GOVERNMENT = "gov"
    CONGRESS = "npc"
    CONSULTATIVE = "cppcc"
    OTHER = "other"


class Tier(IntEnum):
    """Where a post stands in the order of a place's leaders; lower comes first."""

    HEAD = 0
    DEPUTY_SECRETARY = 1
    STANDING = 2
    DEPUTY = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `executive` marks the first deputy of an organ (常务副主任, 常务副市长)."""

    organ: Organ
    tier: Tier
    executive: bool = False


NO_POST = Post(Organ.OTHER, Tier.OTHER)

_JOINED = re.compile(r"[兼、/，,；;]")
_GOVERNOR = re.compile(r"[市县区省州旗镇乡盟]长|政府|行署|专员|主席团长")
_FORMER = re.compile(r"^(退休|离休|离退休|原|前任)|（退休）|\(退休\)")
_OFFICE_SECRETARY = re.compile(r"(纪委|政法委|纪工委|工委|总支|支部)书记")


def read_posts(text: str) -> tuple[Post, ...]:
    """The posts that a text names, highest first under no rule yet, in the order written; none when it names none.

    Source: the words of S21 and S22 (书记, 市长/县长, 人大主任, 政协主席, 专职副书记, 常委, their deputies).
    """
    found = (_read_one(part) for part in _JOINED.split(text))
    return tuple(post for post in found if post is not None)


def is_former(text: str) -> bool:
    """Whether the words say that somebody has left office. Source: S07 (老同志)."""
    return bool(_FORMER.search(text))


def _read_one(text: str) -> Post | None:
    executive = "常务副" in text
    deputy = "副" in text
    if "政协" in text:
        return Post(Organ.CONSULTATIVE, _tier(text, deputy=deputy, head="主席"), executive)
    if "人大" in text:
        return Post(Organ.CONGRESS, _tier(text, deputy=deputy, head="主任"), executive)
    if "常委" in text or _OFFICE_SECRETARY.search(text):
        return Post(Organ.PARTY, Tier.STANDING, executive)
    if "书记" in text:
        return Post(Organ.PARTY, Tier.DEPUTY_SECRETARY if deputy else Tier.HEAD)
    if _GOVERNOR.search(text):
        return Post(Organ.GOVERNMENT, Tier.DEPUTY if deputy else Tier.HEAD, executive)
    if "党委" in text:
        return Post(Organ.PARTY, Tier.DEPUTY_SECRETARY if deputy else Tier.HEAD)
    return None


def _tier(text: str, *, deputy: bool, head: str) -> Tier:
    if deputy:
        return Tier.DEPUTY
    return Tier.HEAD if head in text or "正职" in text else Tier.OTHER
