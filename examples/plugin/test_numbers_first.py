"""A plug-in's own tests: storysum's contract, and what it is for."""

import pytest
from storysum_numbers_first import NumbersFirst

import storysum
from storysum.testing import backend_checks


@pytest.mark.parametrize("check", backend_checks(), ids=str)
def test_it_keeps_the_contract(check):
    check(NumbersFirst())


def test_a_sentence_with_a_number_comes_first():
    article = storysum.read("The van was old. It cost 90 pounds.")
    assert NumbersFirst().rank(article).order == (1, 0)
