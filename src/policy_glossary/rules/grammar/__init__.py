"""English that is wrong in every text: forms, agreement, sentences without a verb."""

# Marks of a heading, a list, a title or a quotation: the words around them need not be a whole sentence.
NO_SENTENCE = r"[:;()\[\]|=<>*_/?!…—–]| - |--|\.\."
