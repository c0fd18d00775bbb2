"""A learner whose home is theirs alone, so that the doctor has nothing to say of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.learner import Learner


@pytest.fixture
def learner(home: Path) -> Learner:
    os.umask(0o077)
    home.chmod(0o700)
    learner = Learner(home)
    learner.answered("p:a", "p:b")
    return learner
