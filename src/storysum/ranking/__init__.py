"""The mathematics of ranking: functions from arrays to arrays, without any text."""
