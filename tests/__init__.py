"""Tests of the whole: architecture, documents, journeys; and what ``make test`` and ``make check`` run."""
