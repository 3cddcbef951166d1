"""Which labels of an unknown taxonomy a theme of the lexicon belongs to, by names."""

from collections.abc import Iterable

from xianxing.engines.triage.lexicon import Theme
from xianxing.engines.triage.names import OTHER, likeness
from xianxing.engines.triage.taxonomy import Names, Taxonomy

_ENOUGH = 0.5
"""Names less alike than this are taken as unrelated."""

_TIE = 0.02


class Matcher:
    """Finds the labels of one level of a taxonomy whose names fit a theme; remembers compared names."""

    __slots__ = ("_below", "_compared", "_labels")

    def __init__(self, taxonomy: Taxonomy, level: int) -> None:
        self._labels = taxonomy.at(level)
        self._below = {path: taxonomy.below(path) for path in self._labels}
        self._compared: dict[tuple[str, str], float] = {}

    def places(self, theme: Theme) -> tuple[tuple[int, float], ...]:
        """Places (in `taxonomy.at(level)`) of the labels whose names fit the theme best, each with the fit 0..1.

        Several when they fit equally well; none when no name is alike.
        """
        fits = [self._fit(theme, path) for path in self._labels]
        best = max(fits)
        return tuple((place, fit) for place, fit in enumerate(fits) if fit >= max(_ENOUGH, best - _TIE))

    def _fit(self, theme: Theme, path: Names) -> float:
        area = self._closest(path[0], (theme.area, *theme.aliases))
        if len(path) == 1:
            named = self._closest(path[0], _specific(theme))
            return max(area, 0.8 * named, 0.6 * self._closest(theme.group, self._below[path]))
        if len(path) == 2:
            inner = max(self._alike(path[1], theme.group), 0.9 * self._closest(path[1], _specific(theme)))
            return inner * (0.6 + 0.4 * area)
        group = self._alike(path[1], theme.group)
        return self._alike(path[2], theme.name) * (0.4 + 0.3 * group + 0.3 * area)

    def _closest(self, name: str, others: Iterable[str]) -> float:
        return max((self._alike(name, other) for other in others), default=0.0)

    def _alike(self, one: str, other: str) -> float:
        known = self._compared.get((one, other))
        if known is None:
            known = self._compared[one, other] = likeness(one, other)
        return known


def _specific(theme: Theme) -> tuple[str, ...]:
    return tuple(name for name in (theme.group, theme.name) if name != OTHER)
