"""The XML parts of a DOCX, read safely; names without their name spaces."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.errors import DamagedSourceError, EncryptedSourceError, TooLargeError

_MAX_PART = 100 << 20  # bytes of one XML part
_MAX_TOTAL = 500 << 20  # bytes of the whole archive, unpacked
_MAX_RATIO = 200  # unpacked to packed; Word's own XML seldom exceeds 50
_RATIO_FROM = 20 << 20  # smaller archives may have any ratio
_MAX_MEMBERS = 5_000
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted DOCX is an OLE file


def open_package(data: bytes) -> zipfile.ZipFile:
    """Return the archive of a DOCX after checking what it would unfold to.

    Raises EncryptedSourceError, DamagedSourceError, TooLargeError.
    """
    if data.startswith(_OLE):
        raise EncryptedSourceError("DOCX")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedSourceError("DOCX", "không mở được gói nén") from error
    total = sum(member.file_size for member in members)
    if len(members) > _MAX_MEMBERS:
        raise TooLargeError(f"gói DOCX có {len(members)} phần")
    if total > _MAX_TOTAL or (total > _RATIO_FROM and total > _MAX_RATIO * max(1, len(data))):
        raise TooLargeError(f"tệp DOCX {len(data)} byte bung ra thành {total} byte")
    return package


def read_part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Return the root of an XML part, or None where the package has no such part.

    Raises DamagedSourceError for broken XML and for declarations of entities, TooLargeError for huge parts.
    """
    try:
        member = package.getinfo(name)
    except KeyError:
        return None
    if member.file_size > _MAX_PART:
        raise TooLargeError(f"phần {name} của tệp DOCX dài {member.file_size} byte")
    if member.flag_bits & 1:
        raise EncryptedSourceError("DOCX")
    try:
        with package.open(member) as stream:
            data = stream.read(_MAX_PART + 1)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise DamagedSourceError("DOCX", f"không giải nén được phần {name}") from error
    if len(data) > _MAX_PART:
        raise TooLargeError(f"phần {name} của tệp DOCX dài hơn {_MAX_PART} byte")
    return _parse(data, name)


def _parse(data: bytes, name: str) -> etree._Element:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data.startswith((b"\xfe\xff", b"\xff\xfe")):
        raise DamagedSourceError("DOCX", f"phần {name} khai báo thực thể hoặc bảng mã lạ, không an toàn để đọc")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedSourceError("DOCX", f"phần {name} không phải XML đúng cú pháp") from error
    return root


def local_name(element: etree._Element) -> str:
    """Return the tag without its name space; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of this name."""
    return (child for child in element if local_name(child) == name)


def first(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first element down a path of names, or None."""
    found: etree._Element | None = element
    for name in path:
        if found is None:
            return None
        found = next(children(found, name), None)
    return found


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without name space; empty where it is missing."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def number_value(element: etree._Element, name: str) -> int:
    """Return a whole number, 0 where there is none."""
    value = attribute(element, name)
    return int(value) if value.lstrip("-").isdecimal() else 0


def is_on(element: etree._Element | None) -> bool | None:
    """Return whether a switch such as ``w:b`` is on; None where it is not there."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")
