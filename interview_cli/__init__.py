"""Practise technical interviews in the terminal. This page is the map of the program.

Six floors. A module imports from its own floor and from those below it, never from above::

    commands/   what is typed: a file for each command, which reads, calls and prints
    terminal/   what is seen: pages, prompts, and a session played with keys or lines
    ai/         a language model that checks answers and drafts questions; off by default
    packs/      questions in YAML files: read, checked, fixed, compiled and fetched
    storage/    what is kept of the learner: journal, caches, settings, clock, paths
    core/       values and rules, without files, clock, chance or terminal

``cli.py`` is the front door: it catches every error and returns the exit code.
``command_table.py`` has the table of all commands. The rooms on each floor::

    commands/practice/    quiz, mock, grade, resume, … and the home screen
    commands/assignments/ sets that were handed out, and the result that is handed in
    commands/planning/    the plan to the interview
    commands/progress/    progress backed up, restored, checked, merged and exported
    commands/lookup/      questions to find, read, print, note and edit
    commands/stories/     stories of the learner's own: listed, read, written, removed
    commands/pack/        everything for those who write or add packs
    commands/quick/       what is done without Typer: ``pack check``, a line on newer packs
    commands/completion/  what the tab key offers, and the scripts for four shells
    terminal/rendering/   what all screens are made of: pages, Markdown, wording, menus
    terminal/rendering/prompts/  what is answered with keys: a choice, one key, a line that is typed
    terminal/play/        a session on screen, as lines, or as JSON events
    terminal/home/        the home screen, and what it asks
    terminal/exercise/    code and queries that are written: edited, run, and what came of it
    terminal/behaviour/   a story that was told, as programs read it
    terminal/case_talk/   a case, stage by stage: what is asked, and what each stage was worth
    terminal/code_review/ code to review, and what was found beside its lines
    terminal/verdict/     what was right, and what comes of a session
    terminal/debrief/     the debrief of a mock interview
    terminal/pack_page/   a whole pack as a page for a browser, to pass round
    terminal/answers/     answers read one by one, where verdicts come at the end
    terminal/placement/   what a placement asks first, and says at its end
    terminal/pictures/    a picture: where it lies, in a window, in a page for a browser
    terminal/stats/       charts, in the terminal and as a page for a browser
    terminal/problems/    the formats of ``pack check``
    packs/yaml/           YAML with a line and column for each value
    packs/yaml/slips/     signs and missing spaces that YAML takes for something else
    packs/yaml/slips/lines/ whole lines that don't belong where they stand
    packs/format/         from YAML values to questions, or to problems
    packs/format/meant/   what authors certainly mean by what does not fit
    packs/format/meant/options/  the options of a choice, as other formats write them
    packs/format/rules/   what must hold beyond the types of values: small rules
    packs/kinds/          the kinds of quiz, for authors: rules, help, examples
    packs/lint/           the rules about teaching
    packs/checking/       ``pack check``: find, fix, and run the code of a pack
    packs/sandbox/        an answer run in a child process, in a box, and what came of each test
    packs/sandbox/boxes/  one child process: its limits, its folder, its output, and its end
    packs/sandbox/inside/ what runs in that box: walls, tests, queries; the standard library alone
    packs/sandbox/inside/linux/ the walls that Linux alone has: Landlock and seccomp
    packs/authoring/      schema, template and help for authors
    packs/library/        all packs there are, compiled for a quick start, and trusted
    packs/pictures/       pictures of questions: found in the pack, and looked at
    packs/sources/        packs of others: from a folder, an archive, the web, git, a distribution
    storage/reading/      files read whole: nothing but files, and caches by their checksums
    storage/backups/      journals of other computers, and backups: written, verified, restored
    storage/begun/        answers and exercises that were begun, and the locks of who is at them
    storage/doctor/       what may be wrong with what is kept: looked for, and fixed
    storage/snapshots/    what the journal adds up to, kept, and added up for the first time
    core/questions/       a question and its parts
    core/english/         the stems of English words
    core/equal_answers/   whether two typed answers are the same
    core/behaviour/       stories that are told: what is found in one, and how that is put
    core/design_case/     cases talked about by stages: what is asked next, and what was worth what
    core/code_review/     reviews of code: what is shown, what was found, and what that is worth
    core/kinds/           the kinds of quiz: fields, and how each is graded
    core/exercises/       code and queries that are run: what is asked, and what came of it
    core/search/          questions found by words, the best match first
    core/session/         the engine: one session as a pure state machine
    core/scoring/         answers in the learner's own words, scored against key points
    core/scoring/guards/  what does not count as an answer: remarks, keywords, other languages
    core/job_posting/     what a job posting asks for, read without a model
    core/delivery/        how an answer was delivered: remarks that count in no score
    core/memory/          FSRS-6: when a question is due
    core/placement/       which level the learner is at, from a few answers
    core/planning/        which questions to ask today, and until an interview
    core/progress/        what the journal adds up to, and statistics
    core/progress/lines/  a line of the journal: its bytes, what its type needs, what is wrong

The way of one answer: a key (``terminal/play/key_stage.py``) or a typed line
(``terminal/play/typed_moves.py``) becomes a ``Move``; ``engine.advance``
(``core/session/engine.py``) is pure and returns the next session and the records of the move;
``PracticeSession`` (``terminal/practice_session.py``) appends these (``core/records.py``) to
the journal (``storage/journal.py``) and syncs them to the disk; then the stage shows the new
session. ``terminal/play/play.py`` is the loop around it.

The way of a pack: ``packs/discovery.py`` finds its files, ``packs/format/reader.py`` reads them,
``packs/library/compiled.py`` keeps the result for the next start, and
``packs/library/catalogue.py`` has the questions of all packs.

The manual is in ``manual/``, a page of Markdown for each topic of ``interview help``.

To add something:

- a kind of quiz: a file in ``core/kinds/`` and one in ``packs/kinds/``, a line in each table
- a mode: a value in ``core/modes.py``, and a command
- a format of ``pack check``: a file in ``terminal/problems/``, and its line in the table
- a rule about teaching: a function and a page in ``packs/lint/``, and its line in the table
- a sort of source of packs: a file in ``packs/sources/``
- a command: a file in ``commands/``, its line in ``command_table.py``, and ``pytest --rewrite``
- a METAVAR: its line in ``commands/completion/offers.py``, which says what completes it
- a page of the manual: a file in ``manual/``, and its line in ``manual/index.md``
"""

__version__ = "0.2.0"
