"""Archives that come out the same, byte for byte, for the same files: no times, no owners, one order."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time a zip can hold


def files_under(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their path below it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files. They are stored and not packed: what a packer makes of them changes with its version."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.external_attr, info.create_system = 0o644 << 16, 3
            archive.writestr(info, files[name])
    return out.getvalue()


def tarred(files: Mapping[str, bytes], folder: str, time: int) -> bytes:
    """A gzipped tar of the files under one folder, all of one time (seconds since 1970).

    The tar in it is the same on every machine; its packing is that of the machine's zlib.
    """
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size, info.mtime, info.mode = len(files[name]), time, 0o644
            archive.addfile(info, io.BytesIO(files[name]))
    return gzip.compress(out.getvalue(), 9, mtime=time)
