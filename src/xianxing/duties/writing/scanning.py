"""Reading scans: the letters of a picture, where the office installed the optional package that knows them."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

ENGINE = "rapidocr"
PAGE_WIDTH_PX = 1400
ReadPicture = Callable[[bytes], str]
_FOLIO = re.compile(r"[-—一\s]*\d{1,3}[-—一\s]*")


def find_reader() -> ReadPicture | None:
    """Return what reads the letters of a picture, None where the package is not installed."""
    return None if find_spec(ENGINE) is None else _make_reader()


@cache
def _make_reader() -> ReadPicture:
    engine: Any = import_module(ENGINE).RapidOCR()

    def read_picture(picture: bytes) -> str:
        return "\n".join(engine(picture).txts or ())

    return read_picture


def telling_pages(count: int) -> tuple[int, ...]:
    """Return the pages that say what a document is: the first two and the last. A page takes seconds to read."""
    return tuple(sorted({1, min(2, count), count}))


def read_pictures(pictures: Sequence[bytes], reader: ReadPicture) -> str:
    """Return the text of the pages of a scan, page numbers left out, for a person to confirm."""
    lines = [line for picture in pictures for line in reader(picture).splitlines()]
    return "\n".join(line.strip() for line in lines if line.strip() and not _FOLIO.fullmatch(line))
