"""What a phrase finds in an answer: cases written by hand, each for one rule."""

from __future__ import annotations

import pytest

from interview_cli.core.questions.question import KeyPoint
from interview_cli.core.scoring.scorer import score

HIT, CLOSE, CONTRADICTED, MISSED = "hit", "close", "contradicted", "missed"


def point(answer, *phrases, says="zzz", not_=(), ask="What happens, and why?", synonyms=()):
    """Score one key point, far from which nothing is said by ``says`` itself."""
    key = KeyPoint(says=says, any=phrases, not_=tuple(not_))
    return score(
        answer, ask=ask, reference="nothing alike", key_points=[key], synonyms=synonyms
    ).points[0]


CASES = [
    # words, stems, order and windows
    ("The task runs after the response.", "after response", HIT),
    ("After sending the response it runs.", "after response", HIT),
    ("It retries the request.", "retry requests", HIT),
    ("Requests are being retried.", "retry requests", HIT),
    ("It is cached for a minute.", "caching", HIT),
    ("It walks on. The dog barks.", "walk dog", MISSED),
    ("The event is sent, and much later, in quite another place, a loop.", "event loop", MISSED),
    ("The loop of events", "event loop", HIT),
    ("First validate the input, then store it.", "validate > store", HIT),
    ("Store it, then validate the input.", "validate > store", MISSED),
    ("commit then delete the key", "commit > delete > key", HIT),
    ("delete the key after the commit", "commit > delete", MISSED),
    ("raised, but the server answers with 500", "raise* > 500", HIT),
    ("in the same one, and I do mean exactly that, this is a process", "same process", MISSED),
    ("the publisher sends it", "publish", MISSED),
    ("the publisher sends it", "publisher", HIT),
    ("Where is run before group by.", "where before group", HIT),
    ("Before group by, where is run.", "where before group", HIT),
    ("Group by is run before where.", "where before group", MISSED),
    # either, beginnings
    ("It waits for the lock.", "holds|waits lock", HIT),
    ("It drops the lock.", "holds|waits lock", MISSED),
    ("It is idempotent.", "idempoten*", HIT),
    ("Idempotency is what matters.", "idempoten*", HIT),
    ("It is a potent idea.", "idempoten*", MISSED),
    ("each worker has its own memory", "each|every|per worker own", HIT),
    ("a lock is taken to the end", "lock to|> end", HIT),
    # identifiers and code
    ("Use `asyncio.gather(a, b)` for it.", "`gather`", HIT),
    ("Use gather for it.", "`asyncio.gather`", HIT),
    ("Call time.sleep(1) there.", "`asyncio.sleep`", MISSED),
    ("You call asyncio.sleep(1) there.", "`asyncio.sleep()`", HIT),
    ("You call ASYNCIO.SLEEP(1) there.", "`asyncio.sleep()`", MISSED),
    ("add_task() does it", "`add_task`", HIT),
    ("background.add_task does it", "`add_task`", HIT),
    ("You add the task there.", "`add_task`", MISSED),
    ("addtask does it", "`add_task`", MISSED),
    ("Declare it with async def and await.", "`async def`", HIT),
    ("The async one has a def.", "`async def`", MISSED),
    ("It calls functions.wraps above.", "`wraps`", HIT),
    ("pytest.raises(ValueError) around it", "`pytest.raises(ValueError)`", HIT),
    ("pass return_exceptions = True there", "`return_exceptions=True`", HIT),
    ("pass return_exceptions = False there", "`return_exceptions=True`", MISSED),
    ("append is O(n log n) here", "`O(n log n)`", HIT),
    ("append is o( n*log(n) ) here", "`O(n log n)`", HIT),
    ("append is O(n²) here", "`O(n**2)`", HIT),
    ("append is O(n) here", "`O(n^2)`", MISSED),
    ("it prints [9, 16] then", "`[9, 16]`", HIT),
    ("it prints 9 and 16 then", "`[9, 16]`", MISSED),
    ("mark it with @classmethod", "`classmethod`", HIT),
    ("a status of 404", "`404`", HIT),
    ("about 1,000 rows", "1000", HIT),
    ("there are three of them", "3", HIT),
    ("since Python 3.14", "3.14", HIT),
    ("since Python 3.1", "3.14", MISSED),
    # slips of the keyboard
    ("It runs after the resposne.", "after response", HIT),
    ("It is idempotnet.", "idempotent", HIT),
    ("a depandancy is resolved", "dependency", HIT),
    ("the last itme", "item", HIT),
    ("the last of them", "list", MISSED),
    ("a hash of it", "has", MISSED),
    ("the content of it", "context", MISSED),
    ("casting it", "caching", MISSED),
    ("it will block", "lock", MISSED),
    ("a quiet room", "quite", MISSED),
    ("it is mutabel", "immutable", MISSED),
    ("a transacton", "transaction", HIT),
    # opposites
    ("It is an immutable list.", "mutable list", MISSED),
    ("A set is unordered.", "ordered set", MISSED),
    ("A set is unordered.", "not ordered", HIT),
    ("A tuple is not mutable.", "immutable tuple", HIT),
    ("a synchronous call", "asynchronous call", MISSED),
    ("the server is stateful", "stateless server", MISSED),
    ("it is nonblocking", "non-blocking", HIT),
    ("it is not blocking", "non-blocking", HIT),
    ("it is blocking the loop", "non-blocking loop", MISSED),
    ("it decodes the text", "encode text", MISSED),
    # denials
    ("It does not block the loop.", "not block loop", HIT),
    ("It doesn't block the loop.", "not block loop", HIT),
    ("It doesnt block the loop.", "not block loop", HIT),
    ("It never blocks the loop.", "not block loop", HIT),
    ("It works without blocking the loop.", "not block loop", HIT),
    ("It avoids blocking the loop.", "not block loop", HIT),
    ("It blocks the loop.", "not block loop", MISSED),
    ("It does not only block the loop.", "block loop", HIT),
    ("It can't not block the loop.", "block loop", HIT),
    ("Not fast, but it blocks the loop.", "block loop", HIT),
    ("No, it blocks the loop.", "block loop", HIT),
    ("No it blocks the loop.", "block loop", HIT),
    ("The loop is not blocked.", "not block loop", HIT),
    ("It runs nothing.", "not run", HIT),
    ("Nothing runs.", "not run", HIT),
    ("It does not retry, store or log anything.", "not log", HIT),
    ("It is not slow, it logs.", "log", HIT),
    ("A lock is not needed.", "not lock", HIT),
    ("A lock is unnecessary.", "no lock", HIT),
    ("500, not 429", "500 > not 429", HIT),
    ("neither validation nor speed", "speed", MISSED),
    ("It does not run until it is awaited.", "run* await*", CLOSE),
    ("It is not type-safe at runtime.", "type-safe runtime", MISSED),
    ("It is a non-thread-safe cache.", "not thread-safe cache", HIT),
    ("Order doesn't matter there.", "order matters", MISSED),
    ("No matter what, it logs.", "log", HIT),
    ("It isn't always logged.", "log", MISSED),
    ("It isn't only logged but mailed.", "log", HIT),
    ("It is not just logged.", "just log", MISSED),
    ("It gives back a tuple instead of a list.", "gives list", MISSED),
    ("It gives back a tuple rather than a list.", "gives list", MISSED),
    ("It gives back a tuple as opposed to a list.", "gives list", MISSED),
    ("It gives back a tuple instead of a list.", "gives tuple instead list", HIT),
    ("It gives back a tuple instead of a list.", "gives tuple not list", HIT),
    ("Instead, it gives back a list.", "gives list", HIT),
    ("I would rather take a list.", "take list", HIT),
    ("The pool is useless there.", "pool useless", HIT),
    ("The pool is useless there.", "pool", MISSED),
    ("It returns None for an empty list.", "empty list", HIT),
    ("The default is none, shared by all calls.", "shared calls", HIT),
    ("None of the calls share it.", "calls share", MISSED),
    ("An extension that isn't ready for it turns the GIL on.", "turns gil on", HIT),
    ("Hints aren't verified either, so Pydantic or a test is up to me.", "pydantic up", HIT),
    ("Reading is a bandage, not a cure.", "reading bandage", HIT),
    ("A new request calls it again, nothing is kept.", "new request again", HIT),
    ("When it doesn't exist I raise HTTPException.", "raise `HTTPException`", HIT),
    ("Not because JSON is smaller than text.", "json smaller", MISSED),
    ("It never runs without a lock.", "runs lock", HIT),
    ("Never run it, never hold a lock.", "run > hold", MISSED),
    ("Unlike a list, a tuple is hashable.", "tuple hashable", HIT),
    ("Without a lock it is lost.", "it lost", HIT),
    ("Instead of waiting you return it.", "you return", HIT),
    ("Unlike a list, a tuple is hashable.", "list hashable", MISSED),
    ("It exits w/o commit.", "exits commit", MISSED),
    ("It flushes, makes it durable.", "flushes-makes", MISSED),
    ("After validators aren't called.", "before-validators called", MISSED),
    ("append costs O(log\nn) here", "`O(log n)`", HIT),
    ("It compares numbers.", "`is` > number*", MISSED),
    ("The browser refuses to give the answer to the page.", "browser refuses page", HIT),
    ("The second decorator overrides the previous one.", "second overrides previous", HIT),
    # nearly
    ("the response of the same process", "response gone same process", CLOSE),
    ("the response goes out", "response gone same process", MISSED),
]


