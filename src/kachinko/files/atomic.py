"""Write files so that each is, at any moment, either the whole old one or the whole new one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kachinko.model.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SENTENCES = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota on this disk is used up",
    errno.EFBIG: "the file is larger than this disk allows",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports a fault",
}


def replace_file(path: Path | str, data: bytes | str) -> Path:
    """Write one file, or leave what stood there; see `replace_files`."""
    return replace_files({Path(path): data})[0]


def replace_files(contents: Mapping[Path, bytes | str]) -> list[Path]:
    """Write several files together: all are written beside their places before any is renamed.

    Text is written as UTF-8 with the line ends it has. Missing folders are made. A full disk, a
    missing permission or an interruption while writing leaves every old file as it was and no
    temporary file behind; a killed process may leave a hidden ``.NAME.PID.tmp`` beside a whole
    old file. The renames at the end happen one after another, each of them whole.

    Raises
    ------
    OutputError
        When the files could not be written, with the reason as a sentence.
    """
    made: list[Path] = []
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    replaced = 0
    try:
        for place, data in contents.items():
            target = _real_target(place)
            _make_folders(target.parent, made)
            temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.tmp")
            waiting.append((temporary, target))
            _write(temporary, data if isinstance(data, bytes) else data.encode(), target)
        for temporary, place in waiting:
            temporary.replace(place)
            replaced += 1
        for folder in {target.parent for _, target in waiting}:
            _sync_folder(folder)
    except OSError as error:
        raise OutputError(
            f"{place} could not be written: {_sentence(error)}.",
            hint="What stood there before is unchanged."
            if not replaced
            else f"{replaced} of {len(waiting)} files are new, the others unchanged.",
        ) from error
    finally:
        if replaced < len(contents):
            _clear_away([temporary for temporary, _ in waiting[replaced:]], made)
    return list(contents)


def _real_target(path: Path) -> Path:
    # Through a symbolic link the file behind it is meant, not the link.
    target = path.resolve() if path.is_symlink() else path
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OutputError(f"{path} could not be written: it is a device, not a file.")
    return target


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        made.append(folder)


def _write(temporary: Path, data: bytes, target: Path) -> None:
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    # Some file systems and Windows cannot sync a folder; the files themselves are on disk.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear_away(files: list[Path], folders: list[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _sentence(error: OSError) -> str:
    return _SENTENCES.get(error.errno or 0, (error.strerror or str(error)).lower())
