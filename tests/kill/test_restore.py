"""The commands back up and restore a real installation of the kind of database that this run uses."""

from pathlib import Path

import pytest
from django.db import connection

from tests.kill.installation import installed

CLI = ("-m", "xianxing.site.cli")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_commands_back_up_refuse_and_restore_a_real_installation(tmp_path: Path) -> None:
    archive = tmp_path / "a.tar.gz"
    home = tmp_path / "home"
    home.mkdir()
    with installed(home) as place:
        gathered = place.ask("-m", "tests.kill.load", "gather", "1")
        assert gathered.returncode == 0, gathered.stderr
        made = place.ask(*CLI, "backup", "--to", str(archive))
        assert (made.returncode, "校验一致" in made.stdout) == (0, True), made.stderr
        more = place.ask("-m", "tests.kill.load", "gather", "1")
        assert more.returncode != 0
        refused = place.ask(*CLI, "restore", str(archive))
        assert refused.returncode == 1
        assert refused.stderr == (
            "错误：当前库不为空；恢复会替换全部内容。确需恢复请加 --force（原有数据另存，不会删除）\n"
        )
        restored = place.ask(*CLI, "restore", "--force", str(archive))
        assert (restored.returncode, "台账和文件核对一致" in restored.stdout) == (0, True), restored.stderr
        if connection.vendor == "sqlite":
            assert list(home.glob("xianxing.sqlite3.before-*"))
