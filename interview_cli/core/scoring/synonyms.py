"""Words of the field that say the same, and how they are looked up.

Two words share a group only where an interviewer would take one for the other in any answer:
what questions tell apart (thread and process, coroutine and task, authentication and
authorisation) stands in none together. Packs bring their own groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from interview_cli.core.scoring.spelling import CORRECT_WORDS
from interview_cli.core.scoring.tokens import light_stem, split_words


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Groups of synonyms, looked up by light stems.

    ``members[first]`` are pairs of a member's stems and the number of its group;
    ``groups[stem]`` are the groups that a single word is in; ``known`` are stems of words that
    are never a typo. The first ``ours`` groups are our own; the others are a pack's, whose
    author means the very same by them.
    """

    members: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    groups: Mapping[str, tuple[int, ...]]
    known: frozenset[str]
    ours: int


@lru_cache(maxsize=32)
def build_thesaurus(extra: tuple[tuple[str, ...], ...] = ()) -> Thesaurus:
    """Return our own groups and *extra*, ready to be looked up."""
    lines = (line for line in GROUPS.strip().splitlines() if not line.startswith("#"))
    ours = [tuple(line.split(",")) for line in lines]
    members: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    groups: dict[str, list[int]] = {}
    known = {light_stem(word) for word in CORRECT_WORDS.split()}
    for number, group in enumerate((*ours, *extra)):
        for member in group:
            stems = tuple(light_stem(word) for word in split_words(member))
            if not stems:
                continue
            known.update(stems)
            members.setdefault(stems[0], []).append((stems, number))
            if len(stems) == 1:
                groups.setdefault(stems[0], []).append(number)
    return Thesaurus(
        {first: tuple(dict.fromkeys(found)) for first, found in members.items()},
        {word: tuple(dict.fromkeys(found)) for word, found in groups.items()},
        frozenset(known),
        len(ours),
    )


