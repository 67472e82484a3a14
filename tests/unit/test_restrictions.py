"""What a shortened sentence must keep so that it says the same: sentences, each with what goes with what."""

from __future__ import annotations

import pytest

import storysum


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("She plays at the Vasco da Holm club in Hull with her mother's old band.", "the Vasco da Holm club"),
        (
            "Ticket prices have risen faster than at any time since 1990, the label said.",
            "faster than at any time since",
        ),
        ("The label has brought drummer Petra Holm back into the studio on Sunday.", "Petra Holm back"),
        ("The council said the tax on vans would only be passed after full talks with bakers.", "after full talks"),
        ("The tireless Petra Holm has a surprise for her fans in Hull.", "The tireless Petra Holm has"),
        ("The baker has left his van on sale in Hull since May.", "left his van on sale"),
        ("Drummers living near the mill were told to stay at home.", "Drummers living near the mill"),
    ],
    ids=["a name with a particle", "than when", "brought back", "only then", "“the” before a name", "left as it is",
         "which drummers"],
)  # fmt: skip
def test_what_would_be_a_stump_stays(sentence: str, told: str) -> None:
    assert told in storysum.shorten(sentence).text


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("Aid workers trying to feed the bands of the fair are getting a hand from a new mapping tool.", 9,
         "Aid workers are getting a hand."),
        ("The Kilns saw their profits fall last year, but the city's biggest label says a recovery is on the way.", 8,
         "The Kilns saw their profits fall."),
        ("Petra Holm scored all the goals as the home side claimed a second win over Leeds in May.", 7,
         "Petra Holm scored all the goals."),
    ],
    ids=["of some, not of all", "said of something else", "claimed a win"],
)  # fmt: skip
def test_what_restricts_nothing_may_go(sentence: str, words: int, told: str) -> None:
    assert storysum.shorten(sentence, words=words).text == told


@pytest.mark.parametrize("office", ["prime minister", "foreign minister", "home secretary"])
def test_an_office_keeps_the_word_that_names_it(office: str) -> None:
    said = f"The {office} refused to rule out a tax on vans on Tuesday during a long debate in Hull."
    assert office in storysum.headline(said).text.lower()


@pytest.mark.parametrize(
    "narrow", ["The oldest known van has burned.", "The report could not be independently verified."]
)
def test_what_is_known_or_independent_is_told_so(narrow: str) -> None:
    assert storysum.shorten(narrow).text == narrow


def test_of_what_somebody_is_guilty_is_never_of_what_he_was_cleared() -> None:
    said = "A jury cleared the baker of theft but found him guilty of lying to federal investigators."
    for words in (None, 9, 10, 12):
        assert "theft of lying" not in storysum.shorten(said, words=words).text
    assert "theft of lying" not in storysum.headline(said).text


def test_a_council_in_small_letters_is_no_name() -> None:
    sentence = "A library could close unless at least 20 bakers come forward to run it, the county council has warned."
    told = "Library could close unless at least 20 bakers come forward, council warned"
    assert storysum.headline(sentence).text == told


def test_a_sentence_that_must_be_misread_is_told_whole_or_not_at_all() -> None:
    sentence = "Stepping on a cable in a dark studio can cost bands to albums and scare bakers to old vans."
    assert storysum.shorten(sentence).text == sentence
    assert storysum.shorten(sentence, words=8).shortfall
    claim = (
        "Bands who refuse to sign the oath risk losing their vans, the mayor of the city of Hull warned in a speech."
    )
    assert storysum.shorten(claim).text == claim
    for place in ("Hull for 33 months", "a Hull cellar for nine months"):
        reported = f"A singer held in {place} plans to sue the label, it is reported."
        assert storysum.shorten(reported).text == reported
        assert storysum.shorten(reported, words=9).shortfall


