"""Translationese that a pattern cannot say: verbs that must be inflected, pairs of words, openings without a subject."""

from __future__ import annotations

from policy_glossary.language.inflection import ing_form, past_form, third_person, verb_forms

_FORMS = (str, third_person, ing_form, past_form)


def forms_of(*verbs: str) -> str:
    """All forms of verbs as alternatives of a pattern; a blank in a verb stands for any white space."""
    heads = [verb.partition(" ") for verb in verbs]
    return "|".join(f"{form} {rest}".strip().replace(" ", r"\s+") for verb, _, rest in heads for form in verb_forms(verb))


def inflected_like(form: str, verb: str, new: str) -> str:
    """`new` in the form that `form` is of `verb`; both verbs may have more words behind their first ("carry out").

    A past participle counts as a past form, so `new` should be a verb that does not tell them apart.
    """
    first = form.split(maxsplit=1)[0]
    lower, old = first.lower(), verb.partition(" ")[0]
    head, _, rest = new.partition(" ")
    inflect = next((inflect for inflect in _FORMS if inflect(old) == lower), past_form)
    words = f"{inflect(head)} {rest}".strip()
    return words[0].upper() + words[1:] if first[0].isupper() else words
