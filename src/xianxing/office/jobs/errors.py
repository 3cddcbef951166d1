"""Errors of background work.

JobsError
├── LeaseLostError    the worker no longer holds the job; another one has it
└── NotRunningError   progress was reported outside a running job
"""


class JobsError(Exception):
    """Base of the errors of background work."""


class LeaseLostError(JobsError):
    """The lease ran out and another worker took the job: stop, write nothing."""


class NotRunningError(JobsError):
    """Nothing is running in this thread."""
