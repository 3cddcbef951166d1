import re

import pytest

from xianxing.office.ui import icons, parts
from xianxing.office.ui.parts import Tone

NAMES_THAT_PAGES_USE = tuple(
    """
    inbox check clock broadcast pen flag scale users mail moon book compass search bell plus filter download upload
    print edit trash link undo chevron-down chevron-up chevron-left chevron-right x menu calendar phone map building
    person shield lock eye eye-off file paperclip star alert info send return history settings chart merge split
    home list board
    """.split()  # noqa: SIM905 - a list of sixty quoted words is not read
)


@pytest.mark.parametrize("name", NAMES_THAT_PAGES_USE)
def test_icon_of_a_promised_name_is_drawn(name: str) -> None:
    drawn = icons.draw(name)
    assert drawn.startswith(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="'
    )


@pytest.mark.parametrize("name", sorted(icons.SHAPES))
def test_icon_path_holds_only_path_commands(name: str) -> None:
    assert re.fullmatch(r"[MmLlHhVvAaCcSsQqZz0-9 .\-]+", icons.SHAPES[name])


def test_icon_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(LookupError, match="no icon named 'rocket'; known: alert, bell, "):
        icons.draw("rocket")


def test_chip_escapes_its_text() -> None:
    assert parts.chip("<b>", "red") == '<span class="chip chip-red">&lt;b&gt;</span>'


def test_chip_of_an_unknown_tone_is_refused() -> None:
    with pytest.raises(LookupError, match="no tone named 'pink'; known: red, amber, blue, green, grey"):
        parts.chip("急", "pink")


def test_lamp_without_words_has_the_usual_ones() -> None:
    assert parts.lamp("red").endswith("</svg>逾期</span>")


def test_lamp_with_words_escapes_them() -> None:
    assert parts.lamp("green", "<好>").endswith("</svg>&lt;好&gt;</span>")


def test_lamps_of_two_tones_differ_in_shape_too() -> None:
    assert len({parts.LAMP_SHAPES[tone] for tone in Tone}) == len(Tone)
