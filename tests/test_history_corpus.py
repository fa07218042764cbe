"""On real letters: points followed as a person follows them, and reports counted late as their dates say."""

from __future__ import annotations

import pytest
from bench.chains import scores

from annotated_corpus import CORPUS, needs_corpus


@needs_corpus
@pytest.mark.parametrize("number", [0, 1], ids=["texts alone", "with titles"])
def test_real_letters_are_followed_as_a_person_follows_them(number: int) -> None:
    _, found = list(scores(CORPUS))[number]
    assert found.f1 >= 0.97
    assert found.late == found.late_right > 10
    assert found.in_order >= 22
