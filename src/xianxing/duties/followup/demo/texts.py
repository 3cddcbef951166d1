"""What the stories are about: an invented city, no real person or message."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("stories.toml")


@dataclass(frozen=True, slots=True)
class Plot:
    """One decision and what becomes of it."""

    item: str
    task: str
    request: str
    measure: str
    unit: str
    source: str
    mandate: str
    days_ago: int
    days: int
    mandate_kind: str = "decision"
    label: str = ""
    leader: str = ""
    works: int = 4
    progress: str = "已排定方案，正在组织实施。"
    answer: str = "已按要求完成，附台账和照片。"
    finding: str = "对照办成的标准现场核对，与反馈一致。"
    returned: str = ""
    second: str = ""
    reason: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting: its name, its minutes, and the parts (unit, title, request, measure, days)."""

    name: str
    text: str
    parts: tuple[tuple[str, str, str, str, int], ...]


def _read() -> tuple[tuple[Plot, ...], Mapping[str, Plot], Minutes]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    minutes = told["minutes"]
    return (
        tuple(Plot(**plot) for plot in told["everyday"]),
        {name: Plot(**plot) for name, plot in told["plot"].items()},
        Minutes(minutes["name"], minutes["text"], tuple(tuple(part) for part in minutes["parts"])),
    )


EVERYDAY, PLOTS, MINUTES = _read()
