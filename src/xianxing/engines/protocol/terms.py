"""The closed vocabulary of seating. Everywhere x grows to the viewer's right and y away from the viewer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Label = str | int
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class View(StrEnum):
    """From where a plan is drawn. The words printed on it say where the reader looks."""

    AUDIENCE = "audience"
    STAGE = "stage"

    @property
    def caption(self) -> str:
        return "面向主席台（观众视角）" if self is View.AUDIENCE else "面向观众（台上视角）"


class Hand(StrEnum):
    """On which hand of the first-ranked person of the row a seat lies, in that person's own view."""

    CENTRE = "中"
    LEFT = "左"
    RIGHT = "右"


class Shape(StrEnum):
    """The form in which a plan is answered."""

    ROWS = "rows"
    PLACES = "places"
    STEPS = "steps"
    TITLES = "titles"


class Side(StrEnum):
    """To whom a person belongs at the event."""

    ALL = "all"
    GUEST = "guest"
    HOST = "host"
    SUPERIOR = "superior"
    AIDE = "aide"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of why, with the source it follows (a key of the sources, 推定, 设定 or a decision)."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be seated. `key` identifies the person in plans; people of a side come in order of rank."""

    key: str
    name: str
    side: Side = Side.ALL


@dataclass(frozen=True, slots=True)
class Spot:
    """A place before anyone sits there: `x` to the viewer's right, `y` away from the viewer, in seats."""

    place: str
    x: float
    y: float
    hand: Hand = Hand.CENTRE
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A place with who sits there. `rank` is the order of precedence of the place in its block, from 1."""

    spot: Spot
    occupant: Label | None
    block: str
    rank: int
    reasons: tuple[Reason, ...]

    @property
    def place(self) -> str:
        return self.spot.place


@dataclass(frozen=True, slots=True)
class Row:
    """Seats from the viewer's left to right (round tables: clockwise from the seat that faces the door)."""

    title: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked for by hand, over the rule of the scene. Labels and places as in the plan.

    `pins` fixes a person to a place, `notes` gives the reason of a pin; `apart` and `together` name people who
    must not and who must sit side by side; `beside` puts an interpreter next to a principal; `wheelchair` people
    get a place of `accessible` (by default the ends of rows); `clear_view` people none of `poor_view`.
    """

    pins: Mapping[Label, str] = field(default_factory=dict)
    notes: Mapping[Label, str] = field(default_factory=dict)
    apart: tuple[tuple[Label, Label], ...] = ()
    together: tuple[tuple[Label, Label], ...] = ()
    beside: Mapping[Label, Label] = field(default_factory=dict)
    wheelchair: frozenset[Label] = frozenset()
    accessible: frozenset[str] | None = None
    clear_view: frozenset[Label] = frozenset()
    poor_view: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: everything a plan follows from. `office` holds the office's defaults by setting."""

    scene: str
    cast: Mapping[str, Json]
    settings: Mapping[str, Json] = field(default_factory=dict)
    office: Mapping[str, Json] = field(default_factory=dict)
    rules: Rules = Rules()


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sits where and why. `rows` are kept in the audience's view; `view` is how the plan is printed."""

    request: Request
    title: str
    shape: Shape
    rows: tuple[Row, ...]
    view: View
    reasons: tuple[Reason, ...]
    round: bool = False
    captions: tuple[str, str] = (View.AUDIENCE.caption, View.STAGE.caption)

    @property
    def seats(self) -> tuple[Seat, ...]:
        return tuple(seat for row in self.rows for seat in row.seats)

    def caption(self, view: View) -> str:
        """From where a drawing in that view is seen, in the words printed on it. Source: the scene."""
        return self.captions[view is View.STAGE]

    @property
    def printed_rows(self) -> tuple[Row, ...]:
        """The rows as seen in `view`: from the stage, left and right change places."""
        if self.view is View.AUDIENCE or self.round:
            return self.rows
        return tuple(Row(row.title, row.seats[::-1]) for row in self.rows)

    @property
    def layout(self) -> Json:
        """The answer in the fixed form of the command, read in `view`."""
        return _LAYOUTS[self.shape](self.printed_rows)


def _in_rows(rows: tuple[Row, ...]) -> Json:
    return [[seat.occupant for seat in row.seats] for row in rows]


def _in_places(rows: tuple[Row, ...]) -> Json:
    found: dict[str, Json] = {}
    for row in rows:
        taken = [seat for seat in row.seats if seat.occupant is not None]
        if row.title:
            found[row.title] = [seat.occupant for seat in taken]
        else:
            found.update((seat.place, seat.occupant) for seat in taken)
    return found


def _in_steps(rows: tuple[Row, ...]) -> Json:
    return {row.title: [seat.occupant for seat in row.seats] for row in rows}


def _in_titles(rows: tuple[Row, ...]) -> Json:
    return [[row.title for row in rows]]


_LAYOUTS = {
    Shape.ROWS: _in_rows,
    Shape.PLACES: _in_places,
    Shape.STEPS: _in_steps,
    Shape.TITLES: _in_titles,
}
