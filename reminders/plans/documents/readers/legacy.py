"""Pure: text written in TCVN3 or VNI, the letters Vietnamese offices used before Unicode."""

import re

# Frequent words and letters of TCVN3 and VNI as they look read as Latin-1: "kÕ ho¹ch", "keá hoaïch".
_TCVN3_WORDS = re.compile(r"®|kÕ ho¹ch|C«ng|nh©n d©n|n¨m|ngµy|thùc hiÖn|[a-z]\xad[a-zî]|\bcña\b|\bvµ\b|\bc¸c\b")
_VNI_WORDS = re.compile(r"\bcuûa\b|\bvaø\b|\bcaùc\b|\bngaøy\b|\bnaêm\b|[Kk]eá hoaïch|[Nn]haân daân|ñ[aeioôö]")
_LETTER = re.compile(r"[^\W\d_]|[¸µ¹®­¬¨©ª«¶·§]")
_UNICODE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def legacy_letters(text: str) -> str | None:
    """Return "TCVN3" or "VNI" where a text is written in it, else None."""
    sample = text[:200_000]
    if len(_LETTER.findall(sample)) < 20 or len(_UNICODE.findall(sample.lower())) > len(sample) / 50:
        return None
    scores = {"TCVN3": len(_TCVN3_WORDS.findall(sample)), "VNI": len(_VNI_WORDS.findall(sample))}
    code = max(scores, key=lambda name: scores[name])
    return code if scores[code] >= 3 else None
