"""Old word-processor files, turned into .docx by LibreOffice."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from xianxing.engines.docform.errors import ConverterError, TooLargeError
from xianxing.engines.docform.reading.archive import LARGEST_FILE

SECONDS = 60
SUFFIXES = frozenset({".doc", ".wps", ".rtf", ".odt", ".uof", ".wpt", ".dot"})


def to_docx(content: bytes, suffix: str, *, soffice: str | None = None) -> bytes:
    """The same document as .docx bytes, converted in a profile of its own, within a minute.

    `soffice` is the program; without it the one on the search path is used.
    Raises: ConverterError when there is none, it fails or takes too long, TooLargeError past 50 MB.
    Source: LibreOffice help, "Starting LibreOffice Software With Parameters" (--convert-to).
    """
    if len(content) > LARGEST_FILE:
        raise TooLargeError(
            f"文件有 {len(content) // 1024 // 1024} MB；最多 {LARGEST_FILE // 1024 // 1024} MB"
        )
    program = soffice or shutil.which("soffice")
    if program is None:
        raise ConverterError(
            f"读取 {suffix} 需要 LibreOffice，本机没有找到 soffice；请安装，或者另存为 .docx 再试"
        )
    with TemporaryDirectory(prefix="docform") as folder:
        given = Path(folder) / f"given{suffix}"
        given.write_bytes(content)
        _run(program, given, Path(folder), suffix)
        made = given.with_suffix(".docx")
        if not made.is_file():
            raise ConverterError(
                f"LibreOffice 没有转出这份 {suffix} 文件；文件可能已损坏，请另存为 .docx 再试"
            )
        return made.read_bytes()


def _run(program: str, given: Path, folder: Path, suffix: str) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder), str(given),
    ]  # fmt: skip
    try:
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        told = f"LibreOffice（{program}）不能启动：{error.strerror}；请检查安装，或者另存为 .docx 再试"
        raise ConverterError(told) from error
    try:
        status = running.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        # The program starts children of its own, which outlive it unless the whole group ends.
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        raise ConverterError(f"LibreOffice 转换 {suffix} 超过 {SECONDS} 秒；请另存为 .docx 再试") from error
    if status:
        raise ConverterError(f"LibreOffice 转换 {suffix} 失败（状态 {status}）；请另存为 .docx 再试")
