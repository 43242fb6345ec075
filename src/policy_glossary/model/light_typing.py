"""What a run needs of `typing`, whose import and named tuples take a twentieth of the time of a short one.

`typing.NamedTuple` compiles each annotation, and the source of a `__new__` for each class; a short run needs some seventy. To type
checkers the one here is that of `typing`; it is written and behaves alike.
"""

from __future__ import annotations

import collections
from types import FunctionType

__all__ = ["TYPE_CHECKING", "NamedTuple"]

TYPE_CHECKING = False  # type checkers take it for True, by its name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Self

_new = tuple.__new__
_FEW = (
    lambda _cls: _new(_cls, ()),
    lambda _cls, a: _new(_cls, (a,)),
    lambda _cls, a, b: _new(_cls, (a, b)),
    lambda _cls, a, b, c: _new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
    lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s: _new(
        _cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s)
    ),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t: _new(
        _cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t)
    ),
)


class Made(tuple[object, ...]):
    """What all named tuples have in common, as in `collections.namedtuple`."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[object]) -> Self:
        made = _new(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
        return made

    def _replace(self, /, **changes: object) -> Self:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
        return made

    def _asdict(self) -> dict[str, object]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def __getnewargs__(self) -> tuple[object, ...]:
        return tuple(self)


class _Maker(type):
    """Makes a plain class of a declaration with annotated fields. Raises TypeError if a field lacks a default behind one that has one."""

    def __new__(cls, name: str, _: tuple[type, ...], members: dict[str, Any]) -> Any:
        fields = tuple(members.get("__annotations__", ()))
        defaults = {field: members[field] for field in fields if field in members}
        if tuple(defaults) != fields[len(fields) - len(defaults) :]:
            raise TypeError(f"{name}: a field without a default follows one with a default")
        for number, field in enumerate(fields):
            members[field] = collections._tuplegetter(number, "")  # type: ignore[attr-defined]  # noqa: SLF001 - as quick as namedtuple's
        members.update(
            __slots__=(),
            __new__=_constructor(name, fields, defaults),
            __match_args__=fields,
            _fields=fields,
            _field_defaults=defaults,
        )
        return type(name, (Made,), members)


def _constructor(name: str, fields: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., object]:
    """A `__new__` with these parameters; its code is that of another one with as many, by other names."""
    if len(fields) >= len(_FEW):
        return _slower_constructor(name, fields, defaults)
    code = _FEW[len(fields)].__code__.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")
    return FunctionType(code, globals(), "__new__", tuple(defaults.values()) or None)


def _slower_constructor(name: str, fields: tuple[str, ...], defaults: dict[str, object]) -> Callable[..., object]:
    """The same for more parameters than a function stands ready for."""

    def __new__(cls: type, *values: object, **named: object) -> object:  # noqa: N807 - of a class that is made later
        given = dict(zip(fields, values, strict=False))
        if len(values) > len(fields) or named.keys() & given or named.keys() - set(fields):
            raise TypeError(f"{name} takes each of its {len(fields)} fields once")
        known = {**defaults, **given, **named}
        if len(known) < len(fields):
            raise TypeError(f"{name} lacks {', '.join(field for field in fields if field not in known)}")
        return _new(cls, (known[field] for field in fields))

    return __new__


class _Base:
    def __mro_entries__(self, _: tuple[type, ...]) -> tuple[type, ...]:
        return (_DECLARATION,)


_DECLARATION = type.__new__(_Maker, "NamedTuple", (), {})

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _Base()
