### Family C: sentences.

# What a figure of a sentence is called: year, phase and name, and what it measures where that is no amount.
figure = { $year }年{ $phase }“{ $name }”
figure-of-measure = { $year }年{ $phase }“{ $name }”·{ $measure }

## Against a table

text-and-table = 正文与表：{ $figure }
several-cells = 可对应的单元格不止一个值：{ $values }
sentence-of-other-units = 句中另有单位，口径未必与表相同
phase-not-said = 没有写明是预算数还是执行数
same-digits-other-unit = 两边数字相同而单位不同，见 { $rule }
text-cut-off = 正文截去了尾数，没有四舍五入
unit-of-figure = 单位：{ $figure }
cell-unsure = 对应的单元格或口径不能确定
text-and-table-print = 正文为 { $said }，表中为 { $printed }

## Changes

change = 增减额：{ $figure }
change-reckoned = 本期 { $current } − 基期 { $prior } = { $change }
side-current-minus-prior = 本期 − 基期
current-elsewhere = 本期的数不在同一句里
prior-below-zero = 本期 { $current } − 增减额 { $change } < 0，基期不会是负数
change-rate = 增减率：{ $figure }
prior-reckoned = 基期 = 本期 { $current } − 增减额 { $change } = { $prior }
current-and-prior = 本期 { $current }，基期 { $prior }
current-or-prior-elsewhere = 本期或基期的数不在同一句里，无从推算
prior-perhaps-zero = 基期可能为零，比率没有确定的范围
rate-reckoned = { $part } ÷ { $whole } = { $rate }
side-change-over-base = 增减额 ÷ 基期
prior-zero = 基期为零：{ $figure }
no-rate-written = 没有写增减率
rate-of-zero = 基期为零的增减率：{ $figure }
both-zero = 本期与基期都是 0，写作 { $rate }
all-is-new = 基期为 0，写作 100%，只表示全部是新增
rate-written = 本期 { $current }，基期 0，写作 { $rate }

## Directions

direction = 增减方向：{ $figure }
change-and-rate-opposed = 增减额与增减率的方向相反
written-as-decrease = 写作减少
written-as-increase = 写作增加
direction-of-reason = 增减原因的方向：{ $figure }
reason-opposed = 原因所写的方向与增减相反
side-reason = 所写的原因
level = 持平：{ $figure }
level-nearly = 相差 { $gap }，{ $rate }，在 1% 之内
level-not-even = 相差 { $gap }，{ $rate }，超过 1%
level-not = 写作持平，相差 { $gap }
prior-unknown = 基期查不到
spent-and-said = 决算数与{ $budget }数：{ $figure }
spent-and-budget = 决算 { $spent }，预算 { $budget }
side-spent-and-budget = 决算与预算
three-public-and-said = “三公”经费支出决算与{ $other }
three-public-and-other = 决算 { $spent }，{ $name } { $other }

## Reasons

new-cars-as-reason = 以新购车辆为原因（第 { $line } 行）
purchase-not-published = 没有公布公务用车购置费
no-money-for-new-cars = 原因提到新购车辆，而{ $year }年公务用车购置费为 0
no-money-and-no-new-cars = 原因提到新购车辆，而{ $year }年公务用车购置费为 0，购置数为 0
same-reason-elsewhere = 另有 { $count } 处写了同样的原因
side-reason-in-text = 正文所写原因
side-vehicle-purchase = 公务用车购置费
amounts-of-reasons = 原因所列金额：{ $figure }
reasons-come-to = { $count } 项原因合计 { $sum }
reasons-perhaps-not-all = 所列未必是全部原因
side-sum-of-reasons = 各项原因之和
reason-of-change = 增减原因：{ $figure } { $change }
changed-about = 增减约 { $rate }
no-reason-in-chapter = 同章没有见到原因说明
no-reason-elsewhere = 同章另有 { $count } 处也没有见到
is-the-reason = 它本身就是所写的原因
reason-in-chapter = 原因写在同章的其他段落
paragraph-perhaps-cut = 段落没有句号，可能没有读全
perhaps-in-other-words = 后面还有没有数字的话，可能就是原因

## Rates, shares and sums

completion-rate = 完成率：{ $figure }
completion-reckoned = 执行数 { $spent } ÷ { $phase } { $budget } = { $rate }
completion-of-other-budget = 若以{ $phase } { $budget } 为分母则相符
spent-or-budget-elsewhere = 执行数或所写的预算数没有和比率写在一起
budget-perhaps-zero = 预算数可能为零
side-spent-over-phase = 执行数 ÷ { $phase }
rate-of-zero-budget = 预算为零的完成率：{ $figure }
zero-of-zero = 0 比 0，写作 0%
budget-elsewhere = 预算数不在同一段里
budget-zero = 预算为 0，比率没有意义
budget-zero-but-spent = 预算为 0 而执行数不为 0

