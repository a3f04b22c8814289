"""Step 2: headings and paragraphs of a flow become a tree.

`markers` tells how a paragraph is numbered, `glued` and `mending` make good what print or page reading has damaged,
`titles` tells which words are the heading, `nesting` under which of the open headings it stands, `scheme` of what kind
it is, `build` makes the tree, `tree` is what comes out.
"""

from plan_extract.outline.build import build_outline
from plan_extract.outline.tree import Node, Outline, Remark

__all__ = ["Node", "Outline", "Remark", "build_outline"]
