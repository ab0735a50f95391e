### Words that the program puts on pages, a section per file. What is put into a text is markup already.

## frame.rs

nav-departments = 部门
nav-compare = 并列
nav-classes = 分类
nav-three-public = 三公
nav-performance = 绩效
nav-checks = 核对
nav-documents = 文件
nav-data = 数据
nav-glossary = 名词

language = 中文
og-locale = zh_CN

## tray.rs

page-failed = 这一页没有发布
page-failed-says = 这一页没有发布：页上有内容不能追溯到原文件。其他页面不受影响。

## terms.rs

terms-of-page = 本页的词
terms-back = 返回
terms-all = 全部名词

## views

changes-described = 更正过的数字，和发布以后改变过的数字，各写明原因。
checks-described = 每条规则核对了多少处、对上多少处、哪里对不上，都列出来。
family-tables = 表内和表间
family-three-public = “三公”经费
family-text = 正文与表格
family-forms = 绩效自评
family-across = 跨文件与完整性
rule-title = 规则 { $id }：{ $title }
compare-described = 同一地区同一年的部门并列，一个部门的两年并列：只比同一阶段、同一编报范围的数。
compare-group = { $name }，{ $year } 年
compare-group-title = { $name }：部门并列
compare-pair-title = { $name }：{ $before } 年和 { $after } 年
compare-pair-described = { $title }的预算、决算逐项并列，只比同一阶段、同一范围。
department-described = { $name }公开的预算、决算和绩效自评，逐年列出，每个数字都能点回原文。
departments-group = { $name }：部门
documents-described = 本站收录的全部公开文件：识别出什么、没识别出什么、文件指纹。
documents-group = { $name }：文件
of-year-behind = { " " }{ $year } 年
glossary-described = 预算公开里的词是什么意思：一般公共预算、基本支出、项目支出、三公经费、功能分类、经济分类……
guide-name = 怎么看一份预算
guide-described = 第一次看部门预算、决算：先看什么、和什么比、哪些数不能放在一起、怎么回到原件。
region-unknown = 地区未能确定
find-by-department = 按部门找
find-by-document = 按文件找
see-checks = 看核对结果
performance-described = 各部门项目支出绩效自评和整体支出评分：得分、执行率、每一行指标。
performance-group = { $name }：绩效自评
project-cited = { $title }（{ $department }，{ $year } 年）
year-words = { $year } 年
project-described = { $department } { $year } 年“{ $name }”项目支出绩效自评。
search-described = 按名称、拼音、首字母、编码找部门、项目、科目、名词、规则；也可以按 A—Z 和地区查。
three-public-described = 各部门因公出国（境）、公务用车、公务接待费用，逐年预算与决算。
three-public-group = { $name }：“三公”经费
all-departments = 各部门
name-and-year = { $name } { $year } 年
accounts-of = { $title }账目

## words/mod.rs

total-of-year = 本年支出合计
total-of-all = 支出合计
plan-initial = 年初预算
plan-adjusted = 全年预算
execution = 预算执行
account = 决算
plan = 预算
scope-department-words = 部门整体（含所属单位）
scope-unit-words = 单位本级
scope-region-words = 全地区汇总
no-change = 持平
decrease = 减少
increase = 增加
points-word = 分
year-plan = { $year } 年预算
year-adjusted = { $year } 年全年预算
year-execution = { $year } 年预算执行
year-account = { $year } 年决算

## plates

ask-trend = 比往年多还是少?
ask-three-public-years = “三公”怎么变?
spark-words = { $first }—{ $last } 年{ $phase }，逐年高低

## words/gist.rs