@pytest.mark.parametrize("role", ["singer", "indie singer", "veteran hooker"])
def test_a_role_right_before_its_name_may_go(role: str) -> None:
    assert storysum.shorten(f"Hull have recalled {role} Carl Reed for the cup match.", words=5).text == (
        "Hull have recalled Carl Reed."
    )


def test_what_is_conceded_goes_with_the_point() -> None:
    sentence = "The band may be old, but it still sells out every hall in the north of England."
    for words in range(4, 15):
        shown = str(storysum.shorten(sentence, words=words))
        assert "may be old" not in shown or "but it" in shown


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("Few people in the village believe that the priest took the money from the box.", "few"),
        ("Not many people in the village believe that the priest took the money from the box.", "not many"),
        ("Foreign nurses are unable to vote in the northern islands.", "foreign"),
        ("Older singers are more likely to fall from a stage in the dark, a study of the fairs says.", "older"),
        ("The panel said that no label had told the truth about the sale of the old van.", "about the sale"),
        ("Fewer than half of the nurses at the hospital said they had been paid on time.", "fewer than half"),
        ("The team found little evidence that the mayor had taken money from the builders.", "little"),
        ("As many as 400 whales may have died on the beach, a scientist from Hull said.", "as many as"),
        ("The school was wrongly accused of hiding the results of the tests, an inquiry has found.", "wrongly"),
        ("The charity mistakenly paid 300 singers twice for the same winter.", "mistakenly"),
        ("The band has yet to confirm that the two vans were sold near the border.", "yet to"),
        ("Under no circumstances will the club sell its hall to the city.", "under no circumstances"),
        ("The council voted against a bill to ban the sale of drums to people under 21.", "against a bill"),
        ("Nobody but the caretaker knew that the statue had been moved to the cellar.", "nobody but"),
        ("Were the dam to fail, 40,000 people would have to leave their homes.", "were the dam to fail"),
        ("The museum has promised to return the mask, but only after the family apologises.", "only after"),
        ("The museum will return the mask once the family pays for the guards.", "once"),
        ("The museum will lend the mask as long as the city pays for the guards.", "as long as"),
        ("The museum will lend the mask on condition that the city pays for the guards.", "on condition that"),
        ("The museum will return the mask even if the family pays nothing for it.", "even if"),
        ("The new prices do not apply to fans who bought their tickets before the first of May.", "who bought"),
        ("The band will pay back only the fans whose shows were cancelled late.", "whose shows were cancelled"),
        ("The drug cuts the risk of stroke by a third in mice, but not in humans.", "not in humans"),
        ("The label's profit fell from 80 million euros to 12 million euros in the first half.", "to 12 million"),
        ("The singer has cancelled all her concerts apart from the one in Hull in May.", "apart from the one"),
        ("Two fires in the south over the weekend left at least three bakers dead.", "dead"),
        ("Close to 40 people believe that the priest took the money from the box in the hall.", "close to 40"),
        ("Many, but not all, of the songs stolen from the castle in 1945 have been returned.", "but not all"),
        ("The wife of the mayor of Hull has been arrested on suspicion of arson.", "wife of"),
        ("Marks & Holm has agreed to buy Ruel & Sons, a maker of cranes in Hull, for 3 million pounds.", "ruel & sons"),
        ("About one in ten of the bees survived the winter in hives made of straw.", "about one in ten"),
        ("The album has sold more copies in a week than all of the band's old records put together.", "than all"),
        ("Holm described the decision to close the hall in Hull as a disgrace.", "as a disgrace"),
        ("The label warned that it could run out of cash before the end of the tour.", "run out of cash"),
        ("Holm has become the first drummer to be named in the list since the war, the label announced.", "announced"),
        (
            "The roof leaked for a year before it fell, the town's surveyor, Edda Moll, told the inquiry on Monday.",
            "surveyor",
        ),
        (
            "The vans were stolen by clerks in Goole, the losing singer, Ana Foss, alleged in a speech to her fans.",
            "singer alleged",
        ),
        (
            "The songs were cut without permission, a neighbour, Mr Alf Kidd, complained in a letter to the label.",
            "complained",
        ),
        ("The baker, his partners claim, moved 9 million crowns to an account in Leeds in May.", "his partners claim"),
        ("As the label sees it, the singer poisoned the tour with remarks about the drummer.", "as the label sees it"),
        ("In the opinion of the lawyer, the drummer had lied about the bakery in Hull.", "in the opinion of"),
        ("Holm became the first drummer to win the prize in Hull for a second time.", "for a second time"),
        ("The label would have gone bankrupt in March had the bank not lent it a million.", "had the bank not"),
        ("The band would play tonight were it not for the rain in Hull.", "were it not"),
        ("Ticket prices in Hull rose by twice as much as wages did over the year.", "twice as much as wages"),
        ("The medicine does not raise the risk of a cold in singers over the age of seventy.", "age of seventy"),
        ("Far from closing the hall, the new owners plan to hire 150 singers by the summer.", "far from closing"),
        ("The band has lost every prize since the tour began in August except the one in Hull.", "except the one"),
        (
            "The deal will go through on Monday provided that the fans of both bands approve it in Hull.",
            "provided that",
        ),
        ("The drummer can leave in May, so long as a band offers at least 20 million crowns.", "so long as"),
        ("Never before has a singer been put in charge of the label, which was founded in 1871.", "never before has"),
        ("At most 50 of the 2,000 bottles were real, the wine expert told the court.", "at most 50"),
        (
            "Fewer than half of the drummers who rehearse in cold barns are still singing in a band four years later,"
            " a guild of bakers has found.",
            "who rehearse in cold barns",
        ),
        ("A third of the bakers who sleep in their mills are often cold, a survey has found.", "who sleep in"),
        ("Drummers should not be fined for keeping bakers out of bed for a night, the mayor has said.", "out of bed"),
        ("A study has found no sign that the powder works on old vans in the north.", "on old vans"),
        ("The label has denied claims that its drummers spat on nine unarmed bakers.", "on nine unarmed bakers"),
        ("Only nine of the 80 bands that were asked said that they had enough songs of their own.", "of their own"),
        ("The choir will sing on unless the mayor makes a better final offer, its baker said.", "a better final offer"),
        ("Voters rejected a plan to give drummers the right to sing in small halls at night.", "in small halls"),
        ("It is not yet clear whether the drummer will sing in Goole before the fair.", "not yet"),
        (
            "The mill will reopen if orders reach nine million and wages do not rise.",
            "if orders reach nine million and",
        ),
        (
            "The choir hopes to sing again in May if the roof of the hall is mended by then and rents do not rise.",
            "mended by then and rents",
        ),
        ("The village may have been deserted because of a flood.", "because of a flood"),
        ("Bakers who sleep for less than five hours were twice as likely to burn the bread.", "for less than five"),
        ("Fewer than one in nine drummers with a cold was asked.", "with a cold"),
        ("People living near the mill were told to stay at home.", "living near the mill"),
        ("The mayor of Rothwell and his wife, Ida Moss, are buying a mill.", "and his wife"),
        ("Bakers had been on the tour for less than nine weeks.", "less than nine"),
        ("All mills will close for the rest of the month.", "for the rest of"),
        ("The average baker will pay £9 a week more for flour.", "average"),
        ("The annual bill is £9bn.", "annual"),
        ("The mayor has cancelled all public concerts.", "public"),
        ("The powder should not be given to people with a severe cold.", "with a severe cold"),
        ("Drummers at one mill waited nine hours, figures obtained by the Rother Post show.", "rother post show"),
        ("Mill output fell by nine per cent, figures from the flour ministry show.", "ministry show"),
    ],
)
def test_what_restricts_a_statement_never_goes_alone(sentence: str, stays: str) -> None:
    for words in (None, *range(4, 16, 2)):
        told = storysum.shorten(sentence, words=words).text.lower()
        assert not told or stays in told, (words, told)


