"""Invented names and telephone numbers that no exchange gives out."""

from random import Random

SURNAMES = "沈陆顾程傅秦方严石江贺叶温白邵季向柳夏乔单曾仇解纪苗虞荀祁宗"
FIRST = "砚知景予承闻疏沐言之修其怀若望守思宜执既"
SECOND = "川舟远衡宁谦棠禾岚石林溪野然朴诚和原桥田"


def invent_names(count: int, rng: Random) -> list[str]:
    """Return different invented names, each of a surname and two characters."""
    chosen: list[str] = []
    taken: set[str] = set()
    while len(chosen) < count:
        name = rng.choice(SURNAMES) + rng.choice(FIRST) + rng.choice(SECOND)
        if name not in taken:
            taken.add(name)
            chosen.append(name)
    return chosen


def invent_phone(number: int) -> str:
    """Return a telephone number with the area code 0000, which does not exist."""
    return f"0000-{600000 + number}"
