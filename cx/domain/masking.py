"""Personal data in what people wrote, masked: what could reach a person is replaced by what kind of thing it was.

Masked are e-mail addresses (spelled out, too: "name at example dot com"), telephone numbers, payment card numbers (by
their check digit), IBANs (by theirs), IP addresses, and web addresses that carry an id. What only looks like one of
them stays: order numbers, dates, amounts, versions. Names and postal addresses are NOT recognized.

Each pattern takes time linear in the text: it starts only where a run of its letters does, and takes back nothing.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

LINK, EMAIL, IBAN, CARD, IP, PHONE = "[link]", "[e-mail]", "[IBAN]", "[card number]", "[IP address]", "[phone]"
KINDS: tuple[str, ...] = (LINK, EMAIL, IBAN, CARD, IP, PHONE)

_TAKEN = "\0"
"""What stands in the place of letters that are known to be something."""

Found = tuple[int, int, str]


def masked(text: str) -> str:
    """The text with personal data replaced by its kind in brackets; all else stays as it is, to the letter.

    >>> masked("Call Ana on +49 30 901820 or write to ana.ruiz@example.com about order 0612345678 of 2026-09-01.")
    'Call Ana on [phone] or write to [e-mail] about order 0612345678 of 2026-09-01.'
    """
    plain, places = _plain(text)
    found: list[Found] = []
    for search in _SEARCHES:
        plain = search(plain, found)
    pieces, at = [], 0
    for start, end, kind in sorted(found):
        first, last = (places[start], places[end - 1] + 1) if places else (start, end)
        pieces += [text[at:first], kind]
        at = last
    return "".join([*pieces, text[at:]])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain letters and digits, and where each stood; no places where the text is plain already.

    Full-width and other forms of a letter or digit become the usual one; letters that nobody sees are left out.
    """
    if text.isascii():
        return text.replace(_TAKEN, " "), ()
    letters, places = [], []
    for place, letter in enumerate(text):
        usual = _usual(letter)
        if usual:
            letters.append(usual)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _usual(letter: str) -> str:
    """One letter for one letter; '' for one that nobody sees."""
    if letter == _TAKEN:
        return " "
    if unicodedata.category(letter) == "Cf":
        return ""
    if unicodedata.category(letter) == "Pd":
        return "-"
    digit = unicodedata.decimal(letter, None)
    composed = str(digit) if digit is not None else unicodedata.normalize("NFKC", letter)
    return composed if len(composed) == 1 else letter


# One search each ----------------------------------------------------------------------------------------------------

Holds = Callable[["re.Match[str]"], bool]


def _search(
    pattern: re.Pattern[str], kind: str, sign: str, holds: Holds = lambda _: True
) -> Callable[[str, list[Found]], str]:
    """Takes what the pattern finds (its group `it`, where it has one) from the text; kind '': it stays as it is.

    sign: what a text must hold for the pattern to be worth a try; most comments hold none.
    """
    worth_a_try = re.compile(sign, re.IGNORECASE).search
    group = "it" if "it" in pattern.groupindex else 0

    def search(plain: str, found: list[Found]) -> str:
        if not worth_a_try(plain):
            return plain

        def take(match: re.Match[str]) -> str:
            if not holds(match):
                return match[0]
            start, end = match.span(group)
            if kind:
                found.append((start, end, kind))
            before, after = match[0][: start - match.start()], match[0][end - match.start() :]
            return before + _TAKEN * (end - start) + after

        return pattern.sub(take, plain)

    return search


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_LINKS = _compiled(
    r"(?<![\w.@/-]) (?: https?:// (?: [\w-]++ (?:\.[\w-]++)*+ )?+ [/?\#@:] | [\w-]++ (?:\.[\w-]++)++ (?::\d++)?+ [/?] )"
    r"[^\s<>\"]++"
)
_IDENTIFIES = _compiled(
    r"[?\#@=] | \d{4} | [\w-]{20} | (?:linkedin|facebook|instagram|twitter|x|tiktok|t|wa)\.\w++/[\w.-]"
)

