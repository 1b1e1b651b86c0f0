"""Files, folders and ZIPs → the bytes in them, within limits.

In: paths. Out: `survey` names every file in them without reading it; an `Opener` reads them one at
a time. Nothing from a ZIP is ever written to disk.
"""

from __future__ import annotations

import errno
import gzip
import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Self

from archive.filetypes import FileKind, Refused, kind_by_name

MEBI = 1024**2
FILE_BYTES = 64 * MEBI
ZIP_BYTES = 2048 * MEBI
ZIP_MEMBERS = 200_000
RATIO, RATIO_ABOVE = 200, 10 * MEBI

_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in, and why, in Chinese.

    `file` names it in reports, `source` as a page; what is no file has no source. `size` is in
    bytes; `within` is the ZIP that holds it.
    """

    file: str
    reason: str
    source: str = ""
    size: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: `source` names the page, `label` names the file in reports.

    `size` is in bytes, of what a ZIP holds unpacked; `within` is that ZIP as `source` is named.
    """

    source: str
    label: str
    kind: FileKind
    path: Path
    size: int
    member: zipfile.ZipInfo | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the given paths hold, in order: files to read, files refused, files without text."""

    found: list[Found] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    zips: list[str] = field(default_factory=list)

    def seen(self) -> set[str]:
        """The names of the files in them that are pages or might hold some, a ZIP's as one."""
        found = {one.source for one in self.found if not one.within}
        refused = {one.source for one in self.refusals if not one.within}
        return found | refused | set(self.zips)


def survey(paths: Iterable[Path]) -> Survey:
    """Every file in the given files, folders and ZIPs, each path's in the order of their names."""
    result = Survey()
    for path in paths:
        try:
            if path.is_dir():
                _survey_folder(path, result)
            elif not path.exists():
                raise Refused("找不到这个文件或文件夹")
            elif kind_by_name(path.name) == "furniture":
                raise Refused("不是网页，也不是文字：请导入网页（.htm）或文本（.txt）")
            else:
                name = _readable(path.name)
                _survey_file(path, name, name, result)
        except (Refused, OSError) as error:
            name = _readable(path.name or str(path))
            source = name if os.path.isfile(path) else ""  # noqa: PTH113
            result.refusals.append(Refusal(name, explain(error), source, _size(path)))
    return result


