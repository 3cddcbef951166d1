"""Every page of follow-up opens for those who may, and answers 404 or 403 to the others."""

import pytest
from django.test import Client
from django.urls import reverse

from xianxing.duties.followup.tests.scene import arguments
from xianxing.office.access.tests.cast import Cast

pytestmark = pytest.mark.django_db
PLAIN = ("list", "open", "minutes", "differences", "reports", "annual", "scale")
OF_UNITS = ("mine", "sheet")


def status(client: Client, name: str, **kwargs: object) -> int:
    return client.get(reverse(f"followup:{name}", kwargs=kwargs or None)).status_code


@pytest.mark.parametrize("name", PLAIN)
def test_pages_of_the_office(office: Cast, client: Client, name: str) -> None:
    client.force_login(office.head)
    assert status(client, name) == 200


@pytest.mark.parametrize("name", OF_UNITS)
def test_pages_of_units(office: Cast, client: Client, name: str) -> None:
    client.force_login(office.unit)
    assert status(client, name) == 200


def test_every_address_with_arguments_opens(office: Cast, client: Client) -> None:
    given = arguments(office)
    for account in office.accounts().values():
        client.force_login(account)
        for name, kwargs in given.items():
            address = reverse(name.split(" ")[0], kwargs=kwargs)
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code < 500, (name, account)
