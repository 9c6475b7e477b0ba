"""The people of every test. Chan works elsewhere and must see nothing; Rith has no account at all."""

from dataclasses import dataclass

from isaf.people.models import Account

from . import make


@dataclass(frozen=True)
class Cast:
    """Who is who in commune 010201 of district 0102."""

    sokha: Account  # facilitates (CAF) in the commune
    dara: Account  # clerk of the commune
    chief: Account  # chief of the commune
    council: Account  # council of the commune
    committee: Account  # JAAP committee member
    head: Account  # heads the health centre
    director: Account  # directs the primary school
    reviewer: Account  # independent reviewer of citizens' sheets
    bopha: Account  # district working group
    vanna: Account  # national viewer
    admin: Account  # national administrator
    chan: Account  # clerk of a commune in another province


def people(code: str = "010201") -> Cast:
    """The whole cast, standing in one commune with its facilities."""
    here = make.commune(code)
    nation = make.area("")
    return Cast(
        sokha=make.person("sokha", "caf", area=here),
        dara=make.person("dara", "clerk", area=here),
        chief=make.person("chief", "chief", area=here),
        council=make.person("council", "council", area=here),
        committee=make.person("committee", "committee", area=here),
        head=make.person("head", "hc_head", facility=make.facility(f"hc-{code}")),
        director=make.person("director", "school_director", facility=make.facility(f"ps-{code}1")),
        reviewer=make.person("reviewer", "reviewer", area=make.area(code[:4])),
        bopha=make.person("bopha", "district_group", area=make.area(code[:4])),
        vanna=make.person("vanna", "national_viewer", area=nation),
        admin=make.person("admin", "national_admin", area=nation),
        chan=make.person("chan", "clerk", area=make.area("020101")),
    )
