"""What the workbook promises about speed, measured against plain tools on the same machine.

A promise is a ratio, never a number of seconds: seconds belong to the machine.
"""
