"""The numbers of one paragraph become quantities: places first, then value, measure, year and role."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from plan_extract.flow import Paragraph
from plan_extract.metadata import Metadata
from plan_extract.outline import Outline
from plan_extract.quantities.candidates import Candidate
from plan_extract.quantities.chains import Chain, read_chain, read_tail
from plan_extract.quantities.clauses import clause_around, sentence_around, stops
from plan_extract.quantities.exclusions import is_descriptive, is_no_quantity, is_part, is_year
from plan_extract.quantities.measures import CHANGES, goes_on_yearly, measure_of
from plan_extract.quantities.roles import Sections, decide
from plan_extract.quantities.scan import Atom
from plan_extract.quantities.times import PLAN_YEARS, Frame, find_frames, governing, plan_horizon, with_passing
from plan_extract.quantities.units import normalize, read_unit
from plan_extract.rules.quantities import QuantityRules, Sign

__all__ = ["Reader"]

BULLET = "bullet"
_CHANGED = frozenset({"result_of_rise", "result_of_fall"})
_NOUN = 24  # characters before a number without a unit in which its noun stands
_COMPARING = 2  # characters of a word that compares
_NEAR = 20  # quantities of a sentence that are looked back over
_GAP = 12  # characters between two numbers that one expression can hold: 由52%提高到2025年的72%


_Read = tuple[Candidate, Atom, Chain]


def _outside(found: list[_Read], frames: list[Frame]) -> list[_Read]:
    """What begins in no time expression; both are in reading order."""
    kept: list[_Read] = []
    at, end = 0, len(frames)
    for read in found:
        start = read[0].start
        while at < end and frames[at].end <= start:
            at += 1
        if at == end or start < frames[at].start:
            kept.append(read)
    return kept


@dataclass(slots=True)
class Reader:
    """Reads paragraph after paragraph; what a lead paragraph says of time holds for the bullets under it."""

    text: str
    paragraphs: list[Paragraph]
    outline: Outline
    metadata: Metadata
    rules: QuantityRules
    sections: Sections = field(init=False)
    _list: tuple[int, Paragraph | None, int] = (-1, None, 0)  # the last bullet, what leads its list, and what over that
    _led: tuple[int, Frame | None] = (-1, None)
    _stops: tuple[tuple[int, int], list[int]] = ((-1, -1), [])  # of a paragraph
    _defines: bool = False
    _problems: int = -1  # where a paragraph begins to tell of what is wanting

    def __post_init__(self) -> None:
        horizon = plan_horizon(self.metadata, self.text, self.rules)
        self.sections = Sections(self.text, self.outline, horizon, self.rules)

    def read(self, at: int, atoms: list[Atom]) -> list[Candidate]:
        """The quantities of the paragraph at `at`, descriptive ones too, in order; those before it are read before."""
        bounds = start, _ = self.paragraphs[at][:2]
        found = self._find(atoms, bounds)
        if not found:
            return []
        inherited = self._frame_of(self._lead_of(at))
        frames = find_frames(self.text, *bounds, self.sections.horizon, self.rules)
        if frames:
            found = _outside(found, frames)
            frames = with_passing(frames, self.text, start, self._stops[1], self.sections.horizon)
        # Asked once for all numbers: few paragraphs explain a term, and a long one is gone over for each of them.
        self._defines = self.rules.roles["definition"].search(self.text, *bounds) is not None
        problems = self.rules.roles["problems"].search(self.text, *bounds)
        self._problems = -1 if problems is None else problems.start()
        for n in range(len(found)):
            self._complete(found, n, frames, inherited)
        candidates = [candidate for candidate, _, _ in found]
        if len(frames) > 1:
            self._spread_years(candidates, frames)
        return candidates

    def _find(self, atoms: list[Atom], bounds: tuple[int, int]) -> list[_Read]:
        """The numbers of a paragraph that are quantities, each with its place."""
        text, rules = self.text, self.rules
        found: list[_Read] = []
        reached = bounds[0]
        for atom in atoms:
            unitless = atom.unit is None
            if atom.spelled if unitless else is_year(atom):
                continue  # never counts, so that its chain need not be read
            chain = read_chain(text, reached, atom.start, rules)
            if unitless and not self._needs_no_unit(atom, chain, bounds):
                continue
            if is_no_quantity(text, atom, chain, bounds, rules):
                continue
            candidate = self._place(atom, chain, bounds)
            found.append((candidate, atom, chain))
            reached = candidate.tail
        return found

    def _lead_of(self, at: int) -> Paragraph | None:
        """The paragraph that leads the list to which that at `at` belongs as a bullet; None for any other paragraph."""
        parent, bullet = self._under(at)
        if not bullet:
            return None
        last, lead, over = self._list
        for before in range(at - 1, last, -1):  # so that a list is gone back over once, however many bullets are read
            heading, bullet = self._under(before)
            if not bullet:
                lead, over = self.paragraphs[before], heading
                break
        self._list = (at, lead, over)
        return lead if over == parent else None

    def _under(self, at: int) -> tuple[int, bool]:
        """By its id the innermost heading over the paragraph at `at` that is no bullet; whether it is one itself."""
        start = self.paragraphs[at].start
        path = self.outline.path(start)
        parent = next((id(node) for node in reversed(path) if node.kind != BULLET), 0)
        return parent, bool(path) and path[-1].kind == BULLET and path[-1].start == start

    def _frame_of(self, lead: Paragraph | None) -> Frame | None:
        if lead is None:
            return None
        if self._led[0] != lead.start:
            frames = find_frames(self.text, lead.start, lead.end, self.sections.horizon, self.rules)
            self._led = (lead.start, next((f for f in reversed(frames) if not f.reference), None))
        return self._led[1]

    def _needs_no_unit(self, atom: Atom, chain: Chain, bounds: tuple[int, int]) -> bool:
        """A count in digits without a classifier (开发就业岗位67507) or a measure that has no unit (系数0.6)."""
        rules, text = self.rules, self.text
        low = max(bounds[0], chain.start - _NOUN)
        unitless = rules.before["unitless"].search(text, low, chain.start) is not None
        changed = not chain.keys.isdisjoint(_CHANGED)
        if not unitless and not changed:
            several = isinstance(atom.value, int) and atom.value > 1
            if not several or rules.before["counted"].search(text, low, chain.start) is None:
                return False  # as nearly all such numbers
        after, _ = read_tail(text, atom.end, bounds[1], rules)
        if rules.roles["onward"].match(text, after, bounds[1]):
            return unitless
        if not rules.roles["open_threshold"].match(text, after, bounds[1]):
            return False
        if unitless:
            return bool(chain.keys) or isinstance(atom.value, float) or atom.ratio
        if changed:
            return rules.before["unitless_before"].search(text, low, chain.start) is not None
        atom.unit = rules.plain_classifier
        atom.measured = read_unit(atom.unit, rules)
        return True

    def _place(self, atom: Atom, chain: Chain, bounds: tuple[int, int]) -> Candidate:
        text = self.text
        if self._stops[0] != bounds:
            self._stops = (bounds, stops(text, bounds))
        sentence = sentence_around(self._stops[1], atom.start, atom.end, bounds)
        clause = clause_around(text, atom.start, atom.end, sentence)
        tail, sign = read_tail(text, atom.end, bounds[1], self.rules)
        comparator = chain.comparator
        if sign != "=" and comparator in {"=", "~"}:
            comparator = sign
        if comparator == "=" and (atom.excess or atom.near):
            comparator = "~" if atom.near else ">"
        measured = atom.measured
        share = measured is not None and measured.dimension == "share"
        if share and comparator == "=":
            comparator = self._compared(chain.start, sentence[0])
        return Candidate(
            atom.start, atom.end, atom.value, atom.value_max, atom.unit,
            normalize(atom.value, atom.value_max, measured), comparator,
            chain.start if chain.start > clause[0] else clause[0], tail, clause, sentence,
        )

    def _compared(self, start: int, low: int) -> Sign:
        """What the word says before a whole whose share is told at `start`: 不到全市平均的三分之二."""
        low = max(low, start - _NOUN)
        found = self.rules.before["compared_whole"].search(self.text, low, start)
        word = "" if found is None else self.text[low + found.start() : low + found.start() + _COMPARING]
        sense = self.rules.chain_words.get(word)
        return "=" if sense is None or sense.comparator is None else sense.comparator

    def _complete(
        self, found: list[_Read], n: int, frames: list[Frame], inherited: Frame | None,
    ) -> None:
        """Measure, role and year of the n-th quantity, with those before it known."""
        candidate, atom, chain = found[n]
        rules, text, measured = self.rules, self.text, atom.measured
        dimension = "" if measured is None else measured.dimension
        if is_descriptive(text, candidate, dimension, chain, rules, defines=self._defines) or (
                n and is_part(text, found[n - 1][0], candidate, chain, rules)):
            candidate.role = "descriptive"
            return
        if n and self._shares(found, n):
            return
        before = self._before(found, n)
        candidate.measure = "growth" if atom.growth else measure_of(text, candidate, chain, dimension, before, rules)
        compares = dimension == "ratio"
        frame = governing(frames, candidate.start, candidate.sentence[0], compares=compares) or inherited
        if n and candidate.measure == "growth" and dimension == "share" and (
                frame is None or frame.start < candidate.clause[0]
        ) and goes_on_yearly(text, found[n - 1][0], candidate, rules):
            candidate.measure = "annual_growth"
        wanting = 0 <= self._problems < candidate.start
        if wanting and frame is not None and frame.start < self._problems:
            frame = None
        section = self.sections.at(candidate.start)
        decide(text, candidate, frame, section, self.sections.horizon, rules, wanting=wanting)
        if n:
            self._baseline(found, n, frames)

    def _spread_years(self, candidates: list[Candidate], frames: list[Frame]) -> None:
        """到2025年和2035年,分别达到45%和48%: as many times as numbers, one for each."""
        joint = self.rules.roles["joint"]
        runs = [[frame] for frame in frames[:1]]
        for before, frame in pairwise(frames):
            if joint.fullmatch(self.text, before.end, frame.start):
                runs[-1].append(frame)
            else:
                runs.append([frame])
        for run in runs:
            if len(run) == 1:
                continue
            first = bisect_left(candidates, run[-1].end, key=lambda c: c.start)
            later = candidates[first : first + len(run) + 1]
            group = [c for c in later if c.lead == later[0].lead and c.sentence[0] <= run[0].start]
            if len(group) == len(run):
                for candidate, frame in zip(group, run, strict=True):
                    candidate.year = frame.year

    def _before(self, found: list[_Read], n: int) -> Candidate | None:
        """The last quantity of the same sentence that is neither a share nor a change."""
        sentence = found[n][0].sentence
        for at in range(n - 1, (n - _NEAR if n > _NEAR else 0) - 1, -1):
            earlier = found[at][0]
            if earlier.sentence == sentence and earlier.role != "descriptive" and not self._is_share(earlier):
                return earlier
        return None

    def _is_share(self, candidate: Candidate) -> bool:
        return candidate.measure in CHANGES or (candidate.unit or "").endswith(self.rules.share_units)

    def _shares(self, found: list[_Read], n: int) -> bool:
        """分别达到70%和50%: the second number stands in the expression of the first."""
        first, candidate = found[n - 1][0], found[n][0]
        if first.role == "descriptive" or found[n][2].keys:
            return False
        parts = found[n - 1][1].ratio and found[n][1].ratio and candidate.start - first.end == 1
        if not parts and not self.rules.roles["joint"].fullmatch(self.text, first.tail, candidate.start):
            return False
        candidate.lead, candidate.measure, candidate.role = first.lead, first.measure, first.role
        candidate.year, candidate.year_stated = first.year, first.year_stated
        if candidate.comparator == "=":
            candidate.comparator = first.comparator
        for earlier, _, _ in reversed(found[max(0, n - _NEAR) : n]):
            if earlier.lead != candidate.lead or earlier.comparator != "=" or earlier.tail != earlier.end:
                break
            earlier.comparator = candidate.comparator
        return True

    def _baseline(self, found: list[_Read], n: int, frames: list[Frame]) -> None:
        """由52%提高到72%: the first number is what was reached before."""
        first, candidate = found[n - 1][0], found[n][0]
        if candidate.start - first.tail > _GAP:
            return
        text, base = self.text, self.sections.horizon.base
        onward = self.rules.roles["onward"]
        if found[n][2].keys.isdisjoint(_CHANGED) and onward.match(text, first.tail, candidate.start) is None:
            return
        low = max(first.sentence[0], first.start - _GAP)
        rise = self.rules.before["from_baseline"].search(text, low, first.start)
        if rise is None:
            return
        candidate.lead = first.lead = min(first.lead, low + rise.start())
        first.measure = "level"
        told = self._told_baseline(first, frames)
        if told is not None and first.year in {candidate.year, told.year}:
            first.role, first.year, first.year_stated = "achieved", told.year, True
        elif first.role == "target":
            first.role, first.year, first.year_stated = "achieved", base, False
        elif first.year == candidate.year and first.year is not None:
            first.year, first.year_stated = first.year - PLAN_YEARS, False

    def _told_baseline(self, first: Candidate, frames: list[Frame]) -> Frame | None:
        """The year that a baseline is of: 粮食由1980年的N1增加到N2,钢由N3增加到N4."""
        text, before = self.text, self.rules.before["from_baseline"]
        return next((
            f for f in reversed(frames) if f.baseline and first.sentence[0] <= f.start < first.start
            and before.search(text, f.start - 1, f.start)), None)
