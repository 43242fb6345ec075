"""Words that are at home in policy prose: a rendering that consists of nothing else strikes no reader."""

from __future__ import annotations

from functools import lru_cache

from policy_glossary.language.inflection import base_forms

# Words that policy prose says of everything: runs of nothing else agree with some term in every other paragraph by chance.
_AT_HOME = """a above accelerate according account achieve across action actively activity add added adhere adjust administration adopt
    advance advanced advantage affair agency aim all always and anchor appropriate area arrange article aspect association at attract
    base basic be bear become begin benefit between body both branch break brief bring build bureau business by call capital carry
    catch center central change city close collective combine come commercial commission committee common community company complete
    comprehensive concentrate concept concrete condition consolidate construction content continue control cooperation coordinate
    coordinated core cost county create cultivate current deep deepen department deploy deputy determine determined develop
    development different director discuss distinguish district drive each economic economy effect effective effort enhance enter
    enterprise environment establish every example existing expand expansion explore expression extend factor few field firm first fix
    fixed focus follow for force form forward foundation freely from full function fund further general get give go goal good
    government grasp great group grow growth guarantee guide have head high higher hold home human idea implement important improve in include
    increase industrial industry influence information innovate innovation institution integrate introduce invest investment issue job join
    journey joint key land large layout lead leader leading legal level life light local look main major make manage management manager
    manner many market mean measure mechanism meet meeting member mode model modern modernize more move movement municipal nature
    necessary new next number of office official on one only open operation organize other our overall own part party passive pattern
    people person place plan policy political position power practice present pressure private problem process produce product
    production program project promote property protect provide province provincial public pull push put quality quickly raise rate
    reach receive red reform relevant rely require research resource responsibility revitalize rise road role rule run same scale science scope
    secretary sector seek sell send serve service set several share show small social society sole solve special speed stage standard
    state step still strategy strengthen strong structure study subscribe successful support system take task technology term the
    thing think thorough three to together tourism town trade train two under union unit upgrade use valid value various view village
    way well whole with within work worker working world year
    situation firmly strictly vigorously ask condition feel find know need point say seem talk tell try want circumstance trend
    opportunity challenge problem task requirement difficulty experience result achievement service zone
    must should vigorously deeply firmly advancement introduction talent characteristic capacity requirement apply corporate account
    amount demand momentum deposit regard integrated require persist insist specific functional subject matter handle relation
    cycle subject ensure employer employee workforce professional skilled relate platform brand park do output
    benefit farmer agriculture greeting festive dividend division team scope
    four five six seven eight nine ten hundred thousand million billion
    china chinese hong kong nation national nationwide international foreign global overseas citizen resident embassy prefecture
    prefectural township rural urban health healthy poverty ecological ecology carbon protection eradication transition cadre
    arrangement unify unified festival practical see immediately directly traditional shop leading evaluation personnel mortgage"""


@lru_cache(maxsize=1)
def forms_at_home() -> frozenset[str]:
    """The base forms of these words."""
    return frozenset(form for word in _AT_HOME.split() for form in base_forms(word))
