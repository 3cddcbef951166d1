"""``xianxing matters``: the commands, their refusals in one line, and their words."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.utils import timezone
from pytest_django import Settings

from xianxing.duties.matters import cli, helping
from xianxing.duties.matters.models import ImportRun, Issue, Matter, Topic
from xianxing.duties.matters.queries import runs
from xianxing.duties.matters.tests.factories import NOW, arrived
from xianxing.duties.matters.tests.minds import fresh_mind
from xianxing.duties.matters.tests.tables import HEADINGS, mail, messages, text_table, workbook
from xianxing.duties.matters.tests.test_issues import MIXER
from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast
from xianxing.office.jobs import worker
from xianxing.office.jobs.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, office: Cast) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def matters(*arguments: object) -> Result:
    return CliRunner().invoke(cli.matters, [str(argument) for argument in arguments])


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def mixer_table() -> bytes:
    rows = [(n, f"A{n}", title, "2026/11/2", text, 0, 0) for n, (title, text) in enumerate(MIXER, 1)]
    return workbook([HEADINGS, *rows])


def test_import_takes_in_reads_and_groups(folder: Path, office: Cast) -> None:
    fresh_mind(NOW)
    found = matters("import", write(folder / "表.xlsx", mixer_table()), "--yes")
    assert found.exit_code == 0, found.output
    assert "列：编号←留言编号，姓名←留言用户，标题←留言主题，时间←留言时间，内容←留言详情" in found.output
    assert "不采用 反对数、点赞数：热度按不同反映人数计算" in found.output
    assert "读到 3 行：可导入 3，有错 0，已导入过 0" in found.output
    assert "登记 3 件：读取 " in found.output
    assert "内存峰值 " in found.output
    assert "  3 人 3 件  " in found.output
    assert Matter.objects.filter(understood_at__isnull=False).count() == 3
    assert Issue.objects.filter(complainants=3).exists()
    run = ImportRun.objects.get()
    assert (run.rows_written, run.started_by, run.finished_at is not None) == (3, office.head, True)


class Hands:
    """A second worker that is not there, and whether it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.asked += 1
        yield


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    found = Hands()
    monkeypatch.setattr(helping, "second_worker", found)
    monkeypatch.setattr(cli, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(cli, "MANY", 2)
    return found


def test_import_of_many_rows_has_a_second_worker_and_reads_what_it_left(folder: Path, hands: Hands) -> None:
    fresh_mind(NOW)
    assert matters("import", write(folder / "表.xlsx", mixer_table()), "--yes").exit_code == 0
    assert hands.asked == 1
    assert runs.unread_count() == 0


def test_import_beside_the_office_s_worker_starts_no_other(folder: Path, hands: Hands) -> None:
    fresh_mind(NOW)
    now = timezone.now()
    Worker.objects.create(name="host:1", started_at=now, seen_at=now)
    assert runs.is_worked_for(now)
    assert not runs.is_worked_for(now + timedelta(minutes=1))
    assert matters("import", write(folder / "表.xlsx", mixer_table()), "--yes").exit_code == 0
    assert hands.asked == 0


def test_import_waits_while_another_process_reads(
    folder: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_mind(NOW)
    monkeypatch.setattr(cli, "PATIENCE_SECONDS", 60)

    def read_one(_seconds: float) -> None:
        pk = Matter.objects.filter(understood_at__isnull=True).values_list("pk", flat=True)[0]
        Matter.objects.filter(pk=pk).update(understood_at=timezone.now())

    monkeypatch.setattr(cli, "sleep", read_one)
    found = matters("import", write(folder / "表.xlsx", mixer_table()), "--yes")
    assert [line for line in found.output.splitlines() if line.startswith("分类 ")] == [
        "分类 1/3",
        "分类 2/3",
        "分类 3/3",
    ]


def test_second_worker_is_a_process_that_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Runner:
        def __init__(self, *, target: object, args: tuple[object, ...], daemon: bool) -> None:
            assert (target, daemon) == (helping.work, True)
            self.stop = args[0]

        def start(self) -> None:
            seen.append("started")

        def join(self) -> None:
            assert self.stop.is_set()  # type: ignore[attr-defined]
            seen.append("joined")

    monkeypatch.setattr(multiprocessing.get_context("spawn"), "Process", Runner)
    with pytest.raises(KeyError), helping.second_worker():
        raise KeyError
    assert seen == ["started", "joined"]


def test_second_worker_works_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = multiprocessing.get_context("spawn").Event()
    stopped.set()
    monkeypatch.setattr(signal, "signal", lambda *_given: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    helping.work(stopped)
    assert not Worker.objects.exists()


def test_import_again_takes_nothing_in(folder: Path) -> None:
    path = write(folder / "表.xlsx", workbook([HEADINGS, *messages(2)]))
    assert matters("import", path, "--yes").exit_code == 0
    again = matters("import", path, "--yes")
    assert again.exit_code == 1
    assert "Error: 没有可以导入的新来件；请检查文件是否已导入过" in again.output
    assert Matter.objects.count() == 2


def test_import_that_is_only_tried_writes_nothing(folder: Path) -> None:
    found = matters("import", write(folder / "表.csv", text_table([HEADINGS, *messages(2)])), "--dry-run")
    assert (found.exit_code, "可导入 2" in found.output) == (0, True)
    assert not ImportRun.objects.exists()


def test_import_with_bad_rows_names_them_and_stops_or_skips(folder: Path) -> None:
    rows = [HEADINGS, *messages(2), (9, "A", "", "", "", 0, 0)]
    path = write(folder / "表.xlsx", workbook(rows))
    found = matters("import", path)
    assert found.exit_code == 1
    assert "第 4 行：标题和内容都是空的；至少填写一项" in found.output
    assert not Matter.objects.exists()
    assert matters("import", path, "--skip-bad", "--yes").exit_code == 0
    assert Matter.objects.count() == 2


def test_import_with_many_bad_rows_names_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "SHOWN_BAD", 1)
    rows = [HEADINGS, *[(number, "A", "", "", "", 0, 0) for number in range(3)]]
    found = matters("import", write(folder / "表.xlsx", workbook(rows)))
    assert "……另有 2 行有错" in found.output


def test_import_asks_at_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "表.xlsx", workbook([HEADINGS, *messages(1)]))

    class Terminal:
        @staticmethod
        def isatty() -> bool:
            return True

    class System:
        stdin = Terminal()

    monkeypatch.setattr(cli, "sys", System)
    found = CliRunner().invoke(cli.matters, ["import", str(path)], input="n\n")
    assert (found.exit_code, "导入？ [y/N]" in found.output) == (1, True)
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("表.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "这是旧版 .xls 文件"),
        ("表.csv", "甲,乙\n1,2\n".encode(), "没有认出标题或内容列；现有列名：甲、乙"),
        ("机密★1年.csv", "标题,内容\n一,二\n".encode(), "带有国家秘密标志"),
    ],
)
def test_import_of_what_is_no_table_says_so_in_one_line(
    folder: Path, name: str, content: bytes, message: str
) -> None:
    found = matters("import", write(folder / name, content))
    assert found.exit_code == 1
    lines = [line for line in found.output.splitlines() if line.startswith("Error: ")]
    assert len(lines) == 1
    assert message in lines[0]


