"""What Django says by itself in our forms, when a password is refused and on its own pages, is said in Khmer."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import override

import isaf

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
TYPED_SO = {"json", "uuid", "url"}  # names of formats that a person meets nowhere


def modules() -> Iterator[str]:
    root = Path(isaf.__file__).parent
    for path in sorted(root.rglob("forms.py")):
        yield ".".join(("isaf", *path.relative_to(root).with_suffix("").parts))


def form_classes() -> set[type[forms.BaseForm]]:
    found = set()
    for name in modules():
        for one in vars(import_module(name)).values():
            if (
                isinstance(one, type)
                and issubclass(one, forms.BaseForm)
                and one.__module__.startswith("isaf.")
            ):
                found.add(one)
    return found


def kinds_of_fields() -> set[type[forms.Field]]:
    """Every kind of field in our forms, those that a form makes for itself included: they are imported there."""
    ours = {
        one
        for name in [*modules(), "isaf.kit.fields"]
        for one in vars(import_module(name)).values()
        if isinstance(one, type) and issubclass(one, forms.Field)
    }
    declared = {type(field) for form in form_classes() for field in form.base_fields.values()}
    return ours | declared | {forms.CharField, forms.ChoiceField, forms.BooleanField, forms.FileField}


def messages() -> Iterator[tuple[str, str]]:
    for kind in kinds_of_fields():
        for parent in kind.__mro__:
            for code, text in getattr(parent, "default_error_messages", {}).items():
                yield f"{kind.__name__}.{code}", text
    for form in form_classes():
        for name, field in form.base_fields.items():
            for code, text in field.error_messages.items():
                yield f"{form.__name__}.{name}.{code}", text
            for validator in field.validators:
                yield f"{form.__name__}.{name}", getattr(validator, "message", "")


@pytest.fixture(autouse=True)
def in_khmer():
    with override("km"):
        yield


def english(text: str) -> set[str]:
    return {word for word in LATIN.findall(PLACEHOLDER.sub("", text)) if word.lower() not in TYPED_SO}


def test_what_a_field_may_say_is_khmer():
    said = {where: str(text) for where, text in messages()}
    assert len(said) > 40
    assert {where: text for where, text in said.items() if english(text)} == {}


@pytest.mark.parametrize("password", ["a", "password", "12345678", "sokha"])
def test_why_a_password_is_refused_is_said_in_khmer(password):
    said = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password)
        except ValidationError as refused:
            said += refused.messages
    assert said
    assert [text for text in said if english(text)] == []


def test_months_and_weekdays_are_khmer():
    assert [str(name) for name in (*MONTHS.values(), *WEEKDAYS.values()) if english(str(name))] == []


@pytest.mark.django_db
def test_the_refusal_of_a_stale_form_and_a_wrong_password_are_khmer(client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "km"})
    refused = strict.post("/km/sign-in/", {"username": "a", "password": "b"})
    wrong = client.post("/km/sign-in/", {"username": "nobody", "password": "wrong"})
    for answer in (refused, wrong):
        main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
        assert english(re.sub(r"<[^>]+>", " ", main.partition(">")[2])) <= {"OpenISAF"}
