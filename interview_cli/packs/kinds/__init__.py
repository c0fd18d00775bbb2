"""The rules of each kind of quiz, for authors."""
