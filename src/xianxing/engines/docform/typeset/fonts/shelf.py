"""The fonts that can be had: the office's own, the open ones that are shipped, and the system's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from typst import FontInfo, Fonts

from xianxing.engines.docform.typeset.errors import FontsError
from xianxing.engines.docform.typeset.fonts.coverage import Coverage, read_coverage
from xianxing.engines.docform.typeset.fonts.names import FALLBACK, LICENSED, OPEN, names_of
from xianxing.engines.docform.typeset.settings import FACES, Role

SHIPPED = Path(__file__).parent / "open"


@dataclass(frozen=True, slots=True)
class Substitution:
    """A face that was wanted and the one that stands in for it, with the sentence that says so."""

    wanted: str
    used: str
    text: str


@dataclass(frozen=True, slots=True)
class Faces:
    """The families each role is set in, best first, and what was substituted."""

    families: dict[Role, tuple[str, ...]]
    substitutions: tuple[Substitution, ...]


class FontShelf:
    """Fonts found once and kept warm; make one and pass it to every rendering.

    `own` are folders of the office's fonts, which are preferred. The shipped open fonts always stand on the shelf,
    and `system` adds those of the machine. Source: SIL OFL 1.1; GPL 3 with font exception (fonts/open).
    """

    def __init__(self, own: Sequence[Path] = (), *, system: bool = True) -> None:
        folders = [*own, SHIPPED, *_packaged()]
        self.fonts = Fonts(
            include_system_fonts=system,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in folders],
        )

    @cached_property
    def infos(self) -> dict[str, FontInfo]:
        """The first regular face of every family. Source: none, a list of what was found."""
        found: dict[str, FontInfo] = {}
        for info in sorted(self.fonts.fonts(), key=lambda each: abs(each.weight - 400)):
            found.setdefault(info.family, info)
        return found

    @cached_property
    def _coverages(self) -> dict[str, Coverage]:
        return {}

    def faces(self, wanted: dict[Role, str]) -> Faces:
        """The families for every role, and each substitution.

        Raises FontsError when not one Chinese face can be found. Source: GB/T 9704-2012 5.2.1.
        """
        families: dict[Role, tuple[str, ...]] = {}
        substitutions: list[Substitution] = []
        for role in Role:
            face = wanted.get(role, FACES[role])
            others = tuple(name for group in LICENSED[role] for name in group)
            chosen = self._chosen((*names_of(face), *others, *OPEN[role], *FALLBACK))
            if chosen not in names_of(face):
                substitutions.append(_substitution(face, chosen))
            rest = (name for name in FALLBACK if name in self.infos)
            families[role] = tuple(dict.fromkeys((chosen, *rest)))
        return Faces(families, tuple(substitutions))

    def lacking(self, text: str, families: Iterable[str]) -> tuple[str, ...]:
        """The characters of `text` that none of `families` can draw, each once, in rising order.

        Source: GB 18030-2022, which asks a system to show every character it takes in.
        """
        left = {character for character in text if not character.isspace()}
        for family in families:
            if not left:
                break
            coverage = self.coverage(family)
            left = {character for character in left if character not in coverage}
        return tuple(sorted(left))

    def coverage(self, family: str) -> Coverage:
        """The characters a family can draw. Source: OpenType 1.9 `cmap`."""
        if family not in self._coverages:
            info = self.infos[family]
            known = Coverage(()) if info.path is None else read_coverage(Path(info.path), info.index)
            self._coverages[family] = known
        return self._coverages[family]

    def _chosen(self, names: Iterable[str]) -> str:
        for name in names:
            if name in self.infos:
                return name
        raise FontsError("未找到任何中文字体；请安装 fonts-noto-cjk，或在字体文件夹中放入字体文件")


def _substitution(face: str, chosen: str) -> Substitution:
    text = f"字体已替代：未找到 {face}，以 {chosen} 代替；如有授权，请将字体文件放入本单位字体文件夹"
    return Substitution(face, chosen, text)


def _packaged() -> list[Path]:
    """The folder of the package that carries Noto Sans SC and Noto Serif SC, where it is installed."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    return [Path(spec.origin).parent] if spec and spec.origin else []