_LOCAL = r"(?<![\w.%+'-]) [\w.%+'-]++"
_SITE = r"[\w-]++ (?: \.[\w-]++ )*+"
_EMAILS = _compiled(rf"{_LOCAL} \s?+@\s?+ {_SITE}")
_AT_IN_BRACKETS = _compiled(
    rf"{_LOCAL} \s{{0,2}}+ [\[({{<] \s?+ (?:at|ät|@|arobase|arroba) \s?+ [\])}}>] \s{{0,2}}+ [\w-]++"
    r"(?: \s{0,2} (?: \. | [\[({<] \s? (?:\.|dot|point|punkt|punto) \s? [\])}>] | \b(?:dot|point|punkt|punto)\b )"
    r" \s{0,2} [\w-]++ ){1,5}+"
)
_GAPS = r"\s{1,2}"
_SPELLED = [
    _compiled(
        rf"{_LOCAL} (?: {_GAPS} (?:{dot}) {_GAPS} [\w-]++ ){{0,2}} {_GAPS} (?:{at}) {_GAPS} [\w-]++"
        rf" (?: {_GAPS} (?:{dot}) {_GAPS} (?:{end}) \b ){{1,2}}"
    )
    for at, dot, end in (
        ("at|ät", "dot|punkt", "com|org|net|edu|gov|info|biz|io|co|eu|uk|de|fr|es|ch|nl|ca"),
        ("arobase|arrobase|at", "point", "com|org|net|info|eu|fr|ch|be|ca"),
        ("arroba", "punto", "com|org|net|info|eu|es|mx|ar|co|cl|pe"),
    )
]
"""English or German, French, Spanish: only with a known ending, for "at that point it" is no address."""
_PROVIDERS = (
    "gmail|googlemail|outlook|hotmail|live|yahoo|ymail|icloud|gmx|web|orange|free|wanadoo|laposte|proton|protonmail|"
    "aol|t-online|mail"
)
_MAILBOXES = _compiled(rf"{_LOCAL} \s{{1,2}} (?:at|ät|arobase|arroba) \s{{1,2}} (?:{_PROVIDERS}) (?:\.[\w-]++)++")

_LENGTHS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18"
    " FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20"
    " LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19"
    " SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
"""Letters and digits of an IBAN by country (ISO 13616 registry)."""
_BY_COUNTRY = "|".join(rf"{one[:2]}\d\d(?:[\s-]?+[A-Z0-9]){{{int(one[2:]) - 4}}}" for one in _LENGTHS.split())
_IBAN = _compiled(rf"(?<!\w) (?:{_BY_COUNTRY}) (?!\w)")
_CARD = _compiled(r"(?<![\w.,]) [2-6] (?: [\s.-]?+ \d ){12,}+ (?!\w)")
_IPV4 = _compiled(r"(?<![\w.]) (?:\d{1,3}\.){3} \d{1,3} (?! \w | \.\d )")
_IPV6 = _compiled(r"(?<![\w:.]) [0-9a-f:]{6,45}+ (?![\w:])")

_VERSIONS = _compiled(
    r"\b (?: v|ver|version|versión|release|build|firmware|update ) [\s.:]{0,3} (?P<it> \d++ (?:\.\d++)++ )"
)
_DATES = _compiled(
    r"(?<![\w.+/-]) (?: (?:19|20)\d\d ([./-]) \d{1,2} \1 \d{1,2} | \d{1,2} ([./-]) \d{1,2} \2 (?:19|20)?\d\d )"
    r"(?! \d | [./-]\d ) (?: [T\s]{1,2} \d{1,2}:\d\d (?::\d\d)? )?"
)
_REFERENCES = _compiled(
    r"\b (?: order|invoice|ticket|case|ref|reference|contract|po|serial|sku|id|part|claim|booking|"
    r"commande|facture|dossier|référence|contrat|bestellung|bestellnummer|auftrag|auftragsnummer|rechnung|"
    r"rechnungsnummer|vorgang|vertrag|pedido|factura|caso|referencia|contrato ) \b"
    r"(?: [\s.:\#-] | \b(?:number|no|nr|num|numéro|número|nummer|is|was|n°)\b ){1,6}+"
    r"(?P<it> (?=[\w/-]*\d) [\w/-]++ )"
)

