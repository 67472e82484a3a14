"""The constraints of shortening, as one table: which words must stay with their heads in Universal Dependencies.

Leaving out a word must not change who claims what, whether it is true, or how much. Each line of `CONSTRAINTS` names
words that stay wherever their head stays. Most lines have no exception (`price` None). The others have a price in
sixteenths of log-odds, as `Parse.odds`: such a word goes only where that is worth more or the caps leave no other way,
and the cut then counts as unsure.

A line sees only the parse. The tests are in `grammar`, `claims`, `amounts` and `needs`; their word lists are in
`words.txt`: closed classes (negations, conditions, degrees) and short lists of adjectives and nouns that restrict.
"""

from collections.abc import Callable, Mapping
from functools import cache

from attrs import frozen

from storysum.shortening import amounts, claims, grammar, needs
from storysum.shortening.attachment import belongs
from storysum.shortening.reading import ANY, MODIFIERS, Reading, asked, ranks

# An arc with a smaller margin, in sixteenths of log-odds, may well be wrong.
LEAST_MARGIN = 8
# The price of leaving out what a verb needs.
NEEDED = 112

Test = Callable[[Reading, int, int], bool]
"""Whether a word stays with its head; the arguments are the reading, the word and the head."""


@frozen
class Constraint:
    """One line of the table of constraints."""

    name: str  # what must stay with what
    example: str  # the words that stay are in brackets
    tests: Mapping[str, Test]  # by the relations they apply to, separated by spaces; one that is true is enough
    price: int | None = None  # the price of leaving the word out; None where it must stay

    def applies(self, reading: Reading, word: int) -> bool:
        """Whether this line keeps a word with its head."""
        tests = asked(self.tests.items(), reading.base[word])
        return any(test(reading, word, reading.parent(word)) for test in tests)


def _always(_reading: Reading, _word: int, _head: int) -> bool:
    return True


_MODIFIERS = " ".join(MODIFIERS)

