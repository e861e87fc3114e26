"""Pages of OFD files as pictures: characters, lines and pictures stand where the file puts them."""

import io

import pytest

from tests import ofd_files as ofd
from tests.readers.pdf.test_page_images import dark
from zjviewer.readers.common.input_file import Source
from zjviewer.readers.registry import open_pages

MM = ofd.MILLIMETRE


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    written = ofd.page(
        ofd.layer(
            ofd.text("年报第123号", 20, 40, 8),
            ofd.text("不显示", 20, 60, 8, attributes='Visible="false"'),
            ofd.text("竖排", 150, 60, 8, attributes='CTM="0 1 -1 0 0 0"'),
            ofd.box(20, 80, 100, 30),
            ofd.path(20, 130, 50, 20, "M 0 0 L 50 0 L 50 20 L 0 20 C", 'Fill="true" Stroke="false"'),
            ofd.path(100, 130, 50, 20, "M 0 20 B 10 0 40 0 50 20 Q 25 0 0 20 A 9 9 0 0 1 3 3 C L 7"),
            '<ofd:ImageObject ID="9" ResourceID="77" Boundary="20 170 40 20" CTM="40 0 0 20 0 0"/>',
            '<ofd:ImageObject ID="9" ResourceID="78" Boundary="100 170 40 20" CTM="40 0 0 20 0 0"/>',
        )
    )
    raw = ofd.package(written, ofd.page(ofd.layer(ofd.text("二", 20, 40, 8))), size=(200, 250))
    return open_pages(Source(tmp_path_factory.mktemp("ofd") / "a.ofd", raw))


def test_characters_stand_where_the_picture_is_dark(pages):
    sizes = pages.sizes(10)
    assert sizes == [pytest.approx((200 * MM, 250 * MM))] * 2
    picture = pages.picture(0, round(sizes[0][0] * 2))
    text = pages.text(0)
    assert text.characters == "年报第123号竖排"
    for character, rect in zip(text.characters, text.rects, strict=True):
        assert dark(picture, rect, 2) > 0.05, character
    assert dark(picture, (20 * MM, 52 * MM, 90 * MM, 62 * MM), 2) == 0


def test_lines_areas_and_missing_pictures_are_drawn(pages):
    picture = pages.picture(0, round(pages.sizes(1)[0][0] * 2))

    def share(left, top, right, bottom):
        return dark(picture, (left * MM, top * MM, right * MM, bottom * MM), 2)

    assert share(20, 79.9, 120, 80.3) > 0.2
    assert share(25, 85, 115, 105) == 0
    assert share(22, 132, 68, 148) == 1
    assert share(100, 130, 150, 150) > 0.02
    middle = 4 * (round(180 * MM * 2) * picture.width + round(40 * MM * 2))
    assert set(picture.pixels[middle : middle + 3]) == {225}


def test_pages_are_drawn_in_any_order_and_others_are_refused(pages):
    last, first, again = (pages.picture(index, 200) for index in (1, 0, 1))
    assert last == again != first
    for index in (-1, 2, 99):
        with pytest.raises(IndexError):
            pages.picture(index, 200)


def test_a_jpeg_of_the_package_is_drawn(tmp_path):
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (8, 8), "black").save(written, "JPEG")
    resources = (
        f'<ofd:Res {ofd.NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="77" Type="Image">'
        "<ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    shown = '<ofd:ImageObject ID="9" ResourceID="77" Boundary="20 170 40 20" CTM="40 0 0 20 0 0"/>'
    raw = ofd.package(
        ofd.page(ofd.layer(shown)),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": resources},
    )
    import zipfile

    whole = io.BytesIO(raw)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("Doc_0/Res/a.jpg", written.getvalue())
    pages = open_pages(Source(tmp_path / "a.ofd", whole.getvalue()))
    picture = pages.picture(0, round(pages.sizes(1)[0][0]))
    assert dark(picture, (22 * MM, 172 * MM, 58 * MM, 188 * MM), 1) == 1
    assert dark(picture, (22 * MM, 192 * MM, 58 * MM, 199 * MM), 1) == 0
