"""The shipped stories on Spark, two processes of this machine. Needs ``pip install 'storysum[spark]'`` and Java 17."""

import os
import sys

from pyspark.sql import SparkSession

from storysum.corpus import load
from storysum.distributed.spark import digest_frame


def main() -> None:
    """In a job of your own, `spark` is there already, and the stories come from its storage."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    stories = spark.createDataFrame([(story.id, story.text) for story in load()], "id string, text string")
    for row in digest_frame(stories, limit=60).select("id", "headline").collect():
        print(f"{row.id:18} {row.headline}")
    spark.stop()


if __name__ == "__main__":
    main()
