"""From an Article to arrays: how often each word stands in each sentence."""
