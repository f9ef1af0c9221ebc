"""Office files, which are zip archives, made the same to the byte each time."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell


def repacked(archive: bytes) -> bytes:
    """Return an archive with the same entries in the same order, without the times at which they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as came, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in came.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, came.read(name))
    return out.getvalue()
