"""The page on a catalogue's resolutions, as it is written."""

from __future__ import annotations

import base64
import hashlib
import re
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalogues import filled, sample_letters
from ratsdok.archive.selection import LeftOut, Selection
from ratsdok.history.chain import History
from ratsdok.letter import Status
from ratsdok.reporting import report
from ratsdok.reporting.brief import Brief
from ratsdok.reporting.page import document as page
from ratsdok.reporting.page.parts import part_of
from reported import AS_OF, account, data_in, history, many, overdue, settled, text_of, waiting, written

EVIL = "</script><script>alert(1)</script><!-- \u2028\u2029 \"'<b>&amp;"


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pack the parts of any page."""
    monkeypatch.setattr(page, "LIMIT", 0)


def packs_in(html: str) -> list[str]:
    """Return the parts of a page group by group, unpacked."""
    found = re.findall(r'<script type="text/plain" data-pack="\d+">([^<]*)</script>', html)
    return [zlib.decompress(base64.b64decode(each), wbits=-15).decode() for each in found]


def part_in(html: str, anchor: str) -> str:
    """Return the part on a resolution."""
    found = re.search(rf'<section class="part" id="{anchor}".*?</section>', html, re.DOTALL)
    assert found
    return found[0]


def test_key_figures_say_how_many_are_uncertain() -> None:
    text = text_of(written(overdue(), overdue("V0004/21"), waiting(), settled()))
    assert "4 Beschlüsse, 5 Schreiben der Verwaltung" in text
    assert "überfällig 2 50 % der Beschlüsse keiner davon unsicher" in text
    assert "offen 1 25 % der Beschlüsse unsicher 1 davon (100 %)" in text
    assert "erledigt 1 25 % der Beschlüsse keiner davon unsicher" in text


def test_a_catalogue_is_reported(tmp_path: Path) -> None:
    filled(tmp_path / "archive.db", sample_letters()).close()
    count, unasked = report(tmp_path / "archive.db", tmp_path / "report.html", as_of=AS_OF)
    html = (tmp_path / "report.html").read_text("utf-8")
    assert unasked.confidential == 1
    assert len(data_in(html)["rows"]) == count > 10
    assert "A0126/15" in html
    assert "V0471/15" not in html  # its only letter is confidential
    assert "sind nicht berücksichtigt" in html
    report(
        tmp_path / "archive.db", tmp_path / "all.html", as_of=AS_OF, selection=Selection(confidential=True)
    )
    html = (tmp_path / "all.html").read_text("utf-8")
    assert "V0471/15" in html
    assert "Nicht zur Weitergabe bestimmt" in html


def test_the_same_histories_give_the_same_bytes() -> None:
    some = many(130)
    assert written(*some) == written(*some)


def test_no_resolution_is_said() -> None:
    html = written()
    assert "Im Katalog ist kein Beschluss, auf den diese Auswahl zutrifft." in html
    assert 'id="daten"' not in html


@pytest.mark.usefixtures("packed")
def test_many_parts_are_packed_in_groups_in_the_order_of_the_rows() -> None:
    some = many(101)
    html = written(*some)
    groups = packs_in(html)
    assert 'class="part"' not in html
    assert [len(re.findall('class="part"', group)) for group in groups] == [50, 50, 1]
    anchors = [anchor for group in groups for anchor in re.findall(r'class="part" id="([^"]*)"', group)]
    assert anchors == [row[0] for row in data_in(html)["rows"]]


def test_packed_or_not_a_part_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = written(overdue(), waiting())
    monkeypatch.setattr(page, "LIMIT", 0)
    (group,) = packs_in(written(overdue(), waiting()))
    assert part_in(plain, "dresden-V0001-21") == part_in(group, "dresden-V0001-21")


def test_memory_does_not_grow_with_what_the_parts_hold() -> None:
    one = overdue(said=((Status.PLANNED, "Es wird weiter geprüft. " * 5000),))  # 120 kB

    def passing() -> Iterator[History]:
        for at in range(200):
            yield replace(one, paper=f"V{at:04}/21")

    class Nowhere:
        def write(self, data: bytes) -> int:
            return len(data)

    tracemalloc.start()
    brief = Brief(AS_OF, Selection(), LeftOut(0, 0, 0, 0))
    assert page.write(passing(), brief, Nowhere()) == 200  # type: ignore[arg-type]
    assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    tracemalloc.stop()


def test_a_policy_allows_the_page_its_own_style_and_scripts_alone() -> None:
    html = written(overdue())
    blocks = re.findall(r"<(style|script)>(.*?)</\1>", html, re.DOTALL)
    sums = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in blocks]
    assert [kind for kind, _ in blocks] == ["style", "script", "script"]
    assert (
        f"content=\"default-src 'none'; img-src data:; style-src 'sha256-{sums[0]}'; "
        f"script-src 'sha256-{sums[1]}' 'sha256-{sums[2]}'; base-uri 'none'; form-action 'none'\""
    ) in html.replace("&#39;", "'")


def test_nothing_stands_in_line_and_nothing_is_loaded() -> None:
    html = written(*many(20))
    assert not re.search(r"<[^>]*\s(style|on\w+)=", html)
    assert not re.search(r"<[^>]*\ssrc=", html)
    assert not re.search(r"@import|url\((?!#)", html)
    links = set(re.findall(r'<[^>]*\shref="([^"]*)"', html))
    assert all(link.startswith(("#", "file:///archiv/", "data:,")) for link in links)


def test_what_letters_say_stays_text() -> None:
    said = ((Status.PLANNED, EVIL),)
    evil = overdue(EVIL, subject=EVIL, department=EVIL, said=said, name=EVIL, places=("javascript:alert(1)",))
    html = written(evil)
    assert html.count("<script") == 3
    assert "<!--" not in html
    assert "<b>&amp;" not in html
    assert 'href="javascript:' not in html
    assert "\u2028" not in html[html.index('id="daten"') : html.index("</script>", html.index('id="daten"'))]
    assert data_in(html)["rows"][0][2] == EVIL
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in html


def test_control_characters_do_not_break_the_page() -> None:
    html = written(overdue(subject="Bänke\x00\x1b\ud800 im Park"))
    assert "Bänke\ufffd\ufffd\ufffd im Park" in html
    assert data_in(html)["rows"][0][2] == "Bänke\ufffd\ufffd\ufffd im Park"


def test_two_cities_may_have_the_same_number() -> None:
    letter = account("2023-10-01", "2024-03-31")
    one, other = history("V0001/21", letter), history("V0001/21", letter, profile="hafenfeld")
    html = written(one, other)
    assert [row[0] for row in data_in(html)["rows"]] == ["dresden-V0001-21", "hafenfeld-V0001-21"]
    assert 'data-facet="profile"' in html
    assert 'data-facet="profile"' not in written(one)


def test_anchors_never_meet() -> None:
    rows = data_in(written(*(overdue(paper) for paper in ("V1/21", "V1-21", "V1_21", "v1 21"))))["rows"]
    assert len({row[0].casefold() for row in rows}) == 4


def test_the_list_begins_with_what_is_longest_overdue() -> None:
    late = history("V0009/21", account("2022-01-01", "2022-02-28"))
    html = written(settled(), waiting(), overdue(), late)
    body = html[html.index("<tbody data-rows>") : html.index("</table>", html.index("<tbody data-rows>"))]
    papers = re.findall(r'data-cell="paper">([^<]*)<', body)
    assert papers == ["V0009/21", "V0001/21", "V0002/22", "V0003/20"]


def test_without_a_script_the_first_hundred_stand_there() -> None:
    html = written(*many(130))
    body = html[html.index("<tbody data-rows>") : html.index("</tbody>", html.index("<tbody data-rows>"))]
    assert body.count("<tr>") == 100
    assert "Sie zeigt die ersten 100 von 130 Beschlüssen." in html
    assert "Die einzelnen Beschlüsse stehen darunter." in html


@pytest.mark.usefixtures("packed")
def test_without_a_script_it_is_said_what_is_missing() -> None:
    assert "Die Seiten zu den einzelnen Beschlüssen sind gepackt" in written(overdue())


def test_a_part_tells_what_was_promised_and_what_came() -> None:
    text = text_of(part_in(written(overdue()), "dresden-V0001-21"))
    assert "Nächste Kontrolle zugesagt: 30.06.2022" in text
    assert "Das nächste Schreiben: 63 Tage nach dem Termin." in text
    assert "Seither liegt kein Schreiben vor: 184 Tage überfällig." in text
    assert "Seit 184 Tagen liegt kein neues Schreiben vor." in text


def test_a_letter_that_is_missing_stands_where_it_belongs() -> None:
    later = account("2023-01-10", "2023-06-30", previous_checks=("2022-06-30", "2022-09"))
    part = part_in(written(history("V1/21", account("2022-01-10", "2022-06-30"), later)), "dresden-V1-21")
    text = text_of(part)
    first, second = text.index("30.06.2022 fehlt"), text.index("September 2022 fehlt")
    assert text.index("10.01.2022") < first < second < text.index("Zwischenbericht", second)
    assert "Die Beschlusskontrolle vom September 2022 liegt nicht vor" in text
    assert "Später genannt wird die Beschlusskontrolle vom 30.06.2022 (am zugesagten Tag)" in text


def test_a_quotation_names_document_page_and_checksum() -> None:
    part = part_in(written(overdue(name="zweiter Brief.pdf")), "dresden-V0001-21")
    sum_ = hashlib.sha256(b"zweiter Brief.pdf").hexdigest()
    quote = part[part.index('<figure class="quote"') :]
    assert "Stand vom 2022-09-01." in quote
    assert f"<code>{sum_}</code>" in quote
    assert (
        'href="file:///archiv/zweiter%20Brief.pdf#page=2" rel="noreferrer">zweiter Brief.pdf</a>, S. 2'
        in quote
    )


def test_a_point_tells_every_change_and_that_it_is_open_again() -> None:
    told = [
        (Status.PLANNED, "Es ist geplant."),
        (Status.IMPLEMENTED, "Es ist gebaut."),
        (Status.DEFERRED, "Es ruht."),
    ]
    days = ("2021-01-10", "2021-06-10", "2021-12-10")
    letters = [account(day, "2022-06-30", said=(each,)) for day, each in zip(days, told, strict=True)]
    text = text_of(part_in(written(history("V1/21", *letters)), "dresden-V1-21"))
    assert "1. Schreiben vom 10.01.2021 , S. 2: geplant" in text
    assert "2. Schreiben vom 10.06.2021 , S. 2: geplant → umgesetzt" in text
    assert "3. Schreiben vom 10.12.2021 , S. 2: umgesetzt → zurückgestellt wieder offen" in text
    assert "Letzte Nachricht vor 24 Monaten" in text


def test_a_statement_on_several_points_is_quoted_once() -> None:
    letter = account("2023-10-01", "2024-03-31", said=((Status.PLANNED, "Eins."), (Status.PLANNED, "Zwei.")))
    shared = letter.sayings[0]._replace(points=("1", "2"), text="Für beide dasselbe.")
    part = part_of(history("V1/21", replace(letter, sayings=(shared,))), "a")
    assert [quote.text for point in part.points for quote in point.quotes] == ["Für beide dasselbe.", None]
    assert part.points[1].quotes[0].elsewhere == "Punkt 1"
    assert part.points[1].quotes[0].anchor == part.points[0].quotes[0].anchor


def test_doubt_is_marked_wherever_something_uncertain_is_used() -> None:
    doubts = frozenset({"date", "next_check.date", "department", "report", "resolutions.0.meeting"})
    letters = (
        account("2022-01-10", "2022-06-30", doubts=doubts),
        account("2022-09-01", "2023-06-30", doubts=doubts),
    )
    part = part_in(written(history("V1/21", *letters)), "dresden-V1-21")
    text = text_of(part)
    assert "01.09.2022 unsicher Zwischenbericht unsicher" in text
    assert "Nächste Kontrolle zugesagt: 30.06.2023 unsicher" in text
    assert "Das nächste Schreiben: 63 Tage nach dem Termin. unsicher" in text
    assert "2. Schreiben vom 01.09.2022 (Datum unsicher)" in text
    assert "Sitzung SR/012/2021 unsicher" in text
    assert "Geschäftsbereich Parks und Plätze unsicher" in text
    assert (
        "Unsicher: die Art des Berichts ist unsicher gelesen; der zugesagte Termin ist unsicher gelesen"
        in text
    )


def test_every_document_of_a_letter_is_named() -> None:
    one = account("2023-10-01", "2024-03-31", name="a.pdf")
    other = account("2023-10-01", "2024-03-31", name="b.pdf", places=("https://rat.example/b.pdf",))
    part = part_in(written(history("V1/21", one, other)), "dresden-V1-21")
    assert 'href="file:///archiv/a.pdf"' in part
    assert 'href="https://rat.example/b.pdf"' in part
    assert re.search(r"Dasselbe Schreiben liegt mehrfach vor: [ab].pdf, [ab].pdf", part)


def test_a_chart_leads_to_the_list_filtered_by_what_it_shows() -> None:
    html = written(overdue(), waiting())
    found = re.findall(r'data-filter="committee" data-value="(\d)">([^<]*)<', html)
    words = data_in(html)["words"]["committee"]
    assert sorted(found) == sorted((str(at), name) for at, name in enumerate(words))
