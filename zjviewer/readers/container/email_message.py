"""Reader of e-mails (EML): the attached document, or the text of the e-mail where none is attached."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source

_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def parse_message(source: Source) -> EmailMessage:
    """Parsed e-mail. Raises UnreadableFile where the file is not an e-mail."""
    message = email.message_from_bytes(source.raw, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name)
    return message


def read_body(source: Source, message: EmailMessage) -> Report:
    """Report from the text of an e-mail; the subject is the title where the text has none. Raises UnreadableFile."""
    from zjviewer.readers.html.page import read_html
    from zjviewer.readers.text.plain_text import read_plain

    if message.get_content_type() in _ENCRYPTED:
        raise UnreadableFile(
            "{name} is encrypted. Open it with its password, and save it without one.", name=source.name
        )
    body = message.get_body(("html", "plain"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise UnreadableFile("There is no text in {name}.", name=source.name)
    charset = body.get_content_charset() or ""
    inner = source._replace(raw=content, encoding=source.encoding or _known(charset))
    report = read_html(inner) if body.get_content_type() == "text/html" else read_plain(inner)
    subject = str(message.get("Subject", "")).strip()
    return replace(report, title=report.title or subject, format="EML")


def _known(charset: str) -> str:
    """Name of an encoding supported by Python for a declared name; GB18030 for its subset GB2312."""
    try:
        "".encode(charset or "utf-8")
    except LookupError:
        return ""
    return "gb18030" if charset.casefold() in ("gb2312", "gbk") else charset
