"""Sparse rows, one for each sentence with one column for each term: the matrix that the maths here works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Vector = NDArray[np.float64]


@frozen(eq=False)
class Rows:
    """A matrix of sentences × terms in compressed sparse rows (CSR).

    Attributes:
        indptr: Where each row begins in the other two arrays; one entry more than rows.
        indices: Column numbers, ascending and distinct within a row.
        values: The entries: counts or weights.
        width: The number of columns.

    >>> Rows(np.array([0, 2, 2]), np.array([0, 2]), np.array([1.0, 3.0]), 3).dense()
    array([[1., 0., 3.],
           [0., 0., 0.]])
    """

    indptr: NDArray[np.integer[Any]]
    indices: NDArray[np.integer[Any]]
    values: Vector
    width: int

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @property
    def numbers(self) -> NDArray[np.integer[Any]]:
        """The row that each value stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.indptr))

    def squares(self) -> Vector:
        """The sum of squares of each row."""
        sums: Vector = np.bincount(self.numbers, self.values**2, len(self)).astype(np.float64)
        return sums

    def dense(self) -> Vector:
        """The matrix as a full array, for small texts only."""
        full = np.zeros((len(self), self.width))
        full[self.numbers, self.indices] = self.values
        return full

    def sparse(self) -> csr_array[np.float64, tuple[int, int]]:
        """The matrix as a scipy array that shares these arrays."""
        from scipy.sparse import csr_array

        return csr_array((self.values, self.indices, self.indptr), shape=(len(self), self.width))