def test_a_title_between_commas_is_not_what_the_sentence_tells_of() -> None:
    told = storysum.shorten(
        'Holm has told how the drum sound on the band\'s first hit, "Rain," came out of a pool in Hull.'
    )
    assert "how the drum sound" in told.text, told.text


@pytest.mark.parametrize(
    ("sentence", "what", "needs"),
    [
        ("Petra Holm lifted her first trophy since last year's fair and closed in on a record.", "trophy", "since"),
        ("House prices in Hull rose to their highest level in four years in May.", "highest", "in four years"),
        ("Rents have put the school that teaches deaf girls in Goole at risk of closure.", "put the school", "at risk"),
        ("The pool is too cold to swim in, the council in Hull said on Friday.", "swim", "swim in"),
        ("The drummer won the prize for the third year in a row with a short piece.", "third year", "in a row"),
        ("The fire broke out twenty years after the band had left the studio in Hull.", "years", "after"),
        ("The judge called for calm and declared the song a copy of an older ballad.", "declared the song", "a copy"),
        ("The label refused to sell the film, in which a real van was set on fire.", "van", "in which"),
        ("A plan to turn the old studio in Leeds into flats was thrown out on Monday.", "turn", "into flats"),
        (
            "Fans who use the tunnel more than four times a week will pay half the toll from May.",
            "four times",
            "a week",
        ),
        ("The drummer limped off before his rival, Odd Foss, sang the only song of the night.", "rival", "sang"),
        (
            "Everybody in Hull who had bought a ticket for the fair in May will get a van.",
            "Everybody",
            "who had bought",
        ),
        ("A judge in Goole sentenced the old drummer to nine years in jail for theft.", "in jail", "to nine years"),
        (
            "The council passed a law that bans the sale of drums to anyone under 16.",
            "bans the sale",
            "anyone under 16",
        ),
        ("Doctors say a daily song may lower the risk of colds in older women.", "risk of colds", "in"),
        ("The number of bands fell by 6% while those in the north of Kent rose to ninety.", "rose", "while those"),
        (
            "General Kettles has seen its profits fall this year, the firm told reporters in Goole.",
            "Kettles",
            "General",
        ),
        (
            "The baker of the village fed a party of East Frisian singers that slept in the barn on Friday night.",
            "East",
            "East Frisian",
        ),
        (
            "Northern Irish singer Ann Pike left her own mill on Monday, according to her brother Carl Holm.",
            "brother",
            "according",
        ),
        ("Lena Quist's own goal ended the long run of the girls of Orrell in the cup.", "goal", "own goal"),
        ("The storm spoiled the harvest to some extent, a farmer in the valley told the Dial.", "spoiled", "extent"),
        (
            "Guards in Harle say they have stopped a 30-year-old driver accused of fatally waking nine geese in a yard "
            "in Harle.",
            "waking",
            "of",
        ),
    ],
)
def test_what_means_something_else_without_its_company_has_it(sentence: str, what: str, needs: str) -> None:
    for words in (None, *range(10, 16)):
        told = storysum.shorten(sentence, words=words).text
        assert what not in told or needs in told, (words, told)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The drummer said she would go unless the label, due to pay on Friday, paid the baker.", "unless the label"),
        ("The choir will tour Kent in May unless its drummers, who are unpaid, refuse to go.", "drummers refuse to go"),
        ("The fair will shut in May if the baker, Carl Reed, does not pay the rent.", "if the baker"),
        ("The hall in Hull is shut in every month but May, the council said on Friday.", "in every month but May"),
        ("The van is the oldest of its kind in Hull, according to the baker.", "of its kind in Hull"),
        ("It was the label, not the band, that sold the van to a baker in Hull.", "that sold the van"),
        ("The baker had the statue of the drummer in front of the hall taken down on Monday.", "taken down"),
        ("The ferry will not sail in winds of more than 40 miles an hour, the firm said.", "of more than 40 miles"),
        ("The pay rise is three per cent below what the drummers had asked for in a letter.", "per cent below what"),
        ("The price of the van will go up from £9 to as much as £14 for the bakers of Hull.", "to as much as £14"),
        ("Everybody sang, save for the two drummers, who had lost their sticks.", "save for the two drummers"),
        ("The label pays bakers an average of two pence for a loaf, a report said.", "an average of two pence"),
        ("Sales of vans fell in the first half of the year, the label said.", "Sales of vans"),
        ("The van is too badly damaged to be mended before May, the baker said.", "too badly damaged"),
        ("The choir has voted for a van but not for a tour of Goole.", "for a van but not for"),
        ("Few of the songs were written by drummers, the label said in May.", "by drummers"),
        ("The label will close up to nine of its shops in the north, its owner said.", "up to nine of its shops"),
        ("Bakers are asking anyone who swam in the lake near Hull to come forward.", "to come forward"),
        ("Drummers sleep badly when it is hot, a paper says.", "when it is hot"),
        ("A new van could help bakers, early results from a trial of the label suggest.", "suggest"),
        ("The drum has been identified as a work by the maker Carl Reed.", "as a work"),
        ("Nobody in the choir had told the label that the hall was shut.", "in the choir"),
        ("Only four of the ten bakers of the town spoke for the sale of the mill.", "for the sale"),
        ("Most unpaid drummers in the county will go to the fair in Goole on Friday.", "Most"),
        ("The drummer Carl Reed, in custody awaiting trial for theft, has made most of an album.", "in custody"),
        ("Rents in the north of Hull rose by nine per cent in May, the label said on Friday.", "in the north"),
        ("The label will pay a partial refund to fans of the choir on Friday.", "partial"),
        ("Ticket prices at the fair rose 3 per cent in May from a year earlier, a survey by the bakers showed.",
         "from a year earlier"),
        ("The mayor told the bakers that the council had no hope of selling the hall before the summer.",
         "before the summer"),
        ("The mayor told the bakers that the council had no wish to close the hall while the choir was on tour.",
         "while the choir"),
        ("A baker and a drummer have become the first to be married on the pier since it was opened.", "since it"),
        ("The label could lose a third of its singers if the band stays away for just a week.", "for just a week"),
        ("For the second year the village of Harle has been named the best kept in the county.", "in the county"),
        ("In 1975 nine thousand fans of the band from Harle slept in the hall by the river.", "In 1975"),
        ("Five years ago a drummer from Harle slept in the hall by the river.", "Five years ago"),
        ("The last member of the band that made the first record in Harle has died in Leeds.", "that made"),
        ("Drivers who use the bridge at Harle most often will pay less, the mayor said.", "most often"),
        ("Sheep from farms near the border must not be moved to the fair until May, the mayor said.", "from farms"),
        ("The choir owns perhaps the most crooked van in the north, a dealer said in May.", "most crooked van"),
        ("The label made the journey of the choir longer, and not shorter, a survey of bakers has found.", "longer"),
        ("Women will be employed in the brewery, the brewer Petra Holm has been reported as saying.", "as saying"),
    ],
    ids=["a condition hung on what follows", "a condition with a clause inside", "a condition read as a remark",
         "in every month but one", "of its kind", "a cleft", "had it done", "denied of much", "below what",
         "to as much as", "save for", "an average", "of what sales", "too badly", "for this but not for that",
         "few by whom", "up to how many", "what is asked", "in general", "who suggests it", "identified as what",
         "nobody where", "only so many for it", "most", "in custody", "where", "a part", "from when", "no hope of it",
         "no wish for it", "the first since", "if only so", "best of these", "long past", "years ago",
         "the last of those", "how often", "what must not be", "the most so", "made so",
         "reported as saying"],
)  # fmt: skip
def test_what_limits_a_statement_stays_however_short_it_is(sentence: str, told: str) -> None:
    for words in (None, *range(4, 20, 2)):
        shown = storysum.shorten(sentence, words=words).text
        assert told in shown or not shown


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("The choir sang on after its conductor, who is 81, fell from the stage on to a drummer.", 9,
         "The choir sang on after its conductor fell."),
        ("Petra Holm has ruled out a return to the band, saying she wants to rest at home.", None,
         "Petra Holm has ruled out a return to the band."),
        ("The choir has no quarrel with its baker but it has one with the owner of the hall.", None,
         "The choir has no quarrel with its baker."),
        ("Petra Holm will not sing at the fair for the first time in nine years, the label said on Monday.", 11,
         "Petra Holm will not sing at the fair, the label said."),
    ],
    ids=["a clause in front of its verb", "a remark on what is denied", "what stands beside a denial",
         "never so before"],
)  # fmt: skip
def test_what_only_stands_beside_may_go(sentence: str, words: int | None, told: str) -> None:
    assert storysum.shorten(sentence, words=words).text == told


