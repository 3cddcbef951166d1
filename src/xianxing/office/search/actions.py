"""Keep the index in step with what is written: called inside the action that changes an object."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from xianxing.office.search import index_table
from xianxing.office.search.models import Document
from xianxing.office.search.tokens import audience_token, index_tokens


def index(
    object_type: str,
    object_id: int,
    *,
    title: str,
    text: str,
    audience: Sequence[str],
    updated_at: datetime,
) -> Document:
    """Put an object's title and text into the index in place of what was there, and return its row.

    ``audience`` names who may find it: ``office``, ``head``, ``leader``, ``organ:12``, ``account:5``. It only
    narrows the search; the object's source is asked again before anything is shown.

    Raises:
        ValueError: a member of the audience is misspelt, or there is none.
    """
    members = sorted({audience_token(each) for each in audience})
    if not members:
        raise ValueError(f"{object_type} {object_id} 没有检索范围；请至少给出一个，如 office")
    with transaction.atomic():
        document, created = Document.objects.update_or_create(
            object_type=object_type,
            object_id=object_id,
            defaults={"title": title[:300], "updated_at": updated_at},
        )
        if not created:
            index_table.drop(document.pk)
            document.pk = index_table.renew(document.pk)
        index_table.store_new([(document.pk, index_tokens(f"{title}\n{text}"), members)])
    return document


def remove(object_type: str, object_id: int) -> int:
    """Take an object out of the index; return 1, or 0 when it was not there."""
    with transaction.atomic():
        found = Document.objects.filter(object_type=object_type, object_id=object_id).first()
        if found is None:
            return 0
        index_table.drop(found.pk)
        found.delete()
    return 1