gist-total = { $when }的{ $name }是 { $figure } 万元。
gist-executed = { $plan } { $planned } 万元，完成 { $share }。
how-execution = 决算除以预算
gist-running-cost = 其中<a href="{ $href }">机关运行经费</a> { $figure } 万元。
gist-income = { $name } { $figure } 万元{ $sources }{ $carried }。
gist-one-source = ，只有一个来源：{ $name }
gist-sources = ，来自 { $count } 个来源
gist-carried = ；另有{ $name } { $figure } 万元
gist-class = <b>{ $name }</b> { $figure } 万元。
gist-class-share = <b>{ $name }</b> { $figure } 万元，占 { $share }。
gist-largest = 最大的几项：{ $list } 万元。
gist-nature = 基本支出 { $basic } 万元（{ $basic_share }），项目支出 { $project } 万元（{ $project_share }）。
gist-staff = { $name } { $figure } 人。
how-per-head = 基本支出除以人数
gist-per-head = 基本支出按这个人数折合每人 { $figure } 万元。含办公等公用经费，不是个人收入；人数与支出的范围、时点未必一致。
gist-phase-figure = { $when } { $figure } 万元。
item-outbound = 因公出国（境）
item-vehicle = 公务用车
item-reception = 公务接待
gist-items = { $list } 万元。
counted-abroad = 出国（境）
counted-receptions = 接待
unit-delegations = 个团组
gist-scores = { $count } 个项目自评 { $range }，满分 100。
gist-slowest = 执行率最低的是{ $list }。
gist-slow-first = “{ $name }” { $rate }
gist-slow-second = 和“{ $name }” { $rate }
how-sum-of-plans = 各项目年初预算之和
gist-unplanned = { $count } 个项目年初预算为 { $none }，资金在年中追加。
gist-card = 部门整体自评 { $score } 分。
gist-no-tables = 没有可以核对的表。
gist-checked-none = 应核对 { $due } 处，读到的资料都不足，没有下结论。
gist-checked-clean = 应核对 { $due } 处，核对了 { $ran } 处，未见不一致。
gist-checked-open = 应核对 { $due } 处，核对了 { $ran } 处，<b>{ $mismatch } 处待核对</b>。
gist-reminders = { $count } 处提醒，不是数字矛盾
gist-rounding = { $count } 处只差四舍五入的尾数
gist-open = { $count } 处资料不足，无法判断
gist-no-reasons = 文件的文字里没有读到增减的原因。
gist-reasons-abridged = 文件自己给出的原因，经本站发布者缩写，没有核实。
gist-reasons = 文件自己给出的原因，照录原话，没有核实。
stop-behind = { $text }。

## words/lead.rs

lead-total = { $when }支出 <b>{ $figure }</b> { $unit }{ $general }{ $change }{ $executed }。
lead-all-general = ，全部来自一般公共预算
lead-same = ，与{ $before }相同
account-before = 上年决算
plan-before = 上年预算
lead-change = ，比{ $before }{ $word } <b>{ $amount }</b> 万元
in-brackets = （{ $text }）
how-difference = 两年之差
how-change = 差额除以上年数
lead-executed = ，为{ $plan }的 { $share }
lead-three-public = “三公”经费{ $phase } <b>{ $figure }</b> 万元{ $executed }。
how-share = 占整体的比重
lead-hundred = 每 100 元中，{ $basic } 元用于基本支出，{ $project } 元用于项目。
lead-hundred-planned = 每 100 元中，{ $basic } 元安排基本支出，{ $project } 元安排项目。
lead-scores = { $count } 个项目自评 { $range }。
lead-card = 整体自评 { $score } 分。
lead-checked-clean = 机器核对 { $ran } 处，未见不一致。
lead-checked-open = 机器核对 { $ran } 处，<b>{ $mismatch } 处待核对</b>。
unit-wan = 万元
headline-wan = 万元
headline-yi = 亿元
key-unit = { $unit }
how-year-before = 上年数
key-account-change = 比上年决算
key-plan-change = 比上年预算
key-change-note = { $word } { $amount } 万元；上年 { $before }
basic-expenditure = 基本支出
project-expenditure = 项目支出
share-of = 占 { $share }
three-public-of = “三公”经费{ $phase }

## views/department.rs

department-lead = { $when }支出 <b>{ $figure }</b> { $unit }
phases-differ = 预算和决算是不同阶段，不能直接相减。
figures-caption = 各年各阶段的数字，万元；“—”为没有读到或没有收录
scope-head = 范围
total-column = 支出总额
three-public-column = “三公”经费
scope-short-department = 部门
scope-short-unit = 单位本级
scope-short-region = 全地区
how-sum-of-parts = 各部分之和

## views/overview.rs

