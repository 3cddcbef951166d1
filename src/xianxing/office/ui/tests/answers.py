"""Badge functions of the made-up manifests."""

from xianxing.office.access.models import Account


def fourteen(account: Account) -> int:
    return 14


def three_urgent(account: Account) -> tuple[int, bool]:
    return 3, True


def zero(account: Account) -> int:
    return 0
