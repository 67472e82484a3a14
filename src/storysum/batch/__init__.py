"""Many stories: through one process, many, or a cluster; failures are values, and order is kept.

>>> from storysum import batch
>>> stories = [("van", "Petra Holm sold the van. It was red."), ("amp", "Abel Foss kept the amplifier in a shed.")]
>>> [outcome.row["headline"] for outcome in batch.outcomes(stories, mapper=batch.WorkerPool(processes=1))]
['Petra Holm sold the van', 'Abel Foss kept the amplifier in a shed']
"""

from storysum.batch.job import Done, Failed, Job, Mapper, Outcome, work
from storysum.batch.pool import WorkerPool
from storysum.batch.run import Report, outcomes, run, sink, source
from storysum.batch.sources import Names, Story

__all__ = [
    "Done",
    "Failed",
    "Job",
    "Mapper",
    "Names",
    "Outcome",
    "Report",
    "Story",
    "WorkerPool",
    "outcomes",
    "run",
    "sink",
    "source",
    "work",
]
