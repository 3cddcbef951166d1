"""What authority refuses.

AuthorityError (ValidationError)
├── UnknownTable    there is no such table, or none of its versions is published
├── BadFacts        the facts of a decision do not fit the table
├── BadRow          a row that the table cannot hold, or that is not there
├── DraftExists     a second draft beside an open one
├── NotADraft       a published or retired version is not edited, published again or discarded
├── GateClosed      the table may not be published: findings, a stale back-test, no signature, one person alone
├── BadInstrument   an instrument that cannot be entered, replaced or repealed so
└── LooserLimit     the office's value asks less than the rule, or is no such value
LawDamaged (RuntimeError)   a packaged law differs from the clauses kept of it
"""

from django.core.exceptions import ValidationError


class AuthorityError(ValidationError):
    """Base of the refusals; a form shows the message."""


class UnknownTable(AuthorityError):
    """There is no such table, or none of its versions is published."""


class BadFacts(AuthorityError):
    """The facts of a decision do not fit the table."""


class BadRow(AuthorityError):
    """A row that the table cannot hold, or that is not there."""


class DraftExists(AuthorityError):
    """A second draft beside an open one."""


class NotADraft(AuthorityError):
    """Only a draft is edited, published or discarded."""


class GateClosed(AuthorityError):
    """The table may not be published as it is."""


class BadInstrument(AuthorityError):
    """An instrument that cannot be entered, replaced or repealed so."""


class LooserLimit(AuthorityError):
    """The office's value of a limit asks less than the rule allows."""


class LawDamaged(RuntimeError):
    """A packaged law differs from the clauses kept of it."""
