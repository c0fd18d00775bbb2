"""A word of the question that only the right option says again."""

from __future__ import annotations

from interview_cli.core.scoring.words import STOP, stem
from interview_cli.storage.packs.lint.prose import content, words
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot


def _look(spot: Spot) -> Found:
    options = spot.options()
    right = [(option, node) for option, node in options if option.right]
    if len(right) != 1 or len(options) < 3:
        return
    asked = [word for word in words(spot.stem[0]) if word not in STOP and len(word) > 3]
    others = frozenset[str]().union(*(content(o.text) for o, _ in options if not o.right))
    again = content(right[0][0].text) - others
    for word in asked:
        if stem(word) in again:
            message = (
                f'"{word}" of the question stands in the right option only, and gives it away: '
                "say it in other words, or in the others too"
            )
            yield right[0][1].at("text"), message
            return


RULE = Rule(
    id="stem-words-in-key",
    title="a word of the question stands in the right option only",
    why="""\
Who knows nothing looks for the option that sounds like the question. Off by default: often the
word is what the question is about, and no other option can say it. Switch it on with
`interview pack check --select stem-words-in-key` and read what it finds.""",
    bad="""\
stem: What does a context manager manage?
options:
  - {text: "The context in which a block runs", right: true}
  - {text: "The number of threads"}
  - {text: "The import path"}""",
    good="""\
stem: What does a context manager take care of?
options:
  - {text: "What happens before and after a block", right: true}
  - {text: "How many threads there are"}
  - {text: "Where modules are looked for"}""",
    each=_look,
    on=False,
    measured=Measured(2, 3, 2),
)
