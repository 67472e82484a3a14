"""Who said what: utterances → candidates → features → the ranker → people.

`storysum.quotations.finding.find_quotes` is the way in.
"""
