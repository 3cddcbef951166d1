"""An office takes in 4,326 messages at once: registered, classified, grouped; seconds, messages a second, memory.

Run: python bench/import_messages.py [FILE.xlsx]

The messages lie in the folder `matters` under XIANXING_DATA; they are not part of the product. Each round founds
an office of its own in an empty folder and runs `xianxing matters import` as a clerk would. The share of reading
the spreadsheet alone with openpyxl, which any importer pays, is measured beside it in the same run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = (
    Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "matters" / "messages.xlsx"
)
XIANXING = Path(sys.executable).with_name("xianxing")
SUMMARY = re.compile(r"登记 (?P<count>\d+) 件：.*内存峰值 (?P<memory>\d+) MB")


def main() -> int:
    messages = Path(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    if not messages.is_file():
        print(
            f"Not measured: there is no {messages.name} in {messages.parent}; set XIANXING_DATA or name a file."
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="xianxing-bench-") as home:
        environment = {**os.environ, "XIANXING_HOME": home}
        subprocess.run([XIANXING, "demo"], env=environment, check=True, capture_output=True)
        started = time.perf_counter()
        command = [str(XIANXING), "matters", "import", str(messages), "--yes"]
        printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        seconds = time.perf_counter() - started
    found = SUMMARY.search(printed)
    if found is None:
        raise SystemExit(f"the command printed no summary:\n{printed[-2000:]}")
    count = int(found["count"])
    read = seconds_to_read(messages)
    print(
        f"{count} messages in {seconds:.1f} s, {count / seconds:.0f} a second, {found['memory']} MB at most"
    )
    print(
        f"openpyxl reading the same file and nothing else: {read:.1f} s; the whole import is {seconds / read:.1f} times that"
    )
    print(found[0])
    return 0


def seconds_to_read(messages: Path) -> float:
    started = time.perf_counter()
    book = load_workbook(messages, read_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass
    book.close()
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
