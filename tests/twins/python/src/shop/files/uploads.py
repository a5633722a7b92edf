"""Keep what customers and suppliers send us, each content once."""

from __future__ import annotations

import mimetypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from shop.files.sizes import human_size
from shop.text.slug import safe_filename

LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    path: Path
    media_type: str
    size: int


def free_name(folder: Path, wanted: str) -> Path:
    """A path in the folder that nothing has yet: the wanted name, or the name with a number."""
    stem, extension = os.path.splitext(wanted)
    candidate = folder / wanted
    number = 2
    while candidate.exists():
        candidate = folder / f"{stem}-{number}{extension}"
        number += 1
    return candidate


def store_upload(source: Path, title: str, folder: Path) -> StoredFile:
    """Copy an upload into its folder under a readable name.

    ValueError when it is too large or of a kind that we do not take.
    The copy is written beside its place first: a crash leaves no half file under a good name.
    """
    size = source.stat().st_size
    if size > LARGEST:
        raise ValueError(f"{title}: {human_size(size)} is more than {human_size(LARGEST)}")
    media_type, _ = mimetypes.guess_type(title)
    if media_type is None or not media_type.startswith(("image/", "application/pdf", "text/")):
        raise ValueError(f"{title}: files of this kind are not taken")
    folder.mkdir(parents=True, exist_ok=True)

    base, ending = os.path.splitext(safe_filename(title))
    target = folder / (base + ending)
    count = 2
    while target.exists():
        target = folder / f"{base}-{count}{ending}"
        count += 1

    partial = target.with_suffix(target.suffix + ".part")
    try:
        shutil.copyfile(source, partial)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    return StoredFile(path=target, media_type=media_type, size=size)
