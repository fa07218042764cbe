"""Papers and earlier checks that a letter names in passing."""

import pytest

import ratsdok
from letters import LETTER, city, rows
from ratsdok.parsing.passing import checks_in, checks_named, papers_in
from ratsdok.parsing.text import Prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wie in der Vorlage V0815/16 beschrieben", ["V0815/16"]),
        ("mit A0420/16 und der Anfrage AF0033/17", ["A0420/16", "AF0033/17"]),
        # each once, the letter's own never
        ("V0815/16, V0815/16 und A0412/16", ["V0815/16"]),
        # divided at a line's end
        ("die Vorlage V1296-\n02/16 liegt vor", ["V1296-02/16"]),
        # two misread digits are mended, more are not trusted
        ("V08I5/l6", ["V0815/16"]),
        ("VO8I5/l6", []),
        # a district that the profile does not know
        ("V-Xyz0006/19", []),
        # numbers that are none
        ("Flurstück 214/7, 10.200.41.7.0.03", []),
        ("", []),
    ],
)
def test_papers_named(text: str, expected: list[str]) -> None:
    assert [each.value for each in papers_in(Prose(rows(text)), {"A0412/16"}, city())] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siehe Beschlusskontrolle vom 5. Januar 2016", ["2016-01-05"]),
        ("mit der BK v. 05.01.2016 berichtet", ["2016-01-05"]),
        ("wie im Zwischenbericht vom 5. Januar 2016 dargelegt", ["2016-01-05"]),
        # without a day
        ("siehe Beschlusskontrolle vom Januar 2016", ["2016-01"]),
        ("in der Beschlusskontrolle im Mai 2016", ["2016-05"]),
        # two at once
        ("Beschlusskontrollen vom 5. Januar 2016 und vom 7. März 2017", ["2016-01-05", "2017-03-07"]),
        # each once
        ("BK vom 5. Januar 2016 und BK vom 05.01.2016", ["2016-01-05"]),
        # over a line's end
        ("siehe Beschlusskontrolle vom 5.\nJanuar 2016", ["2016-01-05"]),
        # words between
        ("Beschlusskontrolle zu A0420/16 vom 5. Januar 2016", ["2016-01-05"]),
        # a letter misread
        ("siehe Beschiusskontrolle vom 5. Januar 2016", ["2016-01-05"]),
        # the date of something else
        ("zur Beschlusskontrolle wurde in der Sitzung vom 5. Januar 2016 gesprochen", []),
        ("Beschlusskontrolle. Der Antrag vom 5. Januar 2016", []),
        ("die nächste Beschlusskontrolle erfolgt 2018", []),
        ("", []),
    ],
)
def test_earlier_checks(text: str, expected: list[str]) -> None:
    assert [each.value for each in checks_in(Prose(rows(text)))] == expected


def test_a_mention_leads_back_over_a_line_s_end() -> None:
    string = "Die Vorlage V1296-\n02/16 und die BK vom 5.\nJanuar 2016."
    prose = Prose(rows(string))
    places = [*papers_in(prose, set(), city()), *checks_in(prose)]
    assert [string[each.start : each.end] for each in places] == ["V1296-\n02/16", "5.\nJanuar 2016"]


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (["Frühere Beschlusskontrollen: 5. Januar 2016; Juni 2017"], ["2016-01-05", "2017-06"]),
        # over a line's end, and with the papers behind it
        (
            ["Frühere Beschlusskontrollen: 5. Januar", "2016", "Weitere Vorlagen: A0815/30"],
            ["2016-01-05"],
        ),
        (["Weitere Vorlagen: A0815/30"], []),
    ],
)
def test_a_standard_letter_lists_earlier_checks(lines: list[str], values: list[str]) -> None:
    assert [mention.value for mention in checks_named(rows("\n".join(lines)))] == values


def test_what_a_standard_letter_lists_is_no_part_of_its_last_report() -> None:
    listed = "Frühere Beschlusskontrollen: 5. Januar 2016\nWeitere Vorlagen: A0815/30\n\nnächste Besch"
    letter = ratsdok.parse(LETTER.replace("nächste Besch", listed).encode(), name="brief.txt")
    assert letter.statements[-1].text == "Der Bericht wird derzeit erarbeitet."
    assert letter.previous_checks == ("2016-01-05",)
    assert letter.papers_mentioned == ("A0815/30",)
