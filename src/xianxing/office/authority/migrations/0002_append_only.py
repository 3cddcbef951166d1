from django.db import migrations

from xianxing.office.ledger.triggers import allow_changes, forbid_changes


class Migration(migrations.Migration):
    dependencies = [("authority", "0001_initial"), ("ledger", "0002_append_only")]

    operations = [
        migrations.RunPython(forbid_changes("authority_decision"), allow_changes("authority_decision")),
        migrations.RunPython(forbid_changes("authority_clause"), allow_changes("authority_clause")),
    ]
