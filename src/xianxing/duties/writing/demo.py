"""The duty's part of the demo office."""

from collections.abc import Iterator

from xianxing.office.duty import DemoOffice, Story


def tell_stories(_office: DemoOffice) -> Iterator[Story]:
    """Return the stories of official documents."""
    return iter(())