#: A group a line, its members divided by commas; a member may be several words.
GROUPS = """
# doing and not doing
delete, remove, erase, drop, discard
create, make, build, construct, instantiate
begin, start, commence
end, finish, complete, conclude
stop, halt, terminate
call, invoke
execute, run
return, give back, hand back
fail, break
crash, die
skip, leave out, omit
monitor, observe, watch
row, record
error, exception
unique, distinct
install, set up
alert, alarm
deploy, roll out
send, transmit, emit
receive, obtain
get, fetch, retrieve
load, read
save, store, persist
change, modify, alter
update, refresh
replace, substitute, swap
copy, duplicate, clone
keep, retain, preserve
hold, contain
show, display
use, utilise, utilize, employ
need, require
allow, permit, let
forbid, disallow, prohibit
prevent, avoid
repair, mend, fix
check, verify
test, try
choose, select, pick
add, append
insert, put in
join, combine, merge
split, divide, separate
convert, transform, coerce, cast
find, discover, locate
search, look up, lookup
compare, match
iterate, loop over, go through, walk through
ignore, disregard
wait, pause
block, hang, freeze, stall
repeat, redo
retry, try again, reattempt
schedule, plan
notify, inform, signal
ask, request
answer, reply, response, respond
explain, describe
happen, occur
catch, intercept, trap
throw, raise
wrap, surround, enclose
declare, define
assign, bind
override, overwrite
inherit, subclass, derive
implement, realise, realize
enable, turn on, activate
disable, turn off, deactivate
close, shut
release, free
acquire, obtain
clean up, cleanup, tear down, teardown, dispose
roll back, rollback, undo, revert
guarantee, ensure, promise, make sure
reject, refuse, deny
accept, take
share, have in common
leak, escape
shrink, decrease, reduce, lower
exceed, go over, go beyond
limit, cap, bound, restrict
throttle, rate limit, rate limiting
trace, follow
forward, pass on, relay, proxy
hide, conceal
expose, reveal
steal, take over, hijack
forge, fake, spoof, tamper
guess, brute force
encrypt, cipher
# describing
quick, fast, speedy
slow, sluggish
big, large, huge
small, tiny, little
cheap, inexpensive
simple, easy, straightforward
hard, difficult
equal, equivalent
different, distinct
separate, own
single, one, sole
several, multiple, many
each, every
whole, entire, complete
only, just, merely, solely
always, every time
immediate, immediately, at once, instantly, right away, straight away
later, afterwards, subsequently
before, prior to, ahead of
last, final
automatic, automatically, by itself, implicitly
explicit, explicitly, by hand, manually
concurrent, concurrently, at the same time, simultaneously, in parallel
sequential, one after the other, one after another, serially, in sequence
random, arbitrary
optional, not required
mandatory, required, compulsory
wrong, incorrect, false
right, correct, true
safe, secure
dangerous, unsafe, risky
broken, corrupt
missing, absent
empty, blank
stale, outdated, out of date, old
fresh, new, up to date
valid, well formed
permanent, durable, persistent
temporary, transient, short lived
sync, synchronous, synchronously
async, asynchronous, asynchronously
mutable, changeable, modifiable
immutable, unchangeable, cannot be changed
# things in a program
function, callable
method, member function
argument, parameter
constant, literal
attribute, field, property
object, instance
string, str, text
integer, int, whole number
boolean, bool
float, floating point
dictionary, dict, mapping, hash map, hashmap
list, array
element, item, entry, member
id, identifier
reference, pointer
traceback, stack trace
bug, defect, mistake
folder, directory
module, package
library, dependency
decorator, wrapper
annotation, type hint, type hints
generator, yielding function
coroutine, async function
callback, handler
hook, callback
closure, enclosing scope
scope, namespace
memory, ram
gc, garbage collection, garbage collector
gil, global interpreter lock
cpu, processor
io, input output
event loop, loop
thread pool, threadpool, pool of threads, worker thread
connection pool, pool of connections
deadlock, circular wait
race, race condition, data race
lock, mutex
context manager, with statement
setting, configuration, config, option
version, release
# the web
endpoint, route, path operation, handler
url, uri, address
body, payload
json, javascript object notation
query parameter, query string
client, caller, browser, consumer
server, backend
websocket, web socket
middleware, interceptor
schema, model
validation, validate, check
serialise, serialize, dump, encode
deserialise, deserialize, parse, decode
origin, domain
cors, cross origin resource sharing
csrf, xsrf, cross site request forgery
xss, cross site scripting
jwt, json web token
token, credential
password, passphrase, secret
login, log in, sign in
logout, log out, sign out
permission, right, privilege
tls, ssl, https
certificate, cert
attacker, hacker, adversary
idempotent, repeatable, safe to repeat
pagination, paging, page
offset, skip
cursor, keyset, bookmark
openapi, swagger
webhook, callback url
upload, send a file
download, fetch a file
stream, chunk
timeout, time out, time limit, deadline
latency, delay, response time
throughput, requests per second
load balancer, reverse proxy
proxy, nginx
# data and operations
db, database
table, relation
query, statement, select
transaction, unit of work
commit, make permanent
isolation, isolation level
migration, schema change
replica, read replica, secondary, copy
primary, leader, master
shard, partition
orm, object relational mapper
n+1, n plus 1, query per row, query for each row
eager, eagerly, up front
lazy, lazily, on demand
cache, memoise, memoize
ttl, time to live, expiry, expiration
expire, run out, time out
evict, invalidate, purge
queue, broker, message queue
job, background task, work item
publish, enqueue, produce
consume, dequeue
ack, acknowledge, acknowledgement, confirm
dead letter queue, dlq, poison queue
at least once, more than once, twice
duplicate, double, repeated
mock, fake, stub, double
fixture, set up function
assert, assertion, check
container, docker
k8s, kubernetes
ci, continuous integration, pipeline
probe, health check, healthcheck
metric, metrics, measurement
backpressure, back pressure, slow down the producer
circuit breaker, breaker
graceful, orderly, clean
sigterm, termination signal
production, prod, live
rollback, roll back
consistency, consistent
availability, available
redundant, spare
"""
