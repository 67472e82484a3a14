"""Mentions: the noun phrases of a parsed sentence that may speak, each with its words and its verb."""

from attrs import frozen

from storysum.model.parse import Parse
from storysum.quotations.lexicon import lexicon
from storysum.quotations.sentences import Sentence
from storysum.text.reporting import role_gender

NAME, PRONOUN, NOUN = 0, 1, 2
_PARTS = frozenset(("compound", "flat", "fixed", "det", "goeswith", "case", "discourse", "expl", "reparandum", "cc"))
_BEFORE = frozenset(
    "det det:predet amod compound nummod nmod:poss nmod:unmarked nmod:desc nmod:npmod flat nmod".split()
)
_PRONOUNS = frozenset(
    """
    he she they it i we you who him her them me us his their its my our one another some someone somebody others
    many most both all everyone everybody nobody none few anyone anybody several those
    """.split()
)
_EMPTY = frozenset(["the", "a", "an", "this", "that", "these", "those", "which", "what", "there", "such", "it"])
_OPENERS = ("case", "fixed", "mark", "punct")
_LONGEST = 24  # words of what restricts a noun
_FULL = 12  # words of a phrase with its apposition; of a longer one only the name is given


@frozen(eq=False)
class Mention:
    """A noun phrase outside quotations; its words are places in its sentence."""

    sentence: Sentence
    head: int
    first: int
    last: int
    kind: int  # `NAME`, `PRONOUN` or `NOUN`
    name: int  # the word by which it is named (its own head, or that of its apposition), or -1
    plural: bool  # it is more than one person

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.sentence.starts[self.first]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sentence.ends[self.last]

    @property
    def key(self) -> str:
        """What mentions of one name share."""
        return self.sentence.forms[self.name].lower() if self.name >= 0 else ""

    @property
    def verb(self) -> int:
        """The word that it hangs on, or -1."""
        return self.sentence.parse.head[self.head] - 1

    @property
    def antecedent(self) -> int:
        """What a “who” stands for: the word on which its clause hangs, or -1."""
        parse = self.sentence.parse
        clauses = (one for one in parse.ancestors(self.head) if parse.relation[one] == "acl:relcl")
        return next((parse.head[one] - 1 for one in clauses), -1)

    @property
    def is_who(self) -> bool:
        """Whether it is the pronoun “who”."""
        return self.kind == PRONOUN and self.sentence.forms[self.head].lower() == "who"


def mentions(sentence: Sentence) -> list[Mention]:
    """The noun phrases outside quotations of a sentence that was parsed, in order."""
    parse, size, end = sentence.parse, len(sentence.forms), 0
    found: list[Mention] = []
    while (k := end) < size:
        kind = _kind(sentence, parse, k) if sentence.quoted[k] < 0 else -1
        end = k + 1
        while kind == NAME and end < size and parse.pos[end] == "PROPN" and _joined(sentence, end - 1):
            end += 1
        outside = (one for one in range(k, end) if kind >= 0 and not k <= parse.head[one] - 1 < end)
        head = next((one for one in outside if _base(parse, one) not in _PARTS), -1)
        if head >= 0 and not _is_apposed(sentence, parse, head):
            found.append(_mention(sentence, parse, head, kind))
    return found


def _base(parse: Parse, k: int) -> str:
    return "compound" if parse.relation[k] == "nmod:desc" else parse.relation[k].partition(":")[0]


def _kind(sentence: Sentence, parse: Parse, k: int) -> int:
    """The kind of the phrase that a word may head, or -1."""
    pos, base, form = parse.pos[k], _base(parse, k), sentence.forms[k]
    low = form.lower()
    if pos == "PROPN":
        return NAME
    if base in _PARTS:
        return -1
    if pos == "PRON":
        return PRONOUN if low in _PRONOUNS else -1
    heads = pos in ("DET", "ADJ", "NUM") and base not in ("amod", "nummod", "advmod")  # many; the late
    if pos in ("NOUN", "X", "SYM") or (heads and (low in _PRONOUNS or _has_article(parse, k))):
        return NOUN
    if base == "nsubj" and form[:1].isalpha() and low not in _EMPTY:
        return NAME if form[0].isupper() else NOUN
    return -1


def _has_article(parse: Parse, k: int) -> bool:
    return any(parse.relation[child] == "det" for child in parse.children(k) if child < k)


def _is_apposed(sentence: Sentence, parse: Parse, k: int) -> bool:
    """Whether a phrase stands beside another that means the same and is taken with it."""
    head = parse.head[k] - 1
    named = parse.relation[k] == "appos" and "PROPN" in (parse.pos[k], parse.pos[head])
    return named and parse.pos[head] in ("PROPN", "NOUN") and _clear(sentence, min(k, head), max(k, head))


