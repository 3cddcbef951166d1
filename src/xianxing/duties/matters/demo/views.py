"""Views of the list that people keep."""

from datetime import timedelta

from xianxing.duties.matters.models import SavedView
from xianxing.office.duty import DemoOffice, Story

VIEWS = (
    ("zhuren", "待审答复", "tab=all&state=replying", True),
    ("zhuren", "噪声和扬尘", "tab=open&topic=环境保护", False),
    ("keyuan1", "来访", "tab=all&channel=visit", True),
)


def keep_views(office: DemoOffice) -> Story:
    """Keep a few views, thirty days ago."""
    yield office.now - timedelta(days=30)
    for username, name, query, is_shared in VIEWS:
        SavedView.objects.create(
            account=office.accounts[username], name=name, query=query, is_shared=is_shared
        )
