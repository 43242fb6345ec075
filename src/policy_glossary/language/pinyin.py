"""Chinese names in Hanyu Pinyin: one syllable as a pattern, and the common surnames."""

from __future__ import annotations

import re

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
# English words, common in names, that could be read as pinyin.
_ENGLISH = frozenset(
    """area asia base bureau canal cane care change china fame game gene guide home house huge image lake lane line made media mine
    more nine ocean one pan pane pine range rare ride safe sea share shine side tea tie time tone wave wine women zone""".split()
)


def is_pinyin(word: str) -> bool:
    """True if a word can be read as pinyin and is no common English word of names, such as Area or Zone."""
    return word.lower() not in _ENGLISH and re.fullmatch(rf"(?i:{SYLLABLE}['’]?)+", word) is not None
