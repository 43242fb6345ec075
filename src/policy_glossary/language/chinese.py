"""Chinese words, through jieba, which is imported when the first text is cut.

jieba keeps its dictionary in a file of a fixed name in the shared temporary folder and believes whatever it finds there,
so that any user of the machine could change our results. Here the dictionary is read afresh, which takes as long.
"""

from __future__ import annotations

import warnings

from policy_glossary.model.report import Fault, FaultError


class Segmenter:
    """Cuts Chinese into words. Raises FaultError if jieba is not installed."""

    def __init__(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # jieba's own source makes newer Pythons warn
                import jieba
        except ImportError:
            hint = 'install it: pip install "policy-glossary[zh]"'
            raise FaultError(Fault("Chinese texts need jieba, which is not installed", hint=hint)) from None
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(self._tokenizer.get_dict_file())
        self._tokenizer.initialized = True

    def words(self, text: str) -> list[str]:
        """The words of a text in order, marks and blanks included: joined they are the text."""
        return list(self._tokenizer.cut(text))

    def knows(self, word: str) -> bool:
        """True if the dictionary has the word; jieba also finds words that it has not."""
        return bool(self._tokenizer.FREQ.get(word))