overview-described = { $bodies } 个部门的 { $documents } 份公开文件：花了多少、花在什么事上、对不对得上，每个数字都能点回原文。
overview-held = 收录 { COUNT($bodies) } 个部门的 { COUNT($documents) } 份公开文件，共 { COUNT($lines) } 行，读出 { COUNT($figures) } 个数字{ $unreadable }。
overview-unreadable = ，另有 { $count } 个<a href="{ $href }">未能读出</a>
overview-ran-clean = 机器核对 { COUNT($ran) } 处，未见不一致。
overview-ran = 机器核对 { COUNT($ran) } 处，<a href="{ $href }">{ $mismatches } 处对不上</a>，都列了出来。
ask-spent = 花了多少，花在什么事上?
ask-three-public = “三公”经费这些年怎么变?
ask-projects = 项目办成了没有?
ask-first = 第一次看? 先读怎么看
overview-nature = 基本支出 { $basic }，项目支出 { $project }
overview-no-nature = 未分基本、项目
overview-three-public = { " " }· “三公”{ $phase } { $figure }
overview-projects = { " " }· { $count } 个项目自评
scale-yi = { $value } 亿元
scale-wan = { $value } 万元

## views/compare.rs

item-column = 项目
change-column = 增减
in-wan = { $name }，万元
compare-no-lead = 两年的支出总额口径不同，没有并列；能并列的列在下面。
compare-lead-same = 支出{ $phase }从 { $before } 年的 <b>{ $old }</b> 万元到 { $after } 年的 <b>{ $new }</b> 万元，没有变化。
compare-lead-change = 支出{ $phase }从 { $before } 年的 <b>{ $old }</b> 万元到 { $after } 年的 <b>{ $new }</b> 万元，{ $mark } { $word } { $amount } 万元{ $percent }。
compare-staff = { $name }：{ $before } 年 { $old } 人，{ $after } 年 { $new } 人。人数由文字说明写出，与支出的范围、时点未必一致。
per-head = 人均基本支出
scope-after-phase = { $phase }，{ $scope }
projects-share = 项目支出占

## views/project.rs

project-planned = 年初预算 <b>{ $figure }</b> 万元
project-adjusted = 全年预算 <b>{ $figure }</b> 万元
project-spent = 执行 <b>{ $figure }</b> 万元
project-rate = 执行率 <b>{ $figure }</b>
project-score = 自评 <b>{ $figure }</b> 分{ $grade }。
project-grade-derived = { $grade }，按分数推定
funds-caption = 资金，万元（按原文数字精确折合，保留两位小数）
funds-head = 资金
planned-head = 年初预算
adjusted-head = 全年预算
spent-head = 全年执行
funds-total = 年度资金总额
funds-appropriation = 其中：当年财政拨款
funds-carried = 　　　上年结转资金
funds-other = 　　　其他资金
how-rate = 执行数除以全年预算数
no-denominator = 分母为 0

## views/year.rs

section-spent = 花了多少? 钱从哪来?
section-why = 为什么变?
section-functions = 花在什么事上?
section-people = 养人还是办事?
section-three-public = “三公”花了多少?
income-caption = 收入来源，万元；为 0 的来源不列
source-column = 来源
amount-column = 金额
share-column = 占比
bar-column = 比例
project-plan-caption = 项目支出预算，万元
project-column = 项目
project-plan-total = 项目支出合计
reasons-item = 事项
reasons-words = 文件写的原因
place-column = 出处
reasons-first = 增减最大的几项
reasons-rest = 其他各项的原因
targets-caption = 绩效目标与指标（照原文）
level-1 = 一级指标
level-2 = 二级指标
level-3 = 三级指标
target-column = 目标值
whole-department = 部门整体

## views/classes

