"""Members of a ZIP archive or an e-mail: names and bytes of the documents, within size limits. Nothing is written to
disk.

The path of a member looks as if the container were a folder: `附件.zip/年报.docx`.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import PurePosixPath

from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import LARGEST, Source

MOST_MEMBERS = 5_000
"""Largest number of entries in an archive; an archive with more is refused."""
_MOST_NAMED = 20
"""Largest number of member names in a message."""
_DAMAGED = "{name} is damaged or was cut off. Fetch it again."


def members_of_archive(source: Source, endings: tuple[str, ...]) -> list[str]:
    """Names of the documents in a ZIP archive, in archive order; empty where there is none. Raises UnreadableFile."""
    with _archive(source) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise UnreadableFile(
                "{name} holds {count} files, and at most {limit} can be looked through.",
                name=source.name,
                count=len(entries),
                limit=MOST_MEMBERS,
            )
        names = [each.filename for each in entries if not each.is_dir()]
        usual = [name for name in names if _is_document(name, endings)]
        return usual or [name for name in names if _is_document(name.replace("../", ""), endings)]


def member_of_archive(source: Source, member: str) -> Source:
    """Source for one document in a ZIP archive. Raises UnreadableFile where no member has that name or it is too
    large."""
    with _archive(source) as archive:
        entry = next((each for each in archive.infolist() if _plain(each.filename) == _plain(member)), None)
        if entry is None:
            raise _missing(source, member)
        try:
            with archive.open(entry) as file:
                raw = file.read(LARGEST + 1)
        except RuntimeError as error:  # how zipfile reports a password
            raise UnreadableFile(
                "{name} is an encrypted archive. Unpack it with its password, and open the report in it.",
                name=source.name,
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableFile(_DAMAGED, name=source.name) from error
    return _checked(source, member, raw)


def members_of_message(message: EmailMessage, endings: tuple[str, ...]) -> list[str]:
    """Names of the documents attached to an e-mail, without duplicates; empty where there is none."""
    return list(dict.fromkeys(name for name, _ in _attachments(message) if _is_document(name, endings)))


def member_of_message(source: Source, message: EmailMessage, member: str) -> Source:
    """Source for one attachment of an e-mail. Raises UnreadableFile where no attachment has that name."""
    for name, part in _attachments(message):
        if _plain(name) == _plain(member):
            content = part.get_payload(decode=True)
            return _checked(source, member, content if isinstance(content, bytes) else b"")
    raise _missing(source, member)


def several_members(source: Source, members: list[str]) -> UnreadableFile:
    """Error for a container with several documents; its value `members` lists the names, one per line."""
    shown = "、".join(members[:_MOST_NAMED]) + ("…" if len(members) > _MOST_NAMED else "")
    return UnreadableFile(
        "{name} holds {count} documents: {shown}. Open one of them, on the command line with --member NAME.",
        name=source.name,
        count=len(members),
        shown=shown,
        members="\n".join(members),
    )


def _archive(source: Source) -> zipfile.ZipFile:
    """Opened ZIP archive. Names without the UTF-8 flag are decoded as GBK, the encoding of Chinese systems."""
    buffer = io.BytesIO(source.raw)
    try:
        try:
            return zipfile.ZipFile(buffer, metadata_encoding="gbk")
        except UnicodeDecodeError:
            return zipfile.ZipFile(buffer)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile(_DAMAGED, name=source.name) from error


def _attachments(message: EmailMessage) -> Iterator[tuple[str, EmailMessage]]:
    for part in message.walk():
        name = part.get_filename()
        if name and isinstance(part, EmailMessage) and not part.is_multipart():
            yield PurePosixPath(name.replace("\\", "/")).name, part


def _is_document(name: str, endings: tuple[str, ...]) -> bool:
    place = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts)
    return not hidden and not place.name.startswith("~$") and place.suffix.casefold() in endings


def _plain(name: str) -> str:
    return name.replace("\\", "/").strip("/")


def _checked(source: Source, member: str, raw: bytes) -> Source:
    name = PurePosixPath(member).name
    if len(raw) > LARGEST:
        raise UnreadableFile(
            "{name} unpacks to more than {limit} MB, which no report does.", name=name, limit=LARGEST >> 20
        )
    if not raw.strip(b"\0 \t\r\n"):
        raise UnreadableFile("{name} is empty.", name=name)
    inside = [part for part in PurePosixPath(_plain(member)).parts if part != ".."]
    return source._replace(path=source.path.joinpath(*inside), raw=raw)


def _missing(source: Source, member: str) -> UnreadableFile:
    return UnreadableFile("There is no {member} in {name}.", name=source.name, member=member)
