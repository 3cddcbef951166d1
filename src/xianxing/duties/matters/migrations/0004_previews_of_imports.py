from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0003_public_window")]

    operations = [
        migrations.AddField("importrun", "rows_known", models.PositiveIntegerField(default=0)),
        migrations.AddField("importrun", "rows_bad", models.PositiveIntegerField(default=0)),
        migrations.AddField("importrun", "sample", models.JSONField(default=list)),
    ]