@pytest.mark.parametrize(("answer", "phrase", "state"), CASES)
def test_a_phrase_against_an_answer(answer, phrase, state):
    assert point(answer, phrase).state == state


SAYS = "it runs after the response is sent"
DENIED = [
    ("It does not run after the response.", "runs after response"),
    ("It is never sent after the response has run.", "after response"),
    ("It runs before the response is sent.", "after response"),
    ("It is run without waiting after the response is sent.", "run wait* response"),
]


@pytest.mark.parametrize(("answer", "phrase"), DENIED)
def test_what_says_the_opposite_contradicts(answer, phrase):
    assert point(answer, phrase, says=SAYS).state == CONTRADICTED


def test_a_denial_of_something_else_does_not_contradict():
    said = "That isn't the first column of the index."
    assert point(said, "first column", says="it serves the leading column").state == MISSED


def test_swapping_both_sides_of_before_is_no_contradiction():
    key = ("commit before publish",)
    assert point("I publish after the commit.", *key).state != CONTRADICTED
    assert point("I commit after I publish.", *key).state == CONTRADICTED


def test_what_is_right_somewhere_outdoes_a_denial_elsewhere():
    said = "It does not run after the request. It runs after the response."
    assert point(said, "runs after response", says=SAYS).state == HIT


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("The client gets a 500.", HIT),
        ("The client gets a 429, not a 500.", CONTRADICTED),
        ("The client gets a 500, the 500 is sent, it receives 429.", CONTRADICTED),
        ("The client does not get a 429 but a 500.", HIT),
    ],
)
def test_phrases_of_not_contradict_unless_denied(answer, state):
    said = point(answer, "500", not_=["client gets|receives 429", "receives 429"])
    assert said.state == state


