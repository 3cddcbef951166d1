from typing import ClassVar

from django.db import models


class Series(models.Model):
    """The last number given in a series and year."""

    key = models.CharField(max_length=40)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "year"], name="numbering_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}〔{self.year}〕{self.last}号"
