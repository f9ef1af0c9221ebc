"""Provinces by name on a day, and offices under the name that they bear in one."""

from datetime import date

from corpus.errors import CorpusError
from corpus.offices import Office, OfficeKind, OfficeTable, Standing, load_offices
from corpus.text import slug

_LEVEL = "cấp tỉnh"


class UnknownProvinceError(CorpusError):
    """No province has this name; what was typed is not repeated, since it may be the name of a person."""

    def __init__(self) -> None:
        super().__init__("Địa bàn không có trong bảng tỉnh, thành phố. Hãy chọn một tỉnh, thành phố trong danh sách.")


def provinces(table: OfficeTable | None = None) -> list[Office]:
    """Return all provinces that there are or were, by name."""
    offices = (table or load_offices()).offices.values()
    return sorted((one for one in offices if one.kind is OfficeKind.TERRITORY), key=lambda one: slug(one.name))


def province_named(written: str, table: OfficeTable | None = None) -> Office:
    """Return the province with this id or name, with or without marks and type. Raises UnknownProvinceError.

    >>> province_named("tinh Lang Son").id, province_named("lang-son").name
    ('lang-son', 'Lạng Sơn')
    """
    wanted = slug(written)
    for office in provinces(table):
        names = (office.id, slug(office.name), slug(f"{office.type} {office.name}"), *map(slug, office.forms))
        if wanted in names:
            return office
    raise UnknownProvinceError


def province_on(province: Office, day: date, table: OfficeTable | None = None) -> Office:
    """Return the province that a place belongs to on a day: itself, what it went into, or what it came from."""
    known = table or load_offices()
    standing = province.on(day)
    if standing is Standing.ENDED:
        return next((known.offices[one.office] for one in province.successors_on(day)), province)
    if standing is Standing.NOT_YET:
        into = (one for one in provinces(known) if any(next_.office == province.id for next_ in one.successors))
        return next((one for one in into if one.on(day) is Standing.EXISTS), province)
    return province


def name_in(office: Office, province: Office | None) -> str:
    """Return the name of an office in a province where it is one of a province: "Sở Y tế tỉnh Lạng Sơn".

    >>> name_in(load_offices().offices["cong-an-tinh"], province_named("Hà Nội"))
    'Công an thành phố Hà Nội'
    """
    if province is None:
        return office.name
    if _LEVEL in office.name:
        return office.name.replace(_LEVEL, province.full_name)
    return f"{office.name} {province.full_name}" if office.kind is OfficeKind.PROVINCIAL else office.name
