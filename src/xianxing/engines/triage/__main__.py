"""`python -m xianxing.engines.triage --taxonomy FILE.xlsx [--confirmed FILE.csv] [--level 1|2|3]`."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from xianxing.engines.triage.confirmed import read_confirmations
from xianxing.engines.triage.errors import MessageError, TriageError
from xianxing.engines.triage.taxonomy import DEPTH, Taxonomy
from xianxing.engines.triage.triage import Triage
from xianxing.engines.triage.types import Message, Verdict


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on standard input; 0, or 1 when a line or a file was refused."""
    chosen = _options().parse_args(arguments)
    try:
        taught = read_confirmations(chosen.confirmed) if chosen.confirmed else ()
        triage = Triage(Taxonomy.from_xlsx(chosen.taxonomy), taught, level=chosen.level)
    except TriageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return answer(triage, sys.stdin, sys.stdout)


def answer(triage: Triage, lines: Iterable[str], out: TextIO) -> int:
    """One JSON line out for each non-blank line in, in order; 1 when a line was refused, else 0."""
    read = [_read(line) for line in lines if line.strip()]
    messages = [each[1] for each in read if isinstance(each, tuple)]
    verdicts = iter(triage.classify_many(messages))
    for each in read:
        said = {"error": str(each)} if isinstance(each, MessageError) else _said(each[0], next(verdicts))
        out.write(json.dumps(said, ensure_ascii=False) + "\n")
    return int(len(messages) < len(read))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m xianxing.engines.triage",
        description='Classify messages: JSON lines {"id","title","text"} in, {"id","labels","decision"} out.',
    )
    options.add_argument("--taxonomy", type=Path, required=True, help="labels (.xlsx, up to three levels)")
    options.add_argument("--confirmed", type=Path, help="confirmed messages (.csv: title, body, label)")
    options.add_argument(
        "--level", type=int, choices=range(1, DEPTH + 1), default=1, help="level of the labels"
    )
    return options


def _read(line: str) -> tuple[object, Message] | MessageError:
    try:
        fields = json.loads(line)
    except ValueError:
        return MessageError("这一行不是 JSON；应为 {id, title, text}")
    if not isinstance(fields, dict):
        return MessageError("这一行不是对象；应为 {id, title, text}")
    title, text = fields.get("title", ""), fields.get("text", "")
    if not isinstance(title, str) or not isinstance(text, str):
        return MessageError("title 和 text 应为文字；请改为字符串")
    if not (title + text).strip():
        return MessageError("title 和 text 都是空的；请至少写一项")
    return fields.get("id"), Message(title, text)


def _said(identity: object, verdict: Verdict) -> dict[str, object]:
    return {
        "id": identity,
        "labels": [[each.label, round(each.confidence, 4)] for each in verdict.labels],
        "decision": verdict.decision.value,
    }


if __name__ == "__main__":
    raise SystemExit(main())
