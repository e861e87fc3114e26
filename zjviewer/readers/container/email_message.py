"""E-mail (EML): its text where it has no document attached, else the attachment."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from zjviewer.core.model.report import Report
from zjviewer.errors import UnreadableFile
from zjviewer.readers.common.input_file import Source


def parse_message(source: Source) -> EmailMessage:
    """The message. Raises UnreadableFile where it is none."""
    message = email.message_from_bytes(source.raw, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFile("{name} is damaged or was cut off. Fetch it again.", name=source.name)
    return message


def read_body(source: Source, message: EmailMessage) -> Report:
    """The text of a message, with its subject as the title where the text shows none. Raises UnreadableFile."""
    from zjviewer.readers.html.page import read_html
    from zjviewer.readers.text.plain_text import read_plain

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
    """A name of an encoding that Python knows; GB2312 is read as GB18030, its superset."""
    try:
        "".encode(charset or "utf-8")
    except LookupError:
        return ""
    return "gb18030" if charset.casefold() in ("gb2312", "gbk") else charset
