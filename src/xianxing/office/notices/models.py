from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something one account should know. Several of one group that are unread are one notice with a count."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    group_key = models.CharField(max_length=120)
    text = models.CharField(_("内容"), max_length=300)
    url = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=1)
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "-updated_at", "-id"], name="notices_account"),
            models.Index(
                fields=["account", "group_key"],
                name="notices_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Outbox(models.Model):
    """What changed, written in the transaction of the change, read by every server process's live hub."""

    topic = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.topic
