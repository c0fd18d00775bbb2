"""Answers in the learner's own words: scored, offline, against key points and a model answer.

``scorer`` scores one, ``result`` has the values that come of it, and ``suggestions`` finds
new phrases in answers that a learner overruled. A word of an answer goes one way: ``scorer``
→ ``points`` → ``phrases`` → ``matching`` → ``language``.
"""
