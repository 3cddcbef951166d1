"""`python -m xianxing.engines.rulebook`: one JSON object a line in, one a line out, in order."""

import argparse
import sys
from collections.abc import Sequence

from xianxing.engines.rulebook.lines import answer_lines

_EXAMPLE = '每行：{"table":{...},"facts":{...}}；写法见 docs/engines/rulebook.md'


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when any line of standard input was bad. Source: `answer_lines`."""
    argparse.ArgumentParser(
        prog="python -m xianxing.engines.rulebook",
        description="规则判定：从标准输入逐行读 JSON（表和事实），逐行写出结果、行号、依据和全部命中。",
        epilog=_EXAMPLE,
    ).parse_args(arguments)
    return answer_lines(sys.stdin.buffer, _write)


def _write(text: str) -> None:
    # A lone surrogate in the input must not end the run: escaped this way it is still valid JSON.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
