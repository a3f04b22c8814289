"""The entries of the rule files: what each kind of rule is made of, how it is read, and what the steps get of it.

The compiled rules, one module a step, stand beside this folder: they come from the cache at most starts, and then
nothing here is imported.
"""
