"""The phrases of one Chinese document that look like terms and that the glossary does not know."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from policy_glossary.model.candidate import Kind, Phrase, PhrasePlace, Phrases
from policy_glossary.model.document import Document
from policy_glossary.model.text import Span

_LONGEST = 4  # words of a run
_CHARACTERS = 12  # of a run
_EXCERPT = 25  # characters on either side of a phrase
_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z0-9+]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKED = re.compile(r"([《“「『\"])([^《》“”「」『』\"\n]{2,30})[》”」』\"]")
_SUM = re.compile(r"\d+(?:\+(?:\d+|[NX]))+|[NX]\+[NX]")
_NUMBER = "一二三四五六七八九十百千万双两"
# Words with which no term begins or ends, and in part of which none holds.
_EMPTY = frozenset(
    """的 地 得 了 着 过 和 与 及 以及 或 在 是 为 为了 有 从 到 对 对于 把 将 被 让 使 向 以 于 由 等 也 都 就 还 又 再 更 最 很 不 没有 要 会 能
    可以 应 应当 必须 需要 我 我们 他 他们 她 它 你 你们 这 这个 这些 那 那个 该 其 各 每 某 本 此 之 所 而 但 但是 因 因为 所以 如 如果 并 并且 且 则
    通过 根据 按照 关于 围绕 进行 实现 推进 推动 促进 加快 加强 坚持 深化 提升 提高 完善 强化 加大 积极 全面 深入 持续 不断 进一步 切实 扎实 大力 着力 努力
    做好 抓好 打造 构建 建立 健全 落实 贯彻 成为 作为 包括 其中 目前 今年 去年 同时 以来 以上 以下 之间 方面 问题 情况 工作 一个 一些 一批 多 个 年 月 日
    时 中 上 下 里 内 外 前 后 说 表示 指出 强调 认为 介绍 记者 据 了解 开展 实施 达到 形成 继续 充分 有效 发挥 支持 鼓励 引导 确保 力争 争取""".split()
)
# Verbs with which policy prose leads up to a term.
_VERBS = frozenset(
    """发展 建设 壮大 培育 引进 探索 推广 提供 扩大 增强 增加 优化 创新 改善 改进 保障 维护 弘扬 传承 布局 谋划 抢抓 聚焦 突出 锚定 助力 赋能 激发 释放 巩固
    拓展 统筹 整合 打通 畅通 补齐 做强 做大 做优 创建 申报 举办 召开 出台 印发 制定 发布 启动 学习 参加 出席 调研 走进""".split()
)

Cut = Callable[[str], Sequence[str]]


def chinese_phrases(document: Document, cut: Cut, knows: Callable[[str], bool], known: Collection[str]) -> Phrases:
    """The phrases of one document: what stands in 《》 or quotation marks, words that no dictionary has, runs of words.

    `cut` cuts a text into words, `knows` tells whether the dictionary has one, `known` are the glossary's Chinese terms.
    Every word is counted, so that runs can be measured against their parts; a word that is only counted has no kind.
    """
    text = document.source.text
    reader = _Reader(document, knows, known)
    for clause in _CLAUSE.finditer(text):
        reader.read_clause(list(cut(clause[0])), clause.start())
    for match in _MARKED.finditer(text):
        reader.read_marked(match)
    return Phrases(reader.total, reader.phrases())


class _Reader:
    """The phrases of one document as they are found: their places, kinds and neighbours."""

    def __init__(self, document: Document, knows: Callable[[str], bool], known: Collection[str]) -> None:
        self.total = 0
        self._document = document
        self._knows = knows
        self._known = known
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._after: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def read_clause(self, words: Sequence[str], start: int) -> None:
        """Count the words of a clause, which begins at `start`, and its runs of up to four words."""
        self.total += len(words)
        for first, word in enumerate(words):
            for end in range(first + 1, min(first + _LONGEST, len(words)) + 1):
                phrase = "".join(words[first:end])
                if len(phrase) > _CHARACTERS:
                    break
                if end > first + 1 and not _is_run(words[first:end]):
                    continue
                new = end > first + 1 or (len(word) > 1 and _HAN.search(word) and not self._knows(word))
                neighbours = (words[first - 1] if first else "", words[end] if end < len(words) else "")
                self._note(phrase, start, end - first, Kind.TERM if new else None, neighbours)
            start += len(word)

    def read_marked(self, match: re.Match[str]) -> None:
        """Count what stands in 《》 or quotation marks; its places are known already if it is a run of words."""
        phrase = match[2].strip("，。、；：！？ ")
        if not (_HAN.search(phrase) or _SUM.fullmatch(phrase) or phrase.isdigit()):
            return
        kind = Kind.NAME if match[1] == "《" else Kind.SLOGAN if _counts(phrase) else Kind.QUOTED
        if phrase not in self._places:
            self._note(phrase, match.start(2), 1, kind, ("", ""))
        elif phrase not in self._known:
            self._kinds[phrase][kind.value] += 1

    def _note(self, phrase: str, start: int, words: int, kind: Kind | None, neighbours: tuple[str, str]) -> None:
        self._places.setdefault(phrase, []).append((start, words))
        self._before[phrase][neighbours[0]] += 1
        self._after[phrase][neighbours[1]] += 1
        if kind is not None and phrase not in self._known:
            self._kinds[phrase][kind.value] += 1

    def phrases(self) -> dict[str, Phrase]:
        """What was found, each phrase with its first place."""
        return {
            phrase: Phrase(
                occurrences=len(places),
                documents=1,
                words=max(words for _, words in places),
                kinds=dict(self._kinds.get(phrase, {})),
                forms={phrase: len(places)},
                first=_place(self._document, min(places)[0], len(phrase)),
                before=dict(self._before[phrase]),
                after=dict(self._after[phrase]),
            )
            for phrase, places in self._places.items()
        }


def _is_run(words: Sequence[str]) -> bool:
    if words[0] in _EMPTY | _VERBS or words[-1] in _EMPTY or not all(_HAN.search(word) for word in (words[0], words[-1])):
        return False
    return not any(word in ("的", "了", "和", "与", "在", "是", "等") for word in words)


def _counts(phrase: str) -> bool:
    """True for slogans with numbers: 四梁八柱, 百千万工程, 1310, 4+4."""
    return bool(_SUM.match(phrase)) or phrase.isdigit() or phrase[0] in _NUMBER


def _place(document: Document, start: int, length: int) -> PhrasePlace:
    source, line = document.source, document.place(Span(start, start + length)).line
    excerpt = source.text[max(0, start - _EXCERPT) : start + length + _EXCERPT]
    return PhrasePlace(source.name, line, " ".join(excerpt.split()))
