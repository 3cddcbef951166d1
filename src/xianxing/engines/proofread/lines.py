"""The command's form: a text in JSON a line in, its corrected text and findings a line out."""

import json
from collections.abc import Callable, Iterator
from io import BufferedIOBase

from xianxing.engines.proofread.errors import BadLineError, ProofreadError
from xianxing.engines.proofread.findings import Finding, Report
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.reading import proofread_many
from xianxing.engines.proofread.tables import Tables

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_MOST = 65_536
"""The most bytes that are taken at once."""


def answer_lines(
    stream: BufferedIOBase, write: Callable[[str], object], *, speller: Speller, tables: Tables
) -> int:
    """0, or 1 when any line was bad; every line but a blank one has been answered in order.

    Lines that have come in together are read together, which is several times faster; a line that comes alone is
    answered at once. Source: DESIGN section 3.
    """
    status = 0
    for batch in _batches(stream):
        asked = [_ask(line) for line in batch if line.strip()]
        texts = [text for text in asked if isinstance(text, str)]
        reports = iter(proofread_many(texts, speller=speller, tables=tables))
        for each in asked:
            failed = isinstance(each, ProofreadError)
            status = max(status, int(failed))
            answer = {"error": str(each)} if failed else form_report(next(reports))
            write(json.dumps(answer, ensure_ascii=False) + "\n")
    return status


def _batches(stream: BufferedIOBase) -> Iterator[list[bytes]]:
    """The lines as they come in: all that one read of what is waiting has completed."""
    rest = b""
    while chunk := stream.read1(_MOST):
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield lines
    if rest:
        yield [rest]


def _ask(line: bytes) -> str | ProofreadError:
    """The text of a line, or why there is none."""
    try:
        return parse_line(line)
    except ProofreadError as error:
        return error


def parse_line(line: bytes) -> str:
    """The text of one line. Raises: BadLineError for another form. Source: DESIGN section 3."""
    try:
        asked: Json = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadLineError("不是 UTF-8 的 JSON；应为一行一个 JSON 对象") from None
    if not isinstance(asked, dict) or asked.keys() != {"text"}:
        raise BadLineError('字段应只有 text；应为 {"text":"……"}')
    text = asked["text"]
    if not isinstance(text, str):
        raise BadLineError("text 应为字符串")
    return text


def form_report(report: Report) -> dict[str, Json]:
    """The report as the fixed interface has it; offsets in code points. Source: DESIGN section 3."""
    return {"corrected": report.corrected, "findings": [_form(finding) for finding in report.findings]}


def _form(finding: Finding) -> dict[str, Json]:
    return {
        "start": finding.start,
        "end": finding.end,
        "wrong": finding.wrong,
        "suggestions": list(finding.suggestions),
        "kind": str(finding.kind),
        "rule": finding.rule.text,
        "source": finding.rule.source,
        "confidence": finding.confidence,
    }
