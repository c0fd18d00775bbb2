"""How an answer was delivered, whatever it says: in remarks with the words that show it.

``feedback`` chooses the few most useful ones, ``hedges`` finds words that take back what they
say, and ``shape`` knows sentences, lengths and where the answer begins. None of it counts in a
score.
"""