@pytest.mark.parametrize(
    ("answer", "against"),
    [
        ("It blocks the loop.", True),
        ("I think it blocks the loop.", True),
        ("I would expect that it blocks the loop.", True),
        ("People think it blocks the loop, but it frees it.", False),
        ("A common misconception is that it blocks the loop; it frees it.", False),
        ("That it blocks the loop is a myth, it frees it.", False),
        ("Many expect it to free the loop, but it blocks the loop.", True),
        ("It must be awaited, otherwise it blocks the loop. So it frees it.", False),
        ("It does not always block the loop, it frees it.", False),
        ("It does not only block the loop, it frees it.", True),
        ("It frees the loop rather than blocking the loop.", False),
        ("It looks as if it is blocking the loop, but it frees it.", False),
        ("It seems it is blocking the loop.", True),
        ("With a sleep it would block the loop.", False),
        ("With a sleep you'd block the loop.", False),
        ("I'd say it blocks the loop.", True),
        ("I expected it to block the loop, and it doesn't.", False),
        ("The misbelief that it blocks the loop is common.", False),
        ("I am not sure whether it blocks the loop.", False),
        ("Stop blocking the loop.", False),
        ("Does it block the loop? Not at all.", False),
        ("Blocking the loop has no effect.", False),
        ("It always blocks the loop, because the client would return a coroutine.", True),
        ("I would say that it blocks the loop.", True),
        ("If it blocks the loop everybody waits.", False),
        ("If you await it, it blocks the loop.", True),
        ("Suppose it blocks the loop.", False),
        ("It would be wrong to block the loop.", False),
        ("It is impossible to block the loop.", False),
        ("Don't just block the loop.", False),
        ("It blocks no loop.", False),
        ("It blocks other threads, the loop goes on.", False),
        ("Don't block it and don't touch the loop.", False),
        ("Blocking the loop isn't enough.", False),
    ],
)
def test_only_a_claim_contradicts(answer, against):
    found = point(answer, "frees", not_=["blocks loop"], says="it frees it").state
    assert (found == CONTRADICTED) is against


