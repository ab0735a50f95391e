### Family E: a document against the others of its body, and against what its kind must contain.

prior-year = { $table }“{ $name }”：{ $year }年以前年度数与该年度文件
initial-budget = { $table }“{ $name }”：{ $year }年年初预算数与该年度文件
cited-not-found = { $year }年{ $kind }里没有找到同一个数
cited-several = { $year }年{ $kind }里有 { $count } 个数可对应
side-here-printed = 本文件所印
side-cited = { $year }年{ $kind }所印

carryover = { $name }：年初结转和结余与上年决算的年末结转和结余
carryover-not-found = 上年决算里没有找到这个数
side-opening = 本年年初
side-closing = 上年年末

unspent = 本年支出与财政拨款支出之差
unspent-unread = 年初、年末结转或本年收入没有读全，或另有列示项
unspent-reckoned = 本年支出 { $spent } − 财政拨款支出 { $granted } = { $gap }；其他收入和结转合计 { $other }
side-year-spent = 本年支出
side-granted = 财政拨款支出
side-granted-and-other = 财政拨款支出与其他来源

mandated = 应有内容：{ $what }
mandated-table = { $table }
table-stated-empty = 空表，已说明
table-blank = 表在，没有数据，没有读到说明
table-not-due = 未见该表；正文说明没有此项收支
table-missing = 目录和正文都没有这张表，也没有说明
table-unproven = 未见该表，没有完整的目录可以对照
table-unreadable = 表在，内容无法识别
table-perhaps-unread = 未见该表，但文件里有没能识别的内容
side-seen = 所见
topic-not-found = 正文里没有找到
topic-duties = 主要职责
topic-organisation = 机构设置
topic-staff = 人员编制
topic-units = 预算（决算）单位构成
topic-changes = 收支增减变化
topic-running-cost = 机关运行经费
topic-procurement = 政府采购
topic-assets = 国有资产占用
topic-three-public = “三公”经费说明
topic-performance = 绩效情况
topic-glossary = 名词解释

deadline = 发布日期与批复日期
approved-and-published = 批复日期 { $approved }，发布日期 { $published }
deadline-unknown = 无法核验：{ $dates }
deadline-published-first = { $dates }：发布早于批复，请核对日期
deadline-kept = { $dates }，相隔 { $days } 天
deadline-missed = { $dates }，相隔 { $days } 天，超过 { $most } 天
day-unknown = 不详
side-published = 发布日期 { $day }
side-approved = 批复日期 { $day }

listed = 目录所列：{ $title }
table-not-found = 正文里没有找到这张表
side-listed = 目录所列
side-seen-in-text = 正文所见

blanks-in-row = { $table }“{ $name }”一行：空白的{ $blank }
blanks-are-nothing = 合计等于印出的各项，空白可按 0 计
blanks-are-something = 合计大于印出的各项，空白不能按 0 计
side-sum-of-printed = 印出的各项之和

same-figure-in-both = { $name }：两份文件的同一数字
same-figures-in-both = 两份文件的同一数字
other-document = 另一份文件：{ $title }
side-undated-document = 没有登记公开日期的一份
side-document-of-day = { $day } 公开的一份

unit-and-department = 单位与部门：{ $name }
side-unit = 单位
side-department = 部门
