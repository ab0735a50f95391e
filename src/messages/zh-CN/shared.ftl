### What all findings share: how figures are written, and sides that many rules have.

# A figure with its unit; the digits are the document's or were reckoned.
amount = { $value }{ $unit }
percent = { $value }%
percentage-points = { $value } 个百分点
# Between the parts of a list.
list-separator = 、
# Between remarks.
clause-separator = ；

# A side that goes by the name printed in its row.
printed-name = { $name }
row-and-column = { $name }·{ $column }
side-row-of-table = { $table }·{ $name }
side-phase = { $phase }
side-total = 合计
side-sum-of = { $parts }之和
side-sum-of-parts = 各项之和
side-sum-of-sources = 各来源之和
side-text = 正文
side-change = 增减额
side-change-rate = 增减率
count-delegations = 团组数