functions-name = 支出功能分类
functions-question = 花在什么事上
economics-name = 支出经济分类
economics-question = 钱买了什么
classes-described = { $name }：{ $question }。每一类由哪些部门花，各花多少。
cover-all = 全部资金
cover-general = 一般公共预算
cover-basic = 一般公共预算基本支出
whole-all = 占本部门支出
whole-general = 占本部门一般公共预算支出
whole-basic = 占本部门基本支出
basis-words = { $phase }，{ $scope }，{ $cover }
level-class = 类
level-group = 款
level-item = 项
class-kicker = { $name } · { $level }
class-described = { $name }：收录的部门各花多少，只在同一年度、阶段和范围内排名与相加。
class-lead-one = { $when }里，<a href="{ $href }">{ $who }</a>的{ $name } <b>{ $figure }</b> 万元；口径相同的只有这 1 个部门，不成排名。
class-lead = { $when }里，{ COUNT($count) } 个口径相同的部门有{ $name }{ $sum }，最多的是<a href="{ $href }">{ $who }</a>，{ $figure } 万元。
class-lead-sum = ，合计 <b>{ $figure }</b> 万元
class-caption = { $basis }，万元；占比是{ $whole }
class-total = { $count } 个部门合计
alone-caption = 各是一种口径，万元
basis-column = 口径
how-sum-of-bodies = 计算：{ $count } 个部门之和
part-of = { $name }：{ $part }

## coverage.rs

kind-budget-short = 预算
kind-final-short = 决算
kind-evaluation-short = 自评
held-not = 未收录
held-not-published = 未公开
held-words = { $year } 年{ $kind }：{ $state }
held-full = 已收录
held-part = 只有其他文件提到的数字
held-part-note = 有其他文件提到的数字
held-part-short = 仅有其他文件提到的数

## plates

plate-largest = 最大的一项是{ $name }，占 { $share }
plate-areas = { $basis }，按功能分类，万元；面积就是金额{ $folded }
plate-by-function = { $basis }，按功能分类
not-add-levels = 把类、款、项的金额相加：上级已经包含下级。
says-largest = { $when }，按功能分类最大的一个最细科目是{ $name }，{ $figure } 万元，占 { $whole } 万元的 { $share }。
basis-general = { $phase }，一般公共预算
small-folded = ；小的科目并入上级
columns-of-classes = 科目|编码|#金额|#占比|#基本支出|#项目支出
table-by-function = 按功能分类，万元；金额为 0 的科目不列
shown-largest = 最大的 { $most } 项
shown-all = 各项
plate-largest-basic = 基本支出里最大的一项是{ $name }，占 { $share }
plate-economic = { $when }，基本支出按经济分类，{ $shown }，万元
plate-economic-name = { $when }，基本支出按经济分类
personnel = 人员经费
public-funds = 公用经费
not-income-per-head = 用津贴补贴除以在编人数当作人均收入：人数与口径未必一致。
columns-of-economics = 科目|编码|#金额|#占基本支出
table-by-economic = 基本支出按经济分类，万元；金额为 0 的科目不列
basic-total = 基本支出合计
note-derived = 由增减额反推
year-initial = { $year } 年初预算
share-of-plan = 为{ $plan }的 { $share }
plate-total-of = { $name }支出总额
plate-execution = 支出总额，万元；空心为年初预算，淡色为全年预算，实心为决算
not-across-phases = 拿一年的预算和另一年的决算比增减：两者阶段不同。
columns-of-execution = 年度与阶段|#金额|说明
table-totals = 支出总额，万元
how-basic-and-project = 基本支出与项目支出之和
note-adjusted = 年中调整后
note-approved = 年初批复
less-than-account = 比上年决算少 { $amount }
more-than-account = 比上年决算多 { $amount }
less-than-budget = 比上年预算少 { $amount }
more-than-budget = 比上年预算多 { $amount }
plate-executed = 支出为{ $plan }的 { $share }
plate-against = { $words } 万元
plate-total = { $when }总额
columns-of-functions = 类|#金额|#占比|#基本支出|#项目支出
table-of-functions = 各类支出，万元
plate-functions = { $count } 类支出，{ $name }占 { $share }
plate-functions-sub = { $basis }，万元；百分数为占全部支出的比重
plate-functions-name = { $basis }，各类支出
plate-indicators-full = { $count } 行指标，没有失分
plate-indicators = { $count } 行指标，{ $lost } 行失分
columns-of-indicators = 一级指标|二级指标|指标|目标值|完成值|#分值|#得分|说明
table-of-indicators = 自评表各行；“—”为原文空白或未能读出
plate-indicators-sub = { $year } 年自评表；长度为分值，实心为得分
plate-indicators-name = “{ $name }”自评指标
not-third-party = 把自评得分当作第三方评价：分数由部门自己评定。
indicator-execution = 预算执行
indicator-execution-rate = 预算执行率
score-total = 总分
name-lost = （名称在原文本中缺失）
subtotal = （小计）
break-named = 此前名称为“{ $name }”，口径未必相同
break-renamed = 此处更名，前后口径未必相同
break-scope = 此后编报范围为{ $scope }
not-seen = 未见
columns-of-multiples = 部门|年度|#预算|预算阶段|#决算
table-of-multiples = “三公”经费合计，万元
plate-multiples = “三公”经费，同一把尺
plate-multiples-sub = { $first }—{ $last } 年合计，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知
plate-multiples-name = 各部门“三公”经费，{ $first }—{ $last } 年
not-rank = 给部门排名：年度、阶段、编报范围各不相同。
plate-card = 整体自评 { $score } 分
plate-card-none = 整体支出绩效自评
plate-card-sub = { $year } 年部门整体支出绩效评价指标评分表；宽度为分值
plate-card-name = { $year } 年部门整体支出绩效评分
columns-of-card = 一级指标|二级指标|三级指标|#分值|#得分
table-of-card = 评分表；“—”为原文空白或未能读出
columns-of-scores = 项目|#年初预算|#全年预算|#全年执行|#执行率|#自评得分|等级
table-of-scores = 项目支出绩效自评，金额为万元
plate-scores-rates = { $count } 个项目自评 { $score }，执行率 { $rate }
plate-scores-only = { $count } 个项目自评 { $score }
plate-rates-only = { $count } 个项目执行率 { $rate }
plate-scores-none = { $count } 个项目的自评
plate-scores-sub = { $year } 年，按全年执行数排序；分数由部门自己评定
plate-scores-name = { $year } 年项目支出绩效自评
not-rank-grades = 用自评等级给部门排名：各部门的指标和分值不同。
blank-in-source = 原文空白
note-unplanned = 年初 0
plate-spine = { $count } 类支出，{ $items } 个最细科目
plate-spine-sub = { $basis }，按功能分类逐级展开，万元{ $folded }
plate-spine-name = { $basis }，类、款、项
columns-of-split = 性质|#金额|#占支出
plate-split-sub = { $when }，万元
how-personnel = 工资福利与对个人和家庭的补助之和
personnel-short = 人员
running-cost-short = 公用
basic-short = 基本
projects-short = 项目
plate-split = 每 100 元：{ $parts }
comma-between = ，
plate-split-name = { $when }，按支出性质
not-wages = 把基本支出叫作“工资”：其中还有公用经费，人员经费里也有离退休费、补助。

