"""The same batch on someone else's machines: `storysum.distributed.dask` and `storysum.distributed.spark`.

What they add to `storysum.batch` is only how their engine is asked.
"""
