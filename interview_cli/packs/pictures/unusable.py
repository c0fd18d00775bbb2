"""Why a picture can't be used."""


class Unusable(Exception):
    """A picture that can't be used; its text goes on from the file's name: ``is empty``.

    ``meant`` is the name that is certainly meant, if there is one.
    """

    def __init__(self, why: str, meant: str = "") -> None:
        super().__init__(why)
        self.meant = meant


class Missing(Unusable):
    """A picture that isn't there."""