class Opener:
    """Reads the files of a survey; use it in a `with`. Keeps no more than one ZIP open."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._zip: zipfile.ZipFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip:
            self._zip.close()

    @contextmanager
    def stream(self, found: Found) -> Iterator[IO[bytes]]:
        """The file's bytes as a stream.

        Raises:
            Refused: it cannot be opened, or breaks off while it is read.
        """
        try:
            with self._open(found) as stream:
                yield stream
        except (*_DAMAGE, NotImplementedError) as error:
            raise Refused(explain(error)) from error

    def content(self, found: Found) -> bytes:
        """The whole file.

        Raises:
            Refused: it is over 64 MB, cannot be opened or is damaged.
        """
        with self.stream(found) as stream:
            content = stream.read(FILE_BYTES + 1)
        if len(content) > FILE_BYTES:  # it grew since the survey
            raise Refused(_too_large(len(content)))
        return content

    def _open(self, found: Found) -> IO[bytes]:
        if found.member is None:
            return found.path.open("rb")
        if self._zip is None or self._path != found.path:
            if self._zip:
                self._zip.close()
            self._zip, self._path = zipfile.ZipFile(found.path), found.path
        return self._zip.open(found.member)


def explain(error: Exception) -> str:
    """Why a file could not be read or written, in plain Chinese."""
    match error:
        case Refused():
            return str(error)
        case FileNotFoundError():
            return "没有这个文件或文件夹"
        case PermissionError():
            return "没有权限"
        case OSError(errno=errno.ENOSPC):
            return "磁盘满了"
        case NotImplementedError():
            return "这种压缩方法读不了：请用普通方式（Deflate）重新压缩"
        case EOFError():
            return "文件不完整，结尾缺失（可能没有下载完）：请重新取得"
        case zipfile.BadZipFile() | zlib.error() | lzma.LZMAError() | gzip.BadGzipFile():
            return "压缩数据损坏或不完整：请重新取得"
        case OSError():
            return f"读取出错：{error.strerror or error}"
    return str(error)


def _survey_file(path: Path, source: str, label: str, result: Survey) -> None:
    """Add one file on disk, or the members of one ZIP."""
    kind = kind_by_name(source)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refused("不是普通文件")
    if kind == "zip":
        result.zips.append(source)
        _survey_zip(path, source, label, result)
    elif kind == "furniture":
        result.furniture.append(label)
    elif kind not in ("rows", "warc") and status.st_size > FILE_BYTES:
        raise Refused(_too_large(status.st_size))
    else:
        result.found.append(Found(source, label, kind, path, status.st_size))


def _survey_folder(folder: Path, result: Survey) -> None:
    """Add the files of a folder and of the folders in it; hidden ones and outward links are not."""
    title = _readable(folder.resolve().name)
    root = folder.resolve()

    def refuse(error: OSError) -> None:
        place = _readable(os.path.relpath(error.filename, folder))
        result.refusals.append(Refusal(f"{title}/{place}", explain(error)))

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not _hidden(name)]  # os.walk goes into the rest
        files += [Path(place, name) for name in names if not _hidden(name)]
    for path in sorted(files, key=lambda path: _natural(str(path))):
        source = _readable(path.relative_to(folder).as_posix())
        label = f"{title}/{source}"
        try:
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                raise Refused("是指向文件夹以外的链接，没有跟随")
            _survey_file(path, source, label, result)
        except (Refused, OSError) as error:
            result.refusals.append(Refusal(label, explain(error), source, _size(path)))


def _survey_zip(path: Path, source: str, label: str, result: Survey) -> None:
    """Add the members of a ZIP that may be read; a ZIP over its limits is refused as a whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGE as error:
        raise Refused("不是完整的 ZIP（可能没有下载完）：请重新取得") from error
    if len(members) > ZIP_MEMBERS:
        raise Refused(f"ZIP 里超过 {ZIP_MEMBERS} 个文件：请分成几个")
    found: list[Found] = []
    seen: set[str] = set()
    named = sorted(((_member_name(member), member) for member in members), key=_by_name)
    for name, member in named:
        if member.is_dir() or name.endswith("/") or _hidden(name):
            continue
        try:
            _check_member(name, member)
            if name in seen:
                raise Refused("ZIP 里有重名的文件，只收第一个")
            seen.add(name)
            kind = kind_by_name(name)
            if kind == "zip":
                raise Refused("ZIP 里的 ZIP 不读：请解压后单独导入")
            if kind == "furniture":
                result.furniture.append(f"{label}/{name}")
            else:
                size = member.file_size
                found.append(Found(name, f"{label}/{name}", kind, path, size, member, source))
        except Refused as error:
            given = f"{label}/{name}", explain(error), name, member.file_size, source
            result.refusals.append(Refusal(*given))
    # zipfile stops a member at its declared size, so the declared sizes are the true limit.
    total = sum(entry.size for entry in found)
    if total > ZIP_BYTES:
        raise Refused(
            f"解压后共 {total // MEBI} MB，超过 {ZIP_BYTES // MEBI} MB："
            "请分成几个 ZIP，或解压后导入文件夹"
        )
    result.found.extend(found)


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    """Return if a member's name and size are harmless, else raise Refused."""
    if ".." in PurePosixPath(name).parts or name.startswith("/") or re.match("[A-Za-z]:", name):
        raise Refused("文件名指向 ZIP 以外（含 ../、绝对路径或盘符），不收")
    if "\0" in name:
        raise Refused("文件名含有空字符，不收")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused("是链接，不收")
    if member.flag_bits & 0x1:
        raise Refused("文件有密码：请解除密码后重新压缩")
    if member.file_size > FILE_BYTES:
        raise Refused(_too_large(member.file_size))
    if member.file_size > RATIO_ABOVE and member.file_size > RATIO * member.compress_size:
        raise Refused(f"压缩比超过 {RATIO} 倍，像是压缩炸弹，不收")


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's true name: without the UTF-8 flag it is UTF-8 (macOS) or GBK (Windows) anyway.

    zipfile reads such a name as code page 437, which loses nothing and is turned back here.
    """
    name = member.orig_filename
    if not member.flag_bits & 0x800:
        name = _decode_name(name.encode("cp437"))
    return name.replace("\\", "/")


def _decode_name(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors="replace")


def _readable(name: str) -> str:
    """A file name from the disk as text; one in GBK comes from Python as lone surrogates."""
    return _decode_name(os.fsencode(name))


def _size(path: Path) -> int:
    """The bytes of a file, 0 of one that cannot be looked at; of a link, of the link itself."""
    return path.lstat().st_size if os.path.lexists(path) else 0


def _hidden(name: str) -> bool:
    return any(
        part == "__MACOSX" or (part.startswith(".") and part != "..") for part in name.split("/")
    )


def _by_name(named: tuple[str, zipfile.ZipInfo]) -> list[tuple[int, str]]:
    return _natural(named[0])


def _natural(name: str) -> list[tuple[int, str]]:
    """A sort key by which `content_10` comes after `content_2`, as the newspaper numbered them."""
    parts = re.split(
        r"0*([0-9]+)", name
    )  # text and digits in turn; by length, digits sort as numbers
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


def _too_large(size: int) -> str:
    return (
        f"文件有 {size // MEBI} MB，超过 {FILE_BYTES // MEBI} MB："
        "请拆成一篇一页，或转换成 JSON Lines"
    )
