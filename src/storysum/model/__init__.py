"""The data types of the library: frozen values without algorithms."""
