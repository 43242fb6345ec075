"""The named tuples of the project behave like those of `typing`, whose behaviour is taken as the measure here."""

import copy
import pickle
import typing

import pytest

from policy_glossary.model.light_typing import NamedTuple


class Ours(NamedTuple):
    """Three fields, two of them with defaults."""

    place: int
    text: str = "x"
    parts: tuple[int, ...] = ()

    @property
    def following(self) -> int:
        return self.place + 1


class Theirs(typing.NamedTuple):
    """The same."""

    place: int
    text: str = "x"
    parts: tuple[int, ...] = ()

    @property
    def following(self) -> int:
        return self.place + 1


class Many(NamedTuple):
    """More fields than there are ready constructors for."""

    f0: int
    f1: int
    f2: int
    f3: int
    f4: int
    f5: int
    f6: int
    f7: int
    f8: int
    f9: int
    f10: int
    f11: int
    f12: int
    f13: int
    f14: int
    f15: int
    f16: int
    f17: int
    f18: int
    f19: int
    f20: int
    last: int = 22


def test_values_fields_and_methods() -> None:
    ours, theirs = Ours(1, parts=(2,)), Theirs(1, parts=(2,))
    assert tuple(ours) == tuple(theirs) == (1, "x", (2,))
    assert hash(ours) == hash(theirs)
    assert ours.following == theirs.following
    assert ours._fields == theirs._fields
    assert ours._asdict() == theirs._asdict()
    assert Ours._field_defaults == Theirs._field_defaults
    assert tuple(ours._replace(text="y")) == tuple(theirs._replace(text="y"))
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert Ours.__doc__ == "Three fields, two of them with defaults."
    assert [type(made) for made in (Ours, Theirs)] == [type, type]
    match ours:
        case Ours(place, text):
            assert (place, text) == (1, "x")


def test_copies_are_of_the_same_class() -> None:
    for made in (pickle.loads(pickle.dumps(Ours(5))), copy.copy(Ours(5)), Ours._make([5, "x", ()])):  # noqa: S301 - of our own bytes
        assert type(made) is Ours
        assert made == Ours(5)


def test_many_fields() -> None:
    assert Many(*range(21)) == (*range(21), 22)
    made = Many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, f20=5, last=1)
    assert made[-2:] == (5, 1)
    for arguments, named in ((range(20), {}), (range(23), {}), (range(21), {"f0": 1}), (range(21), {"nothing": 1})):
        with pytest.raises(TypeError):
            Many(*arguments, **named)


@pytest.mark.parametrize(("arguments", "named"), [((), {}), ((1, "a", (), 4), {}), ((1,), {"place": 2}), ((1,), {"nothing": 2})])
def test_wrong_arguments_are_refused(arguments: tuple[int, ...], named: dict[str, int]) -> None:
    for made in (Ours, Theirs):
        with pytest.raises(TypeError):
            made(*arguments, **named)  # type: ignore[arg-type]  # that is what is tested


def test_what_is_no_field_cannot_be_set_or_replaced() -> None:
    for attribute in ("place", "nothing"):
        with pytest.raises(AttributeError):
            setattr(Ours(1), attribute, 2)
    with pytest.raises(ValueError, match="nothing"):
        Ours(1)._replace(nothing=2)  # type: ignore[call-arg]  # that is what is tested
    with pytest.raises(TypeError, match="3 fields"):
        Ours._make([1])


def test_a_field_without_a_default_may_not_follow_one_with_a_default() -> None:
    body = {"__annotations__": {"a": "int", "b": "int"}, "a": 1, "__module__": __name__}
    (declaration,) = NamedTuple.__mro_entries__(())  # type: ignore[attr-defined]  # as a class statement calls it
    with pytest.raises(TypeError, match="without a default"):
        type(declaration)("Wrong", (declaration,), body)
