"""Looking into text files: Chinese characters, code blocks, and the files that git keeps."""

import re
import subprocess
from pathlib import Path

CHINESE = re.compile(r"[\u4e00-\u9fff]")
BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def has_chinese(text: str) -> bool:
    """Return whether a Chinese character stands in the text."""
    return bool(CHINESE.search(text))


def shell_lines(markdown: str) -> list[str]:
    """Return the commands of a document's shell blocks, without comments."""
    lines = [line.strip() for block in BLOCK.findall(markdown) for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def kept_files(repository: Path) -> list[Path]:
    """Return the files that git keeps, or would keep, below the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    paths = [repository / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file, or nothing when it is no UTF-8 text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