def _mention(sentence: Sentence, parse: Parse, k: int, kind: int) -> Mention:
    first, last, children = k, k, parse.children(k)
    name, plural = k if kind == NAME else -1, False
    before = _BEFORE - {"nmod:poss"} if kind == NAME else _BEFORE
    for child in reversed(children):
        if child < first and parse.relation[child] in before:
            low = next((one for one in parse.subtree(child) if _base(parse, one) not in _OPENERS), first)
            if _whole(sentence, parse, low, first):
                first = low
    for child in (child for child in children if child > k):
        relation, subtree = parse.relation[child], parse.subtree(child)
        low, high = subtree[0], subtree[-1]
        if relation.startswith(("flat", "compound", "goeswith")) and child == last + 1:
            last = child if high > child + 3 else high
            if kind == NAME or parse.pos[child] == "PROPN":
                name, kind = last, NAME
        elif relation in ("nmod", "acl", "acl:relcl", "amod") and name < 0 and low == last + 1:
            high = next((one - 1 for one in range(low, high + 1) if sentence.quoted[one] >= 0), high)
            if sentence.forms[low] not in ",(-—–" and high - low < _LONGEST:
                last = max(last, high)
        elif relation == "conj" and parse.pos[child] in ("PROPN", "NOUN", "PRON"):
            apposed = any(parse.relation[one] == "appos" and one < child for one in children)
            if kind == NAME and apposed and not _has_article(parse, child):
                break  # Petra Holm, founder and director
            if high - k < 14 and _clear(sentence, last, high):
                last, plural = high, True
        elif relation == "appos" and kind == NOUN and parse.pos[child] == "PROPN":
            inner = _mention(sentence, parse, child, NAME)
            name, kind = inner.name, NAME
            if inner.last - first >= _FULL or not _clear(sentence, last, inner.last):
                first = inner.first
            last = inner.last
    while kind == NAME and not plural and (more := _goes_on(sentence, parse, last)):
        name = last = more
    if kind == NAME and (role := _official(sentence, last)):
        return Mention(sentence, k, first, role, NOUN, -1, plural)
    if kind == NAME:
        first = _with_titles(sentence, parse, first, last, k)
    elif sentence.forms[k] in ("year", "years") and [*sentence.forms[k + 1 : k + 3]] == ["-", "old"]:
        last = k + 2
    while last > first and parse.pos[last] in ("PUNCT", "PART", "ADP"):
        last -= 1
    inside = sentence.forms[first : last + 2]
    last += "(" in inside[:-1] and inside[-1] == ")"
    return Mention(sentence, k, first, last, kind, min(name, last), plural)


def _goes_on(sentence: Sentence, parse: Parse, last: int) -> int:
    """The word up to which a name goes on right behind a word, also behind a hyphen: Day-Lewis; 0 where it ends."""
    forms, starts, ends = sentence.forms, sentence.starts, sentence.ends
    if last + 1 >= len(forms) or not _joined(sentence, last):
        return 0
    touching = ends[last : last + 2] == starts[last + 1 : last + 3]
    if touching and forms[last + 1] in "-‐‑" and forms[last + 2][:1].isalpha():
        return last + 2
    return last + 1 if parse.pos[last + 1] == "PROPN" else 0


def _official(sentence: Sentence, last: int) -> int:
    """Where a name of an office ends on its official: a Hull Board of [Trade and Harbours inspector]; 0 where none."""
    forms, end = sentence.forms, last + 1
    if forms[end : end + 1] not in (["of"], ["for"]):
        return 0
    while end < len(forms) and (forms[end][0].isupper() or forms[end] in ("of", "for", "and", "the", "&")):
        end += 1
    noun, behind = [*forms[end : end + 2], "", ""][:2]
    named = role_gender(noun) is not None and not behind[:1].isupper()
    return end if named and _clear(sentence, last, end) else 0


def _with_titles(sentence: Sentence, parse: Parse, first: int, last: int, head: int) -> int:
    """Where a name begins with what stands before it without a mark: former Hull mayor Petra Holm."""
    while first and _joined(sentence, first - 1):
        t = first - 1
        pos, low = parse.pos[t], sentence.forms[t].lower()
        if low in lexicon().dates and low != "jan":
            break  # on Tuesday Petra Holm
        tied = first <= parse.head[t] - 1 <= last or t in (parse.head[head] - 1, parse.head[first] - 1)
        role = tied or role_gender(low) is not None
        if pos != "PROPN" and not (pos in ("NOUN", "ADJ", "X", "NUM") and role):
            return t if pos in ("DET", "PRON") and (tied or parse.relation[t] == "det") else first
        first = t
    return first


def _joined(sentence: Sentence, k: int) -> bool:
    return sentence.quoted[k + 1] < 0 and sentence.starts[k + 1] - sentence.ends[k] < 2


def _clear(sentence: Sentence, low: int, high: int) -> bool:
    """Whether no quotation lies between two words."""
    return all(sentence.quoted[k] < 0 for k in range(low, high + 1))


def _whole(sentence: Sentence, parse: Parse, low: int, high: int) -> bool:
    marks = [sentence.forms[k] for k in range(low, high) if parse.pos[k] == "PUNCT"]
    return _clear(sentence, low, high) and all(mark in "-'’.&" for mark in marks)
