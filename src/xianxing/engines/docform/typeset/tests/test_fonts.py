from pathlib import Path
from typing import ClassVar

import pytest
from typst import Fonts

from xianxing.engines.docform.terms import Form, Kind
from xianxing.engines.docform.typeset import FontsError, PageSettings, Press, Role, measure_pages
from xianxing.engines.docform.typeset.fonts import Coverage, FontShelf, read_coverage
from xianxing.engines.docform.typeset.fonts import shelf as shelves
from xianxing.engines.docform.typeset.fonts.names import names_of
from xianxing.engines.docform.typeset.fonts.shelf import SHIPPED
from xianxing.engines.docform.typeset.tests.cast import PRESS, SHELF, Draft

FACES = PageSettings().faces
COMMON = "".join(
    bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)
)
"""The 3,755 characters of the first level of GB 2312, less the last row."""


@pytest.mark.parametrize(
    "family", ["FandolFang R", "FandolKai", "FandolSong", "Noto Sans SC", "Noto Serif SC"]
)
def test_faces_without_a_system_font_are_on_the_shelf(family: str) -> None:
    assert family in SHELF.infos
    assert SHELF.lacking(COMMON, [family]) == ()


def test_faces_of_the_standard_are_substituted_and_it_is_said() -> None:
    faces = SHELF.faces(FACES)
    assert {role: families[0] for role, families in faces.families.items()} == {
        Role.FANG: "FandolFang R",
        Role.HEI: "Noto Sans SC",
        Role.KAI: "FandolKai",
        Role.TITLE: "FandolSong",
        Role.SONG: "Xianxing Song",
    }
    assert [each.text for each in faces.substitutions][:1] == [
        "字体已替代：未找到 仿宋_GB2312，以 FandolFang R 代替；如有授权，请将字体文件放入本单位字体文件夹"
    ]
    assert len(faces.substitutions) == 5


def test_face_of_the_office_is_preferred_and_nothing_is_said_about_it() -> None:
    faces = SHELF.faces(FACES | {Role.FANG: "FandolKai"})
    assert faces.families[Role.FANG][0] == "FandolKai"
    assert "FandolKai" not in {each.wanted for each in faces.substitutions}


class LicensedInfo:
    family: ClassVar[str] = "FangSong_GB2312"
    weight: ClassVar[int] = 400
    path: ClassVar[str | None] = None
    index: ClassVar[int] = 0


def test_face_with_its_english_name_is_the_face_that_was_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = FontShelf(system=False)
    monkeypatch.setitem(shelf.infos, "FangSong_GB2312", LicensedInfo())
    faces = shelf.faces(FACES)
    assert faces.families[Role.FANG][0] == "FangSong_GB2312"
    assert "仿宋_GB2312" not in {each.wanted for each in faces.substitutions}
    assert shelf.coverage("FangSong_GB2312") == Coverage(())


def test_own_folder_is_read_before_all_others(tmp_path: Path) -> None:
    (tmp_path / "kai.otf").write_bytes((SHIPPED / "FandolKai-Regular.otf").read_bytes())
    shelf = FontShelf((tmp_path,), system=False)
    assert Path(str(shelf.infos["FandolKai"].path)).parent == tmp_path


def test_shelf_without_the_package_still_sets_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "find_spec", lambda _: None)
    faces = FontShelf(system=False).faces(FACES)
    assert faces.families[Role.FANG][0] == "FandolFang R"
    assert faces.families[Role.HEI][0] == "Xianxing Song"


def test_shelf_with_no_chinese_font_is_refused() -> None:
    shelf = FontShelf(system=False)
    shelf.infos.clear()
    with pytest.raises(
        FontsError, match=r"^未找到任何中文字体；请安装 fonts-noto-cjk，或在字体文件夹中放入字体文件$"
    ):
        shelf.faces(FACES)


def test_names_of_one_face_are_known_in_both_languages() -> None:
    assert names_of("SimHei") == ("SimHei", "黑体")
    assert names_of("某某体") == ("某某体",)


@pytest.mark.parametrize("name", sorted(path.name for path in SHIPPED.glob("*.otf")))
def test_coverage_agrees_with_typst_on_every_shipped_font(name: str) -> None:
    coverage = read_coverage(SHIPPED / name)
    assert ("国" in coverage) == (name != "XianxingSong.otf")
    assert "\U0010fffd" not in coverage


