"""Letters folded for comparison, in one place for plans, replies and phrases."""

import unicodedata

import pytest

from schedules.letters import clean, fold, is_disguised, plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đã Xong, việc 12!", "da xong, viec 12!"),
        ("UBND xã Ia Dơk", "ubnd xa ia dok"),
        ("QUÝ I – NĂM 2021", "quy i – nam 2021"),
        ("ƯỚC ươc Ễ ễ ỵ", "uoc uoc e e y"),
        ("Ж ß ≠ 12", "ж ß ≠ 12"),
    ],
)
def test_plain_letters_keep_their_places(text: str, folded: str) -> None:
    assert plain(text) == folded
    assert len(plain(text)) == len(text)


def test_every_vietnamese_letter_becomes_the_ascii_letter_it_is_typed_as_without_marks() -> None:
    marks = ["", *"\u0300\u0301\u0303\u0309\u0323"]
    letters = [unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for mark in marks]
    assert set(plain("".join(letters))) == set("aeiouy")
    assert plain("đĐ") == "dd"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  UBND  xã Ia Dơk. ", "ubnd xa ia dok"),
        ("Phòng Tài chính – Kế hoạch", "phong tai chinh ke hoach"),
        (unicodedata.normalize("NFD", "Đồng Ý"), "dong y"),
        ("Ia Dơ\u0306k", "ia dok"),  # a letter of Jrai that has no code of its own
        ("ｘｏｎｇ", "xong"),
        ("…", ""),
    ],
)
def test_folded_text_is_words_alone(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("xong\u00a012", "xong 12"),
        ("xo\u200bng  １２", "xong 12"),
        ("xong ١٢\r\n\r\nvà 5", "xong 12\nvà 5"),
        (unicodedata.normalize("NFD", "Đã xong"), "Đã xong"),
    ],
)
def test_cleaned_text_is_in_one_visible_form(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_text_shown_backwards_is_told() -> None:
    assert is_disguised("xong \u202e21")
    assert not is_disguised("xong 12")
