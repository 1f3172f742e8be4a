"""What the pages say first, as somebody has read it."""

import tomllib

import golden


def test_what_the_pages_say_first_is_what_was_read():
    """If the data was corrected and the new sentence is right, ``make golden`` writes it down for review."""
    assert golden.sentences() == tomllib.loads(golden.FILE.read_text(encoding="utf-8"))
