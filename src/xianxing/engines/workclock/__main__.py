"""`python -m xianxing.engines.workclock`: one JSON object a line in, one a line out, in order."""

import argparse
import sys
from collections.abc import Sequence

from xianxing.engines.workclock.lines import answer_lines
from xianxing.engines.workclock.seed import load_seed

_EXAMPLE = '例：{"start":"2026-09-16","count":15,"unit":"day"}；unit 可为 day、working_day、month、year、hour'


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when any line of standard input was bad. Source: `answer_lines`."""
    argparse.ArgumentParser(
        prog="python -m xianxing.engines.workclock",
        description="期限计算：从标准输入逐行读 JSON，逐行写出到期日、内部期限和依据。",
        epilog=_EXAMPLE,
    ).parse_args(arguments)
    return answer_lines(sys.stdin.buffer, _write, calendar=load_seed())


def _write(text: str) -> None:
    # A lone surrogate in the input must not end the run: escaped this way it is still valid JSON.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
