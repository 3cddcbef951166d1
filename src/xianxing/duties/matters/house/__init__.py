"""The house rule and the first tables that a new office starts from; the head edits the tables in the page."""

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

FOLDER = files("xianxing.duties.matters.house")


def house_rule() -> tuple[Mapping[str, Any], str]:
    """Return the description and the text of the house rule on authority and limits."""
    described = {
        "code": "办理规定",
        "title": "信访和热线事项办理规定（试行）",
        "issuer": "本办公室",
        "issued_on": date(2026, 1, 1),
        "effective_from": date(2026, 1, 1),
        "standing": "in_force",
        "is_house_rule": True,
    }
    return described, FOLDER.joinpath("rule.md").read_text(encoding="utf-8")


def authority_table() -> Mapping[str, Any]:
    """Return the first authority table, in the rulebook engine's JSON form."""
    return _read("authority.json")


def deadline_table() -> Mapping[str, Any]:
    """Return the first table of limits, in the rulebook engine's JSON form."""
    return _read("deadlines.json")


def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(FOLDER.joinpath(name).read_text(encoding="utf-8"))
    return found


def first_topics() -> tuple[tuple[str, str, str], ...]:
    """Return the content labels a new office starts from: three levels each; the office may import its own."""
    lines = FOLDER.joinpath("topics.txt").read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines:
        first, second, third = line.split("/")
        rows.append((first, second, third))
    return tuple(rows)
