"""When two texts are the same."""

import pytest

from ratsdok.evaluation.comparing import Sameness, squeeze


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("„Der Weg“,\n- 2 -\nwird", "derwegwird"),  # quotation marks and a page mark
        ("Spiel-\nplatz 7a", "spielplatz7a"),  # a hyphen at the line's end
        ("Gru\u0308n", "grün"),  # a letter made of two characters
        ("“”", ""),
    ],
)
def test_squeeze(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


def test_an_empty_text_is_like_no_other() -> None:
    assert not Sameness(squeeze, 0.1).holds("„“", "Weg")
