"""Work given to units: owner, helpers, due date, sign-for, report back, return."""
