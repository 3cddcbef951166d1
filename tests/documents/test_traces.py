"""The repository names no machine that it was written on."""

import re
from pathlib import Path

from tests.documents.texts import kept_files, text_of

MACHINE_PATH = re.compile(r"(?<![\w.>*])/(?:work|tmp|root|farm|home)/[A-Za-z.]")


def machine_paths(text: str) -> list[str]:
    """Return the lines that hold a path of one machine."""
    return [line.strip() for line in text.splitlines() if MACHINE_PATH.search(line)]


def test_machine_path_in_text_is_found() -> None:
    assert machine_paths("a\nsee /" + "home/me/notes\nb") == ["see /" + "home/me/notes"]


def test_path_of_url_or_relative_folder_is_let_through() -> None:
    assert machine_paths("src/work/a.py and https://example.org/" + "home/a") == []


def test_files_of_repository_hold_no_machine_path(repository: Path) -> None:
    found = {
        str(path.relative_to(repository)): lines
        for path in kept_files(repository)
        if (lines := machine_paths(text_of(path)))
    }
    assert found == {}
