"""How alike characters look: each is drawn with a font, blurred, and compared as a picture.

`python -m xianxing.engines.proofread.training.drawing --font FILE` writes the table that is packaged.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from xianxing.engines.proofread.training.shapes import Alike, format_shapes

_SIZE = 40
_BLUR = 1.2
_WHOLE = (0.0, 0.0, 1.0, 1.0)
_RIGHT, _BELOW = (0.36, 0.0, 1.0, 1.0), (0.0, 0.32, 1.0, 1.0)
_VIEWS = (
    (_WHOLE, _WHOLE, 14, 0.7),
    (_RIGHT, _RIGHT, 4, 0.88),
    (_RIGHT, _WHOLE, 4, 0.8),
    (_BELOW, _WHOLE, 4, 0.8),
)
"""Which part of one character is compared with which of the other, how many are kept, and the least likeness."""

_SECOND_LEVEL = 4
"""How many look-alikes of the second level of GB 2312 are offered beside those of the first."""

_RARE = 2
"""How many look-alikes a character outside GB 2312 keeps."""

_PART = 0.85
"""A shared part counts for less than a shared whole."""

Pictures = npt.NDArray[np.float32]
Box = tuple[float, float, float, float]


def likeness(characters: str, font: str, index: int) -> Alike:
    """For each character those most like it, best first, with the cosine of their pictures (0..1).

    Only characters of GB 2312 are offered. Source: ADR 0012.
    """
    face = ImageFont.truetype(font, _SIZE - 4, index=index)
    found: dict[str, dict[str, float]] = {character: {} for character in characters}
    for level in (1, 2):
        offered = "".join(each for each in characters if _level(each) == level)
        for own_part, other_part, most, least in (
            _VIEWS if level == 1 else ((_WHOLE, _WHOLE, _SECOND_LEVEL, 0.8),)
        ):
            weight = 1.0 if own_part == _WHOLE else _PART
            for one, two in dict.fromkeys(((own_part, other_part), (other_part, own_part))):
                alike = _draw(characters, face, one) @ _draw(offered, face, two).T * np.float32(weight)
                for own, other, score in _likest(alike, most, least * weight):
                    _keep(found[characters[own]], characters[own], offered[other], score)
    ranked = {
        own: sorted(alike.items(), key=lambda each: (-each[1], each[0])) for own, alike in found.items()
    }
    return {own: alike if _level(own) else alike[:_RARE] for own, alike in ranked.items()}


def _likest(alike: Pictures, most: int, least: float) -> Iterator[tuple[int, int, float]]:
    order = np.argsort(-alike, axis=1, kind="stable")[:, : most + 1]
    for own, places in enumerate(order):
        for other in places:
            score = round(float(alike[own, other]), 2)
            if score >= least:
                yield own, int(other), score


def _keep(found: dict[str, float], own: str, other: str, score: float) -> None:
    if other != own:
        found[other] = max(found.get(other, 0.0), score)


def main(arguments: Sequence[str] | None = None) -> int:
    """0; the table of the characters on standard input is on standard output. Source: ADR 0012."""
    parser = argparse.ArgumentParser(description="用字体画出标准输入中的字，写出形近字表。")
    parser.add_argument("--font", required=True, help="字体文件，如 NotoSansCJK-Regular.ttc")
    parser.add_argument("--index", type=int, default=2, help="字体文件中的第几个字体")
    asked = parser.parse_args(arguments)
    characters = "".join(sorted(set(sys.stdin.read()) - set("\r\n ")))
    sys.stdout.write(format_shapes(likeness(characters, asked.font, asked.index)))
    return 0


def _draw(characters: str, face: ImageFont.FreeTypeFont, part: Box) -> Pictures:
    box = tuple(round(edge * _SIZE) for edge in part)
    rows = np.zeros((len(characters), _SIZE * _SIZE), dtype=np.float32)
    for at, character in enumerate(characters):
        image = Image.new("L", (_SIZE, _SIZE), 0)
        ImageDraw.Draw(image).text((_SIZE / 2, _SIZE / 2), character, font=face, fill=255, anchor="mm")
        part_image = image.crop((box[0], box[1], box[2], box[3])).resize((_SIZE, _SIZE))
        rows[at] = np.asarray(part_image.filter(ImageFilter.GaussianBlur(_BLUR)), dtype=np.float32).ravel()
    drawn: Pictures = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    return drawn


def _level(character: str) -> int:
    """The level of GB 2312 that a character belongs to, 1 for the common ones, 0 for none."""
    try:
        first = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0
    return 1 if first < 0xD8 else 2


if __name__ == "__main__":
    sys.exit(main())
