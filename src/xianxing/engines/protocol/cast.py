"""The people of a request: a count stands for invented labels, a list names them in order of rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xianxing.engines.protocol.errors import CastError
from xianxing.engines.protocol.terms import Json, Label, Side

MOST = 20_000


@dataclass(frozen=True, slots=True)
class Input:
    """One key of a scene's input. `prefix` is None unless the key names people: then 3 means three labels
    with this prefix (`G1`, `G2`, `G3`; with an empty prefix the numbers 1, 2, 3)."""

    key: str
    prefix: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Typed access to the input of one request."""

    scene: str
    given: Mapping[str, Json]
    inputs: Sequence[Input]

    def __post_init__(self) -> None:
        allowed = [each.key for each in self.inputs]
        unknown = sorted(self.given.keys() - set(allowed))
        if unknown:
            raise CastError(
                f"场景 {self.scene} 没有输入项 {'、'.join(unknown)}；可用 {'、'.join(allowed)}，请改正"
            )

    def has(self, key: str) -> bool:
        return self.given.get(key) is not None

    def people(self, key: str) -> tuple[Label, ...]:
        """The labels under a key in order of rank; none when the key is absent.

        Raises: CastError for anything but a count or a list of distinct labels.
        Source: the input table of the seating cases.
        """
        prefix = next(each.prefix for each in self.inputs if each.key == key) or ""
        return spread(self.given.get(key), prefix, key)

    def count(self, key: str, default: int = 0) -> int:
        """A whole number of 0 or more. Raises: CastError. Source: the input table of the seating cases."""
        value = self.given.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
            raise CastError(f"{key} 为 {value!r}；须是 0 到 {MOST} 的整数，请改正")
        return value

    def is_on(self, key: str) -> bool:
        """Whether a yes-or-no input is yes. Raises: CastError. Source: the input table of the seating cases."""
        value = self.given.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise CastError(f"{key} 为 {value!r}；须是 true 或 false，请改正")
        return value


def spread(value: Json, prefix: str, key: str) -> tuple[Label, ...]:
    """The labels that a count or a list stands for.

    Raises: CastError. Source: the input table of the seating cases.
    """
    if value is None:
        return ()
    if isinstance(value, list):
        return _distinct(tuple(_label(each, key) for each in value), key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise CastError(f"{key} 为 {value!r}；须是人数（0 到 {MOST} 的整数）或名单，请改正")
    if prefix:
        return tuple(f"{prefix}{number}" for number in range(1, value + 1))
    return tuple(range(1, value + 1))


def _label(value: Json, key: str) -> Label:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise CastError(f"{key} 中的 {value!r} 不是姓名或序号；请改正")
    return value


def _distinct(labels: tuple[Label, ...], key: str) -> tuple[Label, ...]:
    if len(set(labels)) < len(labels):
        twice = sorted({str(label) for label in labels if labels.count(label) > 1})
        raise CastError(f"{key} 中 {'、'.join(twice)} 出现不止一次；重名的请加以区别")
    return labels
