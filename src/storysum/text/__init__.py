"""From a string to an Article: blocks, sentences, words, quotations, passages."""
