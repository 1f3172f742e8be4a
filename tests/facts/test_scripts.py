"""In which language and direction a quote is marked."""

from __future__ import annotations

import pytest

from qantar.facts.scripts import language


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Some 2,500 troops", ("en", "ltr")),
        ("2030 военнослужащих", ("ru", "ltr")),
        ("Қазақстан Республикасы", ("kk", "ltr")),
        ("війська в Україні", ("uk", "ltr")),
        ("中国支持哈萨克斯坦", ("zh", "ltr")),
        ("自衛隊の派遣", ("ja", "ltr")),
        ("Հայաստան", ("hy", "ltr")),
        ("قزاقستان", ("fa", "rtl")),
        ("", ("en", "ltr")),
    ],
)
def test_a_quote_is_marked_by_its_letters(text, said):
    assert language(text) == said


def test_every_quote_of_the_tables_has_a_language(whole):
    for quote in whole["evidence"]["quote"]:
        tag, direction = language(quote)
        assert tag
        assert direction in ("ltr", "rtl")
