import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from xianxing.duties.regulations.cli import regulations
from xianxing.duties.regulations.tests.given import law
from xianxing.office.access.tests.cast import Cast
from xianxing.office.authority.models import Instrument
from xianxing.office.authority.seeding import LAWS

pytestmark = pytest.mark.django_db

TEXT = (
    "平安市接待办法\n（2026年3月1日平安市人民政府公布）\n第一条 甲。\n第二条 自2026年5月1日起施行。\n附件：表"
)


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(regulations, list(arguments))
    return answer.exit_code, answer.output


def written(folder: Path, name: str, text: str = TEXT) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_import_enters_and_reports_what_did_not_parse(tmp_path: Path) -> None:
    path = written(tmp_path, "办法.txt")
    code, printed = run("import", path)
    assert (code, printed.splitlines()) == (
        0,
        [
            "办法.txt：2 条，未解析 1 行",
            "  未解析：附件：表",
            "办法.txt：已录入《平安市接待办法》，代号 平安市接待办法",
        ],
    )
    found = Instrument.objects.get()
    assert (found.issuer, str(found.issued_on), str(found.effective_from)) == (
        "平安市人民政府", "2026-03-01", "2026-05-01",
    )  # fmt: skip
    code, printed = run("import", path)
    assert (code, printed.splitlines()[-1]) == (0, "办法.txt：同一文本已经录入，跳过")


def test_import_of_every_packaged_law_finds_every_article(tmp_path: Path) -> None:
    paths = sorted(str(path) for path in LAWS.glob("*.md") if path.stem != "README")
    code, printed = run("import", *paths)
    assert code == 0
    assert (printed.count("已录入《"), printed.count("，未解析 0 行")) == (9, 9)
    assert sum(int(found) for found in re.findall(r"：(\d+) 条", printed)) == 461


def test_import_says_what_is_missing_and_goes_on(tmp_path: Path) -> None:
    silent = written(tmp_path, "制度.txt", "某制度\n第一条 甲。")
    marked = written(tmp_path, "标密.txt", f"机密★1年\n{TEXT}")
    good = written(tmp_path, "办法.txt")
    code, printed = run("import", silent, marked, good)
    assert code == 1
    assert "制度.txt：没有导入：文本里没有读到施行日期；请加 --effective-from 2026-01-01" in printed
    assert "标密.txt：没有导入：" in printed
    assert "国家秘密标志" in printed
    assert printed.splitlines()[-1] == "Error: 3 件中有 2 件没有导入，原因见上"
    code, _printed = run(
        "import", silent, "--effective-from", "2026-01-01", "--code", "某制度", "--level", "house"
    )
    assert (code, Instrument.objects.get(code="某制度").is_house_rule) == (0, True)


def test_import_of_a_newer_text_replaces_the_older(cast: Cast, tmp_path: Path) -> None:
    old = law(cast, code="平安市接待办法", effective_from="2020-01-01")
    path = written(tmp_path, "办法.txt")
    code, printed = run("import", path, "--replaces", "平安市接待办法")
    assert code == 0
    assert "代号 平安市接待办法2026" in printed
    old.refresh_from_db()
    assert str(old.effective_to) == "2026-04-30"
    code, printed = run("import", path, "--replaces", "没有的")
    assert (code, printed) == (1, "Error: 没有代号为“没有的”的法规；请用 --replaces 写已录入的代号\n")
    code, printed = run("import", path, path, "--code", "甲")
    assert printed == "Error: --code 只能用于一件；多件请不写，由名称取代号\n"


def test_gaps_are_listed_by_kind(office: Cast) -> None:
    code, printed = run("gaps")
    assert code == 0
    assert "没有制度\t公务接待" in printed
    assert printed.splitlines()[-1] == "共 13 处"