@pytest.mark.parametrize(
    ("sentence", "part", "rest"),
    [
        ("Bands say they were left in limbo after a hall in Goole closed without warning.", "after a hall", "closed"),
        ("New Harle bakers sell bread on Sundays, a guild of bakers in the county said.", "Harle", "New Harle"),
        ("The choir relied for years on a single bus, its driver told the Dial in June.", "relied", "on"),
        ("Drummers are grappling with a new law on noise that the council of Goole passed.", "grappling", "with"),
        ("Prices ended lower as doubt about the deal kept bakers from selling vans.", "as doubt", "kept bakers from"),
        ("The label vetoed a plan that would have required bands in the county to sing.", "required", "to sing"),
        ("The bands sold ten vans, new figures from the council show.", "figures", "from the council show"),
        (
            "Singers have long suspected that the old van was capable of crossing the moor in snow and in rain.",
            "capable",
            "of crossing",
        ),
        ("Petra Holm was reunited with her band on a farm in the hills above Leeds on Sunday.", "reunited", "with her"),
        (
            "The firm, which has nine bakers at two mills, said it expected sales for the year to be at the lower end"
            " of its plans.",
            "expected sales",
            "to be",
        ),
        ("The widow of a drummer has called for the records of the label to be made public.", "called", "to be made"),
        (
            "The choir's former drummer has confessed before a Goole jury that he meant to sink his uncle's ferry.",
            "jury",
            "that he meant",
        ),
        (
            "Fans left the hall after the label lost its van and said its baker would go.",
            "said its baker",
            "label lost",
        ),
        ("Nine fans fell ill after a ferry carrying drummers of a folk choir hit a wall in Goole.", "a ferry", "hit a"),
        ("The barn will be let in May unless a baker who has the money steps in this week.", "a baker", "steps in"),
        (
            "The choir sing like a crew leaving port, and in the hall on Friday they sang of home.",
            "in the hall",
            "sang",
        ),
        ("The label has sold the hall, and the rent, which fans thought too high, fell to £9.", "and the rent", "fell"),
        (
            "Singers who rest need about nine days less to mend a voice than drummers, doctors say.",
            "need",
            "about nine",
        ),
        ("The old mill in Harle has been shut by the council twice since the flood of 1987.", "twice", "since the"),
        ("The drummer has played only one set in the hall since her fall in Goole.", "only", "since her"),
        ('The guild has called the walk of the choirs and the schools "wet and long".', "walk", "wet and long"),
        ("The van broke down 40 seconds after its start in Goole on Monday.", "40 seconds", "after its start"),
        ("The fire threw nine drummers out of their homes.", "drummers", "out of their homes"),
        (
            "The label has banned its bakers from bringing drums to the mill, even if they are never played.",
            "banned its bakers",
            "from bringing",
        ),
        ("The label accused bakers of trying to sink a ferry before the fair in Goole.", "bakers", "of trying"),
        ("A crane fell on to a row of old mills in Goole on Monday.", "a row", "row of"),
        ("Marlow Rovers came from behind to beat Goole Town 3-2 on Monday.", "came", "from behind"),
        ("The label admitted the theft late on Monday, its baker said in a letter.", "late", "on Monday"),
        (
            "Drummers have dropped a concert planned for Friday after the label lost its van.",
            "planned",
            "for Friday",
        ),
        (
            "The label will close nine mills, most of them in the hills, a survey of bakers shows.",
            "most",
            "of them in the hills",
        ),
        (
            "The singer quit after admitting that she failed to declare a loan from a label.",
            "that she",
            "after admitting",
        ),
        (
            "Petra Holm saved two sets as she beat the oldest player, Ada Birch, 4-6, 7-6 (9-7), 6-3 on Friday night.",
            "6-3",
            "Ada Birch, 4-6, 7-6",
        ),
        ("Ada Birch-Holm's new song, her first for the label, is set in 1783 in a mill.", "Holm's", "song"),
        (
            "The Court of Song ruled on Monday that the lane across the moor, near Goole, is a public way, and ordered"
            " its owner, Sir Carl Reed, to take down two gates and a wall.",
            "ordered",
            "to take down",
        ),
        (
            '"I would rather bake than sing this," the label\'s old drummer, Petra Holm, told fans as she left.',
            "I would",
            "Petra Holm",
        ),
        ("The clerk said that Foss had paid a drummer to burn down the barn.", "a drummer", "to burn down"),
        ("The bakers hope to break even next year.", "to break", "break even"),
        ("A rare form of muscle wasting is spreading in the choir, drummers say.", "of muscle", "muscle wasting"),
        (
            "The mayor ordered an inquiry into how a memory stick containing songs was left on a van.",
            "a memory",
            "into how a",
        ),
        (
            "She apologised, a gesture that the drummer described as empty.",
            "a gesture",
            "gesture that the drummer described",
        ),
        ("The barge sank with the loss of nine vans.", "the loss", "loss of nine vans"),
        (
            "Rain could fall overnight, bakers have warned, with floods likely until Friday.",
            "until Friday",
            "with floods likely",
        ),
    ],
    ids=[
        "after it closed",
        "bakers of where",
        "relied on what",
        "grappling with what",
        "as it kept",
        "required to do what",
        "figures show",
        "capable of what",
        "reunited with whom",
        "expected to be what",
        "called for what",
        "told what",
        "whoever said it",
        "after it hit",
        "unless he steps in",
        "and there they sang",
        "and it fell",
        "how much less",
        "how often since when",
        "only one since when",
        "called what",
        "how long after what",
        "thrown out of what",
        "banned from what",
        "accused of what",
        "a row of what",
        "came from where",
        "late on which day",
        "planned for when",
        "most of which where",
        "after admitting what",
        "a score of which match",
        "whose what",
        "ordered to do what",
        "which drummer told it",
        "paid to do what",
        "break even",
        "muscle wasting",
        "into how it was left",
        "a gesture that what",
        "the loss of what",
        "what until Friday",
    ],
)
def test_what_is_begun_is_ended(sentence: str, part: str, rest: str) -> None:
    for words in (None, *range(4, 20, 2)):
        shown = storysum.shorten(sentence, words=words).text
        assert rest in shown or part not in shown


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        (
            "The choir has dropped its drummer, Odd Foss, less than nine hours after a defeat by bakers left it sad.",
            "less than nine hours",
        ),
        ("Welsh poet Ada Birch and folk band The Reeds were the big losers at the Rother Prize in May.", "Birch were"),
        ("English baker Ned Foss and mill chain Crumb were the top sellers at the Rother Fair in May.", "Foss mill"),
        ("A driver who lied to buy boats, a wide barn and a pony has been fined by a court.", "boats a pony"),
        ("According to the baker, the mill was let in May and nobody in the town had been told.", "Nobody in the town"),
        ("The union said the mill was unsafe and its crews would not go back until May.", "Its crews"),
        ("A study has found no sign that gloves sold to stop cold hands help drummers keep time.", "gloves sold."),
        ("The first song of the choir is a slow, sad and finally happy tale about nine bakers.", "a slow."),
        (
            "The arts minister, Petra Holm, has resigned after admitting that she failed to declare a tour paid for by"
            " the owner of a label.",
            "after admitting.",
        ),
        (
            "There's a gong on nine of the songs, there's a choir on two, and there's a baker, Odd Foss, who is known"
            " for his work with choirs and has put a drum on everything that moves.",
            "and has put",
        ),
        ("The drummer got up and said, “That is the last one, and I will not pay for the van.”", "got up and said"),
        (
            "The council has planted more than 900 trees in and around the village for lack of shade, the brewer of the"
            " town said.",
            "trees in,",
        ),
    ],
    ids=[
        "how long after what",
        "two were",
        "two of a trade",
        "a list behind a clause",
        "who says so of both",
        "who may say it",
        "a verb that nothing joins",
        "a slow what",
        "admitting nothing",
        "who has put it there",
        "said what",
        "in where",
    ],
)
def test_what_a_headline_never_says(sentence: str, never: str) -> None:
    assert never not in storysum.headline(sentence).text
    for words in (None, *range(4, 16, 2)):
        assert never not in storysum.shorten(sentence, words=words).text or words is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Plans to rent a bigger van for the choir have been put off by the mayor of Hull.", "have been put off"),
        ("Claims that the mayor is selling the mill have been called idle by her office.", "Claims that"),
        (
            "Unlike many other bakers, Copper Kettle 2 have been asked to close the mill.",
            "Copper Kettle 2 have been asked",
        ),
    ],
    ids=["read as a command", "read as what somebody claims", "read as the phrase in front"],
)
def test_a_sentence_has_its_subject_and_its_main_verb(sentence: str, told: str) -> None:
    assert told in storysum.headline(sentence).text
    assert told in storysum.shorten(sentence, words=12).text


