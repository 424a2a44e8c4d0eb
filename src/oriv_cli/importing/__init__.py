"""Taking in a file: where the readers, the archive and the person meet.

``reading`` reads the file once by given terms; ``rehearsal`` shows what would
come of it; ``plain`` takes what is sure; ``review`` goes through it one by one.
"""
