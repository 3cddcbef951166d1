"""What the directory refuses.

PeopleRefused
├── OrganInUse          an organ that still has people or organs below it
├── OrganLoop           an organ placed under itself
├── PostTaken           a post or appointment that exists already
├── WrongDay            a day before or after what is possible
├── PersonLeft          someone who has left
├── WorkLeftOpen        open work without a successor, or that nobody took over
└── BadList             a list of people that cannot be read
"""

from django.core.exceptions import ValidationError


class PeopleRefused(ValidationError):
    """Base of the refusals; a form shows the message."""


class OrganInUse(PeopleRefused):
    """The organ still has people, or organs below it."""


class OrganLoop(PeopleRefused):
    """An organ cannot stand below itself."""


class PostTaken(PeopleRefused):
    """This exists already."""


class WrongDay(PeopleRefused):
    """The day lies outside what is possible."""


class PersonLeft(PeopleRefused):
    """The person has left."""


class WorkLeftOpen(PeopleRefused):
    """Something would be left without anyone."""


class BadList(PeopleRefused):
    """The file or its columns cannot be used."""
