"""Pure: the link code in what somebody writes who is not linked yet: spaced, dashed, among words, or as the whole link.

A chat that is linked says other things with eight letters, so only a whole link is looked for there.
"""

import re

from schedules.letters import clean, plain

_LINK = re.compile(r"[?&]start(?:group)?=([a-z0-9]{8})(?![a-z0-9_-])", re.IGNORECASE)
_JOINED = r"[a-z0-9]{8}"
_APART = r"[a-z0-9]{4}(?: ?[-–—._/] ?| )[a-z0-9]{4}"
_SPELLED = r"(?:[a-z0-9]{2}(?: ?[-–—._] ?| )){3}[a-z0-9]{2}|(?:[a-z0-9](?: ?[-–—._] ?| )){7}[a-z0-9]"
_CODE = re.compile(rf"(?=(?<![\w-])({_JOINED}|{_APART}|{_SPELLED})(?![\w-]))", re.IGNORECASE | re.ASCII)
_FILLERS = "lien|ket|so|moi|cua|em|toi|minh|anh|chi|phong|xa|no|day|do|la|nay"
_ANNOUNCED = re.compile(rf"(?:\b(?:ma|code)|/start)(?: (?:{_FILLERS}))*[ :=\"'“(]*$")
_ONLY_POLITE = re.compile(r"[\W_]*(?:(?:da|vang|em|gui|anh|chi|a|nhe|nha|day)[\W_]*)*")
_NOT_GIVEN = re.compile(r"[io01]", re.IGNORECASE)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?", re.IGNORECASE
)


def code_of_link(text: str) -> str | None:
    """Return the code in a link that opens the bot: "https://t.me/bot?start=ABCD2345"."""
    found = _LINK.search(text) if "start" in text else None
    return found[1] if found else None


def link_code(text: str) -> str | None:
    """Return the one code that a stranger's message holds, as eight letters and digits; None for none, or for two."""
    said = clean(text)
    if code := code_of_link(said):
        return code
    found = {code.upper(): code for match in _CODE.finditer(said) if (code := _meant(said, match))}
    return next(iter(found.values())) if len(found) == 1 else None


def _meant(said: str, match: re.Match[str]) -> str | None:
    """Return what stands there as a code, None when it is rather words, a year or a telephone number.

    Letters alone are a code where they are called one, or where there is nothing else in the message.
    """
    start, end = match.span(1)
    groups = re.findall(r"[A-Za-z0-9]+", match[1])
    code = "".join(groups)
    rest = plain(f"{said[:start]} {said[end:]}")
    is_announced = bool(_ANNOUNCED.search(plain(said[:start])))
    is_alone = bool(_ONLY_POLITE.fullmatch(rest))
    is_lenient = is_announced or (is_alone and len(groups) == 1)
    if code.isdigit() or (_NOT_GIVEN.search(code) and not is_lenient):
        return None
    if not code.isalpha():
        return code
    if len(groups) > 1 and all(_SYLLABLE.fullmatch(group) for group in groups):
        return None
    return code if is_announced or is_alone or (len(groups) == 1 and code.isupper()) else None
