"""A code page is taken unasked only where its text is plausible: real words of many languages in many code pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.ingest.encodings import is_western

WESTERN = (
    "Très déçu, le café était froid – c’est dommage à 5 €",
    "Où êtes-vous ? L’œuvre naïve, ça coûte, à bientôt",
    "Die Größe war schön, für uns überhaupt kein Ärger",
    "El niño comió mañana, ¿qué pasó aquí? ¡Adiós!",
    "Não gostei, a manhã está óptima, ações e corações",
    "È così, perché la città è già più bella",
    "Smörgåsbord på ön är väldigt gott",
    "Rødgrød med fløde på en ærlig dag",
    "Coördinatie is geïnteresseerd in één idee",
)
OTHERS = (
    ("Źle się działo, proszę o więcej światła", "cp1250"),
    ("Děkuji, příště řekněte něco víc", "cp1250"),
    ("Nagyon jó idő, gyűjtő és őrült", "cp1250"),
    ("Очень плохое обслуживание", "cp1251"),
    ("Очень плохое обслуживание", "koi8_r"),
    ("Πολύ κακή εξυπηρέτηση", "cp1253"),
    ("İyi değil, çok kötü ışık", "cp1254"),
    ("très déçu de l'accueil", "cp850"),
    ("schön für uns", "cp850"),
    ("très déçu de l'accueil", "mac_roman"),
    ("schön für uns", "mac_roman"),
    ("サービスが悪い", "shift_jis"),
    ("服务很差", "gbk"),
)


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_in_windows_1252_needs_no_question(text: str, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(text.encode("cp1252"))
    assert is_western(path)


@pytest.mark.parametrize(("text", "encoding"), OTHERS)
def test_text_of_another_code_page_is_not_taken_for_windows_1252(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(text.encode(encoding))
    assert not is_western(path)
