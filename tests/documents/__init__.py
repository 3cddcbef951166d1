"""What the documents must say, checked against what the code holds.

``python -m tests.documents.terms --missing`` prints what ``docs/terms.md`` lacks;
``python -m tests.documents.messages`` brings the catalogue of translations up to date.
"""
