"""The standing cast, and manifests made up for these tests."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from xianxing.office.access.models import Account
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.duty import Command, Manifest, Page
from xianxing.office.ui import navigation

HERE = "xianxing.office.ui.tests.answers"
HEAD_ONLY = "xianxing.office.access.roles:is_head"


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    """Make the folder of collected files, whose absence WhiteNoise warns of."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather_cast()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the installed manifests by two of these tests."""
    pages = (
        Page("给负责人", "ui:kit", "scale", 20, allowed=HEAD_ONLY, badge=f"{HERE}:three_urgent"),
        Page("给所有人", "ui:palette", "inbox", 10, allowed="", badge=f"{HERE}:fourteen"),
        Page("还没有的页面", "nowhere:list", "list", 5, allowed=""),
    )
    commands = (
        Command("新建督办", "ui:kit", allowed=HEAD_ONLY, keys="g d"),
        Command("查日历", "ui:bell", allowed=""),
        Command("还没有的命令", "nowhere:new", allowed=""),
    )
    makes = (
        Command("拟文", "ui:kit", allowed=HEAD_ONLY),
        Command("立项", "ui:bell", allowed=""),
        Command("还没有的", "nowhere:new", allowed=""),
    )
    second = Manifest(
        name="second", title="二", pages=(Page("没有数字", "home", "home", 30, "", f"{HERE}:zero"),)
    )
    made = (Manifest(name="first", title="一", pages=pages, commands=commands, makes=makes), second)
    monkeypatch.setattr(navigation, "manifests", lambda: made)


def signed_in(account: Account) -> Client:
    """Return a browser in which the account is signed in."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
