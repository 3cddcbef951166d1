import pytest
from hypothesis import given
from hypothesis import strategies as st

from xianxing.office.register.masking import mask_address, mask_contact, mask_name, mask_within


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小明", "王**"),
        ("王明", "王*"),
        ("欧阳小明", "欧阳**"),
        ("欧阳", "欧*"),
        ("王", "王"),
        ("", ""),
        (" 李四 ", "李*"),
    ],
)
def test_mask_name_keeps_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("contact", "masked"),
    [
        ("13800138000", "138****8000"),
        ("138-0013-8000", "138******8000"),
        ("wang@example.cn", "w***@example.cn"),
        ("87654321", "******21"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_mask_contact_hides_the_middle(contact: str, masked: str) -> None:
    assert mask_contact(contact) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("平安市东城区和平路1号3单元", "平安市东城区******"),
        ("江北省平安市永安县甲镇", "江北省平安市永安县**"),
        ("和平路1号", "*****"),
        ("", ""),
    ],
)
def test_mask_address_keeps_the_district(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@given(st.text(min_size=2, max_size=8).filter(lambda text: text == text.strip() and "*" not in text))
def test_mask_name_never_shows_the_last_character_of_a_longer_name(name: str) -> None:
    masked = mask_name(name)
    assert len(masked) == len(name)
    assert masked.endswith("*")


@given(st.text(alphabet="0123456789", min_size=7, max_size=13))
def test_mask_contact_hides_at_least_four_digits_of_a_number(number: str) -> None:
    assert mask_contact(number).count("*") >= 4


def test_mask_within_leaves_a_single_character_alone() -> None:
    assert mask_within("王府井的王", "王", "*") == "王府井的王"
    assert mask_within("王小明和王小明", "王小明", "王**") == "王**和王**"
