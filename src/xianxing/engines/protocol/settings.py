"""Settings of a scene: every published variant is a value; what is left out is the office's default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xianxing.engines.protocol.errors import SettingError
from xianxing.engines.protocol.terms import Json, Reason

Value = str | int | bool
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `choices` maps a value to its meaning; without choices it is a number from 1 to `MOST`.

    `default` is the engine's value where neither the request nor the office says anything; None = not set.
    """

    key: str
    title: str
    choices: Mapping[Value, str]
    default: Value | None
    source: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings of one request, resolved. `given` are the keys that the request itself named."""

    values: Mapping[str, Value]
    given: frozenset[str]
    reasons: tuple[Reason, ...]

    def text(self, key: str) -> str:
        return str(self.values[key])

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        return None if value is None else int(value)

    def is_on(self, key: str) -> bool:
        return self.values.get(key) is True


def choose(
    declared: Iterable[Setting], asked: Mapping[str, Json], office: Mapping[str, Json], scene: str
) -> Chosen:
    """The resolved settings: the request first, then the office's defaults, then the engine's.

    Raises: SettingError for a setting or value that the scene does not know.
    Source: the settings table of the seating facts (practice differs, so each variant is a setting).
    """
    known = {setting.key: setting for setting in declared}
    unknown = sorted(asked.keys() - known.keys())
    if unknown:
        allowed = "、".join(known) or "（无）"
        raise SettingError(f"场景 {scene} 没有设置 {'、'.join(unknown)}；可用 {allowed}，请改正")
    values: dict[str, Value] = {}
    reasons = []
    for setting in known.values():
        origin, value = _find(setting, asked, office)
        if value is not None:
            values[setting.key] = _check(setting, value, scene)
            reasons.append(_explain(setting, values[setting.key], origin))
    return Chosen(MappingProxyType(values), frozenset(asked), tuple(reasons))


def _find(setting: Setting, asked: Mapping[str, Json], office: Mapping[str, Json]) -> tuple[str, Json]:
    if setting.key in asked:
        return "本次设定", asked[setting.key]
    if setting.key in office:
        return "本单位默认", office[setting.key]
    return "默认", setting.default


def _check(setting: Setting, value: Json, scene: str) -> Value:
    if setting.choices:
        for choice in setting.choices:
            if type(choice) is type(value) and choice == value:
                return choice
        allowed = "、".join(_written(choice) for choice in setting.choices)
        raise SettingError(f"场景 {scene} 的设置 {setting.key} 为 {value!r}；可用 {allowed}，请改正")
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise SettingError(f"场景 {scene} 的设置 {setting.key} 为 {value!r}；须是 1 到 {MOST} 的整数，请改正")
    return value


def _explain(setting: Setting, value: Value, origin: str) -> Reason:
    meaning = setting.choices[value] if setting.choices else str(value)
    return Reason(f"{setting.title}：{meaning}（{setting.key}={_written(value)}，{origin}）", setting.source)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
