"""In which language and direction a quote is written, told by its letters: for readers who hear the page."""

from __future__ import annotations

import re

KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһ]")
LETTERS = (
    ("zh", "ltr", re.compile("[\u4e00-\u9fff]")),
    ("hy", "ltr", re.compile("[\u0530-\u058f]")),
    ("ka", "ltr", re.compile("[\u10a0-\u10ff]")),
    ("he", "rtl", re.compile("[\u0590-\u05ff]")),
    ("fa", "rtl", re.compile("[\u0600-\u06ff]")),
)
KANA, HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def language(text: str) -> tuple[str, str]:
    """Return language (a BCP 47 tag) and direction (``ltr`` or ``rtl``) of a text: English in Latin letters.

    Cyrillic is taken for Kazakh by its own letters, for Ukrainian by theirs, else for Russian.
    """
    if KANA.search(text):
        return "ja", "ltr"
    if HANGUL.search(text):
        return "ko", "ltr"
    for tag, direction, letters in LETTERS:
        if letters.search(text):
            return tag, direction
    if CYRILLIC.search(text):
        return "kk" if KAZAKH.search(text) else "uk" if re.search("[ЇїЄєҐґ]", text) else "ru", "ltr"
    return "en", "ltr"
