"""What people write for a number or a date, and everything that it could mean.

A text may have one meaning, several, or none. Who asks decides what to do with several: a column of
a file lets its other cells speak, a form asks the person.
"""
