"""Who may do what on the first page; what it shows is each duty's own answer."""

from xianxing.office.access.predicates import Predicate
from xianxing.office.access.roles import is_head, is_office_member, is_signed_in

may_see_today = Predicate("may_see_today", is_signed_in.test)
"""Everyone has a first page; duties put on it only what the account may see."""

may_see_virtues = Predicate("may_see_virtues", is_office_member.test)
"""The figures are about matters and hours, of the office as a whole; members of the office see them."""

may_set_lamps = Predicate("may_set_lamps", is_head.test)
"""The head says when lamps turn amber and red."""

may_hand_over = Predicate("may_hand_over", is_head.test)
"""The head gives the open work of one person to another."""