## plates, continued

years-words = { $first }—{ $last } 年
plate-years-sub = { $span }，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知
plate-three-public-name = { $name }“三公”经费，{ $span }
plate-three-public-spent = { $year } 年“三公”经费决算 { $figure } 万元
plate-three-public-rate = { $said }，为{ $plan }的 { $rate }
plate-three-public-planned = { $year } 年“三公”经费预算 { $figure } 万元
plate-three-public = { $span }“三公”经费
rate-of-plan = 完成{ $plan } { $share }
columns-of-three-public = 年度|阶段|#合计|#因公出国（境）|#公务用车|#其中购置|#其中运行维护|#公务接待
column-of-rate = #完成预算
column-of-change = #比上年预算
table-of-three-public = “三公”经费，万元；“—”为原文空白
phase-contradicts = { $phase }（合计与分项不能同时成立）
says-three-public = { $year } 年“三公”经费决算 { $figure } 万元，{ $rate }。
says-budget-same = { $year } 年预算 { $figure } 万元，与上年预算相同。
says-budget-less = { $year } 年预算 { $figure } 万元，比上年预算少 { $amount } 万元。
says-budget-more = { $year } 年预算 { $figure } 万元，比上年预算多 { $amount } 万元。
not-compare-phases = 拿一年的预算和另一年的决算比增减：阶段不同，不可比。
not-zero = { $years } 年为 0：本站没有收录，不是没有花。
not-printed = 把标“推算”的数当作原文印出的数引用：它由增减额反推。
plate-trend-sub = { $span }，{ $scope }，万元；空心为年初预算，淡色为全年预算，实心为决算，斜纹为未知
plate-trend-name = { $name }支出总额，{ $span }
no-trend-one = 支出总额只读到 { $year } 年，一年看不出变化，所以没有画趋势图。
no-trend = 读到 { $years } 年的支出总额，但没有两年是同一阶段、同一编报范围的数，不能连成趋势。
plate-trend = 各年支出总额
plate-trend-apart = { $year } 年支出{ $phase } { $figure } 万元，与以前年度口径未必相同
plate-trend-from = { $first }—{ $last } 年，支出{ $phase }从 { $old } 万元到 { $new } 万元
plate-trend-change = { $said }，{ $words }
trend-same = 不变
trend-less = 减少 { $share }
trend-more = 增加 { $share }
how-changed = 变化
other-scope = 范围不同
break-with-carryover = 此后{ $phase }的总额为支出总计（含结转）
break-without-carryover = 此后{ $phase }的总额为本年支出（不含结转）
columns-of-trend = 年度|阶段|#支出总额|#基本支出|#项目支出|#比上年同阶段|#增减
table-of-trend = 支出总额、基本支出、项目支出，{ $scope }，万元
says-trend = { $year } 年支出{ $phase } { $figure } 万元，比上年同阶段{ $words }。
not-good-or-bad = 把增减说成好或坏：机构、职能和人员会变，数字本身不说原因；原因见各年的页面。
not-real = 扣除物价后的增减：这里是当年的价格。
not-zero-elsewhere = { $years } 年为 0：那几年的数属于另一编报范围，没有放进这张图。
manner-areas = 面积图
manner-levels = 逐级展开
manner-ranked = 按类排列
unofficial-brackets = （非官方）
subtitle-doubts = { $subtitle }；其中 { $count } 处数字待核对
no-glyph = { $mark } 是字库里没有的字