def test_a_long_piece_of_code_can_contradict():
    code = "`[1, 2, 3, 4, 5, 6, 7, 8]`"
    assert point(f"It prints {code} then.", "zzz", not_=[code]).state == CONTRADICTED


def test_what_a_point_says_counts_as_a_phrase():
    says = "the second request waits for the lock"
    assert point("The second request has to wait for that lock.", says=says).state == HIT
    assert point("A second one waits at the lock.", says=says).state == CLOSE
    assert point("There is a lock.", says=says).state == MISSED


def test_words_and_spans_are_those_of_the_answer():
    answer = "Ｔhe naïve   RESPONSE… goes “out” first;  after that the\n task `runs`."
    found = point(answer, "after task runs")
    assert found.state == HIT
    assert found.words == tuple(answer[a:b] for a, b in found.spans)
    assert found.words == ("after that the\n task `runs",)


def test_evidence_is_out_of_one_clause():
    found = point("It waits; and the lock, which it holds, is released.", "waits lock holds")
    assert (found.state, found.words) == (HIT, ("lock, which it holds",))


def test_synonyms_are_found_and_packs_bring_their_own():
    assert point("They erase the item.", "delete item").state == HIT
    # Synonyms of ours for every word: nearly said. Those of a pack are meant by its author.
    assert point("They erase the entry.", "delete item").state == CLOSE
    assert point("The flux compensator hums.", "engine hums").state == MISSED
    groups = [("engine", "flux compensator")]
    assert point("The flux compensator hums.", "engine hums", synonyms=groups).state == HIT
    assert point("The flux compensator.", "engine", synonyms=groups).state == HIT


def test_who_says_the_special_has_said_the_general_and_not_the_other_way_round():
    assert point("They keep open the connection.", "reuse connection").state == HIT
    assert point("They reuse the connection.", "borrow connection").state == MISSED


def test_a_word_of_the_answer_that_the_question_knows_is_no_slip():
    assert point("a tessler", "tesslar").state == HIT
    assert point("a tessler", "tesslar", ask="What is a tessler?").state == MISSED


@pytest.mark.parametrize(
    "answer", ["n't mango", "do n\u2019t mango", "'d mango", "w/o", "?", "\u00bd"]
)
def test_pieces_of_words_find_nothing(answer):
    assert point(answer, "zebra crossing").state == MISSED


def test_a_name_before_a_shortened_would_is_still_a_name():
    assert point("foo.bar'd hold the lock", "foo.bar lock").state == HIT


def test_authors_may_shorten_without():
    assert point("It runs with no lock.", "runs w/o lock").state == HIT
    assert point("It runs with a lock.", "runs w/o lock").state == MISSED
