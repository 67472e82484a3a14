"""The shipped stories on a Dask cluster of two processes. Needs ``pip install 'storysum[dask]'``."""

import pyarrow
from distributed import Client, LocalCluster

from storysum.corpus import load
from storysum.distributed.dask import digest_tables


def main() -> None:
    """A table of four stories at a time: in order, as they come."""
    stories = [{"id": story.id, "text": story.text} for story in load()]
    tables = (pyarrow.Table.from_pylist(stories[at : at + 4]) for at in range(0, len(stories), 4))
    # Your cluster's address goes here: Client("tcp://…:8786").
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        for table in digest_tables(client, tables):
            for row in table.to_pylist():
                print(f"{row['id']:18} {row['headline']}")


if __name__ == "__main__":
    main()
