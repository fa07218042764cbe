"""German words and parts of words of closed classes, as far as they tell whether a word was divided."""

from __future__ import annotations

from typing import Final


def _class_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SIMPLE_WORDS: Final = _class_of(
    """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außer außerdem
    bei beide beiden beim bereits bis bzw da dabei dadurch dafür damit daher dann daran darauf
    daraus darin darüber das dass davon dazu dem den denen denn der deren des dessen die dies diese
    diesem diesen dieser dieses doch dort drei durch ein eine einem einen einer eines er erst es
    etwa für gegen gemäß haben hat hatte hier hierbei hierfür hierzu ihm ihn ihr ihre ihrem ihren
    ihrer im in infolge innerhalb ins insbesondere insgesamt ist ja je jede jedem jeden jeder jedes
    jedoch kann kein keine keinen keiner können konnte konnten man mehr mit muss müssen nach nicht
    noch nur nun ob oder ohne per pro sehr sein seine seiner seit sich sie sind so sobald sofern
    soll sollen sollte sollten somit sowie sowohl statt trotz über um und uns unser unter vom von
    vor während war waren was wegen weil weiter weitere weiteren weiterer welche welchen welcher
    wenn werden wie wir wird wo wurde wurden z zu zum zur zwar zwei zwischen
    """
)
COMPOUND_PARTICLES: Final = _class_of(
    """
    allerdings andererseits andernfalls anhand anstelle aufgrund ausschließlich außerhalb bereits
    bezüglich beziehungsweise bisher bislang dabei dadurch dafür dagegen daher dahin damit danach
    daneben daran darauf daraus darin darüber darum darunter davon davor dazu dazwischen demnach
    demzufolge dennoch derzeit ebenfalls ebenso einander einerseits einmal einschließlich
    entsprechend gegebenenfalls gegenüber gegenwärtig hieraus hierbei hierfür hierin hiermit
    hierüber hiervon hierzu hinsichtlich infolge innerhalb insbesondere insgesamt insofern insoweit
    inzwischen jedenfalls jederzeit jedoch jeweils keinerlei keinesfalls mehrfach mithilfe
    miteinander oberhalb obgleich obwohl seitdem sobald sodass sofern solange somit sowie sowohl
    trotzdem übrigens unterhalb untereinander vielfach vielmehr voneinander vorab voran voraus
    vorbei vorhanden vorher vorüber weiterhin wobei wodurch wofür womit woran worauf woraus worin
    wovon wozu zueinander zuerst zugleich zukünftig zuletzt zumindest zunächst zurück zusammen
    zusätzlich zuvor zwischenzeitlich
    """
)
"""Particles that, divided, hardly ever are two words; *indem*, *nachdem*, *zudem* often are."""

PARTICLE_FORMS: Final = _class_of(
    """
    andere anderem anderen anderer anderes deren denen dessen diese diesem diesen dieser dieses eine
    einem einen einer eines haben hatte hatten ihre ihrem ihren ihrer ihres jede jedem jeden jeder
    jedes keine keinem keinen keiner keines können konnte konnten müssen musste mussten seine seinem
    seinen seiner seines sollen sollte sollten sondern über unter unsere unseren weitere weiteren
    weiterer weiteres werden worden wurde wurden während zwischen aber allen aller alles außer durch
    gegen immer oder
    """
)
"""Function words of more than one syllable, which a line's end may divide."""

_ADVERBS: Final = _class_of(
    """
    abschließend aktuell bald bevor dabei ferner fast gegebenenfalls genau gern gestern gleichwohl heute
    indem indes jemals jetzt kaum künftig lediglich leider manchmal nachdem nachfolgend nie nochmals nunmehr
    oft parallel schon selbst seither sogar sonst stets teilweise umso vielleicht voraussichtlich weder
    weitgehend wieder wiederum zeitnah zudem zumal zurzeit
    """
)

FUNCTION_WORDS: Final = _SIMPLE_WORDS | COMPOUND_PARTICLES | PARTICLE_FORMS | _ADVERBS
"""Words that often stand at a line's start and seldom end a longer word."""

BOUND_HEADS: Final = _class_of("be ent ge ver zer un ur miss")
"""Beginnings that are no word."""

BOUND_TAILS: Final = _class_of(
    """
    bare baren barer bung bungen chen chung chungen dung dungen fung gung gungen haft heit heiten
    isch ische ischen kation keit keiten kung lich liche lichen licher liches lichkeit ling lung
    lungen nahme nahmen nis nisse nung nungen rung rungen schaft schaften schen schung sion sionen
    sung sungen tät täten tion tionen tionelle tiv tive tiven tum tung tungen ung ungen zung zungen
    """
)
"""Endings that are no word."""

LURING_WORDS: Final = _class_of(
    """
    Abende Aufwenden Ausländer Bänder Bauherren Behörden Beiräte Bilder Boden Brüder Einladende Felder Förder
    Friede Fristende Gebäude Gegenden Gelder Gemeinden Gewinner Glieder Gründe Gründen Güter Hände Händen
    Hürden Inder Jahresende Kinder Kleider Kunden Länder Leiden Lieder Männer Methoden Mieter Mitglieder
    Mitgliedern Mitgliedes Monatsende Perioden Räder Rinder Runden Schäden Ständer Stände Stunden Sünden
    Träger Umstände Verbände Verbänden Vorsitzende Vorsitzenden Vorsitzender Vorstände Wälder Wänden Wenden
    abgeschieden angebunden anwenden aufgefunden aufwenden ausgeschieden befinden befunden begründen beladen
    bilden binden blenden dienende eingebunden eingeladen einladen empfunden enden entscheiden entschieden
    entstanden erfinden erwarten fehlende fehlenden finden fordern fördern folgende folgenden folgender
    gebunden gefunden geladen geltenden gestanden geworden gründen jeweiliger kleinere laden laufende
    laufenden laufender leiden melden mieden mindern münden notwendige reden scheiden sonder stattfinden
    stehende stehenden stunden überladen umgewandelte unterscheiden unterschieden verabschieden verbinden
    verbunden vereinbar vermeiden vermieden verschieden verschiedene verschiedenen verschiedener
    verschwinden verstanden verwenden vorfinden vorgefunden vorgeladen vorladen vorhandene vorhandenen
    vorstehenden wandern wenden wunder zufrieden zufriedenen zugestanden zuständige zustande
    """
)
"""Words whose last syllable, cut off, looks like a function word: *eingela-den*, *Mitglie-der*."""
