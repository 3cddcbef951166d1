"""`python -m xianxing.engines.protocol [--office FILE.json]`: one JSON object a line in, one a line out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xianxing.engines.protocol.errors import BadLineError
from xianxing.engines.protocol.lines import answer_lines, read_object

_EXAMPLE = '例：{"scene":"presidium_row","settings":{"supreme":"left"},"input":{"n":7}}'


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when any line of standard input was bad. Source: `answer_lines`."""
    parser = argparse.ArgumentParser(
        prog="python -m xianxing.engines.protocol",
        description="座次：从标准输入逐行读 JSON，逐行写出座次、视角和依据。",
        epilog=_EXAMPLE,
    )
    parser.add_argument(
        "--office", type=Path, help='本单位默认设置（JSON 对象，如 {"even":"1_left_2_right"}）'
    )
    chosen = parser.parse_args(arguments)
    try:
        office = read_object(chosen.office.read_bytes()) if chosen.office else {}
    except (OSError, BadLineError) as error:
        sys.stderr.write(f"本单位默认设置 {chosen.office} 无法读取：{error}\n")
        return 1
    return answer_lines(sys.stdin.buffer, _write, office=office)


def _write(text: str) -> None:
    # A lone surrogate in the input must not end the run: escaped this way it is still valid JSON.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
