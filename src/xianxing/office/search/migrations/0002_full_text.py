from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = "CREATE VIRTUAL TABLE search_text USING fts5(body, audience, tokenize='ascii')"
POSTGRESQL = (
    "CREATE TABLE search_text (document_id bigint PRIMARY KEY, body tsvector NOT NULL, audience tsvector NOT NULL)",
    "CREATE INDEX search_text_words ON search_text USING gin (body, audience)",
)


def create_table(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else (SQLITE,):
        editor.execute(statement, params=None)


def drop_table(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE search_text", params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create_table, drop_table)]
