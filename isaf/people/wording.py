"""The verbs, the deeds of this room and its scopes in words."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from isaf.audit.models import Event
from isaf.country.current import pack
from isaf.country.pack import Names

from .verbs import Verb

VERB_WORDS = {
    Verb.AREA_READ: gettext_lazy("see the area and its years of work"),
    Verb.FACILITY_EDIT: gettext_lazy("add and edit facilities"),
    Verb.PEOPLE_MANAGE: gettext_lazy("look after people and their roles"),
    Verb.PEOPLE_WHY: gettext_lazy("ask why someone can or cannot"),
    Verb.AUDIT_READ: gettext_lazy("read the record of deeds"),
    Verb.CYCLE_OPEN: gettext_lazy("open a year of work"),
    Verb.CYCLE_CLOSE: gettext_lazy("close a year of work"),
    Verb.INFORMATION_READ: gettext_lazy("read information sheets"),
    Verb.INFORMATION_EDIT: gettext_lazy("write information sheets"),
    Verb.INFORMATION_SUBMIT: gettext_lazy("submit information sheets"),
    Verb.INFORMATION_CHECK: gettext_lazy("check and publish information sheets"),
    Verb.MEETING_PLAN: gettext_lazy("plan meetings"),
    Verb.MEETING_RECORD: gettext_lazy("record held meetings"),
    Verb.SHEET_READ: gettext_lazy("read citizens' sheets"),
    Verb.SHEET_ENTER: gettext_lazy("enter citizens' sheets"),
    Verb.SHEET_REVIEW: gettext_lazy("review and approve citizens' sheets"),
    Verb.SELFASSESS_ENTER: gettext_lazy("enter self-assessments"),
    Verb.INTERFACE_RECORD: gettext_lazy("record the interface meeting"),
    Verb.PLAN_READ: gettext_lazy("read plans"),
    Verb.PLAN_PROPOSE: gettext_lazy("write and propose plans"),
    Verb.PLAN_APPROVE: gettext_lazy("approve plans in session"),
    Verb.PLAN_SIGN: gettext_lazy("sign plans"),
    Verb.PLAN_RECEIVE: gettext_lazy("receive plans and comment"),
    Verb.ACTION_UPDATE: gettext_lazy("report on agreed actions"),
    Verb.ACTION_SEE: gettext_lazy("write down what was seen of an action"),
    Verb.ACTION_CONFIRM: gettext_lazy("write down that citizens confirm an action"),
    Verb.ACTION_ANSWER: gettext_lazy("answer referred actions"),
    Verb.TRAINING_RECORD: gettext_lazy("record training"),
    Verb.REPORT_READ: gettext_lazy("read reports"),
    Verb.MODERATE: gettext_lazy("read free text before it is published"),
}


def deed_in_words(event: Event) -> str:
    """What somebody did to an account or to a role it holds, as the end of a sentence."""
    role = event.details.get("role", "")
    names = {one.id: one.names for one in pack().roles}.get(role, {})
    said = {"role": in_language(names) or role}
    deeds = {
        "add_account": _("made the account."),
        "give_role": _("gave the role: %(role)s."),
        "end_role": _("ended the role: %(role)s."),
        "confirm_role": _("confirmed the role: %(role)s."),
        "start_administration": _("started an administrator's session."),
        "end_administration": _("ended the administrator's session."),
        "make_slip": _("made a slip for a password."),
        "set_password": _("set the password."),
        "disable_account": _("disabled the account."),
        "enable_account": _("enabled the account."),
    }
    return deeds.get(event.verb, event.verb) % said


def in_language(names: Names) -> str:
    """The name in the reader's language, or in another one."""
    return names.get(get_language() or "") or next(iter(names.values()), "")
