"""Words beside marks: they touch no mark, no other words and no edge."""

from hypothesis import given
from hypothesis import strategies as st

from qantar.charts import placing

SPOTS = st.lists(
    st.tuples(st.floats(0, 600), st.floats(0, 300), st.sampled_from(["", "12", "Anna 2,030", "Boris<br>about 2,500"])),
    max_size=25,
)


@given(SPOTS)
def test_words_cover_nothing_whatever_the_marks(spots):
    marks = [(x, y, [text] if text else []) for x, y, text in spots]
    fence = (300.0, 302.0, 0.0, 300.0)
    found = placing.place(marks, (600, 300), [fence])
    assert len(found) == len(marks)
    boxes = [placing.box(x, y, text, side) for (x, y, _), (side, text) in zip(marks, found, strict=True) if side]
    for n, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] <= 600
        assert one[2] >= 0
        assert one[3] <= 300
        assert not placing.touch(one, fence)
        assert not any(placing.touch(one, other) for other in boxes[n + 1 :])


def test_what_matters_most_comes_first_and_a_mark_alone_is_written_at_its_right():
    assert placing.place([(100, 100, ["Anna 2,030"])], (600, 300)) == [("middle right", "Anna 2,030")]
    near = [(100, 100, ["Anna 2,030"]), (118, 100, ["Boris 2,500"])]
    first, second = placing.place(near, (600, 300))
    assert first[1] == "Anna 2,030"
    assert first[0] != "middle right", "where the other mark stands"
    boxes = [
        placing.box(x, y, text, side) for (x, y, _), (side, text) in zip(near, (first, second), strict=True) if side
    ]
    assert len(boxes) < 2 or not placing.touch(*boxes)


def test_a_shorter_way_to_write_it_is_taken_where_the_longer_has_no_room():
    found = placing.place([(40, 20, ["a very long name 2,030", "2,030"])], (90, 60))
    assert found[0][1] == "2,030"
    assert placing.place([(5, 20, ["no room for this at all"])], (20, 40)) == [("", "")]


def test_words_that_would_be_taken_for_another_mark_s_are_left_out_unless_they_must_stand_there():
    """Only at its right a mark has room; there another stands 8 pixels from the end of its word, or far away."""
    only_right = [(0.0, 92.0, 0.0, 100.0), (92.0, 200.0, 0.0, 42.0), (92.0, 200.0, 58.0, 100.0)]
    assert placing.place([(100.0, 50.0, ["x"]), (122.0, 50.0, [])], (200, 100), only_right)[0] == ("", "")
    assert placing.place([(100.0, 50.0, ["x"]), (122.0, 50.0, [])], (200, 100), only_right, anyhow=[0])[0] == (
        "middle right",
        "x",
    )
    assert placing.place([(100.0, 50.0, ["x"]), (160.0, 50.0, [])], (200, 100), only_right)[0] == ("middle right", "x")
