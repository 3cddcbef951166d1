"""How a sender is shown to somebody who has no reason to know who it is."""

import re

_HIDDEN = "*"
_COMPOUND = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|百里|呼延|南宫|申屠|太史"
)
_KEPT_PLACE = re.compile(r"^(?:.{1,8}?(?:省|自治区))?(?:.{1,8}?(?:市|自治州|盟))?(?:.{1,8}?(?:区|县|旗|市))?")


def mask_name(name: str) -> str:
    """Return the surname and a star for each further character: 王小明 gives 王**, 欧阳小明 gives 欧阳**."""
    name = name.strip()
    kept = 2 if _COMPOUND.match(name) and len(name) > 2 else 1
    return name[:kept] + _HIDDEN * (len(name) - kept)


def mask_contact(contact: str) -> str:
    """Return a telephone number with its middle hidden, or mail with its name hidden but for one letter."""
    contact = contact.strip()
    name, at, host = contact.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    if len(contact) >= 11:
        return f"{contact[:3]}{_HIDDEN * (len(contact) - 7)}{contact[-4:]}"
    return _HIDDEN * max(len(contact) - 2, 0) + contact[-2:] if len(contact) > 4 else _HIDDEN * len(contact)


def mask_address(address: str) -> str:
    """Return the address down to its district or county; the rest hidden."""
    address = address.strip()
    found = _KEPT_PLACE.match(address)
    kept = found[0] if found else ""
    return kept + _HIDDEN * min(len(address) - len(kept), 6)


def mask_within(text: str, secret: str, masked: str) -> str:
    """Return the text with every occurrence of the secret masked; a secret of one character is left alone."""
    return text.replace(secret, masked) if len(secret) > 1 else text
