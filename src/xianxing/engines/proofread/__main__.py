"""`python -m xianxing.engines.proofread`: one JSON object a line in, one a line out; `train` makes the model."""

import argparse
import sys
from collections.abc import Sequence
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from xianxing.engines.proofread.errors import ProofreadError
from xianxing.engines.proofread.findings import KIND_NAMES, Kind
from xianxing.engines.proofread.language.model_file import load_model, packaged_model
from xianxing.engines.proofread.lines import answer_lines
from xianxing.engines.proofread.tables import Tables


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 when a line of standard input was bad or the model could not be made. Source: DESIGN section 3."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _train(given[1:]) if given[:1] == ["train"] else _answer(given)
    except ProofreadError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _answer(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m xianxing.engines.proofread",
        description="校对：从标准输入逐行读 JSON，逐行写出改正后的文本和各处发现；train 子命令训练模型。",
        epilog='例：{"text":"……"}；类别：'
        + "、".join(f"{kind}（{name}）" for kind, name in KIND_NAMES.items()),
    )
    parser.add_argument("--model", type=Path, help="模型文件，默认用随附的")
    parser.add_argument("--off", default="", help="不看的类别，逗号分隔")
    asked = parser.parse_args(arguments)
    off = frozenset(map(_kind, filter(None, asked.off.split(","))))
    speller = load_model(asked.model) if asked.model else packaged_model()
    stream = cast("BufferedIOBase", sys.stdin.buffer)
    return answer_lines(stream, _write, speller=speller, tables=Tables(off=off))


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        raise ProofreadError(f"没有“{name}”这一类；可用 {'、'.join(Kind)}") from None


def _train(arguments: Sequence[str]) -> int:
    from xianxing.engines.proofread.training import shapes, train  # late import: start-up time

    parser = argparse.ArgumentParser(
        prog="python -m xianxing.engines.proofread train",
        description="训练校对模型；同样的语料和版本得到逐字节相同的文件。",
    )
    parser.add_argument("--corpus", type=Path, required=True, help="语料文件夹（含 corpus/ 和 *_train.tsv）")
    parser.add_argument("--lexicon", type=Path, required=True, help="jieba 0.42.1 的 dict.txt")
    parser.add_argument("-o", "--output", type=Path, required=True, help="写出的模型文件")
    asked = parser.parse_args(arguments)
    made = train.train(asked.corpus, asked.lexicon, shapes=shapes.load_shapes(), say=print)
    asked.output.write_bytes(made)
    return 0


def _write(text: str) -> None:
    # A lone surrogate in the input must not end the run: escaped this way it is still valid JSON.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