def test_coverage_of_a_collection_reads_the_face_asked_for(tmp_path: Path) -> None:
    one = (SHIPPED / "FandolFang-Regular.otf").read_bytes()
    shift = 20
    count = int.from_bytes(one[4:6], "big")
    head = bytearray(one[: 12 + 16 * count])
    for at in range(12, len(head), 16):
        offset = int.from_bytes(head[at + 8 : at + 12], "big") + shift
        head[at + 8 : at + 12] = offset.to_bytes(4, "big")
    collection = b"ttcf" + bytes([0, 1, 0, 0]) + (1).to_bytes(4, "big") + shift.to_bytes(4, "big") + bytes(4)
    path = tmp_path / "one.ttc"
    path.write_bytes(collection + bytes(head) + one[len(head) :])
    assert read_coverage(path, 0) == read_coverage(SHIPPED / "FandolFang-Regular.otf")


def test_coverage_of_a_font_without_a_map_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "bare.otf"
    path.write_bytes(b"OTTO" + bytes(8))
    assert read_coverage(path).spans == ()


def table(tag: bytes, body: bytes) -> bytes:
    return (
        b"OTTO"
        + (1).to_bytes(2, "big")
        + bytes(6)
        + tag
        + bytes(4)
        + (28).to_bytes(4, "big")
        + len(body).to_bytes(4, "big")
        + body
    )


def words(*values: int) -> bytes:
    return b"".join((value & 0xFFFF).to_bytes(2, "big") for value in values)


def test_coverage_of_segments_leaves_out_what_has_no_glyph(tmp_path: Path) -> None:
    # Segments A-C by a delta that sends B to glyph 0, a-c by glyph numbers of which b is 0, and the closing one.
    segments = words(4, 0, 0, 6, 0, 0, 0, 67, 99, 0xFFFF, 0, 65, 97, 0xFFFF, -66, 0, 1, 0, 4, 0, 5, 0, 7)
    path = tmp_path / "segments.otf"
    path.write_bytes(table(b"cmap", words(0, 1, 3, 1, 0, 12) + segments))
    coverage = read_coverage(path)
    assert [each for each in "ABCabcd" if each in coverage] == ["A", "C", "a", "c"]


def test_coverage_of_another_format_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "other.otf"
    path.write_bytes(table(b"cmap", words(0, 1, 3, 1, 0, 12) + words(6, 0, 0, 0)))
    assert read_coverage(path).spans == ()


@pytest.mark.parametrize("character", ["㛃", "𠮷", "镕", "堃", "㎡", "𫟹", "鿍"])
def test_rare_character_is_drawn_from_another_font(character: str) -> None:
    document = Draft().add(Kind.BODY, f"联系人：陈{character}。").done(form=Form.PLAIN)
    rendering = PRESS.render(document)
    ink = measure_pages(rendering.pdf)[0].find(character)
    assert rendering.missing == ()
    assert len(ink) == 1
    assert ink[0].right - ink[0].left > 3.0
    assert ink[0].bottom - ink[0].top > 3.0
    assert (character in rendering.borrowed) == (ink[0].face != "FandolFang-Regular")


def test_character_in_no_font_is_told_and_a_mark_stands_for_it() -> None:
    document = Draft().add(Kind.BODY, "样字\U000f0fff完\x07。").done(form=Form.PLAIN)
    rendering = PRESS.render(document)
    assert rendering.missing == ("\U000f0fff",)
    assert measure_pages(rendering.pdf)[0].text.startswith("样字〓完。")
    assert rendering.remarks == (
        "没有字体含有“\U000f0fff”（U+F0FFF），以“〓”占位；请在字体文件夹中放入含有此字的字体",
    )


def test_press_of_the_system_finds_at_least_what_is_shipped() -> None:
    assert set(SHELF.infos) <= set(Press(FontShelf()).shelf.infos)


def test_every_shipped_font_has_its_licence_beside_it() -> None:
    families = set(
        Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(SHIPPED)]).families()
    )
    assert families == {"FandolFang R", "FandolKai", "FandolSong", "Xianxing Song"}
    assert "GNU GENERAL PUBLIC LICENSE" in (SHIPPED / "FANDOL-COPYING.txt").read_text()
    assert "As a special exception" in (SHIPPED / "FANDOL-COPYING.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in (SHIPPED / "RARE-OFL.txt").read_text()
