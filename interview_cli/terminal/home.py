"""The home screen: where one stands, and one key to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rich.text import Text

