"""What a careful administrator would look at, each with what was found and what to do."""

import json
import os
import platform
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from xianxing.office.calendars.queries import year_is_official
from xianxing.office.jobs.queries import health
from xianxing.site.backup import LAST
from xianxing.site.upkeep import is_migrated, pending_migrations

SAFE_SQLITE = ((3, 51, 3),)
SAFE_BRANCHES = {(3, 44): 6, (3, 50): 7}
LEAST_DISK_BYTES = 2 * 1024**3
LEAST_MEMORY_BYTES = 512 * 1024**2
BACKUP_EVERY = timedelta(days=2)
MOST_SKEW = timedelta(seconds=5)
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
CHINESE_FONTS = ("cjk", "sourcehan", "wqy", "simsun", "fandol", "uming", "ukai", "fangsong", "msyh")


class Level(Enum):
    """How bad a finding is."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    title: str
    level: Level
    detail: str
    advice: str = ""


def examine(*, now: datetime) -> list[Finding]:
    """Return the findings in the order an administrator would read them; nothing is changed."""
    ready = is_migrated()
    looks: list[Callable[[], Finding]] = [
        look_database,
        look_disk,
        look_memory,
        look_key,
        look_debug,
        look_hosts,
    ]
    looks += [look_fonts, lambda: look_clock(now), lambda: look_backup(now), look_migrations]
    findings = [look() for look in looks]
    if ready:
        findings += [look_workers(now), look_failures(now), look_calendar(now)]
    return findings


def is_safe_sqlite(version: tuple[int, int, int]) -> bool:
    """Return whether this SQLite has the fix of the WAL-reset fault (3.51.3, and 3.44.6 and 3.50.7).

    Source: sqlite.org, release notes of 3.51.3.
    """
    return version >= SAFE_SQLITE[0] or version[2] >= SAFE_BRANCHES.get(version[:2], 10**6)


def look_database() -> Finding:
    backend: Any = connection
    backend.ensure_connection()
    if connection.vendor == "postgresql":
        return Finding("数据库", Level.GOOD, f"PostgreSQL {backend.pg_version // 10000}")
    module = backend.Database
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    detail = f"SQLite {module.sqlite_version}，日志方式 {mode}"
    if not is_safe_sqlite(module.sqlite_version_info):
        advice = "此版本有 WAL 重置缺陷，极少数情况下会损坏数据；请安装 pysqlite3，或改用 PostgreSQL"
        return Finding("数据库", Level.WARNING, detail, advice)
    if mode not in {"wal", "memory"}:
        return Finding(
            "数据库", Level.WARNING, detail, "应为 wal；请检查数据文件夹是否在网络盘上，移到本机磁盘"
        )
    return Finding("数据库", Level.GOOD, detail)


def look_disk() -> Finding:
    free = shutil.disk_usage(_existing(settings.HOME)).free
    detail = f"{settings.HOME} 所在磁盘剩余 {free / 1024**3:.1f} GB"
    if free < LEAST_DISK_BYTES:
        return Finding("磁盘", Level.FAULT, detail, "少于 2 GB，写满后无法登记；请清理旧备份或扩容")
    return Finding("磁盘", Level.GOOD, detail)


def look_memory() -> Finding:
    free = _free_memory()
    if free is None:
        return Finding("内存", Level.GOOD, "此系统不提供可用内存的数字")
    detail = f"可用 {free / 1024**3:.1f} GB"
    if free < LEAST_MEMORY_BYTES:
        return Finding("内存", Level.WARNING, detail, "少于 512 MB；请减少服务进程数（--workers）或加内存")
    return Finding("内存", Level.GOOD, detail)


def look_key() -> Finding:
    path = settings.HOME / "secret_key"
    if os.environ.get("XIANXING_SECRET_KEY"):
        return Finding("密钥", Level.GOOD, "由 XIANXING_SECRET_KEY 给出")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return Finding(
            "密钥", Level.FAULT, f"{path} 可被其他用户读取（{mode:o}）", f"请执行 chmod 600 {path}"
        )
    return Finding("密钥", Level.GOOD, f"{path} 只有本用户可读")


def look_debug() -> Finding:
    if settings.DEBUG:
        return Finding("调试", Level.FAULT, "DEBUG 已打开", "会泄露内部信息；请恢复原设置")
    return Finding("调试", Level.GOOD, "已关闭")


def look_hosts() -> Finding:
    outside = [
        host
        for host in settings.ALLOWED_HOSTS
        if host not in {"127.0.0.1", "localhost", "[::1]", "testserver"}
    ]
    if not outside:
        return Finding("访问范围", Level.GOOD, "只在本机访问")
    detail = f"允许以 {'、'.join(outside)} 访问"
    if "*" in outside:
        return Finding("访问范围", Level.FAULT, detail, "请在 XIANXING_ALLOWED_HOSTS 中写明主机名，不要用 *")
    if not settings.SESSION_COOKIE_SECURE:
        advice = "请由反向代理提供 HTTPS，并设 XIANXING_HTTPS=1，使登录信息只经加密连接传送"
        return Finding("访问范围", Level.WARNING, detail, advice)
    return Finding("访问范围", Level.GOOD, f"{detail}，登录信息只经 HTTPS")


def look_fonts() -> Finding:
    found = next(
        (path.name for path in _fonts() if any(name in path.name.lower() for name in CHINESE_FONTS)), ""
    )
    if not found:
        advice = "生成 PDF 时汉字会成方框；请安装，如 apt-get install fonts-noto-cjk"
        return Finding("字体", Level.WARNING, "没有找到中文字体", advice)
    return Finding("字体", Level.GOOD, found)


def look_clock(now: datetime) -> Finding:
    zone = timezone.localtime(now).strftime("%Y-%m-%d %H:%M:%S %z")
    if now.year < 2026:
        return Finding(
            "时钟", Level.FAULT, f"系统时间 {zone}", "时间早于本程序；请校准系统时钟，时限都以它为准"
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            skew = abs(cursor.fetchone()[0] - timezone.now())
        if skew > MOST_SKEW:
            return Finding(
                "时钟", Level.WARNING, f"与数据库服务器相差 {skew}", "请让两台机器使用同一时间服务器"
            )
    return Finding("时钟", Level.GOOD, f"{zone}（时区 {settings.TIME_ZONE}）")


def look_backup(now: datetime) -> Finding:
    try:
        last = json.loads((settings.HOME / LAST).read_text())
        made_at = datetime.fromisoformat(last["at"])
    except (OSError, ValueError, KeyError):
        return Finding("备份", Level.WARNING, "还没有备份过", "请运行 xianxing backup，并设为每天自动执行")
    detail = f"最近一次 {timezone.localtime(made_at):%Y-%m-%d %H:%M}，{last['path']}"
    if now - made_at > BACKUP_EVERY:
        return Finding("备份", Level.WARNING, detail, "已超过两天；请运行 xianxing backup")
    if not Path(last["path"]).exists():
        return Finding("备份", Level.WARNING, detail, "该文件已不在；请确认备份已移到别处保存")
    return Finding("备份", Level.GOOD, detail)


def look_migrations() -> Finding:
    pending = pending_migrations()
    if pending:
        return Finding("数据表", Level.FAULT, f"有 {len(pending)} 项变更未执行", "请运行 xianxing upgrade")
    return Finding("数据表", Level.GOOD, "与程序一致")


def look_workers(now: datetime) -> Finding:
    state = health(now=now)
    if state.silent:
        advice = "时限提醒不会触发；请运行 xianxing worker 或 xianxing run"
        return Finding("后台进程", Level.FAULT, "一分钟内没有心跳", advice)
    return Finding("后台进程", Level.GOOD, "、".join(worker.name for worker in state.workers))


def look_failures(now: datetime) -> Finding:
    state = health(now=now)
    detail = f"失败任务 {state.failed_jobs}，出错定时 {state.failing_timers}，滞后定时 {state.late_timers}"
    if state.failed_jobs or state.failing_timers or state.late_timers:
        return Finding("后台任务", Level.WARNING, detail, "请由系统管理员在“后台任务”页查看原因并再试")
    return Finding("后台任务", Level.GOOD, detail)


def look_calendar(now: datetime) -> Finding:
    year = timezone.localtime(now).year
    unknown = [each for each in (year, year + 1) if not year_is_official(each)]
    if not unknown:
        return Finding("节假日", Level.GOOD, f"{year}、{year + 1} 年已公布")
    words = "、".join(str(each) for each in unknown)
    level = Level.FAULT if year in unknown else Level.WARNING
    return Finding("节假日", level, f"{words} 年安排暂定", "国务院办公厅公布后，请在“节假日”页导入")


def _fonts() -> list[Path]:
    return [path for folder in FONT_FOLDERS if folder.is_dir() for path in folder.rglob("*.[to]t[fc]")]


def _free_memory() -> int | None:
    if platform.system() != "Linux":
        return None
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else folder.parent
