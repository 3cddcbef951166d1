from typing import ClassVar

from django.db import models


class KnockKind(models.TextChoices):
    SUBMIT = "submit"
    WRONG_CODE = "wrong_code"


class Knock(models.Model):
    """A visitor of the public window did something that is limited; addresses are kept only as keyed hashes."""

    kind = models.CharField(max_length=12, choices=KnockKind.choices)
    address_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "address_hash", "at"], name="matters_knock_address"),
            models.Index(fields=["kind", "at"], name="matters_knock_all"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
