"""The mathematics of ranking: arrays in, arrays out; nothing here ever sees a string."""
