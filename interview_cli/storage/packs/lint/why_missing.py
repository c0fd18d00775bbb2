"""A wrong option of which nobody says why it is wrong."""

from __future__ import annotations

from interview_cli.core.kinds.output import Output
from interview_cli.storage.packs.lint.rule import Found, Measured, Rule
from interview_cli.storage.packs.lint.spots import Spot
from interview_cli.storage.packs.problems import count


def _look(spot: Spot) -> Found:
    bare = [node for option, node in spot.options() if not option.right and not option.why]
    noun = "wrong option"
    if isinstance(spot.question.quiz, Output):
        nodes = spot.part["quiz"].get("wrong", ())
        pairs = zip(spot.question.quiz.wrong, nodes, strict=False)
        bare = [node for wrong, node in pairs if not wrong.why]
        noun = "wrong output"
    if bare:
        what = f"{count(len(bare), noun)} {'has' if len(bare) == 1 else 'have'} no why"
        message = f"{what}: say what makes one choose it, and why it is wrong"
        yield bare[0].at("text"), message


RULE = Rule(
    id="why-missing",
    title="a wrong option does not say why it is wrong",
    why="""\
Who chose a wrong option has a wrong idea, and the right answer alone does not tell which. `why`
is shown to whoever chose it, and to whoever asks about it afterwards. Right options need none:
the verdict explains them with `quiz.why`, or else with the answer.""",
    bad="""\
options:
  - {text: "`[1, 2]`", right: true}
  - {text: "`[1]`"}""",
    good="""\
options:
  - {text: "`[1, 2]`", right: true}
  - {text: "`[1]`", why: "The default is made once, so the second call finds the first 1."}""",
    each=_look,
    measured=Measured(3, 3, 3),
)
