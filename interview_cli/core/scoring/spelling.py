"""Which word is a typing error for which, and words that never are one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from interview_cli.core.scoring.negation import has_antonym

SHORTEST = 4  # letters of a word that can be misspelt
SHORTEST_CHANGED = 6  # letters from which a letter may also be another one: list is not last
SHORTEST_TWICE = 8  # letters from which two errors are forgiven
#: Similarity of two words that the likeness takes for one: 0.8, and room for how RapidFuzz rounds
#: a cut-off (0.8 itself would leave out "item" and "itemm").
ALIKE = 0.79


@lru_cache(maxsize=1)
def _osa() -> Any:
    # Imported late (tens of milliseconds): checking a pack without key points needs none of it.
    from rapidfuzz.distance import OSA

    return OSA


@lru_cache(maxsize=1)
def _extract() -> Any:
    from rapidfuzz import process

    return process.extractOne


@lru_cache(maxsize=16384)
def is_typo(word: str, typed: str) -> bool:
    """Whether *typed* is *word* with a typing error or two; both folded.

    The optimal string alignment distance (a letter added, left out, changed, or two swapped)
    is at most 1 from four letters, 2 from eight. The first letter must be right: there stand
    the prefixes that turn a word into its opposite, and lock is not block.
    """
    short = min(len(word), len(typed))
    if short < SHORTEST or word[0] != typed[0] or not (word.isalpha() and typed.isalpha()):
        return False
    most = 2 if short >= SHORTEST_TWICE else 1
    if abs(len(word) - len(typed)) > most or has_antonym(word):
        return False
    distance = _osa().distance(word, typed, score_cutoff=most)
    if distance > most:
        return False
    changed = len(word) == len(typed) and sorted(word) != sorted(typed)
    return not (changed and short < SHORTEST_CHANGED)


def find_alike(word: str, others: Sequence[str]) -> str | None:
    """Return the word among *others* that is most like *word*; None below a similarity of 0.8.

    Similarity is 1 - OSA distance / letters of the longer. Meant for stems; opposites are
    never alike.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    found = _extract()(word, others, scorer=_osa().normalized_similarity, score_cutoff=ALIKE)
    if found is None or len(found[0]) < SHORTEST or has_antonym(word) or has_antonym(found[0]):
        return None
    typed = str(found[0])
    # asynchronous ends in synchronous
    return None if word.endswith(typed) or typed.endswith(word) else typed


#: Ordinary words that stand close to others: one of them is never a typo for another.
#: Without it "content" would be taken for "context", and "casting" for "caching".
CORRECT_WORDS = """
able about above accept access action active actual adapt adopt affect after again against agent
align allow alone along already also alter always among amount another answer any anything
appear apply around assert assess assume attach attack attempt aware away back base based basic
batch bean beat become been before begin behind being below best better between beyond bind bite
body bond both bound brand break breed brief bring broad broken buffer build built bulk byte
cable cache call came cannot carry case cast casting catch caught cause caused chain chance
change channel char charge check child choice choose chose chunk claim class clean clear click
client clock close cloud cluster coach coast code cold collect column come comment commit common
compare compete compile complete complex component compose compute concern conduct confirm
conform connect consider consist constant construct consult consume contact contain contend
content contents context contract contrast control convert convey cookie copy core correct cost
could count counter couple course court cover craft crash create critic cross current curse
cursor custom cycle daily data date dead deal death debug decide declare decline decode decrease
deep default defect defend defer define degree delay delete deliver demand depend deploy derive
describe desert design desire detach detail detect determine develop device dict differ direct
disk divide does doing done door double down draft drain draw drift drive driver drop duty each
early earn ease easy edge edit effect either elect else emit employ empty encode end engine
enough ensure enter entire entry equal error escape even event ever every exact example exceed
except exception exchange exclude exec execute exist exists exit expand expect expectation
expert expire explain explicit export expose express extend extent extra fact factor fail fair
fake fall false fast fault feature fetch field file fill filter final find fine finish first
five fixed flag flat flow flush focus follow force foreign forget fork form format former
forward found four frame free frequent fresh from front full function future gain game gate
gather general generate generic give given global gone good grant great green group grow guard
guess guide half hand handle handler hang happen happy hard hash have head header heap heard
heavy held hello help here hidden hide high hint hold hole home hook hope host hour house
however http huge human idea ideal idle image implicit import important improve include increase
indeed index infer inform initial inject inner input insert inside inspect install instance
instead instruct intend intent inter internal into invalid invite invoke involve isolate issue
item join judge jump just keep kept kernel kill kind know known label lack large last late later
latter layer lazy lead leader leading leak learn least leave left length less letter level lift
light like limit line link list listen literal little live load loader loading local lock logic
login logs long look loop loose lose loss lost lots love lower made mail main make manage manual
many map mark master match matter mean means measure meet member memory mention merge message
method might mild mile mind mine minor minute miss mistake mock mode model modern modify module
moment money monitor month more most mount mouse move much multi multiple must name native near
need nest never next nice node noise none normal note nothing notice notify null number object
observe obtain occur offer offset often once only onto open operate option order origin other
outer output over owner pack package page pair panel paper parallel parent parse part partial
party pass past patch path pattern pause peer perform period permit person phase phone phrase
pick piece pipe place plain plan plane play please plus point pointer poll pool poor port pose
posit position post power present press prevent previous price primary print prior private probe
problem proceed process product profile program promise prompt proof proper property protect
protocol prove provide proxy public pull pure purge purpose push quality query question queue
quick quiet quit quite quote race raise range rare rate rather raw reach react read reader ready
real reason receive recent record recover reduce refer reflect refuse regard region regular
reject relate relation relative relay release relevant rely remain remember remote remove render
repair repeat replace replica reply report represent request require research reserve reset
resolve resource respond rest result resume retain return reuse reveal reverse revert review
rewrite right ring rise risk role roll root rotate round route router rule runner running safe
said same sample save scale scan scene schedule scheme scope score script search second secret
section secure seem select self send sender sense sent separate serial series serve server
service session set setting setup several shape share sharp shift ship short should show shut
side sign signal silent similar simple since single site size skip sleep slice slight slot slow
small smart socket soft some something soon sort sound source space span spare speak special
specific speed spend spin split spread square stack staff stage stale stand standard start state
statement static station status stay steal step stick still stop storage store straight strange
stream stress strict strike string strip strong structure study style submit subset success such
suffer suffix suggest suit sure surface surprise survive switch symbol sync system table take
talk target task team tell term test text than thank that their them then theory there these
they thing think third this those though thought thread three through throw thus tick tied time
tiny title today together token told tool total touch trace track traffic trail train transfer
transform translate travel tree trial trick trigger true trust tune tuple turn twice type under
undo union unit unite unity unless until update upon upper usage user usual valid value vary
vault verify version very view visit void wait walk want warm warn watch wave week weight well
went were what when where whether which while white whole whom whose wide width will window wire
wish with within without word work worker world worse worst would wrap write writer written
wrong yield zone
"""
