"""Sixty days of matters of an invented city, written through the real actions."""

from xianxing.duties.matters.demo.plan import tell_stories

__all__ = ["tell_stories"]
