"""The page a document is set on; the defaults are the standard."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from xianxing.engines.docform.typeset.errors import BadSettingsError

POINT_MM = 25.4 / 72


class Role(StrEnum):
    """What a face is used for. Source: GB/T 9704-2012 5.2.1, 7.2-7.5."""

    FANG = "fang"
    """Everything that has no face of its own (仿宋)."""
    HEI = "hei"
    """First-level headings, classification, attachment numbers (黑体)."""
    KAI = "kai"
    """Second-level headings and signers (楷体)."""
    TITLE = "title"
    """The mark and titles (小标宋)."""
    SONG = "song"
    """Page numbers (半角宋体)."""


class NumberStyle(StrEnum):
    """How page numbers look: with dashes (the standard), bare, or not at all. Source: GB/T 9704-2012 7.5."""

    DASHED = "dashed"
    BARE = "bare"
    NONE = "none"


FACES = {
    Role.FANG: "仿宋_GB2312",
    Role.HEI: "黑体",
    Role.KAI: "楷体_GB2312",
    Role.TITLE: "方正小标宋简体",
    Role.SONG: "宋体",
}


@dataclass(frozen=True, slots=True)
class PageSettings:
    """A page: lengths in millimetres, sizes in points.

    `top_mm` and `bottom_mm` are the white above the first and below the last line's characters. `pitch_mm` is the
    distance of lines, `characters` the number of characters a line holds. `mark_top_mm` counts from the top of the
    page to the top edge of the mark; `mark_size_pt` is the size it starts from before it is fitted to the width.
    `faces` names the face an office wants for a role. Source: GB/T 9704-2012 5.2, 7.2.4; GB/T 33476.2-2016 6-8.
    """

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 37.0
    bottom_mm: float = 35.0
    left_mm: float = 28.0
    right_mm: float = 26.0
    pitch_mm: float = 10.39
    size_pt: float = 16.0
    characters: int = 28
    mark_top_mm: float = 72.0
    mark_size_pt: float = 52.0
    folio_mm: float = 269.0
    number_style: NumberStyle = NumberStyle.DASHED
    faces: dict[Role, str] = field(default_factory=lambda: dict(FACES))

    def __post_init__(self) -> None:
        if self.text_width_mm < 40 or self.text_height_mm < 40:
            raise BadSettingsError(
                f"版心为 {self.text_width_mm:g}×{self.text_height_mm:g} 毫米，不足 40×40 毫米；请减小页边距"
            )
        if self.pitch_mm < self.size_pt * POINT_MM:
            raise BadSettingsError(
                f"行距 {self.pitch_mm:g} 毫米小于字高 {self.size_pt * POINT_MM:.2f} 毫米；请加大行距或减小字号"
            )
        if self.characters < 1:
            raise BadSettingsError(f"每行 {self.characters} 字，至少 1 字；请改每行字数")

    @property
    def text_width_mm(self) -> float:
        """The width of the text area in millimetres (156). Source: GB/T 9704-2012 5.2.1."""
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def text_height_mm(self) -> float:
        """The height of the text area in millimetres (225). Source: GB/T 9704-2012 5.2.1."""
        return self.height_mm - self.top_mm - self.bottom_mm

    @property
    def tracking_pt(self) -> float:
        """What is added to each character's width, in points, so that `characters` fill a line.

        28 characters of 16 points are 158.04 mm wide and the line has 156 mm. Source: GB/T 9704-2012 5.2.3.
        """
        return self.text_width_mm / self.characters / POINT_MM - self.size_pt

    @property
    def lines(self) -> int:
        """How many lines a page holds (22). Source: GB/T 9704-2012 5.2.3."""
        return int((self.text_height_mm - self.size_pt * POINT_MM + 1e-6) // self.pitch_mm) + 1

    def with_lines(self, lines: int) -> "PageSettings":
        """The same page with its lines set closer or wider, so that it holds `lines` of them.

        Source: GB/T 9704-2012 7.3.5.5, which allows it so that a seal does not stand on a page without text.
        """
        return replace(self, pitch_mm=(self.text_height_mm - self.size_pt * POINT_MM) / max(1, lines - 1))
