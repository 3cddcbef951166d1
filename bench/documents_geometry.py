"""Lengths of every form, measured with PDFium from the PDF that was made, beside the standard.

Run: python bench/documents_geometry.py  (with LibreOffice on the machine the .docx of each form is measured too)
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xianxing.engines.docform.typeset import Page, Press, measure_pages
from xianxing.engines.docform.typeset.tests.cast import CAST, SHELF, grid
from xianxing.engines.docform.word import write_docx

HEADS = {"ordinary": 72.0, "upward": 72.0, "minutes": 72.0, "order": 57.0, "letter": 30.0}
NUMBERS = {"ordinary": "〔2026〕15号", "upward": "〔2026〕31号", "minutes": "第31次", "order": "第12号"}
LIBREOFFICE_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Row:
    """One length: what the standard has, what was measured, how far it may be off; all in millimetres."""

    form: str
    what: str
    wanted: float
    found: float
    slack: float

    @property
    def right(self) -> bool:
        """Whether the length is within its slack."""
        return abs(self.found - self.wanted) <= self.slack + 1e-6


def head_rows(form: str, page: Page) -> Iterator[Row]:
    """The mark, and the red line under the number."""
    if form not in HEADS:
        return
    marks = [ink for ink in page.inks if ink.red]
    yield Row(form, "mark, top edge", HEADS[form], min(ink.top for ink in marks), 0.5)
    yield Row(
        form,
        "mark, middle",
        106.0,
        (min(ink.left for ink in marks) + max(ink.right for ink in marks)) / 2,
        0.6,
    )
    if form == "letter":
        yield from letter_rows(page, max(ink.bottom for ink in marks))
    elif form != "order":
        number = max(ink.bottom for ink in page.find(NUMBERS[form]))
        line = min((rule for rule in page.rules if rule.top > number), key=lambda rule: rule.top)
        yield Row(form, "number to red line", 4.0, line.top - number, 0.3)
        yield Row(form, "red line, width", 156.0, line.width, 0.3)


def letter_rows(page: Page, mark: float) -> Iterator[Row]:
    """The two double lines of a letter."""
    rules = sorted(page.rules, key=lambda rule: rule.top)
    yield Row("letter", "mark to double line", 4.0, rules[0].top - mark, 0.3)
    yield Row("letter", "double line, width", 170.0, rules[0].width, 0.3)
    yield Row("letter", "lower double line, foot", 277.0, rules[-1].bottom, 0.3)


def foot_rows(form: str, pages: tuple[Page, ...]) -> Iterator[Row]:
    """The imprint and the page numbers."""
    level = [rule for rule in pages[-1].rules if rule.width > 150]
    if form in {"ordinary", "upward", "minutes", "order"}:
        yield Row(form, "last page, remainder of two", 0.0, float(len(pages) % 2), 0.0)
        yield Row(form, "imprint, last rule", 262.0, max(rule.bottom for rule in level), 0.5)
        yield Row(form, "imprint, outer rule", 0.35, max(rule.height for rule in level), 0.01)
    dashes = [ink for page in pages for ink in page.inks if ink.character == "—" and ink.size_pt == 14.0]
    for ink in dashes[:1]:
        yield Row(form, "page number, dash", 269.0, (ink.top + ink.bottom) / 2, 1.0)


def grid_rows(pages: tuple[Page, ...]) -> Iterator[Row]:
    """Lines on a page, characters on a line, and their pitch."""
    lines = [line for line in pages[0].lines() if line[0].size_pt == 16.0]
    yield Row("grid", "lines on a page", 22.0, float(len(lines)), 0.0)
    yield Row("grid", "characters on a line", 28.0, float(len(lines[0])), 0.0)
    yield Row("grid", "distance of lines", 10.39, (lines[-1][0].baseline - lines[0][0].baseline) / 21, 0.01)
    yield Row("grid", "left edge of the text", 28.0, lines[0][0].left_edge, 0.1)
    yield Row("grid", "right edge of the text", 184.0, lines[0][-1].left_edge + 156 / 28, 0.2)


def pdf_rows(press: Press) -> Iterator[Row]:
    """Every length of every form in the PDF."""
    for form, made in sorted(CAST.items()):
        pages = measure_pages(press.render(made()).pdf)
        yield Row(form, "page, width", 210.0, pages[0].width, 0.1)
        yield Row(form, "page, height", 297.0, pages[0].height, 0.1)
        yield from head_rows(form, pages[0])
        yield from foot_rows(form, pages)
    yield from grid_rows(measure_pages(press.render(grid(70)).pdf))


def docx_rows(press: Press, soffice: str) -> Iterator[Row]:
    """The same lengths of the .docx as LibreOffice lays it out, where its own fonts stand in."""
    with tempfile.TemporaryDirectory() as folder:
        for form, made in CAST.items():
            document = made()
            (Path(folder) / f"{form}.docx").write_bytes(write_docx(document, like=press.render(document)))
        lines = grid(70)
        (Path(folder) / "grid.docx").write_bytes(write_docx(lines, like=press.render(lines)))
        files = sorted(str(each) for each in Path(folder).glob("*.docx"))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for form in sorted(CAST):
            pages = measure_pages((Path(folder) / f"{form}.pdf").read_bytes())
            yield from head_rows(form, pages[0])
            yield from foot_rows(form, pages)
        yield from grid_rows(measure_pages((Path(folder) / "grid.pdf").read_bytes()))


def show(rows: Iterator[Row], slack: float | None = None) -> int:
    """Prints a table and returns how many lengths are off."""
    wrong = 0
    print(f"{'form':10} {'length':30} {'standard':>9} {'measured':>9} {'allowed':>8}")
    for row in rows:
        allowed = row.slack if slack is None or row.slack == 0.0 else slack
        off = abs(row.found - row.wanted) > allowed + 1e-6
        wrong += off
        print(
            f"{row.form:10} {row.what:30} {row.wanted:9.2f} {row.found:9.2f} {allowed:8.2f}{'  OFF' if off else ''}"
        )
    return wrong


def main() -> int:
    """Prints the tables and returns 1 when a length of the PDF is off."""
    press = Press(SHELF)
    print("PDF, measured with PDFium (mm)")
    wrong = show(pdf_rows(press))
    print(f"off: {wrong}")
    soffice = shutil.which("soffice")
    if soffice is None:
        print("\n.docx: no LibreOffice (soffice) on this machine, so its layout is not measured")
        return int(wrong > 0)
    print("\n.docx as LibreOffice lays it out (its fonts stand in for those that are named; mm)")
    print(f"off by more than {LIBREOFFICE_SLACK:g} mm: {show(docx_rows(press, soffice), LIBREOFFICE_SLACK)}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
