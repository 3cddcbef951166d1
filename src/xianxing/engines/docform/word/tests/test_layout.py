"""The .docx as LibreOffice lays it out; every test says so when there is no LibreOffice."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.typeset import Page, measure_pages
from xianxing.engines.docform.typeset.tests.cast import CAST, PRESS, grid
from xianxing.engines.docform.word import write_docx

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        SOFFICE is None, reason="no LibreOffice (soffice): the layout of .docx is not measured"
    ),
]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Page, ...]]:
    """Every form, turned into PDF in one call."""
    folder: Path = tmp_path_factory.mktemp("soffice")
    forms: dict[str, Callable[[], Document]] = {**CAST, "grid": grid}
    for name, made in forms.items():
        document = made()
        (folder / f"{name}.docx").write_bytes(write_docx(document, like=PRESS.render(document)))
    files = [str(each) for each in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {each.stem: measure_pages(each.read_bytes()) for each in folder.glob("*.pdf")}


def test_grid_has_22_lines_of_28_characters(laid_out: Mapping[str, tuple[Page, ...]]) -> None:
    lines = [line for line in laid_out["grid"][0].lines() if line[0].size_pt == 16.0]
    assert (len(lines), {len(line) for line in lines}) == (22, {28})


@pytest.mark.parametrize(
    ("form", "top"),
    [("ordinary", 72.0), ("upward", 72.0), ("minutes", 72.0), ("order", 57.0), ("letter", 30.0)],
)
def test_mark_stands_where_the_pdf_has_it(
    laid_out: Mapping[str, tuple[Page, ...]], form: str, top: float
) -> None:
    assert min(ink.top for ink in laid_out[form][0].inks if ink.red) == pytest.approx(top, abs=1.0)


@pytest.mark.parametrize("form", ["ordinary", "upward", "minutes", "order"])
def test_imprint_ends_on_the_foot_of_an_even_last_page(
    laid_out: Mapping[str, tuple[Page, ...]], form: str
) -> None:
    pages = laid_out[form]
    level = [rule for rule in pages[-1].rules if rule.width > 150]
    assert len(pages) % 2 == 0
    assert max(rule.bottom for rule in level) == pytest.approx(262.0, abs=0.5)


@pytest.mark.parametrize("form", sorted(set(CAST) - {"letter"}))
def test_page_numbers_stand_where_the_pdf_has_them(
    laid_out: Mapping[str, tuple[Page, ...]], form: str
) -> None:
    dashes = [ink for ink in laid_out[form][0].inks if ink.character == "—" and ink.size_pt == 14.0]
    assert (dashes[0].top + dashes[0].bottom) / 2 == pytest.approx(269.0, abs=1.0)


@pytest.mark.parametrize("form", sorted(CAST))
def test_document_has_as_many_pages_as_its_pdf(laid_out: Mapping[str, tuple[Page, ...]], form: str) -> None:
    assert len(laid_out[form]) == PRESS.render(CAST[form]()).pages


@pytest.mark.parametrize("form", ["ordinary", "upward", "minutes", "order"])
def test_text_of_the_imprint_stands_clear_of_its_rules(
    laid_out: Mapping[str, tuple[Page, ...]], form: str
) -> None:
    page = laid_out[form][-1]
    last = max(rule.bottom for rule in page.rules if rule.width > 150)
    printed = page.find("印发")
    assert 0.5 < last - max(ink.bottom for ink in printed) < 3.0


def test_urgency_of_a_letter_stands_beside_its_number(laid_out: Mapping[str, tuple[Page, ...]]) -> None:
    page = laid_out["letter"][0]
    assert page.find("加急")[0].baseline == pytest.approx(page.find("青政办函")[0].baseline, abs=0.5)
