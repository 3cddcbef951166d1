"""Two months of official documents of an invented city, written through the real actions."""

from xianxing.duties.writing.demo.stories import tell_stories

__all__ = ["tell_stories"]
