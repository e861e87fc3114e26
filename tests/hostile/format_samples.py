"""One small report in every format that can be read, as bytes, for mutation; names by file name."""

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from tests.papers import Paper, Words, as_docx, as_html, as_markdown, as_ofd, as_pdf, as_text, litigation

STORED = Path(__file__).parents[1] / "readers" / "samples"
PAPER = Paper(
    "江阳市2023年政府信息公开工作年度报告",
    (
        Words("一、总体情况"),
        Words("2023年，全市主动公开政府信息120条，比上年增长20%，其中规范性文件12件，占10%。"),
        Words("二、收到和处理政府信息公开申请情况"),
        litigation(),
        Words("三、存在的主要问题及改进情况"),
        Words("约九成五的申请在15个工作日内办结，收费2000.00万元，平均3.5件。"),
    ),
)


def _stored(name: str) -> bytes:
    return (STORED / name).read_bytes()


def _archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("附件/年报.txt", as_text(PAPER).encode("gb18030"))
        archive.writestr("图片.png", b"\x89PNG\r\n")
    return written.getvalue()


def _picture(kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image = Image.linear_gradient("L").resize((120, 170))
    image.save(written, kind, **options)
    return written.getvalue()


def _message(attached: bool) -> bytes:
    message = EmailMessage()
    message["Subject"] = "年报"
    message["From"] = "a@example.com"
    message.set_content(as_text(PAPER))
    message.add_alternative(as_html(PAPER), subtype="html")
    if attached:
        message.add_attachment(as_docx(PAPER), maintype="application", subtype="octet-stream", filename="年报.docx")
    return bytes(message)


def _saved_page() -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    part = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + part + as_html(PAPER) + "\r\n--b--\r\n").encode()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "report.txt": lambda: as_text(PAPER).encode("gb18030"),
    "report.md": lambda: as_markdown(PAPER).encode(),
    "report.html": lambda: as_html(PAPER).encode(),
    "report.mht": _saved_page,
    "report.docx": lambda: as_docx(PAPER),
    "report.pdf": lambda: as_pdf(PAPER),
    "report.ofd": lambda: as_ofd(PAPER),
    "report.csv": lambda: ("指标,数量\n" + "".join(f"第{n}项,{n * 7}\n" for n in range(1, 40))).encode("gb18030"),
    "report.xls": partial(_stored, "sheets.xls"),
    "report.xlsx": partial(_stored, "sheets.xlsx"),
    "report.et": partial(_stored, "sheets.xls"),
    "report.ods": partial(_stored, "sheets.ods"),
    "report.odt": partial(_stored, "report.odt"),
    "report.rtf": partial(_stored, "report.rtf"),
    "report.doc": partial(_stored, "report.doc"),
    "report.wps": partial(_stored, "merged.doc"),
    "message.eml": partial(_message, False),
    "attached.eml": partial(_message, True),
    "report.zip": _archive,
}
"""Functions that give the bytes. ET and WPS are the formats of XLS and DOC under other names."""
PICTURES: dict[str, Callable[[], bytes]] = {
    "scan.png": partial(_picture, "PNG"),
    "scan.jpg": partial(_picture, "JPEG"),
    "scan.tif": partial(_picture, "TIFF", save_all=True, append_images=[Image.new("L", (60, 90), 200)]),
}
"""Pictures of pages, which are decoded and drawn but not recognised."""
LATER = (".ofd", ".png", ".jpg", ".tif", ".xls", ".xlsx", ".et", ".ods", ".odt", ".rtf", ".eml", ".zip", ".doc", ".wps")
"""Formats that were added after the first version."""
