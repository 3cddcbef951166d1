from typing import ClassVar

from django.db import models


class Document(models.Model):
    """One searchable object. Its words lie in the full-text table under this row's id; no text is kept.

    The id grows with every change of the object, so the order of ids is the order of the last change.
    """

    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_type", "object_id"], name="search_document_once")
        ]

    def __str__(self) -> str:
        return self.title
