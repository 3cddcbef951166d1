"""What an office gives the proofreader to check against; everything is optional and nothing is looked up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from xianxing.engines.proofread.errors import BadTableError
from xianxing.engines.proofread.findings import Kind


@dataclass(frozen=True, slots=True)
class Law:
    """A law or rule: its full title, the titles it may also be quoted by, and the text of each article.

    `articles` is keyed as it is cited (`第三条`); empty when only the title is known.
    """

    title: str
    short_titles: tuple[str, ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ's full name, its standard short name, and the names that are wrong or out of use."""

    name: str
    short_name: str = ""
    wrong_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in post; `order` is the place in a list of names, 1 first."""

    person: str
    post: str
    order: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place and the place it belongs to, both by full name."""

    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A word of a list: what to write instead, why, and where that is said; `kind` names the family."""

    word: str
    instead: tuple[str, ...]
    reason: str
    source: str
    unless: tuple[str, ...] = ()
    """Longer expressions in which the word is right."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of an office. `accepted` words are never found wrong; `off` families are not read at all."""

    laws: tuple[Law, ...] = ()
    organs: tuple[Organ, ...] = ()
    holders: tuple[Holder, ...] = ()
    places: tuple[Place, ...] = ()
    listed: tuple[Listed, ...] = ()
    accepted: frozenset[str] = frozenset()
    off: frozenset[Kind] = frozenset()

    def __post_init__(self) -> None:
        """Raises: BadTableError when a name is empty or a person holds one post twice."""
        names = [*(law.title for law in self.laws), *(organ.name for organ in self.organs)]
        names += [*(holder.person for holder in self.holders), *(place.name for place in self.places)]
        names += [*(word.word for word in self.listed), *self.accepted]
        if not all(name.strip() for name in names):
            raise BadTableError("名称表里有空白的名称；请填写或删去该行")
        held = Counter((holder.person, holder.post) for holder in self.holders)
        doubled = sorted({person for (person, _), times in held.items() if times > 1})
        if doubled:
            raise BadTableError(f"职务表里 {'、'.join(doubled)} 的同一职务出现两次；请删去一行")