CONSTRAINTS: tuple[Constraint, ...] = (
    Constraint("subjects, objects and complements with their verb",
               "[Holm] told [them] [to wait]; called [on Holm] to sing",
               {"nsubj csubj obj iobj ccomp xcomp expl": _always, "obl": grammar.asked_to}),
    Constraint("what stands before a verb whose subject was not seen", "[about one in ten] survived",
               {ANY: lambda r, w, h: w < h and r.base[h] in ("root", "ccomp")
                                     and r.predicate(h) and not r.is_clause(h)}),
    Constraint("auxiliaries, modals, copulas and particles",
               "the van [may] [be] gone; broke [up]; ran [out of money]; unsafe to swim [in]",
               {"aux cop": _always, "compound conj": lambda r, w, h: r.parse.relation[w] == "compound:prt",
                "advmod": grammar.adverb_particle, "obl": grammar.phrasal}),
    Constraint("what an object is called or made", "called the song [a copy]",
               {"appos": lambda r, w, h: r.base[h] == "obj" and not r.after_comma(w) and r.has(w, "det", "a", "an")}),
    Constraint("what opens a phrase or a clause, with it", "[in] Hull; [because] it rained; [in which] it rained",
               {"case mark": _always, "advmod obl nmod": grammar.opening}),
    Constraint("what stands in place of a preposition", "[past] midnight",
               {"amod advmod": lambda r, w, h: r.parse.relation[h] in ("obl", "nmod") and not r.openers(h)}),
    Constraint("articles and other determiners", "[the] van; [every] song", {"det": _always}),
    Constraint("whose it is", "[Holm’s] [own] goal",
               {"amod": lambda r, w, h: r.low[w] == "own",
                "appos": lambda r, w, h: r.has(h, "case", "'s", "'"),
                "nmod": lambda r, w, h: r.owns(w) and not claims.source(r, r.parent(h))}),
    Constraint("names and fixed phrases", "Petra [Holm]; because [of]; the [prime] minister",
               {"fixed flat goeswith": _always, ANY: lambda r, w, h: r.low[w] in ("st", "saint"),
                "amod compound": lambda r, w, h: r.among(h, "offices"), "compound": grammar.part_of_name}),
    Constraint("a name and what is capitalised in it",
               "[Prime] Minister; the [Swallow] Road Band; [European] Union rules",
               {"amod compound nummod nmod": grammar.capitalised}),
    Constraint("what stands between “the” and a name", "the [tireless] Petra Holm",
               {"amod compound": grammar.before_name}),
    Constraint("the whole of a role", "[indie] band The Kilns; Bank of [England chairman] Holm",
               {ANY: lambda r, w, h: r.parse.relation[h] == "nmod:desc",
                "compound": grammar.kind_of_role, "nmod": grammar.role_of_place}),
    Constraint("a name right behind what it is", "according to lender [Moss & Holm]",
               {"appos nmod compound": lambda r, w, h: r.parse.pos[w] == "PROPN" and r.left(w) == h + 1
                                                       and not r.openers(w)}),
    Constraint("negation", "did [not] [yet] sell; [no longer] runs",
               {ANY: claims.negation, "advmod": lambda r, w, h: r.any_among(r.kids(w), "negations"),
                "obl nmod conj": lambda r, w, h: r.any_among(r.kids(w, "advmod", "det"), "negations")
                                                 and not r.predicate(w)}),
    Constraint("hedges and what restricts", "[allegedly] sold; [only] on Friday; [almost] all", {ANY: claims.hedge}),
    Constraint("that it was wrong, unlawful or not meant", "was [wrongly] accused",
               {ANY: lambda r, w, h: r.among(w, "errors")}),
    Constraint("what is denied keeps its circumstances, what may have been its causes",
               "will not play [until May]; no sign that it works [on vans]; may have been closed [because of the rain]",
               {_MODIFIERS: lambda r, w, h: claims.denied(r, w, h) or claims.bounded(r, w, h),
                "obl advcl": claims.guessed, "amod nmod": claims.of_what_is_denied,
                "nmod": claims.to_whom, "acl": claims.which_is_denied}),
    Constraint("where or for whom it is denied, in front",
               "[outside Hull] nobody knows Holm; [for most fans] he is not a star",
               {"obl": lambda r, w, h: w < h and r.first(w) in ("outside", "beyond", "among", "for") and r.negated(h)}),
    Constraint("in what story, under what plan or for whom, in front",
               "[in her new novel] a singer robs a bank; [under a plan] the hall will go; [for members] it is free",
               {"obl": lambda r, w, h: amounts.in_front(r, w, h) and claims.sets(r, w)}),
    Constraint("what undoes it", "was arrested [and later released]; was jailed, [a verdict that was quashed]",
               {"conj parataxis acl advcl appos obl": claims.undone}),
    Constraint("what holds only there, with where", "would only play [after a vote]",
               {_MODIFIERS: lambda r, w, h: claims.has_only(r, w),
                "obl advcl": lambda r, w, h: w > h and claims.has_only(r, h)}),
    Constraint("conditions and exceptions",
               "[if the fans pay]; [had it rained]; [without a licence]; [until last year]",
               {ANY: lambda r, w, h: claims.exception(r, w), "advcl parataxis conj": claims.inverted,
                _MODIFIERS: lambda r, w, h: r.opens_with(w, "conditions")}),
    Constraint("what a condition says", "if it slows [by a knot]; unless it makes a [better] offer",
               {"obl advmod nmod acl amod compound": claims.in_condition}),
    Constraint("from what and to what it changed",
               "rose [from a year earlier]; fell from 80 [to 12]; turned it [into flats]",
               {ANY: amounts.changes_to}),
    Constraint("the year of what is long past", "[in 1975], nine million came",
               {"obl": lambda r, w, h: r.parse.pos[w] == "NUM" and len(r.low[w]) == 4 and amounts.in_front(r, w, h)}),
    Constraint("numbers with what they count, and what measures them",
               "[40] vans; [about] 40; [4 years] old; children [under 16]; fell [4 per cent]; 4 points [below May’s]",
               {"nummod": lambda r, w, h: w <= h or not r.after_comma(w), ANY: amounts.of_a_measure,
                "nmod": amounts.limit_of_age, "nmod obl": amounts.measured_from,
                "obl": lambda r, w, h: bool(r.kids(w, "nummod")) and not r.openers(w) and not r.temporal(w)}),
    Constraint("what belongs to a word, wherever it hangs",
               "years [after the fire]; her first win [since May]; more copies [than others]; every one [except that]; "
               "£9 [a week]; described it [as a copy]; had it [taken down]; it was the label [that paid]; "
               "accused them [of lying]; a tour planned [for May]; [late] on Monday",
               {ANY: lambda r, w, h: belongs(r, w) is not None}),
    Constraint("among which a rank holds, to the end", "the only one in Hull to win it [twice]",
               {"nmod obl": amounts.among_longest, "obl advcl": amounts.within_a_rank}),
    Constraint("ranks", "the [third] singer; the [biggest] hit", {"amod advmod": lambda r, w, h: ranks(r, w)}),
    Constraint("an adjective behind its noun", "left three miners [dead]; a bar [popular] with us; made it [longer]",
               {"amod": lambda r, w, h: r.follows(w), "advmod": amounts.longer}),
    Constraint("among which a rank or “all” holds",
               "the third singer [to withdraw]; all bands [from Hull]; all [new] bands; the biggest [record] label",
               {"nmod acl": amounts.among_ranked, "acl": amounts.of_a_ranked,
                "obl": lambda r, w, h: r.opens_with(w, "among") and any(ranks(r, k) for k in r.kids(h, "advmod")),
                "amod": lambda r, w, h: w < h and r.has(h, "det", "all", "every", "any", "each", "no"),
                "compound": lambda r, w, h: w + 1 == h and r.ranked(h)}),
    Constraint("of whom it holds, where it is said in general", "women [in their 60s] are at risk",
               {"nmod acl amod obl advcl": amounts.in_general}),
    Constraint("in whom or where it was measured", "fell [in men]; prices [in Hull] rose",
               {"nmod obl": lambda r, w, h: w > h and r.first(w) in ("in", "among") and r.among(w, "people"),
                "nmod": amounts.of_a_place}),
    Constraint("whoever is so old, whatever for",
               "a ban on sales [to anyone under 16]; rejected for use [in hospitals]",
               {"nmod obl": amounts.for_whom}),
    Constraint("a verb that says nothing without what is right behind it", "could face [up to a year in jail]",
               {ANY: lambda r, w, h: r.among(h, "transitive") and r.left(w) == h + 1
                                     and not r.kids(h, "obj", "ccomp", "xcomp")}),
    Constraint("who anybody is, and of whom an amount is, to the end",
               "anyone [who moves] [to Hull]; half of those who moved [to Hull]",
               {"acl obl advcl nmod amod": amounts.of_anyone}),
    Constraint("where anybody is, and which people", "everybody [in Hull]; people [living here]",
               {_MODIFIERS: amounts.which_people}),
    Constraint("where somebody is held", "Holm, [in prison], wrote a book",
               {ANY: lambda r, w, h: r.after_comma(w) and r.first(w) in ("in", "on", "from")
                                     and r.any_among((w, *r.kids(w)), "custody")}),
    Constraint("adjectives that change what the thing is",
               "the [alleged] thief; [former] drummer; the [annual] cost is £9",
               {"amod compound advmod": lambda r, w, h: r.among(w, "privatives")
                                                        or (r.among(w, "periodic") and "SYM" in r.parse.pos)}),
    Constraint("degrees and comparisons with what they compare to", "faster [than in May]; [so] loud [that it hurt]",
               {ANY: lambda r, w, h: r.among(w, "degrees") or amounts.compared(r, w, h) or amounts.contrasted(r, w, h),
                "amod advmod": amounts.comparative, "advmod": amounts.measured, "obl": amounts.up_to_number}),
    Constraint("which one it is, where somebody is “the”", "were the big winners [at the festival]",
               {_MODIFIERS: lambda r, w, h: r.has(h, "det", "the") and bool(r.kids(h, "cop"))
                                            and needs.complement(r, w, h)}),
    Constraint("of what, where a noun is empty without",
               "the number [of fans]; thousands [of fans]; …, most [of them] [in Hull]",
               {"nmod acl obl": amounts.of_what_counts}),
    Constraint("all of what an amount is of", "the number of [British] films [sold abroad]",
               {"amod compound nummod": amounts.of_a_number, "acl": amounts.clause_of_a_number,
                "nmod": amounts.of_a_share}),
    Constraint("what is claimed, planned or asked", "the claim [that it leaked]",
               {"acl": lambda r, w, h: r.opens_with(w, "that")}),
    Constraint("what a noun is empty without", "the way [they played]; left, a step [that was late]",
               {"acl": needs.hollow}),
    Constraint("who claims it",
               "It leaked, [the label said]; [according to Holm]; [in the view of Holm]; "
               "“…”, the drummer, [Petra Holm], said",
               {"parataxis advcl": lambda r, w, h: claims.source(r, w), "advcl obl nmod": claims.viewpoint,
                "appos": claims.quoted, _MODIFIERS: lambda r, w, h: r.opens_with(w, "sources")}),
    Constraint("what joins, with what it joins", "[and] the studio; [either] the studio or the hall",
               {"cc": grammar.joint,
                "nmod": lambda r, w, h: r.parse.relation[w] == "nmod:desc" and bool(r.kids(w, "cc"))}),
    Constraint("both halves of what is joined", "[Marlow] [and The Kilns] won; this [or that]",
               {"conj": grammar.joined,
                "conj parataxis": lambda r, w, h: w > h and claims.not_only(r, h)}),
    Constraint("a word with the preposition that it rarely does without",
               "capable [of more]; was reunited [with her band]",
               {"obl nmod advcl acl": lambda r, w, h: r.governs(w) and r.follows(w)}),
    Constraint("what has no place in a tree", "",
               {"dep orphan dislocated reparandum": _always,
                ANY: lambda r, w, h: any(grammar.stray(r, one) for one in (w, *r.kids(w, "conj"))),
                "compound": lambda r, w, h: w + 1 == h and grammar.stray(r, h)}),
    # The lines from here on have a price.
    Constraint("what the parser is unsure of", "",
               {ANY: lambda r, w, h: bool(r.parse.margin) and r.parse.margin[w] < LEAST_MARGIN}, 32),
    Constraint("a verb with what it needs", "came [to the rescue]; was stolen and found [under a bridge]",
               {_MODIFIERS: lambda r, w, h: not r.passive(h) and needs.needed(r, w, h)}, NEEDED),
    Constraint("what kind of thing it is", "[house] prices", {"compound": lambda r, w, h: w + 1 == h}, NEEDED),
    Constraint("what turns it round", "escaped, [but was caught]", {"conj": lambda r, w, h: r.has(w, "cc", "but")}, 96),
    Constraint("where something is put, from what it is kept", "puts the economy [at the centre]",
               {"obl advmod advcl": needs.placed, "nmod": needs.kept_from}, NEEDED),
    Constraint("of whom, where nothing before says which", "drummers [for the band] said",
               {"nmod acl": lambda r, w, h: r.base[h] == "nsubj" and r.follows(w) and r.bare_plural(h)}, NEEDED),
    Constraint("a passive with what it needs", "was named [in a report]", {"obl nmod acl advmod": needs.needed}, 48),
    Constraint("of what, where “the” says that it is known", "the memory [of his cousin]",
               {"nmod": lambda r, w, h: w > h and r.opens_with(w, "of") and r.has(h, "det", "the")}, NEEDED),
    Constraint("of what", "a copy [of the album]", {"nmod acl": lambda r, w, h: r.opens_with(w, "of")}, 80),
    Constraint("nouns with what they are about", "plans [to tour]; a call [for a ban]; a ban [on songs]",
               {"nmod acl": lambda r, w, h: r.opens_with(w, "relations")}, 40),
    Constraint("adjectives with what they are of", "capable [of more]",
               {"obl advcl nmod": lambda r, w, h: r.parse.pos[h] == "ADJ" and r.follows(w)}, 48),
)  # fmt: skip


@cache
def _tests(relation: str) -> list[tuple[int | None, Test]]:
    """The tests for words of a relation, with prices: first those without a price, then the highest price first."""
    tests = [(line.price, test) for line in CONSTRAINTS for test in asked(line.tests.items(), relation)]
    return sorted(tests, key=lambda one: (one[0] is not None, -(one[0] or 0), one[1] is not _always))


def price(reading: Reading, word: int) -> int | None:
    """The price of leaving a word out while its head stays: 0 if no line keeps it, None if it must stay."""
    head = reading.parent(word)
    for cost, test in _tests(reading.base[word]):
        if test(reading, word, head):
            return cost
    return 0
