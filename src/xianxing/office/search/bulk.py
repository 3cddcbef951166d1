"""Put many new documents into the index with few queries, for imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from xianxing.office.search import index_table
from xianxing.office.search.models import Document
from xianxing.office.search.tokens import audience_token, index_tokens


@dataclass(frozen=True, slots=True)
class NewDocument:
    """One object that is not in the index yet."""

    object_id: int
    title: str
    text: str
    audience: tuple[str, ...]
    updated_at: datetime


def index_new(object_type: str, documents: Sequence[NewDocument]) -> None:
    """Add documents that were never indexed before.

    Raises:
        IntegrityError: one of them is in the index already.
    """
    with transaction.atomic():
        rows = Document.objects.bulk_create(
            [
                Document(
                    object_type=object_type,
                    object_id=document.object_id,
                    title=document.title[:300],
                    updated_at=document.updated_at,
                )
                for document in documents
            ],
            batch_size=200,
        )
        index_table.store_new(
            [
                (
                    row.pk,
                    index_tokens(f"{document.title}\n{document.text}"),
                    sorted({audience_token(each) for each in document.audience}),
                )
                for row, document in zip(rows, documents, strict=True)
            ]
        )
