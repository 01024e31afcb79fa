"""What the secrets say about the sign-in, and what they cannot mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ek_data.auth import rules as access_rules
from ek_data.auth.rules import LISTED, PUBLIC, SIGNED_IN, Misconfigured, Rules
from ek_data.i18n import GERMAN
from tests.secrets import AUTH, COOKIE_SECRET

UNCLEAR: dict[str, tuple[dict[str, Any], str]] = {
    "a spelling mistake": ({"editor": ["anna@beispiel.de"]}, "unbekannten Eintrag: editor"),
    "a word that is no audience": ({"viewers": "everyone"}, "keine E-Mail-Adresse"),
    "a name for an address": ({"editors": ["Anna"]}, "„anna“ in „editors“"),
    "an address without a name": ({"editors": ["@beispiel.de"]}, "keine E-Mail-Adresse"),
    "a number for a list": ({"editors": 7}, "muss eine Liste"),
    "a list with a number": ({"viewers": [7]}, "muss eine Liste"),
    "groups nobody can find": ({"editor_groups": ["redaktion"]}, "keine Angabe („claim“)"),
    "a list for the claim": ({"claim": ["roles"]}, "muss ein Text sein"),
}


@pytest.mark.parametrize("case", UNCLEAR)
def test_what_cannot_be_meant_is_named(case: str) -> None:
    section, said = UNCLEAR[case]
    with pytest.raises(Misconfigured) as fault:
        Rules.of(section)
    assert said in fault.value.sentence(GERMAN)


def test_without_any_entry_nobody_is_named_and_nobody_may_look() -> None:
    assert Rules.of({}) == Rules()
    assert Rules().audience == LISTED


@pytest.mark.parametrize("audience", [SIGNED_IN, PUBLIC])
def test_viewers_may_be_all_who_sign_in_or_everybody(audience: str) -> None:
    rules = Rules.of({"viewers": audience})
    assert (rules.audience, rules.viewers) == (audience, frozenset())


def test_addresses_are_compared_without_regard_to_capitals() -> None:
    assert Rules.of({"editors": [" Anna@Beispiel.DE "]}).editors == {"anna@beispiel.de"}


def test_no_file_means_no_sign_in(tmp_path: Path) -> None:
    assert not access_rules.sign_in([str(tmp_path / "secrets.toml")]).configured


def test_sign_in_is_set_up_by_the_section_auth(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(AUTH + '[access]\neditors = ["anna@beispiel.de"]')
    found = access_rules.sign_in([str(file)])
    assert found.configured
    assert found.returns_to == "https://ek.beispiel.de/oauth2callback"
    assert found.rules.editors == {"anna@beispiel.de"}


def test_who_is_taken_off_the_list_is_out_at_once(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(AUTH + '[access]\neditors = ["anna@beispiel.de", "berta@beispiel.de"]')
    first = access_rules.sign_in([str(file)])
    anew = tmp_path / "anew"
    anew.write_text(AUTH + '[access]\neditors = ["berta@beispiel.de"]')
    os.replace(anew, file)
    assert first.rules.editors - access_rules.sign_in([str(file)]).rules.editors == {"anna@beispiel.de"}


def test_later_file_goes_before_an_earlier_one(tmp_path: Path) -> None:
    general, special = tmp_path / "general.toml", tmp_path / "special.toml"
    general.write_text(AUTH + '[access]\neditors = ["anna@beispiel.de"]')
    special.write_text('[access]\nviewers = "public"')
    rules = access_rules.sign_in([str(general), str(special)]).rules
    assert (rules.editors, rules.audience) == (frozenset(), PUBLIC)


def test_folder_of_secrets_lists_one_item_a_line(tmp_path: Path) -> None:
    for line in AUTH.splitlines()[1:]:
        name, _sign, value = line.partition(" = ")
        (tmp_path / "auth").mkdir(exist_ok=True)
        (tmp_path / "auth" / name).write_text(value.strip('"'))
    (tmp_path / "access").mkdir()
    (tmp_path / "access" / "editors").write_text("anna@beispiel.de\nberta@beispiel.de\n")
    (tmp_path / "access" / "viewers").write_text("signed-in\n")
    rules = access_rules.sign_in([str(tmp_path)]).rules
    assert rules.editors == {"anna@beispiel.de", "berta@beispiel.de"}
    assert rules.audience == SIGNED_IN


SPOILED = {
    "no TOML": ("[auth", "können nicht gelesen werden"),
    "no section": ("auth = 1", "muss ein Abschnitt sein"),
    "nothing but the heading": ("[auth]", "fehlt: redirect_uri, cookie_secret, client_id"),
    "a short secret": (AUTH.replace(COOKIE_SECRET, "kurz"), "mindestens 32 Zeichen"),
    "another way back": (AUTH.replace("/oauth2callback", "/"), "muss mit /oauth2callback enden"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_secrets_that_cannot_be_used_are_a_sentence(tmp_path: Path, case: str) -> None:
    content, said = SPOILED[case]
    file = tmp_path / "secrets.toml"
    file.write_text(content)
    with pytest.raises(Misconfigured) as fault:
        access_rules.sign_in([str(file)])
    assert said in fault.value.sentence(GERMAN)


def test_file_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured):
        access_rules.sign_in([str(tmp_path / "secrets.toml")])
