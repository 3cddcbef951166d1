"""The demo's texts, hours and plan; the whole demo office is built by the tests of the site."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from xianxing.duties.matters.demo import plan as demo_plan
from xianxing.duties.matters.demo.hours import DAY_MINUTES, Hours
from xianxing.duties.matters.demo.plan import tell_stories
from xianxing.duties.matters.demo.texts import (
    everyday_themes,
    fill,
    hot_issues,
    invent_sender,
    read,
    words,
)
from xianxing.engines.triage.replies import is_empty_reply
from xianxing.engines.workclock import load_seed
from xianxing.office.duty import DemoOffice, Story
from xianxing.office.files.classified import refuse_classified

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HOURS = Hours(load_seed())
WITHOUT_BUREAU = (
    "公安",
    "民政",
    "人社",
    "自规",
    "生态环境",
    "住建",
    "城管",
    "交通",
    "农业农村",
    "卫健",
    "市场监管",
    "教体",
)
UNITS = frozenset({*(f"{name}局" for name in WITHOUT_BUREAU), "水务公司", "热力公司"})


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23T09:00", 30, "2026-11-23T09:30"),
        ("2026-11-23T11:45", 30, "2026-11-23T14:15"),
        ("2026-11-20T17:20", 20, "2026-11-23T08:40"),
        ("2026-11-21T12:00", 10, "2026-11-23T08:40"),
        ("2026-09-30T17:00", 60, "2026-10-08T09:00"),
        ("2026-11-23T09:00", DAY_MINUTES, "2026-11-24T09:00"),
    ],
)
def test_hours_pass_over_noon_night_weekend_and_holiday(start: str, minutes: float, end: str) -> None:
    assert HOURS.after(shanghai(start), minutes) == shanghai(end)


@given(st.integers(0, 60 * 24 * 60), st.floats(1, 5000))
def test_hours_end_within_working_time(offset: int, minutes: float) -> None:
    end = timezone.localtime(HOURS.after(NOW - timedelta(minutes=offset), minutes))
    clock = end.hour * 60 + end.minute + end.second / 60
    assert HOURS.calendar.is_working(end.date())
    assert 510 <= clock <= 720.1 or 840 <= clock <= 1050.1


def test_days_before_counts_working_days() -> None:
    assert HOURS.days_before(timezone.localdate(NOW), 1).isoformat() == "2026-11-20"
    assert HOURS.days_before(timezone.localdate(NOW), 0).isoformat() == "2026-11-23"


def test_every_theme_has_a_unit_that_answers_and_a_full_reply() -> None:
    themes = [*everyday_themes(), *(issue.theme for issue in hot_issues())]
    assert len(themes) >= 39
    for theme in themes:
        assert theme.unit in UNITS, theme.name
        assert not is_empty_reply(f"{theme.facts}\n{theme.opinion}").empty, theme.name
        assert len(theme.texts) >= 2


def test_texts_are_all_different_and_bear_no_mark() -> None:
    themes = [*everyday_themes(), *(issue.theme for issue in hot_issues())]
    texts = [text for theme in themes for text in theme.texts]
    assert len(set(texts)) == len(texts) >= 100
    for title, body in texts:
        refuse_classified(title, where="标题")
        refuse_classified(body, where="内容")


def test_filled_text_keeps_no_gap() -> None:
    for theme in everyday_themes():
        for title, body in theme.texts:
            assert "{" not in fill(title + body, place="云台村", number=4)


def test_senders_are_of_an_area_that_does_not_exist() -> None:
    senders = [invent_sender(Random(seed)) for seed in range(50)]
    assert all(sender.contact.startswith("0000-") for sender in senders)
    assert {sender.name[0] for sender in senders} <= set(words()["surnames"])


def test_special_cases_name_their_clause_and_organ() -> None:
    rows = read("special.toml")
    assert [row["clause"].partition("#")[0] for row in rows["declined"]] == ["信访工作条例"] * 3
    assert {row["organ"] for row in rows["forwarded"]} == {"市法院", "市检察院", "市委政法委", "审计局"}


class TestPlan:
    @pytest.fixture(autouse=True)
    def scene(self) -> Iterator[None]:
        scene: Any = SimpleNamespace(now=NOW, hours=HOURS)
        with patch.object(demo_plan, "set_scene", lambda _office: scene):
            yield

    def first_moments(self, seed: int) -> list[datetime]:
        office = DemoOffice(NOW, Random(seed), {}, {})
        return [first_moment(story) for story in tell_stories(office)]

    def test_same_seed_tells_the_same_stories(self) -> None:
        assert self.first_moments(1) == self.first_moments(1)

    def test_other_seed_tells_others(self) -> None:
        assert self.first_moments(1) != self.first_moments(2)

    def test_about_220_stories_fill_sixty_days(self) -> None:
        moments = self.first_moments(1)
        assert 205 <= len(moments) <= 235
        assert min(moments) > NOW - timedelta(days=62)
        assert max(moments) <= NOW

    def test_something_came_in_last_night(self) -> None:
        friday_evening = shanghai("2026-11-20T17:30")
        assert sum(1 for moment in self.first_moments(1) if moment > friday_evening) >= 4


def first_moment(story: Story) -> datetime:
    return next(story)
