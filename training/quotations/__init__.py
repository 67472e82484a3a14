"""How the weights of `storysum.quotations` are made: labels, examples, fitting; `__main__` puts them together."""
