"""Triggers that refuse UPDATE and DELETE of a table's rows, for migrations of both databases."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION xianxing_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% 只能追加，不能改动或删除', TG_TABLE_NAME; END;
$$ LANGUAGE plpgsql
"""


def forbid_changes(table: str) -> Step:
    """Return the migration step that makes a table append-only."""

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRESQL_FUNCTION, params=None)
            editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION xianxing_refuse_change()",
                params=None,
            )
            return
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} 只能追加，不能改动或删除'); END",
                params=None,
            )

    return step


def allow_changes(table: str) -> Step:
    """Return the migration step that takes the triggers away again."""

    def step(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}", params=None)
            return
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}", params=None)

    return step
