"""Characters for the forms of them that fonts name instead: a PDF often says ⽣ (a radical) where 生 is printed."""

from __future__ import annotations

from unicodedata import normalize

__all__ = ["PLAIN_FORMS"]

# The radicals of the supplement (U+2E80 on) that are set like a character of their own, and that character; Unicode
# knows them as equivalent, but does not normalise them.
_SUPPLEMENT = dict(zip(
    "⺁⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⻡",
    "厂卩兀尣尢巳幺彑彐忄扌攵旡月母民氵氺灬爫丬犭王目示礻竹糹纟罓罒羊羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟首",
    strict=True,
))


def _table() -> dict[str, str]:
    table = dict(_SUPPLEMENT)
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):  # radicals and compatibility ideographs
        plain = normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    return table


PLAIN_FORMS = _table()
