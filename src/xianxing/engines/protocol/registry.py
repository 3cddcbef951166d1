"""The scenes, found by looking into the modules of `scenes`: a new scene is one new module there."""

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from xianxing.engines.protocol import scenes
from xianxing.engines.protocol.errors import UnknownSceneError
from xianxing.engines.protocol.scheme import Scene


def _discover() -> Mapping[str, Scene]:
    found: dict[str, Scene] = {}
    for module in pkgutil.iter_modules(scenes.__path__, f"{scenes.__name__}."):
        offered: tuple[Scene, ...] = importlib.import_module(module.name).SCENES
        found.update((scene.name, scene) for scene in offered)
    return MappingProxyType(found)


SCENES = _discover()


def find_scene(name: str) -> Scene:
    """The scene of that name. Raises: UnknownSceneError. Source: the modules of `scenes`."""
    try:
        return SCENES[name]
    except KeyError:
        raise UnknownSceneError(f"没有场景 {name}；可用 {'、'.join(SCENES)}，请改正") from None