## desk, citation, findings, embed

corrected-as = 原文印作 { $printed }，更正为 { $corrected }：{ $reason }（{ $by }，{ $date }）
document-codes = 甲乙丙丁戊己庚辛壬癸
document-code-more = 附{ $at }
title-of = 《{ $title }》
operand-at = { $value }（{ $place }）
derived-from = 推算：由{ $title }的 { $operands } 得出
and-between = { " " }与{ " " }
figure-at = { $place }：{ $quote }
computed-from = 计算：{ $words }，{ $parts }
derived-mark = 推算
corrected-mark = 更正
caution-partial = 只读出一部分
caution-scanned = 由扫描图片识别
cited-abridged = （节录版）
cited-formal = { $name }. { $title }[DB/OL]. { $updated }[引用日期]. { $address }.
cited-press = 数据来源：{ $titles }{ $edition }，{ $name }整理。
left-out-plain = 图中写不下：{ $labels }；还有 { $more } 项见表。
finding-differs = { $message }，相差 { $difference }
advice-incomplete = 读到的内容不完整，不能据此判断原件有误。
advice-rounding = 差额在四舍五入的范围内。
finding-tolerance = 各数按印出的末位四舍五入，最多可差 { $most }
points-apart = { $value } 个百分点
how-sum-of-items = 各项之和
chart-described = { $who }：{ $subtitle }。来源：{ $sources }

## other views

name-and-title = { $name }：{ $title }
chart-described-whole = { $who }。{ $subtitle }。来源：{ $sources }
chosen-function = 功能
document-described = 《{ $title }》全文，每行一个锚点，标出识别出的每个数字。
recognised-title = 标题
noticed-error = 不能使用
noticed-warning = 请留意
noticed-info = 说明
unknown-identity = 未知
source-page = 第 { $page } 页
source-sheet = 工作表：{ $sheet }
source-attachment = 附件 { $file } { $words }
source-unread = 未能读出：{ $reason }
source-indicator = 绩效指标
source-statement = { $name }（{ $facts } 个数字）
source-recognised = 识别为：{ $words }
pair-totals = 总额
pair-functions = 按功能分类
pair-economic = 基本支出按经济分类
pair-total = 合计
found-class = 科目
found-term = 名词
found-page = 页面
found-function = 支出功能分类
found-economic = 支出经济分类
found-class-beside = { $scheme } · { $bodies } 个部门，最多的是{ $most }
found-none = 没有找到
found = 找到
found-pieces = 条
found-more = 全部结果
found-other = 其他年度