share = 占比：{ $figure }
share-of-zero = 部分或整体为 0，写作 0%
part-or-whole-elsewhere = 部分或整体的数没有和占比写在一起
whole-perhaps-zero = 整体可能为零
side-part-over-whole = 部分 ÷ 整体
sum-of-shares = 占比之和：{ $figure }
shares-should-be-hundred = 各项金额之和等于整体，占比之和应为 100%
side-sum-of-shares = 各项占比之和
side-hundred-percent = 100%

parts-in-sentence = 句中各项与合计：{ $figure }
assets-and-parts = 句中各项与合计：资产合计与{ $parts }
parts-current-and-other-assets = 流动资产与非流动资产
parts-liabilities-and-net-assets = 负债合计与净资产合计
without-carryover = 不含年初结转和结余
subsidies-in-personnel = 对个人和家庭的补助已在人员经费之内
parts-perhaps-not-all = 所列各项未必是全部，或含有口径不同的数
projects-listed = 项目清单与项目支出 { $total }
classes-listed = 按功能分类列出的各项与合计 { $total }
side-sum-of-projects = 各项目之和
list-of = 清单共 { $count } 项
list-with-gaps = 序号不连续或有没认出的段落
list-of-main-items = 所列是主要内容，未必是全部

changes-of-items = 各项增减额与合计：{ $figure }
side-sum-of-changes = 各项增减额之和
items-listed = { $items }
items-come-to = 合计 { $sum }
items-without-change = { $count } 项没有写增减
two-items = { $first }、{ $second }
item-changed = { $name } { $change }
item-reckoned = { $name } { $current } − { $prior } = { $change }
item-level = { $name } 持平

said-twice = 前后两处：{ $figure }
perhaps-not-the-same = 两处的名称、单位或语句关系不足以认定是同一口径

## Things, people and purchases

vehicles-held = 公务用车保有量与车辆合计
vehicles-held-may-be-fewer = 保有量只算财政拨款开支的公务用车，可以少于车辆合计
vehicles-of-kinds = 车辆合计与各类之和
side-sum-of-vehicles = 各类车辆之和
staff-and-posts = { $staff }与{ $posts }
staff-not-on-posts = 没有写明是在编人数
staff-of-several-kinds = 在编人数可能对应几种编制
money-for-retirees = “{ $name }”所说的离退休经费与离退休人数
no-retirees = 正文写离休、退休人数都是 0
retirees-not-all-told = 离休、退休人数没有都写到
side-number-of = { $name }人数
procurement-and-kinds = 政府采购总额与分项：{ $figure }
side-sum-of-goods-works-services = 货物、工程、服务之和
procurement-of-small-firms = 授予中小企业合同金额不大于采购总额
procurement-of-micro-firms = 授予小微企业合同金额不大于授予中小企业
procurement-won = 中小企业中标、成交的金额不大于采购总额
side-sum-won = 中小企业中标、成交金额之和
running-cost = 机关运行经费与公用经费：{ $figure }
running-cost-and-public = 机关运行经费 { $cost }，公用经费 { $public }
public-several = 公用经费不止一个值
other-scope-said = 正文写明另有口径

## Names, years and what was left of a template

header-unit = 表头单位与“{ $body }”
unit-of-body = 正文提到这个单位，可能是所属单位
unit-not-in-text = 正文没有提到这个单位
none-agrees = 没有一处与本文件认定的相同，可能没有读准
side-header-unit = 表头所写单位
heading-year = 标题年度与{ $year }年
heading-of-other-year = 标题写的是另一年度
side-heading = 标题
placeholder-left = 正文留有{ $kind }
placeholder-crosses = 未填写的“XX”
placeholder-choice = 未选择的“增加（减少）”
placeholder-number = 空着的数
placeholder-reason = 空着的原因
placeholder-instruction = 模板的填写说明
crosses-in-text = 正文有成串的“×”
crosses-may-hide = 可能是隐去的名称或号码
no-placeholder = 正文没有见到模板占位

## The year that is compared with

rate-and-counts = 写明的完成率 { $rate } 与旁边的数量
counts-come-to = { $part } ÷ { $whole } = { $rate }
base-year = 比较的年度：{ $figure }
base-year-not-earlier = { $year }年与{ $base }年相比
side-comparison = 所写的比较
change-and-prior = 增减额 { $change }，基期 { $prior }
