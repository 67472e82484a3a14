"""The same batch on someone else's machines: only how their engine is asked is added to `storysum.batch`."""
