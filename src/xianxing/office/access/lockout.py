"""What a locked-out visitor is told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refuse(
    request: HttpRequest, _original_response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Answer 429 with the page that says when to try again."""
    return render(request, "access/locked.html", status=429)
