"""Which stories are told, and when each begins."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from xianxing.duties.matters.demo import courses
from xianxing.duties.matters.demo.courses import Case, Main
from xianxing.duties.matters.demo.hours import Hours
from xianxing.duties.matters.demo.reading import read_messages
from xianxing.duties.matters.demo.scene import Scene, set_scene
from xianxing.duties.matters.demo.steps import BY_THEMSELVES, Teller
from xianxing.duties.matters.demo.texts import (
    Issue,
    Message,
    Theme,
    everyday_themes,
    fill,
    hot_issues,
    invent_sender,
    read,
    words,
)
from xianxing.duties.matters.demo.views import keep_views
from xianxing.duties.matters.engine import Kind
from xianxing.office.duty import DemoOffice, Story
from xianxing.office.register.models import Channel
from xianxing.office.register.senders import ANONYMOUS, Sender

DAYS = 60
ROUNDS = 2
CHANNELS = {
    Channel.HOTLINE: 34,
    Channel.WEB: 26,
    Channel.LETTER: 12,
    Channel.CALL: 12,
    Channel.VISIT: 7,
    Channel.EMAIL: 6,
    Channel.SCAN: 2,
    Channel.INSTRUCTION: 1,
}
HOTLINE_HELP_DAYS = 10
HOTLINE_COMPLAINT_DAYS = 15
LAST_NIGHT = (time(19, 20), time(21, 5), time(22, 40), time(23, 30))


def tell_stories(office: DemoOffice) -> Iterator[Story]:
    """Return the stories of matters; the same office gives the same stories."""
    planner = Planner(set_scene(office), office.random)
    yield from planner.everyday()
    yield from planner.issues()
    yield from planner.special()
    yield from planner.at_hand()
    yield keep_views(office)
    yield read_messages(office)


@dataclass(slots=True)
class Planner:
    """Draws messages and begins stories, each with a chance of its own so that their order does not matter."""

    scene: Scene
    rng: Random
    themes: tuple[Theme, ...] = field(default_factory=everyday_themes)

    def everyday(self) -> Iterator[Story]:
        """Matters of every kind, spread over the days, fewer at weekends."""
        for theme in self.themes * ROUNDS:
            for text in theme.texts:
                case = self.case(theme, channel=self.channel(), text=text)
                yield courses.everyday(self.teller(), case)

    def issues(self) -> Iterator[Story]:
        """Hot issues: the first message makes the matter, the others join it or stand beside it."""
        for issue in hot_issues():
            main = Main()
            for place, case in enumerate(self._issue_cases(issue)):
                if place:
                    yield courses.joining(self.teller(), case, main)
                elif issue.is_grave:
                    yield courses.grave_issue(self.teller(), case, main, issue)
                else:
                    yield courses.first_of_issue(self.teller(), case, main)

    def special(self) -> Iterator[Story]:
        """What takes another way: declined, forwarded, accused, contested, reviewed, past the authority."""
        rows = read("special.toml")
        for row in rows["declined"]:
            yield courses.declined(
                self.teller(), self.written(row["title"], row["text"], Channel.LETTER), row
            )
        for row in rows["forwarded"]:
            yield courses.forwarded(
                self.teller(), self.written(row["title"], row["text"], Channel.VISIT), row
            )
        for place, row in enumerate(rows["accusation"]):
            yield self._accusation(row["title"], row["text"], row["accused"], waits=place == 0)
        contested = self.case(self.theme("垃圾清运"), channel=Channel.WEB, days_ago=22)
        yield courses.objected(self.teller(), contested, "生态环境局")
        many = self.case(self.theme("水质水压"), channel=Channel.VISIT, days_ago=25)
        yield courses.overridden(self.teller(), many, 14)
        for days_ago, review_days in ((48, 8), (33, 30)):
            asked = self.case(self.theme("宅基地"), channel=Channel.LETTER, days_ago=days_ago)
            yield courses.reviewed(self.teller(pace=0.6), asked, review_days)

    def at_hand(self) -> Iterator[Story]:
        """What lies on the table now: for signature, due today, overdue, come in last night."""
        last = self._last_working_day()
        for minutes, name in ((10, "道路破损"), (35, "食品安全"), (62, "物业纠纷"), (80, "房产证")):
            case = self.case(self.theme(name), channel=Channel.WEB, days_ago=19)
            drafted_at = _at(last, time(15, 40)) + timedelta(minutes=minutes)
            yield courses.for_signature(self.teller(pace=0.5), case, drafted_at)
        waits = self.case(self.theme("房产证"), channel=Channel.VISIT, days_ago=4)
        yield courses.due_to_go_up(self.teller(pace=0.4), waits, 32)
        contested = self.case(self.theme("河道水体"), channel=Channel.WEB, days_ago=5)
        yield courses.contested(self.teller(pace=0.4), contested, "农业农村局")
        petition = self.case(self.theme("土地流转"), channel=Channel.LETTER, days_ago=58)
        yield courses.stalled(
            replace(self.teller(), report_days=38),
            petition,
            self.scene.hours.after(petition.received_at, 500),
        )
        for late, name in ((0, "路灯不亮"), (0, "道路破损"), (2, "路灯不亮"), (4, "网络信号")):
            yield self._stalled(self.theme(name), HOTLINE_HELP_DAYS + late)
        yield self._stalled(self.theme("扬尘油烟"), HOTLINE_COMPLAINT_DAYS - 1)
        for clock, name in zip(LAST_NIGHT, ("夜间噪声", "水质水压", "养犬", "公交线路"), strict=True):
            theme = self.theme(name)
            case = self.case(theme, channel=Channel.WEB)
            case.received_at = _at(last, clock)
            yield courses.everyday(self.teller(), case)

    def teller(self, pace: float = 1.0) -> Teller:
        """Return a teller with a chance of its own; some stories go slowly."""
        own = Random(self.rng.random())  # noqa: S311 - stories, not secrets
        slow = 2.6 if pace == 1.0 and own.random() < 0.1 else pace
        return Teller(self.scene, own, slow)

    def channel(self) -> Channel:
        """Draw a channel by its usual share."""
        return self.rng.choices(list(CHANNELS), weights=list(CHANNELS.values()))[0]

    def theme(self, name: str) -> Theme:
        """Return an everyday theme by name."""
        return next(theme for theme in self.themes if theme.name == name)

    def case(
        self,
        theme: Theme,
        *,
        channel: Channel,
        days_ago: int | None = None,
        text: tuple[str, str] | None = None,
    ) -> Case:
        """Draw a message about a theme, so many days ago or any day, in this text or any of its texts."""
        place, number = self.rng.choice(words()["places"]), self.rng.randrange(3, 9)
        title, body = text or self.rng.choice(theme.texts)
        around = f"{self.rng.choice(words()['openings'])}{body}{self.rng.choice(words()['closings'])}"
        message = Message(
            title=fill(title, place=place, number=number),
            text=fill(around, place=place, number=number),
            place=place,
            channel=channel,
            sender=ANONYMOUS if channel == Channel.INSTRUCTION else invent_sender(self.rng),
        )
        return Case(message, theme, self.moment(channel, days_ago), number)

    def written(self, title: str, text: str, channel: Channel) -> Case:
        """Return a case with its own words."""
        message = Message(title, text, "", channel, invent_sender(self.rng))
        theme = Theme("", "其他", Kind.HELP, None, "", (), "", "", "")
        return Case(message, theme, self.moment(channel, None))

    def moment(self, channel: Channel, days_ago: int | None) -> datetime:
        """Draw when a message comes: people write at any hour, but letters and visits come while work goes on."""
        ago = days_ago if days_ago is not None else self.rng.uniform(0.6, DAYS - 1)
        day = timezone.localdate(self.scene.now - timedelta(days=ago))
        if channel in BY_THEMSELVES:
            return self._past(_at(day, time(7)) + timedelta(minutes=self.rng.randrange(16 * 60)))
        worked = min(self.scene.hours.days_before(day, 0), self._last_working_day())
        return self.scene.hours.after(_at(worked, time(8, 30)), self.rng.randrange(380))

    def _issue_cases(self, issue: Issue) -> Iterator[Case]:
        moments = self._moments_of(issue)
        senders: dict[int, Sender] = {}
        for place, received_at in enumerate(moments):
            text = place % len(issue.theme.texts)
            title, body = issue.theme.texts[text]
            sender = senders.setdefault(text, invent_sender(self.rng))
            again = "上次反映后还没有解决，再说一遍：" if place >= len(issue.theme.texts) else ""
            channel = self.rng.choice((Channel.WEB, Channel.HOTLINE, Channel.HOTLINE, Channel.EMAIL))
            message = Message(title, again + body, issue.place, channel, sender)
            yield Case(message, issue.theme, received_at)

    def _moments_of(self, issue: Issue) -> list[datetime]:
        """Draw when the messages of an issue come, the first one on its first day, the last one lately."""
        ago = [float(issue.start)]
        ago += [self.rng.uniform(0.4, issue.start - 0.6) for _each in range(issue.messages - 1)]
        days = [
            timezone.localdate(self.scene.now - timedelta(days=each)) for each in sorted(ago, reverse=True)
        ]
        minutes = [self.rng.randrange(15 * 60) for _day in days]
        return sorted(
            self._past(_at(day, time(7)) + timedelta(minutes=minute))
            for day, minute in zip(days, minutes, strict=True)
        )

    def _past(self, moment: datetime) -> datetime:
        """Return the moment, or the same hour a day earlier when it has not come yet."""
        return moment if moment <= self.scene.now else moment - timedelta(days=1)

    def _last_working_day(self) -> date:
        return self.scene.hours.days_before(timezone.localdate(self.scene.now) - timedelta(days=1), 0)

    def _accusation(self, title: str, text: str, accused: str, *, waits: bool) -> Story:
        case = self.written(title, text, Channel.LETTER)
        if waits:
            case.received_at = _at(self._last_working_day(), time(10, 5))
        at = None if waits else self.scene.hours.after(case.received_at, 600)
        return courses.accusation(self.teller(), case, accused, at)

    def _stalled(self, theme: Theme, working_days: int) -> Story:
        hours: Hours = self.scene.hours
        accepted_on = hours.days_before(timezone.localdate(self.scene.now), working_days)
        case = self.case(theme, channel=Channel.HOTLINE)
        accepted_at = _at(accepted_on, time(9, 10)) + timedelta(minutes=self.rng.randrange(90))
        case.received_at = accepted_at - timedelta(minutes=self.rng.randrange(30, 200))
        return courses.stalled(self.teller(), case, accepted_at)


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