@pytest.mark.parametrize(
    ("username", "message"),
    [
        ("nobody", "没有可用的账号；请用 --as 指定登录名，或先运行 xianxing init 或 demo"),
        ("unit", "不是办公室人员，不能办理；请用 --as 指定办公室人员的登录名"),
        ("audit", "不是办公室人员，不能办理"),
    ],
)
def test_commands_are_for_accounts_of_the_office(folder: Path, username: str, message: str) -> None:
    path = write(folder / "表.xlsx", workbook([HEADINGS, *messages(1)]))
    for arguments in (
        ("import", path, "--yes"),
        ("export", folder / "清单.xlsx"),
        ("receive", folder),
        ("topics", path),
    ):
        found = matters(*arguments, "--as", username)
        assert (found.exit_code, message in found.output) == (1, True), arguments
    assert not Matter.objects.exists()


def test_command_without_any_account_says_what_to_do(folder: Path) -> None:
    Account.objects.update(is_active=False)
    assert "没有可用的账号" in matters("receive", folder).output


def test_export_writes_the_list(folder: Path) -> None:
    arrived("路灯不亮")
    found = matters("export", folder / "清单.xlsx", "--as", "clerk")
    assert found.output == f"已导出 1 件到 {folder / '清单.xlsx'}\n"
    sheet = openpyxl.load_workbook(folder / "清单.xlsx").worksheets[0]
    assert sheet["E2"].value == "路灯不亮"
    assert matters("export", folder / "空.xlsx", "--tab", "ended").output.startswith("已导出 0 件")


def test_receive_says_what_became_of_the_mails(folder: Path) -> None:
    mails = folder / "mails"
    mails.mkdir()
    write(mails / "1.eml", mail())
    write(mails / "2.eml", b"no mail")
    assert matters("receive", mails).output == "收下 1 封，收过 0 封，收不下 1 封\n"
    assert matters("receive", mails).output == "收下 0 封，收过 0 封，收不下 0 封\n"


def test_receive_that_watches_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[int] = []

    def nap(seconds: int) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(cli, "sleep", nap)
    found = matters("receive", folder, "--watch")
    assert (found.exit_code, naps) == (1, [10, 10])
    assert "收下" not in found.output


def test_topics_are_replaced_by_a_table(folder: Path) -> None:
    path = write(folder / "分类.csv", "一级,二级,三级\n城乡建设,市政,路灯\n".encode())
    assert matters("topics", path).output == "已换成 1 个分类\n"
    assert [str(topic) for topic in Topic.objects.all()] == ["城乡建设/市政/路灯"]
    bad = write(folder / "坏.csv", "一级,二级\n,市政\n".encode())
    found = matters("topics", bad)
    assert (found.exit_code, found.output) == (1, "Error: 第 2 行没有一级分类；请补齐后再导入\n")


@pytest.mark.parametrize("command", ["import", "export", "receive", "topics"])
def test_command_has_help(command: str) -> None:
    found = matters(command, "--help")
    assert (found.exit_code, "--as" in found.output) == (0, True)
