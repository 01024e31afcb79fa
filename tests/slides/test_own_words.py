"""Own words stand over what is computed, and nothing that is computed is lost by them."""

from __future__ import annotations

from dataclasses import replace

from ek_data.slides.options import Choice, OwnWords, slide_of
from tests.decks import PUBLIC, made

OWN = OwnWords("Zwei Konferenzen, rund 135 Menschen", "Danach die Frage an die Runde\nWer fehlt?")


def test_own_title_and_notes_stand_over_the_computed_slide() -> None:
    choice = Choice(("conferences",))
    [computed], [own] = made(PUBLIC, choice).slides, made(PUBLIC, choice.saying("conferences", OWN)).slides
    assert own.title == OWN.title
    assert own.notes == ("Danach die Frage an die Runde", "Wer fehlt?", *computed.notes)
    assert (own.sources, own.topic) == (computed.sources, computed.topic)
    assert own.picture is not None


def test_slide_of_text_has_a_title_and_a_line_for_each_point() -> None:
    choice = Choice(("text-1",)).saying("text-1", OwnWords("Was wir klären", lines="Wer?\n\nWann?"))
    [slide] = made(PUBLIC, choice).slides
    assert (slide.title, slide.bullets) == ("Was wir klären", ("Wer?", "Wann?"))


def test_title_of_the_first_slide_is_that_of_the_presentation() -> None:
    assert made(PUBLIC, Choice.of(title="Netzwerktreffen")).title == "Netzwerktreffen"


def test_without_names_there_are_no_own_words() -> None:
    choice = Choice(("title", "status", "text-1")).saying("status", OWN).saying("text-1", OWN).saying("title", OWN)
    hidden = made(PUBLIC, replace(choice, anonymous=True))
    assert [slide.code for slide in hidden.slides] == ["title", "status"]
    assert all(OWN.title != slide.title for slide in hidden.slides)
    assert hidden.title != OWN.title


def test_words_lose_what_no_file_could_hold() -> None:
    assert Choice().saying("map", OwnWords("Wo\x00 und\x0b wer")).own("map").title == "Wo und wer"


def test_picture_of_a_page_becomes_a_slide_and_of_those_with_a_slide_of_their_own_that() -> None:
    timeline, curve = slide_of("programme-timeline"), slide_of("cohort-comparison-curve")
    assert (timeline, curve) == ("picture-programme-timeline", "curve")
    assert slide_of("map", "people") == "picture-map.people"
    assert slide_of("map", "implemented") == "picture-map.implemented"  # which the page Karte shows at first
    assert slide_of("map", "cohort") == slide_of("map") == "map"
    [slide] = made(PUBLIC, Choice((timeline,))).slides
    assert (slide.code, slide.picture and slide.picture.empty) == (timeline, False)


def test_slides_that_are_not_there_any_more_take_their_words_along() -> None:
    choice = Choice(("map", "text-1", "title")).saying("text-1", OWN).saying("map", OWN)
    assert choice.ordered(["title", "map", "castle"]) == Choice(("title", "map")).saying("map", OWN)
