from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """One line of the office's content labels: three levels, the lower ones may be empty."""

    first = models.CharField(_("一级分类"), max_length=60)
    second = models.CharField(_("二级分类"), max_length=60, blank=True)
    third = models.CharField(_("三级分类"), max_length=60, blank=True)
    order_number = models.PositiveIntegerField(_("排序号"))

    class Meta:
        ordering: ClassVar = ["order_number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second", "third"], name="matters_topic_once")
        ]

    def __str__(self) -> str:
        return "/".join(part for part in (self.first, self.second, self.third) if part)


class LearnedTopics(models.Model):
    """What the classifier has learned from the office's confirmations, so that a restart forgets nothing."""

    state = models.BinaryField()
    confirmations = models.PositiveIntegerField()
    topics_sha256 = models.CharField(max_length=64)
    learned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.confirmations} {self.learned_at}"