REST = "\n\nThe choir, which comes from Goole, signed to Moss Records in 1970. The label would not comment on Monday."


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("In Odd Holm's new novel, the mayor shoots a baker at a hotel in Goole.", "novel"),
        ("On the choir's new single, Petra Holm confesses to the theft of a van in Hull in 1974.", "single"),
        ("By his own account, the drummer Carl Reed stole £2 million from the fans of the choir.", "account"),
        ("For members of the fan club, tickets to the show in Hull will be free.", "For members"),
        ("Under a plan to be put to the council in June, the hall where the choir sang will be pulled down.", "plan"),
        ("But for a loose wire, the choir would have won the Calder Prize in 1972.", "But for"),
        ("Petra Holm was arrested and later released without charge over a fire at a studio in Hull.", "released"),
        ("Petra Holm was jailed for arson in 1975, a verdict that was overturned on appeal in 1981.", "overturned"),
        ("Petra Holm was charged with arson in 1974, but the case was dropped when a witness died.", "dropped"),
        ("A woman who says she is the singer's daughter has moved into Petra Holm's house in Hull.", "who says"),
    ],
)
def test_no_headline_says_what_is_so_only_in_a_story_or_was_undone(sentence: str, held: str) -> None:
    told = storysum.headline(sentence + REST).text
    assert held.lower() in told.lower() or told.startswith(("Choir", "The choir", "The label", "Label")), told


def test_no_headline_is_made_of_what_somebody_says_behind_a_label() -> None:
    said = "HOLM: Carl Reed stole the van from a barn in Hull. He sold it in Goole.\n\nREED: I never touched it."
    assert not storysum.headline(said).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Bakers believe, but cannot prove, that the drummer set fire to the studio in Hull in 1974.",
        "The tapes, assuming that they still exist, belong to the drummer, the court in Hull ruled on Friday.",
    ],
)
def test_a_sentence_whose_point_would_go_stays_whole(sentence: str) -> None:
    assert storysum.shorten(sentence).text == sentence
