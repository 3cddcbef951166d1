"""One module for each part of a document; every tuple named RULES in them is a set of rules."""
