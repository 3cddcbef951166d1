"""The command line: parse, check, pdf, docx."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from xianxing.engines.docform.checking import check
from xianxing.engines.docform.errors import BadCommandError, DocformError
from xianxing.engines.docform.reading import read
from xianxing.engines.docform.terms import Document, Element, Finding
from xianxing.engines.docform.typeset import render_pdf
from xianxing.engines.docform.word import write_docx

_EXAMPLE = "例：parse 通知.txt；check 通知.docx --today 2026-11-23；pdf 通知.md -o 通知.pdf"


def run(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 after one clear line on standard error. Source: DESIGN section 3 (fixed interfaces)."""
    given = _parser().parse_args(arguments)
    try:
        document = _open(Path(given.file))
        answer = _ANSWERS[given.action](document, given.today)
        _write(answer, given.output)
    except DocformError as error:
        print(f"docform: {error}", file=sys.stderr)  # noqa: T201  (a command speaks to its user)
        return 1
    return 0


def parsed_json(document: Document) -> str:
    """The elements of a document as JSON. Source: DESIGN section 3."""
    return _dumped(
        {
            "type": str(document.type) if document.type else None,
            "form": str(document.form),
            "elements": [_element(each) for each in document.elements],
            "lost": list(document.lost),
        }
    )


def findings_json(document: Document, *, today: date | None = None) -> str:
    """The findings of a document as JSON, each with clause and strength. Source: DESIGN section 3."""
    found = check(document, today=today)
    return _dumped({"findings": [_finding(each, document.source) for each in found]})


def _element(element: Element) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": str(element.kind),
        "text": element.text,
        "start": element.start,
        "end": element.end,
        "level": element.level,
        "run_in": element.run_in,
        "part": element.part,
        "reasons": [{"text": each.text, "clause": each.clause} for each in element.reasons],
    }
    if element.table is not None:
        found["table"] = {
            "rows": [list(row) for row in element.table.rows],
            "header_rows": element.table.header_rows,
        }
    if element.picture is not None:
        found["picture"] = {
            "media_type": element.picture.media_type,
            "width_mm": element.picture.width_mm,
            "caption": element.picture.caption,
        }
    return found


def _finding(finding: Finding, source: str) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "clause": finding.clause,
        "strength": str(finding.strength),
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "text": source[finding.start : finding.end],
        "fix": finding.fix,
    }


def _parse(document: Document, _: date | None) -> bytes:
    return parsed_json(document).encode("utf-8", "backslashreplace")


def _check(document: Document, today: date | None) -> bytes:
    return findings_json(document, today=today).encode("utf-8", "backslashreplace")


def _pdf(document: Document, _: date | None) -> bytes:
    return render_pdf(document)


def _docx(document: Document, _: date | None) -> bytes:
    return write_docx(document)


_ANSWERS: dict[str, Callable[[Document, date | None], bytes]] = {
    "parse": _parse,
    "check": _check,
    "pdf": _pdf,
    "docx": _docx,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m xianxing.engines.docform",
        description="公文：识别要素、检查格式、排成 PDF 或者 Word 文件。",
        epilog=_EXAMPLE,
    )
    parser.add_argument("action", choices=list(_ANSWERS), help="parse 识别；check 检查；pdf、docx 排版")
    parser.add_argument("file", metavar="FILE", help=".txt、.md、.docx，或者 .doc、.wps（需要 LibreOffice）")
    parser.add_argument("-o", "--output", metavar="OUT", help="写到这个文件；不给则写到标准输出")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="检查用的今天，如 2026-11-23；不给则不查日期是否在将来"
    )
    return parser


def _open(path: Path) -> Document:
    try:
        content = path.read_bytes()
    except OSError as error:
        told = f"读不到文件“{path}”（{error.strerror}）；请给出一个存在、可读的文件"
        raise BadCommandError(told) from error
    return read(content, path.name)


def _write(answer: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(answer)
    except OSError as error:
        told = f"写不进文件“{output}”（{error.strerror}）；请换一个可写的位置"
        raise BadCommandError(told) from error


def _dumped(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