_GAP = r"[\s./()\xa0-]{0,3}+"
_ABROAD = _compiled(rf"(?<![\w+]) (?: \+ | 00(?=[1-9]) ) {_GAP} [1-9] (?: {_GAP} \d ){{6,14}}+ (?!\d)")
_AT_HOME = _compiled(
    r"(?<![\w.,/\#+-]) \(? (?:"
    rf" 0 (?! [.,]\d{{3}} ) (?: {_GAP} \d ){{8,11}}+"
    r" | (?: 1[ .-] )? \(? [2-9]\d\d \)? [ .-]{1,2} \d{3} [ .-] \d{4}"
    r" | [6-9]\d\d [ ] \d{3} [ ] \d{3} | [6-9]\d\d (?: [ ] \d\d ){3} | [89]\d [ ] \d{3} [ ] \d\d [ ] \d\d"
    r" ) (?! [\w%€$£] | [ ][€$£] | [.,]\d )"
)
"""A trunk 0 and nine to twelve digits; North America; Spain. A number without any of their marks needs a word."""
_CALLING = (
    "tel|telephone|phone|call|called|calling|cell|mobile|fax|ring|text|whatsapp|reach|number|telefon|handy|mobil|anruf|"
    "anrufen|rückruf|téléphone|portable|appelez|rappelez|joindre|teléfono|móvil|llamar|llame|llámenme"
)
_BETWEEN = (
    "me|us|on|at|is|number|nr|no|my|under|unter|au|al|sur|direct|directly|back|mich|uns|est|es|ist|numéro|número|num|"
    "nummer|mobile|phone|office|line"
)
_CALLED = _compiled(
    rf"(?<![\w\[]) (?:{_CALLING}) \b (?: [\W_] | \b(?:{_BETWEEN})\b ){{1,12}}+"
    rf"(?P<it> \+? \(? \d (?: {_GAP} \d ){{6,14}}+ ) (?! \w )"
)


def _is_iban(match: re.Match[str]) -> bool:
    letters = re.sub(r"[\s-]", "", match[0]).upper()
    return int("".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])) % 97 == 1


def _is_card(match: re.Match[str]) -> bool:
    digits = [int(digit) for digit in re.sub(r"\D", "", match[0])]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = sum(digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[::-2]) + doubled) % 10 == 0


def _is_address(match: re.Match[str]) -> bool:
    try:
        found = ipaddress.ip_address(match[0])
    except ValueError:
        return False
    return found.version == 4 or (match[0].count(":") > 2 and any(letter.isdigit() for letter in match[0]))


def _identifies(match: re.Match[str]) -> bool:
    return bool(_IDENTIFIES.search(match[0]))


_SEARCHES = (
    _search(_LINKS, LINK, "/", _identifies),
    _search(_EMAILS, EMAIL, "@"),
    _search(_AT_IN_BRACKETS, EMAIL, r"[\[({<]"),
    *(_search(pattern, EMAIL, r"\s(?:dot|punkt|point|punto)\s") for pattern in _SPELLED),
    _search(_MAILBOXES, EMAIL, rf"\s(?:{_PROVIDERS})\."),
    _search(_IBAN, IBAN, r"\d", _is_iban),
    _search(_CARD, CARD, r"\d", _is_card),
    _search(_VERSIONS, "", r"\d\.\d"),
    _search(_IPV4, IP, r"\d\.\d", _is_address),
    _search(_IPV6, IP, ":[0-9a-f:]", _is_address),
    _search(_DATES, "", r"\d[./-]\d"),
    _search(_REFERENCES, "", r"\d"),
    *(_search(pattern, PHONE, r"\d") for pattern in (_ABROAD, _AT_HOME, _CALLED)),
)
"""In this order: what is surer takes its letters first."""
