"""What a reader sees of a cell in pieces: struck ones and marks of notes are listed, blank ones are not."""

import pytest

from zjviewer.readers.spreadsheet.sheets import Piece, Sheet


@pytest.mark.parametrize(
    ("pieces", "text", "dropped"),
    [
        ([Piece("12"), Piece("34")], "1234", []),
        ([Piece("12"), Piece(" 34 ", struck=True), Piece("5")], "125", [("34", "struck")]),
        ([Piece("12"), Piece("  ", struck=True), Piece("\n", struck=True)], "12", []),
        ([Piece("12"), Piece("[1]", raised=True)], "12", [("[1]", "note mark")]),
        ([Piece("12"), Piece(" ", raised=True)], "12", []),
        ([Piece("10"), Piece("6", raised=True), Piece("元")], "10⁶元", []),
        ([Piece("甲"), Piece("乙", raised=True)], "甲乙", []),
        ([Piece("1", struck=True, raised=True)], "", [("1", "struck")]),
    ],
)
def test_pieces_of_a_cell(pieces, text, dropped):
    sheet = Sheet("表")
    assert sheet.seen(pieces) == text
    assert [(each.text, each.reason) for each in sheet.dropped] == dropped
