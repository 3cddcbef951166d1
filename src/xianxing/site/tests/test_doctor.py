"""What the doctor finds, each with its remedy."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from xianxing.office.jobs.models import Job, JobState, Worker
from xianxing.site import doctor
from xianxing.site.backup import LAST
from xianxing.site.doctor import Finding, Level, examine, is_safe_sqlite

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 40, 1), False),
    ],
)
def test_sqlite_is_safe_from_the_fixed_versions_on(version: tuple[int, int, int], safe: bool) -> None:
    assert is_safe_sqlite(version) is safe


@pytest.mark.django_db
def test_examine_looks_at_everything_once() -> None:
    titles = [finding.title for finding in examine(now=NOW)]
    assert titles == [
        *("数据库", "磁盘", "内存", "密钥", "调试", "访问范围", "字体", "时钟", "备份", "数据表"),
        *("后台进程", "后台任务", "节假日"),
    ]


@pytest.mark.django_db
def test_examine_of_an_empty_database_leaves_out_what_needs_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "is_migrated", lambda: False)
    assert [finding.title for finding in examine(now=NOW)][-1] == "数据表"


class FakeSqlite:
    """A connection to some SQLite in some journal mode."""

    vendor = "sqlite"

    def __init__(self, version: tuple[int, int, int], mode: str) -> None:
        text = ".".join(map(str, version))
        self.Database = type("Driver", (), {"sqlite_version": text, "sqlite_version_info": version})
        self.row = (mode,)

    def ensure_connection(self) -> None:
        pass

    def cursor(self) -> "FakeSqlite":
        return self

    def __enter__(self) -> "FakeSqlite":
        return self

    def __exit__(self, *fault: object) -> None:
        pass

    def execute(self, statement: str) -> None:
        assert statement == "PRAGMA journal_mode"

    def fetchone(self) -> tuple[Any]:
        return self.row


@pytest.mark.parametrize(
    ("version", "mode", "level", "words"),
    [
        ((3, 53, 4), "wal", Level.GOOD, ""),
        ((3, 40, 1), "wal", Level.WARNING, "pysqlite3"),
        ((3, 53, 4), "delete", Level.WARNING, "网络盘"),
    ],
)
def test_look_database_judges_version_and_journal(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], mode: str, level: Level, words: str
) -> None:
    monkeypatch.setattr(doctor, "connection", FakeSqlite(version, mode))
    found = doctor.look_database()
    assert (found.level, words in found.advice) == (level, True)


@pytest.mark.django_db
def test_look_database_names_this_one() -> None:
    name = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
    assert doctor.look_database().detail.startswith(name)


@pytest.mark.parametrize(("free", "level"), [(3 * 1024**3, Level.GOOD), (1024**3, Level.FAULT)])
def test_look_disk_judges_free_space(monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    assert doctor.look_disk().level is level


@pytest.mark.parametrize(
    ("free", "level"), [(1024**3, Level.GOOD), (100 * 1024**2, Level.WARNING), (None, Level.GOOD)]
)
def test_look_memory_judges_what_is_free(
    monkeypatch: pytest.MonkeyPatch, free: int | None, level: Level
) -> None:
    monkeypatch.setattr(doctor, "_free_memory", lambda: free)
    assert doctor.look_memory().level is level


def test_free_memory_is_known_on_linux_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    assert doctor._free_memory() is None


@pytest.mark.parametrize(("mode", "level"), [(0o600, Level.GOOD), (0o640, Level.FAULT)])
def test_look_key_judges_who_may_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int, level: Level
) -> None:
    monkeypatch.delenv("XIANXING_SECRET_KEY")
    (tmp_path / "secret_key").touch(mode=mode)
    (tmp_path / "secret_key").chmod(mode)
    with override_settings(HOME=tmp_path):
        assert doctor.look_key().level is level


@pytest.mark.parametrize(
    ("hosts", "secure", "level"),
    [
        (["127.0.0.1"], False, Level.GOOD),
        (["office.example"], False, Level.WARNING),
        (["office.example"], True, Level.GOOD),
        (["*"], True, Level.FAULT),
    ],
)
def test_look_hosts_judges_the_way_in(hosts: list[str], secure: bool, level: Level) -> None:
    with override_settings(ALLOWED_HOSTS=hosts, SESSION_COOKIE_SECURE=secure):
        assert doctor.look_hosts().level is level


def test_look_debug_switched_on_is_a_fault() -> None:
    with override_settings(DEBUG=True):
        assert doctor.look_debug().level is Level.FAULT
    assert doctor.look_debug().level is Level.GOOD


@pytest.mark.parametrize(
    ("name", "level"), [("NotoSansCJK-Regular.ttc", Level.GOOD), ("Arial.ttf", Level.WARNING)]
)
def test_look_fonts_wants_a_chinese_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, level: Level
) -> None:
    (tmp_path / name).touch()
    monkeypatch.setattr(doctor, "FONT_FOLDERS", (tmp_path, tmp_path / "missing"))
    assert doctor.look_fonts().level is level


@pytest.mark.django_db
def test_look_clock_before_the_program_was_made_is_a_fault() -> None:
    assert doctor.look_clock(datetime(2020, 1, 1, tzinfo=UTC)).level is Level.FAULT
    assert doctor.look_clock(NOW).level is Level.GOOD


class FarServer(FakeSqlite):
    """A database server whose clock stands at another time."""

    vendor = "postgresql"

    def execute(self, statement: str) -> None:
        assert statement == "SELECT clock_timestamp()"

    def fetchone(self) -> tuple[Any]:
        return (datetime(2000, 1, 1, tzinfo=UTC),)


def test_look_clock_compares_with_the_database_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "connection", FarServer((3, 53, 4), "wal"))
    assert doctor.look_clock(NOW).level is Level.WARNING


@pytest.mark.parametrize(
    ("days", "kept", "level"), [(1, True, Level.GOOD), (1, False, Level.WARNING), (3, True, Level.WARNING)]
)
def test_look_backup_judges_its_age(tmp_path: Path, days: int, kept: bool, level: Level) -> None:
    archive = tmp_path / "a.tar.gz"
    if kept:
        archive.touch()
    last: dict[str, Any] = {"at": (NOW - timedelta(days=days)).isoformat(), "path": str(archive)}
    (tmp_path / LAST).write_text(json.dumps(last))
    with override_settings(HOME=tmp_path):
        assert doctor.look_backup(NOW).level is level


@pytest.mark.parametrize("text", ["", "{}", "x"])
def test_look_backup_never_made_is_a_warning(tmp_path: Path, text: str) -> None:
    (tmp_path / LAST).write_text(text)
    with override_settings(HOME=tmp_path):
        assert doctor.look_backup(NOW).detail == "还没有备份过"


@pytest.mark.django_db
def test_look_migrations_pending_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.look_migrations().level is Level.GOOD
    monkeypatch.setattr(doctor, "pending_migrations", lambda: ["jobs.0002"])
    assert doctor.look_migrations() == Finding(
        "数据表", Level.FAULT, "有 1 项变更未执行", "请运行 xianxing upgrade"
    )


@pytest.mark.django_db
def test_look_workers_silent_is_a_fault() -> None:
    assert doctor.look_workers(NOW).level is Level.FAULT
    Worker.objects.create(name="a:1", started_at=NOW, seen_at=NOW)
    assert (doctor.look_workers(NOW).level, doctor.look_workers(NOW).detail) == (Level.GOOD, "a:1")


@pytest.mark.django_db
def test_look_failures_counts_them() -> None:
    assert doctor.look_failures(NOW).level is Level.GOOD
    Job.objects.create(task_id="1", name="x", run_after=NOW, enqueued_at=NOW, state=JobState.FAILED)
    assert doctor.look_failures(NOW).detail == "失败任务 1，出错定时 0，滞后定时 0"


@pytest.mark.parametrize(
    ("known", "level"),
    [({2026, 2027}, Level.GOOD), ({2026}, Level.WARNING), ({2027}, Level.FAULT), (set(), Level.FAULT)],
)
def test_look_calendar_judges_this_year_and_the_next(
    monkeypatch: pytest.MonkeyPatch, known: set[int], level: Level
) -> None:
    is_known: Callable[[int], bool] = known.__contains__
    monkeypatch.setattr(doctor, "year_is_official", is_known)
    assert doctor.look_calendar(NOW).level is level
