"""PyYAML's own loader, for where it was built without libyaml: it reads what libyaml reads."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.scanner import ScannerError


class PureLoader(yaml.BaseLoader):
    """PyYAML without libyaml, which reads text inside brackets as libyaml does.

    A ? is a part of it, and a colon that a bracket, a comma or a ? follows is an error. Tabs
    between words, and behind them, are spaces; those that indent aren't.
    """

    _in_text = False
    _indent: int | None = None  # of the text between whose words it stands
    _line = -1

    def scan_plain(self) -> Any:
        begin = self.get_mark()
        self._in_text = True
        try:
            token: Any = super().scan_plain()
        finally:
            self._in_text = False
        colon = token.value.find(":?")
        colon = begin.index + colon if colon >= 0 else -1
        if colon < 0 and self.peek() == ":" and self.peek(1) in ",?[]{}":
            colon = self.index
        if self.flow_level and colon >= 0:
            at = yaml.Mark(begin.name, colon, begin.line, 0, None, 0)
            raise ScannerError("while scanning a plain scalar", begin, "unexpected ':'", at)
        return token

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        self._indent, self._line = indent, self.line
        try:
            return super().scan_plain_spaces(indent, start_mark)
        finally:
            self._indent = None

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        self._indent, self._line = 0, self.line
        try:
            return super().scan_block_scalar_indicators(start_mark)
        finally:
            self._indent = None

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        while self.peek() in " \t":
            self.forward()
        return super().scan_block_scalar_ignored_line(start_mark)

    def peek(self, index: int = 0) -> Any:
        sign = super().peek(index)
        if sign == "?":
            return "." if self._in_text else sign
        if sign == "\t" and self._indent is not None:
            spaces = self.line == self._line or self.column >= self._indent
            return " " if spaces else sign
        return sign
