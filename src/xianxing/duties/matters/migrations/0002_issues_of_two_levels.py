import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="issuemember",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="issue_members",
                to="matters.matter",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuemember",
            constraint=models.UniqueConstraint(
                fields=("issue", "matter"), name="matters_issue_member_once"
            ),
        ),
    ]
