"""Who reads rules and decisions, and who makes rules."""

from xianxing.office.access.predicates import Predicate
from xianxing.office.access.roles import is_head, is_leader, is_office_member, is_signed_in

may_read_laws = Predicate("may_read_laws", is_signed_in.test)
"""Laws and house rules are open to everyone signed in."""

may_read_rules = Predicate("may_read_rules", (is_office_member | is_leader).test)
"""Decision tables: the office, and the leaders, who only read."""

may_read_decisions = Predicate("may_read_decisions", is_office_member.test)
"""Decisions rest on the facts of a case: the office alone. Units and officers never."""

may_make_rules = Predicate("may_make_rules", is_head.test)
"""The head drafts, edits and publishes."""

may_check_rules = Predicate("may_check_rules", is_office_member.test)
"""Another member of the office looks at a draft before the head publishes it; never the one who drafted it."""
