"""How administrations word a status: a table of phrases, each with an invented example.

A phrase is written as one would say it. `…` stands for some words of the same clause that do not negate or
weaken it, `a|b` for either word, `*` for any ending, and ` / ` parts whole phrases. Words of six letters and more are found although a blank
got lost before them or into them ("umge setzt"), and every letter also by its look-alikes ("Beschiuss").
The senses are grouped by what they speak of: the resolution itself, or events on the way to it.
"""

from __future__ import annotations

from typing import NamedTuple


class Cue(NamedTuple):
    """A phrase, the sense it carries, and a sentence in which it must be found."""

    sense: str
    phrase: str
    example: str


_POINT = "beschluss*|punkt*|punkte|auftrag|auftrages|prüfauftrag|maßnahme|forderung|anliegen|ziffer"
_MONTH = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
_DONE = "erfüllt|umgesetzt|erledigt|abgeschlossen|abgearbeitet|vollzogen|realisiert|ausgeführt"

_TABLE: dict[str, tuple[tuple[str, str], ...]] = {
    # The resolution is done with.
    "fulfilled": (
        (f"{_POINT} … ist|sind|wurde|wurden|gilt|gelten … {_DONE}", "Der Beschlusspunkt ist damit erfüllt."),
        (f"ist|sind|wurde|wurden|gilt|gelten … {_POINT} … {_DONE}", "Somit ist der Auftrag erledigt."),
        (f"vollumfänglich|vollständig|beschlussgemäß|planmäßig {_DONE}", "Das wurde vollständig umgesetzt."),
        (f"{_POINT} … wurde|ist … entsprochen", "Dem Beschlusspunkt wurde damit entsprochen."),
        ("umsetzung … ist|wurde … abgeschlossen|erfolgt|vollzogen", "Die Umsetzung ist vollständig erfolgt."),
    ),
    # The administration has already said its last word on it.
    "closed": (
        ("abschließend … informiert|berichtet|beantwortet", "Im Mai wurde abschließend berichtet."),
        ("abschließend … mitgeteilt|dargelegt|dargestellt", "Das wurde bereits abschließend dargelegt."),
        ("abschließende|abschließender bericht|information|bericht* … erfolgte|wurde|liegt", "Der abschließende Bericht erfolgte im Juni."),
        ("keine weitere|weiteren beschlusskontrolle*|berichterstattung", "Es ist keine weitere Beschlusskontrolle nötig."),
    ),
    # A standing duty is kept, or the resolution is said to be under way.
    "observed": (
        (f"{_POINT} … wird|werden … umgesetzt|beachtet|berücksichtigt|eingehalten|befolgt", "Der Punkt wird beachtet."),
        ("wird|werden beachtet|berücksichtigt|eingehalten|fortgeführt|fortgesetzt", "Die Vorgabe wird beachtet."),
        ("wird|werden|erfolgt|erfolgen … fortlaufend|laufend|kontinuierlich|turnusmäßig", "Die Pflege erfolgt fortlaufend."),
        ("befindet|befinden sich … umsetzung|bearbeitung|realisierung", "Er befindet sich in der Umsetzung."),
        ("laufende|laufenden|ständige|dauerhafte aufgabe|prozess", "Es ist eine laufende Aufgabe."),
        ("daueraufgabe", "Die Pflege der Beete ist Daueraufgabe."),
        (f"{_POINT} … ist|sind … in umsetzung|bearbeitung|arbeit", "Die Maßnahme ist in Arbeit."),
    ),
    # Nothing has happened since the last report.
    "nothing_new": (
        ("kein|keine|keinen neuer|neue|neuen|neueren sachstand|erkenntnisse|entwicklungen|informationen", "Es gibt keinen neuen Sachstand."),
        ("kein|keinen|keine neuer|neuen|neue stand|bearbeitungsstand|fakten", "Kein neuer Stand seit März."),
        ("keine änderung*|veränderung* … gegenüber|seit|zur|zum|ergeben", "Es gibt keine Änderungen seit Mai."),
        ("sachstand … unverändert / sachstand … weiterhin aktuell", "Der Sachstand ist unverändert."),
        ("sachstand … hat sich nicht|nichts geändert|verändert", "Am Sachstand hat sich nichts geändert."),
        ("hat|haben sich seit … nicht|nichts geändert|verändert", "Das hat sich seit dem Bericht nicht geändert."),
        ("gilt|gelten weiterhin|unverändert fort", "Die Aussagen gelten unverändert fort."),
    ),
    # Only a pointer to an earlier report.
    "see_before": (
        ("siehe|vgl|vergleiche antwort|beantwortung|beschlusskontrolle|stellungnahme|ausführungen|zwischenbericht", "Siehe Antwort vom 3. Mai."),
        ("auf die|den antwort|beschlusskontrolle|ausführungen|bericht|zwischenbericht|mitteilung … verwiesen", "Auf die Beschlusskontrolle vom 4. Mai wird verwiesen."),
        ("siehe|vgl … beschlusskontrolle vom", "Vgl. hierzu Beschlusskontrolle vom 7. Juni."),
    ),
    # Only a pointer to an annex.
    "annex": (
        ("erhalten sie … anlage|übersicht|tabelle|aufstellung", "Anbei erhalten Sie die Übersicht der Plätze."),
        ("als|der anlage … beigefügt|dargestellt|ersichtlich|aufgeführt|enthalten", "Die Liste ist als Anlage beigefügt."),
        ("siehe|vgl anlage*", "Siehe Anlage 2."),
        ("erhalten sie als|mit anlage", "Die Liste erhalten Sie als Anlage."),
        ("der|den anlage|anlagen … entnehmen|entnommen", "Näheres ist der Anlage zu entnehmen."),
    ),
    # It cannot or will not be done.
    "refused": (
        ("nicht umsetzbar|erfüllbar|realisierbar|durchführbar|zielführend|genehmigungsfähig|vertretbar", "Das ist rechtlich nicht umsetzbar."),
        ("wird|werden|wurde|wurden … nicht weiterverfolgt|umgesetzt|realisiert|durchgeführt|errichtet|eingeführt|gebaut", "Die Brücke wird daher nicht gebaut."),
        ("nicht weiter|mehr|länger verfolgt|betrieben|umgesetzt|realisiert", "Die Variante wird nicht weiter verfolgt."),
        ("kann|können|konnte|konnten … nicht umgesetzt|erfüllt|realisiert|entsprochen|gefolgt werden", "Dem Wunsch kann nicht entsprochen werden."),
        ("nicht mehr erforderlich|notwendig|möglich|benötigt|relevant|vorgesehen", "Ein Anbau ist nicht mehr erforderlich."),
        ("nicht angezeigt|geboten|beabsichtigt|zulässig", "Eine Satzung ist fachlich nicht angezeigt."),
        ("beschluss*|punkt* … aufgehoben", "Der Beschluss wurde im April aufgehoben."),
        ("wurde|wurden|wird|werden … abgelehnt|verworfen|gestoppt|abgebrochen", "Die Verhandlungen wurden abgebrochen."),
        ("hinfällig|obsolet|gegenstandslos|überholt|entbehrlich", "Der Auftrag ist damit gegenstandslos."),
        ("abstand genommen|absehen|abgesehen", "Vom Kauf wurde Abstand genommen."),
        ("versuche|planung*|verhandlungen|verfahren|bemühungen … eingestellt", "Das Verfahren wurde eingestellt."),
        ("gescheitert|scheiterte|scheiterten|erfolglos", "Die Verhandlungen sind gescheitert."),
        ("zu keinem ziel|ergebnis|abschluss|erfolg", "Die Gespräche führten zu keinem Ergebnis."),
        ("besteht|bestehen|gibt|sieht|sehen … keine möglichkeit|rechtsgrundlage|bedarf|einrichtung|notwendigkeit", "Es besteht keine Rechtsgrundlage."),
    ),
    # It waits: suspended or put off.
    "postponed": (
        ("wurde|wurden|wird|werden|ist|sind|bleibt … ausgesetzt|zurückgestellt|aufgeschoben", "Der Bau wurde ausgesetzt."),
        ("zurückstellung|aussetzung", "Das Amt schlägt die Zurückstellung vor."),
        ("ruht|ruhen|pausiert|pausieren", "Das Vorhaben ruht derzeit."),
        ("bis auf weiteres", "Das Fest entfällt bis auf Weiteres."),
        ("auf unbestimmte zeit", "Der Bau ist auf unbestimmte Zeit verschoben."),
        ("auf einen späteren zeitpunkt|termin verschoben|verlegt", "Es wurde auf einen späteren Zeitpunkt verschoben."),
        ("auf das|die jahr|jahre|folgejahr|folgejahre … verschoben", "Der Bau wurde auf das Jahr 2027 verschoben."),
        ("kann|können … daher|deshalb|somit|deswegen … noch nicht", "Die Vorlage kann daher noch nicht erstellt werden."),
        ("fand|fanden|findet … nicht|kein|keine … statt", "2020 fand wegen der Pandemie kein Fest statt."),
    ),
    # It will not happen for a long time.
    "not_before": (
        ("nicht vor 20*", "Der Bau ist nicht vor 2031 möglich."),
        ("nicht vor dem|ende|mitte|anfang", "Mit dem Bau ist nicht vor Ende 2031 zu rechnen."),
        ("frühestens ab|im|in … 20* … möglich|begonnen", "Der Bau ist frühestens ab 2031 möglich."),
    ),
    # It hangs on somebody's decision.
    "waiting": (
        ("erst nach … entscheidung|behandlung|beschlussfassung|urteil", "Das ist erst nach der Entscheidung des Landes möglich."),
        ("erst dann … werden|möglich", "Erst dann kann über den Bau entschieden werden."),
        ("hängt|hängen … ab", "Der Baubeginn hängt von der Förderung ab."),
        ("abhängig von|vom / vorbehaltlich", "Der Start ist abhängig von der Förderzusage."),
        ("abzuwarten|abgewartet", "Das Urteil bleibt abzuwarten."),
        ("haushaltssperre", "Wegen der Haushaltssperre entfällt die Vergabe."),
    ),
    # Others decide: the statement only says who.
    "elsewhere": (
        ("keinen|keine einfluss|zuständigkeit", "Die Stadt hat darauf keinen Einfluss."),
        ("obliegt|obliegen", "Die Entscheidung obliegt der Landesbehörde."),
        ("nicht in die|der zuständigkeit", "Das fällt nicht in die Zuständigkeit der Stadt."),
    ),
    # Events: going on now.
    "ongoing": (
        ("derzeit|aktuell|gegenwärtig|zurzeit|momentan|augenblicklich / zur zeit", "Derzeit prüft das Amt die Lage."),
        ("befindet|befinden sich … in|im", "Das Konzept befindet sich in Abstimmung."),
        ("läuft|laufen|laufenden|andauern", "Die Gespräche laufen."),
        ("in vorbereitung|bearbeitung|arbeit|abstimmung|prüfung|planung|erarbeitung", "Eine Satzung ist in Vorbereitung."),
        ("wird|werden … geprüft|erarbeitet|vorbereitet|überarbeitet|abgestimmt|untersucht|erstellt", "Das Konzept wird durch das Amt erarbeitet."),
        ("wird|werden … einbezogen|begleitet|weitergeführt|fortgeschrieben|ausgewertet", "Der Beirat wird einbezogen."),
        ("weiterhin / nach wie vor / weiter angestrebt|verfolgt", "Das Ziel wird weiterhin verfolgt."),
        ("im|in geschäftsgang|gremienumlauf|gremienlauf|mitzeichnung", "Die Vorlage ist im Geschäftsgang."),
        ("schrittweise|sukzessive|etappenweise", "Die Bänke werden schrittweise erneuert."),
    ),
    # Events: set going.
    "started": (
        ("begonnen*|eingeleitet|angelaufen|gestartet|angestoßen|aufgenommen", "Der Umbau hat begonnen."),
        ("wurde|wurden|ist|sind … veranlasst|beauftragt|ausgeschrieben|angefordert|aufgefordert|beantragt", "Ein Gutachten wurde beauftragt."),
        ("in auftrag gegeben", "Eine Studie wurde in Auftrag gegeben."),
        ("ist|sind … im bau / in bau", "Die Halle ist im Bau."),
    ),
    # Events: a part is missing.
    "open": (
        ("noch nicht|kein|keine|keinen", "Der Vertrag ist noch nicht beurkundet."),
        ("noch … aus|offen|ausstehend|ausstehende|erforderlich|klärungsbedarf|abzuschließen|untersetzen", "Die Antwort steht noch aus."),
        ("teilweise|größtenteils|weitgehend|überwiegend / zum teil / in teilen", "Die Wege sind teilweise erneuert."),
        ("bedarf|bedürfen noch|weiterer|weiteren", "Es bedarf weiterer Abstimmungen."),
        ("nicht abgeschlossen|abschließend|endgültig / offen ist|sind", "Die Prüfung ist nicht abgeschlossen."),
    ),
    # Events: to come.
    "future": (
        ("vorgesehen|geplant|avisiert|terminiert|angestrebt|eingeplant|beabsichtigt|anvisiert", "Der Bau ist für Mai geplant."),
        ("voraussichtlich", "Die Vorlage kommt voraussichtlich im Juli."),
        ("soll|sollen", "Der Bau soll im Mai beginnen."),
        ("zu rechnen|erwarten", "Mit dem Bau ist im Mai zu rechnen."),
        ("wird|werden|erfolgt|erfolgen|kann|können … quartal|halbjahr|jahreshälfte|jahresende", "Das Heft wird im 2. Quartal vorgelegt."),
        (f"wird|werden|erfolgt|erfolgen|findet … {_MONTH}", "Die Abnahme erfolgt im Oktober 2026."),
        ("wird|werden … informieren|berichten|vorlegen|vorgelegt|unterrichten|stattfinden", "Das Amt wird den Ausschuss informieren."),
        ("erfolgt|erfolgen zum|im|nach|anschließend", "Der Bau erfolgt im Anschluss."),
        ("anschließend … wird|werden|kann|folgt", "Anschließend wird die Halle saniert."),
        ("im anschluss … wird|werden|kann|folgt", "Im Anschluss folgt die Vergabe."),
    ),
    # Events: only if or when something else happens.
    "condition": (
        ("sobald|sofern|falls", "Sobald die Mittel fließen, beginnt der Bau."),
        ("nach|mit vorliegen|abschluss|erarbeitung|fertigstellung|bewilligung … wird|werden|kann|soll|erfolgt", "Nach Abschluss der Planung wird gebaut."),
        ("erst nach|wenn|mit", "Der Bericht folgt erst nach dem Umbau."),
        ("unter voraussetzung|vorbehalt / unter der|dem voraussetzung|vorbehalt", "Das steht unter Vorbehalt."),
        ("ohne fördermittel|finanzierung|zustimmung|genehmigung", "Ohne Fördermittel geht es nicht."),
    ),
    # Events: done.
    "done": (
        ("wurde|wurden|worden", "Der Vertrag wurde unterzeichnet."),
        ("erfolgte|erfolgten|fand|fanden|trat|traten|erhielt|erhielten", "Die Abnahme erfolgte im Mai."),
        ("ist|sind … erfolgt|abgeschlossen|fertiggestellt|erstellt|eingetragen|eingegangen|vorhanden", "Die Abnahme ist erfolgt."),
        ("hat|haben … beschlossen|gewählt|bestätigt|zugestimmt|stattgefunden|aufgenommen|ausgelegen", "Der Rat hat die Satzung beschlossen."),
        ("liegt|liegen … vor", "Das Gutachten liegt dem Amt vor."),
        ("steht|stehen … bereit|verfügung", "Das Formular steht im Internet bereit."),
        ("in kraft", "Die Satzung ist in Kraft."),
        ("berichtete|berichteten|informierte|stimmte|nahm|bezogen", "Der Träger berichtete im Ausschuss."),
        ("im ergebnis|ergebnis … ist|wurde … festzustellen|festgestellt", "Im Ergebnis ist festzustellen, dass es genügt."),
        ("ist|sind … gefasst|beurkundet|ausgereicht|ausgezahlt|übergeben|gewährleistet", "Der Beschluss ist gefasst."),
    ),
}

CUES: tuple[Cue, ...] = tuple(
    Cue(sense, phrase, example) for sense, rows in _TABLE.items() for phrase, example in rows
)
SENSES: tuple[str, ...] = tuple(_TABLE)
