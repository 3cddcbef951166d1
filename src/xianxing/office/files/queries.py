"""Reading what was put in."""

import hashlib
from collections.abc import Iterator
from io import BufferedReader

from xianxing.office.files.models import StoredFile
from xianxing.office.files.vault import path_of


def open_stored(file: StoredFile) -> BufferedReader:
    """Return the content of a file, open for reading.

    Raises:
        FileNotFoundError: the bytes are gone from this machine.
    """
    return path_of(file.sha256).open("rb")


def damaged_files() -> Iterator[StoredFile]:
    """Every file whose bytes are missing or no longer have the hash they were kept under."""
    for file in StoredFile.objects.iterator(chunk_size=500):
        try:
            with open_stored(file) as content:
                found = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:
            found = ""
        if found != file.sha256:
            yield file
