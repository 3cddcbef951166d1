"""What a scene module offers, and what it hands over: places in order of precedence beside people in order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xianxing.engines.protocol.cast import Cast, Input
from xianxing.engines.protocol.settings import Chosen, Setting
from xianxing.engines.protocol.terms import Json, Label, Reason, Shape, Spot, View

STAGE_CAPTIONS = (View.AUDIENCE.caption, View.STAGE.caption)
DOOR_CAPTIONS = ("自门口向里看", "自里向门口看")
FRONT_CAPTIONS = ("正对来看", "自身后看")
CAR_CAPTIONS = ("俯视，车头朝上", "俯视，车尾朝上")
ORDER_CAPTIONS = ("依先后次序自左至右", "依先后次序自右至左")
"""From where a drawing is seen: in the audience's view, and turned by half a circle."""


@dataclass(frozen=True, slots=True)
class Block:
    """People of one kind and the places meant for them, both highest first; spare places stay empty."""

    name: str
    spots: tuple[Spot, ...]
    people: tuple[Label | None, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row: its title and its places from the viewer's left to right."""

    title: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scene laid out for one request. `ring` is set where the first and the last of a row are neighbours."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    shape: Shape = Shape.ROWS
    reasons: tuple[Reason, ...] = ()
    view: View = View.AUDIENCE
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: its settings, its input and the function that lays it out. `fixed` scenes take no pins.

    `spell_out` gives the input with every person named in a list, where counts hide in nested inputs;
    `captions` says from where a drawing is seen, in either view.
    """

    name: str
    title: str
    settings: tuple[Setting, ...]
    inputs: tuple[Input, ...]
    arrange: Callable[[Cast, Chosen], Scheme]
    fixed: bool = False
    spell_out: Callable[[Mapping[str, Json]], dict[str, Json]] | None = None
    captions: tuple[str, str] = STAGE_CAPTIONS

    def prefixes(self) -> Mapping[str, str]:
        """Keys that name people, with the prefix of invented labels. Source: the table of seating inputs."""
        return {each.key: each.prefix for each in self.inputs if each.prefix is not None}
