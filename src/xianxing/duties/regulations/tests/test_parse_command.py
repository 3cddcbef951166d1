import json
from pathlib import Path

from click.testing import CliRunner

from xianxing.duties.regulations.cli import regulations

LAW = """某办法
2026年1月1日 某机关发布
第一条　甲：
（一）乙；
（二）丙。
第二条 依照第一条办理。
附件：表格
"""


def run(*arguments: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(regulations, list(arguments))
    return answer.exit_code, answer.stdout, answer.stderr


def test_parse_prints_the_fixed_json(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text(LAW, encoding="utf-8")
    code, printed, _ = run("parse", "--json", str(path))
    assert code == 0
    assert json.loads(printed) == {
        "articles": [
            {"number": "第一条", "text": "甲：\n（一）乙；\n（二）丙。"},
            {"number": "第二条", "text": "依照第一条办理。"},
        ],
        "unparsed": ["附件：表格"],
    }


def test_parse_without_json_shows_outline_and_report(tmp_path: Path) -> None:
    path = tmp_path / "办法.md"
    path.write_text(LAW, encoding="utf-8")
    code, printed, told = run("parse", str(path))
    assert (code, printed.splitlines()[0]) == (0, "某办法")
    assert "第一条\t1 款 2 项\t" in printed
    assert told == "办法.md：2 条，未解析 1 行\n  未解析：附件：表格\n"


def test_parse_of_a_broken_file_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "办法.docx"
    path.write_bytes(b"PK\x03\x04broken")
    code, printed, told = run("parse", "--json", str(path))
    assert (code, printed) == (1, "")
    assert told.startswith("Error: 办法.docx：文件已损坏，无法打开（")
    assert told.count("\n") == 1
