"""Who may see what of the interface itself."""

from xianxing.office.access.predicates import Predicate
from xianxing.office.access.roles import is_office_member, is_system_officer

may_see_kit = Predicate("may_see_kit", (is_office_member | is_system_officer).test)
