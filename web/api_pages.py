"""The routes of the API made ready for a page: what the schema says of each, without its machinery."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body."""

    name: str
    place: str  # "path", "query", "body"
    kind: str  # "string", "array of string"
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at one address with one method."""

    method: str
    path: str
    summary: str
    admin: bool
    fields: tuple[Field, ...]
    statuses: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Return the name that the operation has in its page."""
        return f"{self.method}{self.path}".lower().replace("/", "-").replace("{", "").replace("}", "")


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one tag."""

    name: str
    operations: tuple[Operation, ...]


def operations(schema: Mapping[str, Any]) -> list[Group]:
    """Return the operations of an OpenAPI schema by their first tag, in the order of their addresses."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in sorted(schema["paths"].items()):
        for method, told in methods.items():
            tag = (told.get("tags") or ["service"])[0]
            groups.setdefault(tag, []).append(_operation(method.upper(), path, told, schema))
    return [Group(name, tuple(found)) for name, found in sorted(groups.items())]


def _operation(method: str, path: str, told: Mapping[str, Any], schema: Mapping[str, Any]) -> Operation:
    parameters = [
        Field(one["name"], one["in"], kind_of(one.get("schema", {})), bool(one.get("required")))
        for one in told.get("parameters", ())
    ]
    content = told.get("requestBody", {}).get("content", {})
    body = [field for media in content.values() for field in _fields(media.get("schema", {}), schema)]
    summary = str(told.get("description") or told.get("summary", "")).partition("\n")[0]
    return Operation(method, path, summary, bool(told.get("security")), (*parameters, *body), tuple(told["responses"]))


def _fields(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Field]:
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    required = shape.get("required", ())
    return [Field(name, "body", kind_of(one), name in required) for name, one in shape.get("properties", {}).items()]


def kind_of(shape: Mapping[str, Any]) -> str:
    """Return the kind of a value in a word or two.

    >>> kind_of({"type": "array", "items": {"type": "string"}}), kind_of({"anyOf": [{"$ref": "#/x/Day"}, {}]})
    ('array of string', 'Day')
    """
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "anyOf" in shape:
        kinds = [kind_of(one) for one in shape["anyOf"]]
        return " or ".join(kind for kind in kinds if kind not in ("", "null"))
    if shape.get("type") == "array":
        return f"array of {kind_of(shape.get('items', {}))}".strip()
    return str(shape.get("format") or shape.get("type", ""))
