"""Plain text: the article without its site's furniture, in any encoding, or a clear sentence."""

import hashlib

import pytest

from zjviewer import paths
from zjviewer.errors import UnreadableFile
from zjviewer.pipeline.open_report import begin_report
from zjviewer.readers.registry import read_report

BODY = "2016年,全市各级行政机关认真贯彻条例。全年主动公开信息120条,比上年增长5%。"
TITLE = "宁波市2016年政府信息公开工作年度报告"


def saved(folder, text, name="report.txt", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_bundled_page_is_kept_byte_for_byte_and_its_text_is_the_report():
    page = paths.bundled_report().read_bytes()
    assert hashlib.sha256(page).hexdigest() == "c1d44f62954bf7dc9b304e1bd30f92f6998c808da073e16b1483e15018adc951"
    report = begin_report(paths.bundled_report()).report
    assert len(report.text) == 8990
    assert report.text.startswith("2017年,我省各级行政机关")
    assert report.text.endswith("提供有力保障。")
    assert report.text in page.decode("utf-8")


def test_what_was_left_out_is_kept_with_its_line():
    report = begin_report(paths.bundled_report()).report
    lines = paths.bundled_report().read_text(encoding="utf-8").split("\n")
    assert {d.line for d in report.dropped} == {n for n, line in enumerate(lines, 1) if line.strip()} - {13}
    assert all(lines[d.line - 1].strip() == d.text for d in report.dropped)
    assert [d.reason for d in report.dropped].count("title") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("首页\n当前位置:首页 > 公告\n", "版权所有:某网站\n联系我们\n"),
        ("", "上一篇:通知\n下一篇:公告\n"),
        ("欢迎光临\n\n", ""),
    ],
)
def test_furniture_goes_by_what_it_is_not_by_where_it_stands(tmp_path, before, after):
    report = read_report(saved(tmp_path, f"{before}{TITLE}\n{BODY}\n{after}"))
    assert report.text == BODY
    assert (report.title, report.year, report.region) == (TITLE, 2016, "宁波市")


def test_a_clean_article_loses_nothing_but_its_title(tmp_path):
    signed = f"{TITLE}\n各位代表:\n{BODY}\n宁波市人民政府办公厅\n2017年3月1日"
    report = read_report(saved(tmp_path, signed))
    assert report.text == f"各位代表:\n{BODY}\n宁波市人民政府办公厅\n2017年3月1日"
    assert [d.text for d in report.dropped] == [TITLE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    assert read_report(saved(tmp_path, f"{TITLE}\n{BODY * 5}", encoding=encoding)).text == BODY * 5


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("space.txt", b" \n\n ", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "not a text file"),
        ("sound.mp3", b"\xff\xfb\x90", "cannot be read"),
    ],
)
def test_what_is_no_report_is_told_by_name(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_report(path)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(UnreadableFile, match="no file"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="folder"):
        read_report(tmp_path)


WIDTH = 30


def hard_wrapped(paragraph: str, indent: int) -> list[str]:
    """Lines of a paragraph whose indent of so many characters was lost in the copy."""
    first, rest = paragraph[: WIDTH - indent], paragraph[WIDTH - indent :]
    return [first, *(rest[at : at + WIDTH] for at in range(0, len(rest), WIDTH))]


@pytest.mark.parametrize("indent", [0, 1, 2, 4, 6])
@pytest.mark.parametrize(
    "title", ["澄原市2024年政府信息公开工作年度报告", "澄原市人民政府办公室二〇二四年度政府信息公开年度报告"]
)
def test_the_first_line_of_a_wrapped_paragraph_is_joined_though_its_indent_is_lost(tmp_path, indent, title):
    first = "澄原市深入贯彻政府信息公开条例和澄原市政府信息公开规定，认真落实市委市政府关于政务公开工作的各项部署，" * 3
    second = (
        "澄原科技网站全年累计发布信息若干，其中动态类信息占多数，均按照规定的程序审核之后再向社会公众公开发布。" * 2
    )
    lines = [title, "一、总体情况", *hard_wrapped(f"{first}不断提高。", indent), *hard_wrapped(second, indent)]
    report = read_report(saved(tmp_path, "\n".join(lines)))
    assert report.title == title
    assert report.text == f"一、总体情况\n{first}不断提高。\n{second}"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["全年主动公开政府信息312条，重点领域信息占四成，", "其中政策文件21条。"], 1),
        (["　　公开范围包括行政许可、行政处罚、财政预决算、", "重大建设项目等信息。", "　　下一步将完善制度。"], 2),
        (["一、公开范围包括行政许可、行政处罚和财政预算，", "二、公开渠道包括网站。"], 2),
        (["全年主动公开政府信息312条。", "其中政策文件21条。"], 2),
    ],
)
def test_a_line_that_ends_with_a_comma_goes_on(tmp_path, lines, paragraphs):
    path = tmp_path / "report.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(read_report(path).text.split("\n")) == paragraphs
