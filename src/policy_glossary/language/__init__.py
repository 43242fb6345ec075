"""What stands in the text: words, their forms, sentences. Knows nothing of glossaries."""
