"""Every read of matters that touches more than one table."""

from xianxing.duties.matters.queries.finding import search_results, told_facts
from xianxing.duties.matters.queries.listing import count_open

__all__ = ["count_open", "search_results", "told_facts"]
