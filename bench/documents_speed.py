"""Times and memory of setting documents as PDF and .docx, beside LibreOffice, gongwen-skill and cn-gov-docx.

Run: python bench/documents_speed.py  (real documents: the folder `documents` under XIANXING_DATA; they are not part
of the product. Peers: XIANXING_PEERS names a Python that has `gongwen-skill` and `cn-gov-docx` installed.)
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from xianxing.engines.docform import parse_text, to_text
from xianxing.engines.docform.terms import Document
from xianxing.engines.docform.typeset import FontShelf, Press, preview
from xianxing.engines.docform.typeset.tests.cast import CAST, ordinary
from xianxing.engines.docform.word import write_docx

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "documents"
PEERS = os.environ.get("XIANXING_PEERS", "")
CN_GOV_DOCX = """
import sys
from cn_gov_docx import CnGovDocx
lines = [each for each in open(sys.argv[1], encoding="utf-8").read().splitlines() if each.strip()]
paper = CnGovDocx()
paper.add_title(lines[0])
for each in lines[1:]:
    paper.add_text(each)
paper.save(sys.argv[2])
"""


ALONE = """
import sys
from pathlib import Path
from xianxing.engines.docform import parse_text
from xianxing.engines.docform.typeset import FontShelf, Press
press = Press(FontShelf(system=False))
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    press.render(parse_text(path.read_text(encoding="utf-8")))
status = Path("/proc/self/status").read_text(encoding="utf-8")
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def memory_mb() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def invented() -> list[Document]:
    """Invented documents of two to four pages, each different, so that nothing set before is at hand."""
    return [ordinary(paragraphs) for paragraphs in range(1, 9)] + [made() for made in CAST.values()]


def real() -> list[Document]:
    """The supplied documents, parsed."""
    return [parse_text(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]


def show_memory() -> None:
    """Prints the most memory that a process takes which sets the supplied documents as PDF and nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(FOLDER)], check=True, capture_output=True, text=True
    )
    print(f"  memory of a process that sets them as PDF: {done.stdout.strip()} MB at its most")


def show_ours(press: Press, documents: Sequence[Document]) -> None:
    """Prints what setting the documents takes: all together, and those of two and three pages."""
    times, pages, written = [], [], []
    for document in documents:
        start = time.perf_counter()
        rendering = press.render(document)
        times.append((time.perf_counter() - start) * 1000)
        pages.append(rendering.pages)
        written.append(timed(partial(write_docx, document, like=rendering)))

    short = [each for each, count in zip(times, pages, strict=True) if 2 <= count <= 3]
    print(f"  PDF   {len(documents)} documents, {sum(pages)} pages: {sum(times) / 1000:.2f} s together")
    if short:
        print(
            f"  PDF   2-3 pages ({len(short)}): median {statistics.median(short):.0f} ms, most {max(short):.0f} ms"
        )
    print(f"  .docx median {statistics.median(written):.0f} ms, together {sum(written) / 1000:.2f} s")


def show_libreoffice(files: Sequence[Path], folder: Path) -> None:
    """Prints what LibreOffice takes to turn .docx into PDF, started cold and all in one run."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice: not on this machine (soffice)")
        return
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]

    def run(names: Sequence[Path]) -> None:
        subprocess.run(
            [*command, *(str(name) for name in names)], check=True, capture_output=True, timeout=300
        )

    run(files[:1])
    cold = [timed(partial(run, [file])) for file in files[:3]]
    together = timed(partial(run, files))
    print(
        f"LibreOffice .docx to PDF: {statistics.median(cold):.0f} ms a call, "
        f"{together / len(files):.0f} ms a document with {len(files)} in one call"
    )


def show_peers(texts: Sequence[Path], folder: Path) -> None:
    """Prints what the peers take to write a .docx from the same text; each call starts Python."""
    if not PEERS:
        print("gongwen-skill, cn-gov-docx: XIANXING_PEERS names no Python that has them")
        return
    script = folder / "peer.py"
    script.write_text(CN_GOV_DOCX, encoding="utf-8")
    peers = {
        "gongwen-skill md2docx": [PEERS, "-m", "gongwen", "md2docx"],
        "cn-gov-docx": [PEERS, str(script)],
        "ours, a Python started for each": [sys.executable, "-m", "xianxing.engines.docform", "docx"],
    }
    for name, command in peers.items():
        times = []
        for text in texts[:5]:
            out = str(text.with_suffix(".peer.docx"))
            target = [str(text), out] if name == "cn-gov-docx" else [str(text), "-o", out]
            started = time.perf_counter()
            done = subprocess.run([*command, *target], check=False, capture_output=True, timeout=120)
            if done.returncode:
                print(f"{name}: failed ({done.stderr.decode(errors='replace').strip().splitlines()[-1:]})")
                break
            times.append((time.perf_counter() - started) * 1000)
        if times:
            print(f"{name}: .docx in {statistics.median(times):.0f} ms a call (median of {len(times)})")


def main() -> int:
    """Prints the figures and returns 0."""
    print(f"memory before any font is read: {memory_mb():.0f} MB")
    shelf_ms = timed(FontShelf)
    press = Press(FontShelf(system=False))
    first = timed(lambda: press.render(CAST["order"]()))
    print(f"finding fonts with the system's {shelf_ms:.0f} ms; first document {first:.0f} ms")
    print("invented documents:")
    show_ours(press, invented())
    supplied = real()
    if supplied:
        print("supplied documents:")
        show_ours(press, supplied)
        show_memory()
    else:
        print(f"supplied documents: none at {FOLDER}; set XIANXING_DATA to the folder that holds `documents`")
    pdf = press.render(ordinary()).pdf
    print(f"preview of a page, 800 pixels wide: {timed(lambda: preview(pdf, width_px=800)):.0f} ms")
    print(f"memory of this process, PDF and .docx, at its most: {memory_mb():.0f} MB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, files = [], []
        for at, document in enumerate(invented()[:8]):
            texts.append(folder / f"paper-{at}.md")
            texts[-1].write_text(to_text(document), encoding="utf-8")
            files.append(folder / f"paper-{at}.docx")
            files[-1].write_bytes(write_docx(document, like=press.render(document)))
        show_libreoffice(files, folder)
        show_peers(texts, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
