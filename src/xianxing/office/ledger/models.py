from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One verb that happened. Rows are never changed or removed: triggers refuse it on both databases."""

    sequence = models.BigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("经办人编号"), null=True)
    actor_name = models.CharField(_("经办人"), max_length=64)
    verb = models.CharField(_("动作"), max_length=64)
    object_type = models.CharField(_("对象类型"), max_length=64)
    object_id = models.BigIntegerField(_("对象编号"))
    object_label = models.CharField(_("对象"), max_length=200)
    changes = models.JSONField(_("变动"), default=list)
    reason = models.TextField(_("理由"), blank=True)
    clauses = models.JSONField(_("依据"), default=list)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id", "sequence"], name="ledger_object"),
            models.Index(fields=["verb", "-sequence"], name="ledger_verb"),
            models.Index(fields=["actor_id", "-sequence"], name="ledger_actor"),
        ]


class Head(models.Model):
    """The end of the chain: one row, so that a removed last entry is noticed."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class SealedValue(models.Model):
    """The text behind a private field of an entry; erasing it leaves the chain verifiable."""

    digest = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=32)
    value = models.TextField(blank=True)
    subject_type = models.CharField(max_length=64)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id"], name="ledger_sealed_subject")
        ]
