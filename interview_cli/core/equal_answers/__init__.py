"""Whether two typed answers are the same: one rule, used wherever typed text is compared.

The manual's page ``answers.md`` has it as a table. ``same_answer.py`` is the way in.
"""
