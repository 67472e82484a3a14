"""The same batch on someone else's machines: `storysum.distributed.dask` and `storysum.distributed.spark`.

Both send Arrow tables through one function, `storysum.batch.tables.digests`; what they add is only
how their engine is asked.
"""
