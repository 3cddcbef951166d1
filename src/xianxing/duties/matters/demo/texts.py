"""What people of the invented city write about, from the files beside this one."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from xianxing.duties.matters.engine import Kind, Track
from xianxing.office.register.models import Channel
from xianxing.office.register.senders import Sender

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Theme:
    """What a matter is about, who handles it, and what came of it."""

    name: str
    topic: str
    kind: Kind
    track: Track | None
    unit: str
    texts: tuple[tuple[str, str], ...]
    facts: str
    opinion: str
    outcome: str
    is_mediated: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that many people write about in their own words, beginning so many days ago."""

    theme: Theme
    place: str
    start: int
    messages: int
    is_grave: bool
    crowd: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it came in."""

    title: str
    text: str
    place: str
    channel: Channel
    sender: Sender


def everyday_themes() -> tuple[Theme, ...]:
    """Return the everyday themes."""
    return tuple(_theme(row) for row in read("everyday.toml")["theme"])


def hot_issues() -> tuple[Issue, ...]:
    """Return the hot issues. A grave one is an appeal by the petition procedure (60 days)."""
    return tuple(_issue(row) for row in read("issues.toml")["issue"])


def read(name: str) -> Mapping[str, Any]:
    """Return one of the files of texts."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def words() -> Mapping[str, list[str]]:
    """Return the invented places and the parts of names."""
    found: Mapping[str, list[str]] = read("words.toml")
    return found


def invent_sender(rng: Random) -> Sender:
    """Return a writer with an invented name and a telephone number of an area that does not exist."""
    name = rng.choice(words()["surnames"]) + rng.choice(words()["given"])
    contact = f"0000-{700000 + rng.randrange(100000)}"
    return Sender(name, contact, f"{rng.choice(words()['places'])}{rng.randrange(1, 30)}号")


def fill(text: str, *, place: str, number: int) -> str:
    """Return a text with its place and number filled in."""
    return text.replace("{place}", place).replace("{n}", str(number))


def _theme(row: Mapping[str, Any]) -> Theme:
    return Theme(
        name=row["name"],
        topic=row["topic"],
        kind=Kind(row["kind"]),
        track=Track(row["track"]) if "track" in row else None,
        unit=row["unit"],
        texts=_texts(row["texts"]),
        facts=row["facts"],
        opinion=row["opinion"],
        outcome=row["outcome"],
        is_mediated=row.get("mediate", False),
    )


def _issue(row: Mapping[str, Any]) -> Issue:
    kind, track = ("appeal", "petition") if row["grave"] else ("complaint", None)
    described = {**row, "kind": kind, "outcome": "supported", **({"track": track} if track else {})}
    return Issue(
        theme=_theme(described),
        place=row["place"],
        start=row["start"],
        messages=row["people"],
        is_grave=row["grave"],
        crowd=row.get("crowd", 1),
        amount=row.get("amount"),
    )


def _texts(rows: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((title.strip(), body.strip()) for title, _bar, body in (row.partition("|") for row in rows))
