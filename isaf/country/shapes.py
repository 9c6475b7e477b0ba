"""Each file against its JSON Schema (country/schemas), told in sentences that a programme officer can use."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from . import problems as say
from .documents import Document

_COMMON = "common.schema.json"
_EXPECTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "lines with a name and a colon",
    "array": "a list, each entry after a dash",
}


class Shapes:
    """The schemas, with the pack's languages put in wherever a text is asked for."""

    def __init__(self, folder: Path, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._folder = folder
        common = _in_languages(_schema(folder / _COMMON), languages)
        self._registry: Registry[Any] = Registry().with_resource(_COMMON, Resource.from_contents(common))

    def faults(self, kind: str, document: Document) -> Iterator[say.PackProblem]:
        """Every way in which the document differs from the schema of its kind."""
        schema = _in_languages(_schema(self._folder / f"{kind}.schema.json"), self.languages)
        if document.lines or isinstance(document.data, list):
            schema = {"type": "array", "items": schema}
        validator = Draft202012Validator(schema, registry=self._registry)
        for error in validator.iter_errors(document.data):
            yield from _told(error, document, f"schemas/{kind}.schema.json")


@lru_cache(maxsize=64)
def _schema_text(path: Path) -> str:
    return path.read_text("utf-8")


def _schema(path: Path) -> Any:
    return json.loads(_schema_text(path))


def _in_languages(schema: Any, languages: tuple[str, ...]) -> Any:
    """Ask for every language where texts stand, and write out columns such as ``meaning_{language}``."""
    if isinstance(schema, list):
        return [_in_languages(part, languages) for part in schema]
    if not isinstance(schema, dict):
        return schema
    told = {}
    for key, part in schema.items():
        if key == "properties":
            part = {
                name.replace("{language}", language): value
                for name, value in part.items()
                for language in (languages if "{language}" in name else ("",))
            }
        elif key == "required":
            part = [
                name.replace("{language}", language)
                for name in part
                for language in (languages if "{language}" in name else ("",))
            ]
        told[key] = _in_languages(part, languages)
    if told.pop("x-texts", False):
        text = told["additionalProperties"]
        told |= {
            "required": list(languages),
            "properties": dict.fromkeys(languages, text),
            "additionalProperties": False,
            "x-texts": True,
        }
    return told


def _told(error: ValidationError, document: Document, schema: str) -> Iterator[say.PackProblem]:
    """One schema error as problems with a line and a remedy."""
    path = list(error.absolute_path)
    at = {
        "file": document.file,
        "line": document.line(*path),
        "where": _where(path, document),
        "schema": schema,
    }
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "required" | "dependentRequired":
            part = error.message.split("'")[1]
            texts = error.schema.get("x-texts")
            yield say.MissingText(language=part, **at) if texts else say.MissingPart(part=part, **at)
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for key in (key for key in value if key not in known):
                line = document.line(*path, key)
                yield say.UnknownPart(**{**at, "line": line}, value=key, known=", ".join(known))
        case "enum":
            yield say.NotAllowed(value=value, known=", ".join(map(str, limit)), **at)
        case "maxItems" | "maxProperties":
            yield say.TooMany(count=len(value), limit=limit, **at)
        case "minItems" | "minProperties":
            yield say.TooFew(count=len(value), limit=limit, **at)
        case _ if value is None or not str(value).strip():
            yield say.EmptyText(**at)
        case _:
            yield say.WrongShape(value=_short(value), expected=_expected(error), **at)


def _expected(error: ValidationError) -> str:
    """What may stand here, in words; the schema's own description where it has one."""
    limit = error.validator_value
    if error.validator == "type":
        kinds = [limit] if isinstance(limit, str) else limit
        return " or ".join(_EXPECTED.get(kind, "nothing") for kind in kinds)
    if error.validator == "pattern":
        return str(error.schema.get("description") or f"text of the form {limit}").rstrip(".")
    return f"{error.validator} {_short(limit)}"


def _where(path: list[str | int], document: Document) -> str:
    """A part as a person would name it: the id of the entry, then the key.

    A bare number helps nobody in a list of fifty, so an entry is called by its id, key or code.
    """
    words: list[str] = []
    here = document.data
    for step in path:
        here = here[step]
        if isinstance(step, int):
            own = next(
                (str(here[k]) for k in ("id", "key", "code") if isinstance(here, dict) and k in here), ""
            )
            words.append(own or f"entry {step + 1}")
        else:
            words.append(str(step))
    return " › ".join(words) or document.file


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
