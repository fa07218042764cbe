"""Rulings -> rows of cells."""

from ratsdok.page import Box
from ratsdok.reading.tables import ruled_tables


def grid(xs: list[float], ys: list[float]) -> list[Box]:
    level = [Box(xs[0], y, xs[-1], y) for y in ys]
    return level + [Box(x, ys[0], x, ys[-1]) for x in xs]


def test_grid() -> None:
    (table,) = ruled_tables(grid([0, 50, 100], [0, 20, 60]))
    assert table == [
        [Box(0, 0, 50, 20), Box(50, 0, 100, 20)],
        [Box(0, 20, 50, 60), Box(50, 20, 100, 60)],
    ]


def test_thick_rulings_count_as_their_middle() -> None:
    thick = [Box(b.x0 - 0.5, b.top - 0.5, b.x1 + 0.5, b.bottom + 0.5) for b in grid([0, 50, 100], [0, 20])]
    assert ruled_tables(thick) == [[[Box(0, 0, 50, 20), Box(50, 0, 100, 20)]]]


def test_frame_around_text_is_no_table() -> None:
    assert ruled_tables(grid([0, 500], [0, 700])) == []
    assert ruled_tables(grid([0, 500], [0, 100, 700])) == []  # stacked frames


def test_rulings_that_do_not_meet_are_no_table() -> None:
    assert (
        ruled_tables([Box(0, 0, 40, 0), Box(0, 90, 40, 90), Box(60, 10, 60, 80), Box(90, 10, 90, 80)]) == []
    )


def test_two_tables_on_a_page() -> None:
    assert len(ruled_tables(grid([0, 50, 100], [0, 20]) + grid([0, 50, 100], [300, 320]))) == 2
