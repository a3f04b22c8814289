"""The ruled lines of a page: strokes, and the thin filled boxes that many programs draw instead."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import Any

__all__ = ["read_ruling"]

_MOST_SEGMENTS = 60_000  # of lines on one page that are looked at; a map may have millions
_DEEPEST = 6  # forms within forms that are looked at
_THIN = 2.6  # points of the thickest ruled line
_SHORTEST = 3.0  # points of the shortest
_SLANT = 1.0  # points by which one may slant

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


def read_ruling(pdfium: Any, page: Any) -> tuple[list[tuple[Point, Point]], bool]:
    """The ends of the ruled lines of `page`, and whether pictures stand on it."""
    lines: list[tuple[Point, Point]] = []
    budget = _MOST_SEGMENTS
    pictures = False
    for kind, item, matrix in _objects(pdfium, page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        else:
            budget -= max(pdfium.FPDFPath_CountSegments(item), 1)
            if budget < 0:
                break
            lines += _path(pdfium, item, matrix)
    return lines, pictures


def _objects(pdfium: Any, page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """The paths and pictures of `page` and of the forms on it: what each is, and what takes its points to the page."""
    waiting: list[tuple[Any, Any, Any, Matrix, int]] = [
        (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page, _PLAIN, 0),
    ]
    wanted = {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}
    seen = 0
    while waiting:
        count, get, holder, outer, depth = waiting.pop()
        for n in range(max(count(holder), 0)):
            seen += 1
            item = get(holder, n)
            if not item or seen > _MOST_SEGMENTS:
                continue
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind not in wanted:
                continue
            matrix = _times(_matrix(pdfium, item), outer)
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield kind, item, matrix
            elif depth < _DEEPEST:
                waiting.append(
                    (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, item, matrix, depth + 1),
                )


def _matrix(pdfium: Any, item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    u, v, w, x, y, z = outer
    return a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x, e * u + f * w + y, e * v + f * x + z


def _path(pdfium: Any, item: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The ruled lines of a path."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    for corners in _subpaths(pdfium, item, matrix):
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, top - bottom) <= _THIN:
            if not (fill.value or stroke.value) or max(right - left, top - bottom) < _SHORTEST:
                continue
            if right - left > top - bottom:
                yield (left, (bottom + top) / 2), (right, (bottom + top) / 2)
            else:
                yield ((left + right) / 2, bottom), ((left + right) / 2, top)
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(corners):
                if min(abs(x1 - x0), abs(y1 - y0)) <= _SLANT and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST:
                    yield (x0, y0), (x1, y1)


def _subpaths(pdfium: Any, item: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each piece of a path; one with a curve in it is none."""
    a, b, c, d, e, f = matrix
    corners: list[Point] = []
    straight = True
    x, y = c_float(), c_float()
    for n in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1 and straight:
                yield corners
            corners, straight = [], True
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            straight = False
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        corners.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and corners:
            corners.append(corners[0])
    if len(corners) > 1 and straight:
        yield corners
