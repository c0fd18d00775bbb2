"""The pack that ``interview pack new`` begins: one question of each kind, to write over.

What it says is true, and its code runs, so that a first ``pack check --run`` passes. The
comments tell what each field is for, where one looks for it.
"""

from __future__ import annotations

import re
import unicodedata

from interview_cli.packs.authoring.json_schema import MODELINE, NAME, text
from interview_cli.packs.authoring.writer import mapping
from interview_cli.packs.discovery import HEAD

#: The file with the questions.
TOPIC = "first-topic.yaml"


def slugged(name: str) -> str:
    """Make *name* an id: small letters, digits and single hyphens; empty where none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def pack_files(id_: str, title: str) -> dict[str, str]:
    """Give the files of a new pack, by name."""
    about = mapping({"id": id_, "title": title, "version": "0.1.0"}, 2)
    return {
        HEAD: f"{MODELINE}\n{_HEAD}{about}{_MORE}",
        TOPIC: f"{MODELINE}\n{_TOPIC}",
        NAME: text(),
    }


_HEAD = """\
format: 1
pack:
"""

_MORE = """\
  # description: For whom it is, and what about.
  # license: CC-BY-4.0
  # authors: [Your Name]
  # tracks:                  # learning paths: interview quiz --track first-steps
  #   - id: first-steps
  #     title: First steps
  #     steps: [{topic: python, levels: [junior]}]
"""

_TOPIC = """\
# Seven questions, one of each kind: write over them. They can be in as many files as you
# like: all YAML files of this folder belong to the pack.
# Code and output stand below |, which keeps line breaks. Text with ": " or " #" in it must be
# quoted, and text that begins with one of * & ! @ % ` [ {; in { } also text with a comma.
#
#   interview pack check                           what is wrong, and what to write instead
#   interview pack preview one-right               a question as a learner sees it
#   interview pack rules phrases                   how key points find what is said
#   interview quiz -p ./                           play it

defaults: {level: junior, topic: python/basics}      # for the questions that leave them out

questions:
  - id: one-right                                    # its name: keep it, progress hangs on it
    ask: What does the second call return, and why?  # what an interviewer says
    code: |
      def add(item, to=[]):
          to.append(item)
          return to

      add(1)
      add(2)
    proof: |                                         # never shown; `pack check --run` runs it
      assert add(3) == [1, 2, 3]
    answer: |
      `[1, 2]`: the default list is made once, when `def` runs, and both calls share it.
    key_points:                                      # what the mock interview looks for:
      - says: the default list is made once          # interview pack rules phrases
        any: ["default|list made|created|evaluated once", "`def` runs"]
      - says: both calls share the list
        any: ["share* list", same list]
    hint: When is the list made?
    quiz:                                            # how the quiz asks the same thing
      kind: choice
      stem: What does `add(2)` return?
      options:                                       # one `right: true`: pick one
        - text: "`[1, 2]`"
          right: true
          why: Both calls share the list that `def` made.   # told after the answer
        - text: "`[2]`"
          why: That would take a new list for each call.
        - text: "`[1]`"
          why: The second call appends its own item too.
        - text: "`None`"
          why: "`append` returns `None`, but `add` returns the list."
    sources: [https://docs.python.org/3/reference/compound_stmts.html#function-definitions]

  - id: several-right
    ask: Which of these can be the key of a dict?
    answer: |
      What can be hashed: numbers, strings, and tuples of such. A list can change, so it has
      no hash.
    quiz:
      kind: choice                                   # several `right: true`: all that apply
      options:
        - {text: A string, right: true, why: Strings never change.}
        - {text: A tuple of numbers, right: true, why: It can be hashed if its items can.}
        - {text: A list of numbers, why: "It can change, so it has no hash."}
        - {text: A set of strings, why: "It can change; a `frozenset` could be one."}
    sources: [https://docs.python.org/3/glossary.html#term-hashable]

  - id: typed-line
    ask: Which built-in function gives the number of items of a list?
    answer: "`len`."
    quiz: {kind: short, accept: [len, len()]}        # or number: {value: 3.14, tolerance: 0.01}
    sources: [https://docs.python.org/3/library/functions.html#len]

  - id: gaps
    ask: How is a file opened so that it is closed in any case?
    answer: |
      With `with open(path) as file:`, which closes it when the block is left, also by an error.
    quiz:
      kind: blanks
      text: "{{1}} open(path) {{2}} file:"
      accept: [[with], [as]]                         # for each gap what fills it
    sources: [https://docs.python.org/3/reference/compound_stmts.html#the-with-statement]

  - id: in-order
    level: mid                                       # not the default of this file
    ask: In which order do the parts of `try` run when no error is raised?
    answer: |
      `try`, then `else`, then `finally`. Each `except` is passed over.
    quiz:
      kind: order                                    # in the right order; shown shuffled
      steps: [the body of try, the body of else, the body of finally]
    sources: [https://docs.python.org/3/reference/compound_stmts.html#the-try-statement]

  - id: what-it-prints
    ask: What does this print?
    code: |
      numbers = [1, 2, 3]
      print(numbers[-1], numbers[1:])
    answer: |
      `3 [2, 3]`: a negative index counts from the end, and a slice goes on to the end.
    quiz:
      kind: output                                   # `pack check --run` runs the code
      prints: |
        3 [2, 3]
      wrong:                                         # without `wrong` the output is typed
        - {text: "1 [2, 3]", why: An index of -1 is the last item.}
        - {text: "3 [1, 2]", why: A slice that begins at 1 leaves out the first item.}
    sources: [https://docs.python.org/3/tutorial/introduction.html#lists]

  - id: in-your-words                                # without `quiz`: a flashcard
    level: senior
    topic: python/threads
    ask: Why do threads not make Python code quicker that only computes?
    answer: |
      The global interpreter lock lets one thread at a time run Python code. Threads help where
      the program waits, for a disk or the network; for computing one takes processes.
    key_points:                                      # its signs: interview pack rules phrases
      - says: the global interpreter lock lets only one thread run Python code at a time
        any: [GIL, global interpreter lock, "one|single thread at a time"]
      - says: threads help while the program waits
        any: ["help* waiting|waits|blocked", "I/O|IO bound", network|disk]
      - says: processes are for computing
        any: [multiprocessing, "processes > computing|CPU", "several|separate processes"]
        from: senior                                 # expected from this level up
    follow_ups:
      - id: without-the-lock
        ask: What must you look after yourself, even with that lock?
        answer: |
          Steps that belong together, such as reading a value and writing it back: another
          thread may run in between, so they need a lock of your own.
        key_points:
          - says: another thread can run between two steps
            any: [race condition, "switch* between", "read > write > between"]
          - says: a lock of your own keeps steps together
            any: ["`threading.Lock`", "own lock", "lock > around|protects|guards"]
    sources: [https://docs.python.org/3/glossary.html#term-global-interpreter-lock]
    # checked: {date: 2026-11-21, with: {python: "3.11"}}   when you last held it to be true
    # draft: true                                           a draft is never asked
"""
