"""The catalogues of translations, read from their source (`.po`): no compiled file to keep in step."""

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
WRITTEN_IN = "vi"


class TwiceTranslatedError(Exception):
    """Two catalogues of one language translate the same words; what several pages say stands in `vocabulary.po`."""


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the translations into a language: the words themselves for the one that pages are written in."""
    if language == WRITTEN_IN or language not in LANGUAGES:
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def catalog(language: str) -> Catalog:
    """Return the catalogues of a language, one for each group of pages, as one. Raises TwiceTranslatedError."""
    whole = Catalog(locale=language)
    for file in sorted(files("web").joinpath("language", language).iterdir(), key=lambda one: one.name):
        for message in read_po(BytesIO(file.read_bytes()), locale=language, abort_invalid=True):
            if not message.id:
                continue  # the head of the file
            if whole.get(message.id) is not None:
                raise TwiceTranslatedError(f"{file.name}: {message.id}")
            whole.add(message.id, message.string)
    return whole
