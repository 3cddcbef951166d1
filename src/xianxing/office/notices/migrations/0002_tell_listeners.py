from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CREATE = (
    """
    CREATE FUNCTION notices_tell_listeners() RETURNS trigger AS $$
    BEGIN PERFORM pg_notify('xianxing_outbox', ''); RETURN NULL; END;
    $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER notices_outbox_told AFTER INSERT ON notices_outbox "
    "FOR EACH STATEMENT EXECUTE FUNCTION notices_tell_listeners()",
)
DROP = (
    "DROP TRIGGER IF EXISTS notices_outbox_told ON notices_outbox",
    "DROP FUNCTION IF EXISTS notices_tell_listeners()",
)


def create_trigger(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in CREATE:
            editor.execute(statement, params=None)


def drop_trigger(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in DROP:
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [migrations.RunPython(create_trigger, drop_trigger)]
