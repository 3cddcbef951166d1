"""What is skipped at a second start, and what never is."""

from pathlib import Path

import pytest

from xianxing.site import preparation
from xianxing.site.preparation import DATABASE, fingerprint, forget_prepared, is_prepared, note_prepared


@pytest.fixture(autouse=True)
def sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XIANXING_DATABASE_URL", raising=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for path in ("office/people/migrations/0001.py", "duties/matters/static/matters/a.css"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("x")
    return tmp_path


def test_prepared_installation_is_prepared_until_forgotten(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    assert not is_prepared(tmp_path)
    note_prepared(tmp_path)
    assert is_prepared(tmp_path)
    forget_prepared(tmp_path)
    assert not is_prepared(tmp_path)


def test_prepared_installation_with_another_database_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    note_prepared(tmp_path)
    (tmp_path / "other").touch()
    (tmp_path / "other").rename(tmp_path / DATABASE)
    assert not is_prepared(tmp_path)
    (tmp_path / DATABASE).unlink()
    assert not is_prepared(tmp_path)


def test_postgresql_is_always_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note_prepared(tmp_path)
    monkeypatch.setenv("XIANXING_DATABASE_URL", "postgresql://u@h/d")
    assert not is_prepared(tmp_path)


def test_broken_stamp_is_no_stamp(tmp_path: Path) -> None:
    (tmp_path / preparation.STAMP).write_text("{")
    assert not is_prepared(tmp_path)


def test_fingerprint_changes_with_migrations_and_static_files(package: Path) -> None:
    before = fingerprint(package)
    assert fingerprint(package) == before
    (package / "office/people/migrations/0002.py").write_text("y")
    after = fingerprint(package)
    (package / "duties/matters/static/matters/a.css").write_text("longer")
    assert len({before, after, fingerprint(package)}) == 3


def test_fingerprint_of_a_missing_library_is_known(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    before = fingerprint(package)
    monkeypatch.setattr(preparation, "LIBRARIES", (*preparation.LIBRARIES, "no-such-library"))
    assert fingerprint(package) != before
