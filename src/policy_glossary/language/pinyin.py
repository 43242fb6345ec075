"""Chinese names in Hanyu Pinyin: one syllable as a pattern, and the common surnames."""

from __future__ import annotations

import re
from functools import cache

from policy_glossary.language import regex

# One syllable of Hanyu Pinyin without tone marks.
SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu"
    r"|ua|uo|ui|ue|a|o|e|i|u)|er)"
)
SURNAMES = frozenset(
    """Bai Bao Bi Bian Cai Cao Cen Chai Chang Chen Cheng Chi Cong Cui Dai Deng Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao
    Ge Gong Gou Gu Guan Guo Han Hao He Hong Hou Hu Hua Huang Huo Ji Jia Jian Jiang Jiao Jin Jing Ju Kang Ke Kong Kuang Lai Lan
    Lang Lao Lei Leng Li Lian Liang Liao Lin Ling Liu Long Lou Lu Luo Lv Ma Mao Mei Meng Mi Miao Min Mo Mou Mu Ni Nie Ning Niu Ou
    Ouyang Pan Pang Pei Peng Pi Pu Qi Qian Qiao Qin Qiu Qu Quan Ran Rao Ren Rong Ruan Sha Shang Shao Shen Sheng Shi Shu Song Su
    Sui Sun Tan Tang Tao Teng Tian Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia Xian Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao
    Ye Yi Yin Ying You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zu""".split()
)
_FINALS_OF = """
b a o ai ei ao an en ang eng i ie iao ian in ing u|p a o ai ei ao ou an en ang eng i ie iao ian in ing u
|m a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u|f a o ei ou an en ang eng u
|d a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un|t a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un
|n a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve
|l a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve
|g k h a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang|j q x i ia ie iao iu ian in iang ing iong u ue uan un
|zh ch sh a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang|r e i ao ou an en ang eng ong u uo ui uan un
|z c s a e i ai ao ou an en ang eng ong u uo ui uan un|y a o e ai ao ou an in ang ing ong i u ue uan un
|w a o ai ei an en ang eng u
"""
# English words, common in names, that could be read as pinyin.
_ENGLISH = frozenset(
    "age area asia base can change china fan game gang gene guide he house huge lake lane line long made man me media men one pan range she sue tan tea women".split()
)


@cache
def _strict() -> re.Pattern[str]:
    """Words all of whose syllables exist, which SYLLABLE does not ask for. Compiled when first asked for: rules import this module."""
    kinds = []
    for group in _FINALS_OF.split("|"):
        parts = group.split()
        initials = [part for part in parts if not set(part) & set("aeiouv")]
        kinds.append(f"(?:{'|'.join(initials)})(?:{'|'.join(sorted(parts[len(initials) :], key=len, reverse=True))})")
    return regex.compile(rf"(?:(?:{'|'.join(kinds)}|ang|ai|an|ao|a|en|er|e|ou|o)['’]?)+", re.IGNORECASE)


def is_pinyin(word: str) -> bool:
    """True if a word can be read as pinyin and is no common English word of names, such as Area or Range."""
    return word.lower() not in _ENGLISH and _strict().fullmatch(word) is not None
