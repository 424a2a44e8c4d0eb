"""Copies of an archive: made, read again, compared, taken back.

copying      one copy of one moment, whole or not at all
backup       the folder of the copies: by whom, why, how many are kept
inspection   a file that may be anything, opened with care
comparison   what two archives hold that differs
restore      a copy written over the archive
"""
