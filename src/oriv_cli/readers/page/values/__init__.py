"""The fields of an event: one family a module, each from the scene of an entry to its facts.

titles (names_within), kinds, days (relative), hours, places, venues (houselines), lands,
roles, people (spoken), crowd, documents, subjects; and mixing: what is not sure where two
events may be mixed.
"""
