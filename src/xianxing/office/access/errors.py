"""Refusals of account work.

AccessRefused
├── RolesExclude        a role that may not stand beside those already held
├── WrongOrgan          a role given in an organ where it does not exist
├── SecondGrant         a role that the account holds already
└── OwnAccount          someone tries to change what they may do themselves
"""

from django.core.exceptions import ValidationError


class AccessRefused(ValidationError):
    """Base of the refusals; a form shows the message."""


class RolesExclude(AccessRefused):
    """The three officers exclude each other and every other role."""


class WrongOrgan(AccessRefused):
    """Head, staff and officers sit in the office; a contact sits in a unit."""


class SecondGrant(AccessRefused):
    """The account holds this role in this organ already."""


class OwnAccount(AccessRefused):
    """Nobody grants, ends or unlocks for themselves."""
