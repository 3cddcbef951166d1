"""Decisions of an invented city that are carried through, told through the real actions."""

from xianxing.duties.followup.demo.plan import tell_stories

__all__ = ["tell_stories"]
