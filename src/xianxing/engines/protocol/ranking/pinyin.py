"""Names in the order of their pinyin, surnames read as surnames."""

from collections.abc import Mapping, Sequence
from importlib import resources

from pypinyin import Style, lazy_pinyin

from xianxing.engines.protocol.errors import CastError, UnknownCharacterError
from xianxing.engines.protocol.strokes.order import written

SURNAMES_FILE = "surnames.tsv"

Syllable = tuple[str, str]


def load_surnames() -> dict[str, tuple[str, ...]]:
    """The packaged readings of surnames: syllables with the tone at the end. Source: `surnames.tsv` (ours)."""
    text = resources.files(__package__).joinpath(SURNAMES_FILE).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {surname: tuple(reading.split()) for surname, reading in rows}


def pinyin_order(names: Sequence[str], *, surnames: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The names by letters, then by tone, character by character; a name that another begins with comes first.

    Names that sound alike keep the order in which they were given.

    Raises: UnknownCharacterError for a character without a reading; CastError for an empty name.
    Source: 汉语拼音方案 (letters), with the readings of surnames of `surnames`.
    """
    return tuple(sorted(names, key=lambda name: _key(name, surnames)))


def reading(name: str, surnames: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The syllables of a name with tones (5 the neutral one). Raises: as `pinyin_order`. Source: as `pinyin_order`."""
    return tuple(letters + tone for letters, tone in _key(name, surnames))


def _key(name: str, surnames: Mapping[str, tuple[str, ...]]) -> tuple[Syllable, ...]:
    characters = written(name)
    if not characters:
        raise CastError("名单中有空姓名；请删去或补全")
    head = next((characters[:size] for size in (2, 1) if characters[:size] in surnames), "")
    known = surnames.get(head, ())
    rest = characters[len(head) :]
    found = (
        lazy_pinyin(rest, style=Style.TONE3, neutral_tone_with_five=True, errors=_refuse(name))
        if rest
        else []
    )
    return tuple((each[:-1], each[-1]) for each in (*known, *found))


def _refuse(name: str) -> "_Refusal":
    return _Refusal(name)


class _Refusal:
    """Called by pypinyin with what it cannot read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, characters: str) -> str:
        raise UnknownCharacterError(f"不知道“{characters}”（{self.name}）的读音；请核对用字")
