"""Asking the pages of the duty as one of the cast."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from xianxing.office.access.models import Account


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def ask(account: Account, page: str, **kwargs: object) -> HttpResponse:
    return browser(account).get(reverse(f"writing:{page}", kwargs=kwargs))  # type: ignore[return-value]


def send(account: Account, page: str, given: Mapping[str, object], **kwargs: object) -> HttpResponse:
    return browser(account).post(reverse(f"writing:{page}", kwargs=kwargs), given)  # type: ignore[return-value]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()
