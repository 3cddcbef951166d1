from django.db import migrations

from xianxing.office.ledger.triggers import allow_changes, forbid_changes


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunPython(forbid_changes("ledger_entry"), allow_changes("ledger_entry")),
    ]
