import pytest

from xianxing.engines.docform.typeset import BadSettingsError, PageSettings


def test_standard_page_holds_22_lines_of_28_characters() -> None:
    page = PageSettings()
    assert (page.text_width_mm, page.text_height_mm, page.lines, page.characters) == (156.0, 225.0, 22, 28)
    assert round(page.tracking_pt, 3) == -0.207


@pytest.mark.parametrize("lines", [18, 20, 21, 23, 25])
def test_page_with_other_lines_holds_as_many(lines: int) -> None:
    assert PageSettings().with_lines(lines).lines == lines


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"left_mm": 100.0, "right_mm": 90.0}, "版心为 20×225 毫米，不足 40×40 毫米；请减小页边距"),
        ({"pitch_mm": 5.0}, "行距 5 毫米小于字高 5.64 毫米；请加大行距或减小字号"),
        ({"characters": 0}, "每行 0 字，至少 1 字；请改每行字数"),
    ],
)
def test_page_that_holds_no_text_is_refused(change: dict[str, float], message: str) -> None:
    with pytest.raises(BadSettingsError) as refusal:
        PageSettings(**change)  # type: ignore[arg-type]
    assert str(refusal.value) == message
