### What all findings share: how figures are written, and sides that many rules have.

# A figure with its unit; the digits are the document's or were reckoned.
amount = { $value } { $unit }
percent = { $value }%
percentage-points = { $value } percentage points
# Between the parts of a list.
list-separator = { ", " }
# Between remarks.
clause-separator = { "; " }

# A side that goes by the name printed in its row.
printed-name = { $name }
row-and-column = { $name }, { $column }
side-row-of-table = { $table }, { $name }
side-phase = { $phase }
side-total = total
side-sum-of = sum of { $parts }
side-sum-of-parts = sum of the parts
side-sum-of-sources = sum of the sources
side-text = text
side-change = change
side-change-rate = rate of change
count-delegations = number of delegations
