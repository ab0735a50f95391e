### Family D: forms of self-evaluation and scorecards.

# What a form is called: by the project that it is of.
form-of-project = “{ $name }”自评表
name-missing = （名称缺失）
side-score = 得分
side-weight = 分值

form-weights = { $form }：分值合计
side-printed-weights = 印出的分值合计
side-sum-of-weights = 各指标分值之和
side-weights-should-be-hundred = 各指标分值之和也是这个数，应为 100
form-total-score = { $form }：总分与各项得分之和
side-printed-score = 印出的总分
side-sum-of-scores = 各项得分之和
score-and-weight = { $form }“{ $name }”：得分与分值
all-full = { $form }：各项指标是否全部满分
all-scores-are-full = { $count } 项指标的得分都等于分值
side-sum-of-indicator-scores = 各指标得分之和

form-rate = { $form }：执行率
form-rate-reckoned = 全年执行数 { $spent } ÷ 全年预算数 { $budget } = { $rate }
form-budget-zero = 全年预算数为 0，不可比
form-rate-score = { $form }：执行率得分
form-score-of-rate = 执行率 × 分值 { $weight } = { $score }
form-score-of-printed-rate = 分值 { $weight } × 印出的执行率 { $rate } = { $score }
form-funds = { $form }：{ $phase }的资金总额与各来源之和
side-printed-rate = 印出的执行率
side-printed-rate-score = 印出的执行率得分
side-spent-over-budget = 全年执行数 ÷ 全年预算数
side-weight-times-rate = 分值 × 执行率
side-form-total = 年度资金总额
side-initial-budget = 年初预算数
side-full-year-budget = 全年预算数
side-full-year-spent = 全年执行数

grade-of-form = { $form }：等级与总分
grade-in-text = 正文的等级与得分
grade-expected = { $score } 分对应的等级是“{ $grade }”
side-grade = 等级

remark-and-score = { $form }“{ $name }”：说明与得分
remark-admits = 该行写有“{ $word }”，得分为满分
text-and-score = { $table }“{ $name }”：正文与得分
text-admits = 正文写明{ $what }，该项得分为满分
admitted-late = 有任务未按计划时间完成
admitted-vague = 指标不够具体、明确
side-remark = 完成情况和说明

target-and-score = { $form }“{ $name }”：指标值、完成值与得分
target-without-reason = 分值 { $weight }，得分 { $score }，没有写偏差原因
target-missed = 指标值 { $target }，完成值 { $actual }，分值 { $weight }，得分 { $score }
side-target-and-actual = 指标值和完成值

text-and-value = { $form }“{ $name }”：{ $said }与{ $value }
text-and-value-differ = 文字写 { $said }，指标写 { $value }
side-text-of-indicator = { $text }（{ $name }）
side-goal-text = 预期目标的文字
side-done-text = 实际完成情况的文字
side-target = 指标值
side-actual = 完成值

project-code = { $form }：项目编码
code-length = 编码有 { $digits } 位，通常为 { $usual } 位
code-zeros = 末尾连续 { $zeros } 个零，可能是电子表格丢失了后几位
code-division = 前 6 位不是所在地的区划代码 { $division }
code-twins = 另有 { $count } 张自评表印着同一个编码
side-project-code = 项目编码

evaluated-projects = 正文所述自评项目个数与自评表张数
forms-attached = 附有自评表 { $count } 张
side-stated-count = 正文所述个数
side-forms = 自评表张数
evaluated-money = 正文所述自评涉及资金与自评表之和
forms-come-to = { $what } { $sum }
side-stated-money = 正文所述涉及资金
side-forms-spent = 各自评表全年执行数之和
side-forms-budget = 各自评表全年预算数之和
side-forms-initial = 各自评表年初预算数之和
overall-money = 正文所述整体支出自评涉及金额
overall-not-found = 文件里没有别的数与它相同：既不是全年预算数，也不是执行数
overall-budget-unread = 没有读到整体支出的全年预算数，未必不是预算数
side-overall-stated = 正文所述涉及一般公共预算支出

carried-into-forms = 自评表的上年结转资金与决算的年初结转和结余
side-forms-carried = 各自评表上年结转资金执行数之和

aims-in-one-sentence = 同一句里的两个目标值：“{ $name }”
aims-differ = 前写 { $first }，后写 { $second }
aims-turn = 两处之间转到了别的项目、时间或分项
side-first-aim = 先写的目标
side-second-aim = 后写的目标
aim-and-table = 正文与绩效目标表：“{ $name }”的目标值
aim-and-table-differ = 正文写 { $said }，表中印 { $printed }
side-aim-in-text = 正文所写目标
side-aim-in-table = 绩效目标表的指标值

cost-and-budget = { $form }“{ $name }”与预算数
side-project-budget = 项目预算数
