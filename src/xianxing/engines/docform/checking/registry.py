"""Finds the rules: every module of `rules` that has a tuple RULES."""

from importlib import import_module
from pkgutil import iter_modules

from xianxing.engines.docform.checking import rules
from xianxing.engines.docform.checking.rule import Rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of module names and of their tuples. Source: decision (no central list)."""
    found: list[Rule] = []
    for module in iter_modules(rules.__path__, rules.__name__ + "."):
        found += import_module(module.name).RULES
    return tuple(found)
