### Words of the templates, a section per template. A text is markup: its arguments come escaped.

## Signs between parts

full-stop = 。
colon = ：
comma = ，
titled = 《{ $title }》
by-and-on = （{ $by }，{ $date }）

## 404.html

not-found-title = 没有这个网址
not-found-lead = 本站的网址一经公布就不再改变。可能是抄写时漏了字符。

## base.html

skip = 跳到正文
unofficial-behind = · 非官方
main-navigation = 主导航
search-label = 搜索部门、项目、科目
search-hint = 部门、项目、科目、拼音
search = 搜索
crumbs = 位置
run-by = { $operator }主办。
unofficial-site = 非官方网站
kept-by = ，由{ $operator }维护
made-of = 由公开文件自动整理，数字以原件为准；带点线的数字都能点回原文所在的行。
made-from = 由公开的<a href="{ $documents }">文件</a>生成 · mingzhang { $version }
scripts-with-search = 只有搜索提示和“自己选”的并列用脚本；
scripts-without-search = 只有“自己选”的并列用脚本；
no-third-party = 没有第三方请求，可以离线打开。
licence-before = 整理成果以
licence-after = 提供；事实数据来自公开文件。
about-link = <a href="{ $about }">关于</a> ·
foot-links = <a href="{ $guide }">怎么看</a> · <a href="{ $data }">数据</a> · <a href="{ $changes }">改动</a>
report-link = · <a href="{ $report }">报告错误</a>
report-words = · 发现错误，请告诉维护这个网站的人

## changes.html

changes = 改动
changes-title = 改过什么
corrections-count = 更正 { $corrections } 处。
corrections-none = 没有更正过的数字。
changes-listed = 发布以后改变过的数字，按日期列在下面。
changes-none = 发布以后没有数字改变过。
changes-kept = 原来的数字不会消失：更正的同时显示原文印作多少、为什么更正。<a href="{ $corrections_csv }">corrections.csv</a> · <a href="{ $changes_csv }">changes.csv</a>
subscribe = · <a href="{ $feed }">订阅</a>
corrections = 更正
figure-head = 数字
printed-as = 原文印作
corrected-to = 更正为
why-corrected = 理由
corrections-ask = 没有。发现数字和原件不一致，
tell-us = 请<a href="{ $report }">告诉我们</a>
tell-keeper = 请告诉维护这个网站的人
since-last = 上次发布以来
document-head = 文件
before-head = 原来
now-head = 现在
cause-head = 原因
body-and-year-below = <br><small>{ $department } { $year } 年</small>
changes-more = 另有 { $more } 处，见<a href="{ $changes_csv }">数据</a>。
changes-record = 改动记录
never-published = 这个网站还没有正式发布过，没有可比的旧数字。

## checks.html

checks = 核对
checks-title = 对不对得上
checks-lead = 应核对 { $due } 处：{ $pass } 处一致，{ $rounding } 处只差尾数，<b>{ $contradictions } 处待核对</b>
tally-reminders = ，{ $reminders } 处提醒
tally-insufficient = ，{ $insufficient_data } 处资料不足
tally-not-applicable = ，{ $not_applicable } 处不适用
tally-unreadable = ，{ $unreadable } 处未能读出
checks-denominator = 分母是应当核对的处数，不是跑过的处数。<a href="{ $findings_csv }">findings.csv</a> · <a href="{ $checks_csv }">checks.csv</a>
verdict-mismatch = 待核对
mismatch-says = 两处印出的数不能同时成立。只陈述，不判断哪一处有误。
none-found = 没有。
only-first = 只列出前 { $most } 处，其余见<a href="{ $findings_csv }">数据</a>。
reminders = 提醒
reminders-say = 数字没有矛盾，但读者会问一句。
insufficient = 资料不足
insufficient-says = 应该核对，但读到的内容不完整，不能下结论。
rest-in-findings = 其余见<a href="{ $findings_csv }">数据</a>。
by-department = 按部门
department-head = 部门
due-head = 应核对
pass-head = 一致
rounding-head = 尾差
rest-in-departments = 其余见<a href="{ $departments }">部门</a>。
by-rule = 按规则
rule-head = 规则
formula-head = 公式

## class.html

class-apart = 口径不同的数各列各的，不相加，也不一起排名：
class-apart-one = <a href="{ $href }">{ $words }</a>（{ COUNT($bodies) } 个部门）
class-single-link = 没有别的部门可以并列的 { COUNT($single_count) } 个数
class-without = 另有 { COUNT($without) } 个部门的文件里没有读到各行加得起来的分类表，没有列入。金额为零的也不列。
bodies-stop = { COUNT($n) } 个部门。
class-region = 全地区汇总已包含各部门的数，不与部门并列。
class-alone = 只有一个部门，没有可以并列的。
class-not-added = 部门太多，这里不加总；全部数字见<a href="{ $data }">数据</a>。
class-more = 这里是最多的几个，另有 { COUNT($more) } 个部门，在下面的分页里。
class-single = 没有可以并列的
class-single-says = 这些数的年度、阶段、编报范围或资金口径，别的部门没有相同的。
class-pages = 全部年度和部门
class-page-link = <a href="{ $href }">{ $name }</a><span>{ COUNT($bodies) } 个部门</span>
class-below = 下一级：{ $below_word }
class-below-link = <a href="{ $href }">{ $name }</a><span><span>{ $code }</span> · { COUNT($bodies) } 个部门</span>

## classes.html

classes-title = { $question }，<br>各部门放在一起看
classes-lead = 政府支出有两套<a href="{ $glossary }">分类</a>：功能分类说钱花在什么事上，经济分类说钱买了什么。每一类一页，列出收录的部门各花多少。
classes-aside = 只在同一年度、同一阶段、同一编报范围、同一资金口径内排名和相加。另一套：<a href="{ $href }">{ $name }</a>。
bodies-count = { COUNT($bodies) } 个部门
classes-no-level = ；没有读到下一级
classes-none = 收录的文件里没有读到能核实的分类表。
classes-without = 另有 { COUNT($without) } 个部门的文件里没有读到各行加得起来的这张表，没有列入。

## compare-bodies.html

compare = 并列
compare-aside = 只在同一阶段、同一编报范围内按金额排列。部门大小、职能不同，多花不等于不好。
compare-of = { $words }，{ COUNT($n) } 个部门。
per-head-says = 人均基本支出是基本支出除以文件里写的人数，含公用经费，不是个人收入；写了几个不同人数的不算。
by-initial = 按部门拼音首字母
compare-link = <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } 个部门</span>

## compare-years.html

compare-scope = 并列 · { $scope }
compare-years-title = <a href="{ $href }">{ $name }</a> <span class="y"><a href="{ $href2 }">{ $year }</a> 和 <a href="{ $href3 }">{ $year2 }</a> 年</span>
compare-years-aside = 只列同一阶段、同一编报范围的数；“—”是那一年的表里没有这一行，不等于零。增减只在两边都印出时计算。为什么变，见各年页面。
other-pairs = 别的两年
pair-of-years = { $before } 和 { $after } 年

## compare.html

compare-title = 放在一起看，<br>只比能比的
compare-lead = 同一地区、同一年的部门并列；一个部门的两年并列，在<a href="{ $departments }">各部门</a>的页面上。
compare-limits = 预算和决算不比，部门整体和单位本级不比，全地区汇总不和部门比。
choose = 自己选
choose-says = 任选两个部门，或一个部门的两年。阶段和范围都相同才相减。
left = 左边
left-year = 左边的年度和阶段
right = 右边
right-year = 右边的年度和阶段
chosen-caption = 万元；点数字到原文
item-head = 项目
difference-head = 相差
by-region-and-year = 按地区和年度
compare-none = 还没有读到可以并列的支出总额。

## department.html

belongs-to = 隶属 <a href="{ $href }">{ $name }</a>
region-notice = 这是一个地区全部单位的汇总，已包含各部门的数，不与任何部门相加或并列。
years-question = 有哪几年?
years-says = 实心为收录了公开文件，空心为只有其他文件提到的数字，斜纹为未收录。
year = { $year } 年
to-be-clarified = <span aria-hidden="true">▲</span> { $mismatches } 处待核对
checked-clean = 核对 { $ran } 处，未见不一致
not-checked = 资料不足，没有核对
missing-count = 还缺 { $missing } 份文件
year-head = 年度
state-head = 情况
missing-says = “未收录”是本站没有，不等于没有公开；“未公开”是登记表写明应公开而没有公开。最后一年的决算可能还没有到公开的时候，不算缺。
figures-question = 各年多少?
figures-says = 同一阶段、同一范围的数才能比较。带框的“推算”由别的数反推。
figures-none = 收录的文件里没有读到各年的总额。
pairs-before = 两年并列：
names-question = 叫过什么?
since-year = { $from } 年起
until-year = 至 { $to } 年
not-registered = 部门不在登记表中，名称取自文件。
source-question = 原件在哪?
body-data-link = <a href="{ $json }">本部门全部数据</a><span>JSON</span>
body-workbook-link = <a href="{ $workbook }">本部门全部数字，带说明</a><span>Excel（xlsx）</span>
body-feed-link = <a href="{ $feed }">订阅本部门的新文件和改动</a><span>Atom</span>

## departments.html

departments-count = { COUNT($count) } 个部门
departments-says = 支出总额取各部门最近有数的一年；年度、阶段、范围不同，不作排名。数字左边的小柱是同一阶段、同一范围的逐年高低，实心为决算，空心为预算，虚线为未知。
by-region = 按地区
region-head = 地区
total-head = 支出总额，万元
phase-head = 阶段
formerly-below = <br><small>曾用名：{ $f }</small>
no-contradiction = 未见不一致
departments-none = 还没有读到任何部门的公开文件。
region-summaries = 全地区汇总
region-summaries-say = 一个地区全部单位的汇总数，已包含各部门，不与部门并列，也不相加。

## document.html

year-link-behind = · <a href="{ $year_href }">{ $year } 年</a>
year-behind = · { $year } 年
document-lead = { COUNT($extent) } { $extent_of }，读出 { COUNT($facts) } 个数字
document-unreadable = ，{ COUNT($unreadable) } 个<a href="#unreadable">未能读出</a>
withheld = 隐去了个人信息（姓名、电话等）{ $withheld } 处。
document-caution = 本文件{ $caution }：数字请对照原件；对不上的地方可能是读取所致，不作为核对结果。
document-unknown = { $unknown }：读出的数字列在下面，不归入任何部门，不进合计、图表和核对。
document-aside = { $words }<a href="{ $href }">看计入的文件</a>
document-twin = 同一部门另有编报范围为{ $scope }的文件，两份各按自己的范围计入：<a href="{ $href }">{ $title }</a>
whose-question = 谁的文件?
whose-says = 从文件本身读到的，都列在这里。
read-head = 读到
settle-says = 知道是谁的，在 sources.csv 中补上尖括号里的内容（第一行是栏名）：
diagnostics-title = 读的时候发现
statements-title = 认出了什么
statements-say = 按文件中的顺序。
statement-head = 报表
printed-title-head = 印出的标题
line-head = 行
status-head = 状态
no-title = （无标题）
complete-question = 该有的都有吗?
complete-says = 按这一类文件应当公开的内容逐项对照。没读到不等于没有公开：文字可能在转成文本时丢失。
tables-due = 应有的表：{ $items } 张中读到 { $there } 张
content-head = 内容
notes-due = 应有的说明：{ $items } 项中读到 { $there } 项
abridged-not-compared = 正文是节录版，不对照应有的说明。
timely = 及时：
approved-and-published-on = { $approved_on } 批复，{ $published_on } 公开。
published-only = { $published_on } 公开；批复日期没有印出，无法核验是否在批复后二十日内。
dates-unknown = 公开日期和批复日期没有登记，无法核验。
unread-title = 没认出什么
unread-says = 印在纸上、但不能确定含义的内容。不猜，只列出来。
unreadable-caption = 未能读出的数字
original-text = 原文
unrecognised-caption = 不能归入任何报表的内容
beginning-head = 开头
version-title = 哪个版本
transcript-says = 照读到的文本逐行列出。带下划线的数字已读出，停留可见读作什么（没有另说的，是本文件的年度和阶段，单位万元）；在网址后加 # 和行号、格号，可以指到那一处；“？”为没有读出，灰底为未识别的表；表格里其他带数字的格子旁标着它是什么，没有记号的格子是名称或说明。
fates-caption = 每个数字的去处：看到 { COUNT($seen) } 个
fate-side-head = 归为
fate-mark-head = 记号
what-head = 是什么
fate-count-head = 个数
no-text = 没有可以显示的文本。

## documents.html

documents-count = { COUNT($count) } 份公开文件
documents-lead = 读出 { COUNT($facts) } 个数字，{ COUNT($unreadable) } 个未能读出。点开任何一份，可以看到原文每一行、认出了什么、没认出什么。
unknown-bodies = 所属部门未知
unknown-bodies-say = 读出的数字照样列出，但不归入任何部门，不进合计、图表和核对。在 sources.csv 中补上一行即可归入。
facts-read = · 读出 { COUNT($facts) } 个数字
not-readable-behind = ，{ COUNT($unreadable) } 个未能读出
unusable = 未能使用的文件
unusable-file = <b data-n="words">{ $why }</b> · { COUNT($bytes) } 字节 · sha256 <code title="{ $sha256 }">{ $sha }…</code>
rest-of-documents = 其余的文件见<a href="{ $csv }">数据</a>。
recognised-documents = 已识别的文件
documents-of-group = <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } 份</span>
kind-head = 种类
unreadable-head = 未能读出
due-tables-head = 应有的表
fingerprint-head = 指纹
abridged-badge = 节录版

## glossary.html

glossary = 名词
glossary-title = 这些词是什么意思
glossary-aside = 第一次看，先读<a href="{ $guide }">怎么看一份预算</a>。
see-departments = 看各部门

## guide.html

guide-kicker = 指引
guide-title = 怎么看<wbr>一份预算
guide-lead = 一个部门一年的账，公开时常有几十页。按下面的顺序看，十分钟能看明白大半。
guide-example = 例子用的是本站收录的 <a href="{ $href }">{ $name }，{ $when }</a>。
guide-kinds = 是哪一种文件
guide-kinds-say = 同一年的钱会公开三次。年初公开打算怎么花，是预算；第二年公开实际怎么花，是决算；再加上部门给自己打的分，是绩效自评。三种数画法不同：
guide-legend = <span><i class="sw budget"></i>空心：年初预算</span><span><i class="sw adjusted"></i>淡色：全年预算，年中追加、追减之后的数</span><span><i class="sw final"></i>实心：决算，实际花的</span><span><i class="sw none"></i>斜纹：本站没有这份文件，不知道，不是零</span>
guide-whose = 说的是谁
guide-whose-says = 有的文件说的是整个部门，连下属单位一起算；有的只说本级一个单位。范围不同的两个数，一个包含另一个，不能比，也不能相加。每页标题上方写着范围。
guide-much = 花了多少，和什么比
guide-much-says = 先看总数，再看和上年比。预算只和预算比，决算只和决算比；拿今年的预算比去年的决算，多半会得出错的结论。同一年的决算除以预算，是执行率，要看清分母是年初预算还是全年预算。
guide-much-example = { $name }，{ $when }支出 <b>{ $figure }</b> 万元。
guide-people = 养人还是办事
guide-people-says = 基本支出让机构运转：工资、社保、水电、差旅。项目支出办具体的事。两者的比例说明一个部门是靠人做事，还是靠钱做事，没有好坏之分。
guide-classes = 花在什么事上，买了什么
guide-classes-say = 同一笔钱有两种分法。功能分类说办的是什么事，例如教育、卫生；经济分类说买的是什么，例如工资、办公用品。两种分法的总数相等，不能加在一起。上一级已经包含下一级，类里有款，款里有项，也不能相加。
guide-three-public = “三公”花了多少
guide-three-public-says = 出国、用车、接待三项合称“三公”。除了金额，还要看次数和人数：接待几批、多少人，有几辆车。有的部门把会议、培训也写在同一张表里，合计就会大一些。<a href="{ $three_public }">各部门放在一起看</a>。
guide-work = 事情办成了吗
guide-work-says = 每个项目年初有目标，年底有自评。自评分数普遍在九十分以上，差别不大；更值得看的是执行率：钱没花出去，事情多半也没办完。再看哪一项指标扣了分、为什么。<a href="{ $performance }">各部门的项目</a>。
guide-wrong = 数字对不上怎么办
guide-wrong-says = 同一个数在一份文件里会出现好几次，分项加起来应该等于合计。机器把能核对的都核对一遍。标着待核对的，是两处数字不能同时成立；它不说明哪一处错了，请看原件，或者问这个部门。差在末位的是尾差，不算。<a href="{ $checks }">核对的规则和结果</a>。
guide-original = 回到原件
guide-original-says = 带点线的数字都能点：点一下，就到原文印着它的那一行。要引用，请引原件，并写明文件名和行号。看到不懂的词，点虚线；全部词在<a href="{ $glossary }">名词</a>里。
guide-original-example = <a href="{ $href }#source">这一年的原件</a> · <a href="{ $href }#checked">这一年哪里对不上</a>
guide-mistakes = 三个常见的误会
guide-mistakes-say = “元”和“万元”看错：单位印在表的标题旁边，差一万倍。空格当成零：原文留空或印横线，只说明这一格没有数，不等于印着的零。没有收录当成没有公开：本站只收了一部分文件，没有的年份画成斜纹。

## overview.html

overview = 总览
overview-counts = · { $departments } 个部门，{ $documents } 份文件
overview-title = 政府部门的账，<br>一行一行看得见
overview-aside = 年度、阶段和编报范围各不相同，不作排名。
ask-label = 想知道什么
legend-basic = <i class="sw basic"></i>基本支出
legend-project = <i class="sw project"></i>项目支出
legend-budget = <i class="sw budget"></i>空心为预算
legend-final = <i class="sw final"></i>实心为决算
legend-full = <i class="sw full"></i>有文件
legend-part = <i class="sw part"></i>只在别的文件里提到
legend-none = <i class="sw none"></i>未收录
overview-scale = 支出大小相差悬殊：条形是各部门自己的构成，整条就是它的支出总额，彼此不比长短；条形下圆点的位置才是大小，刻度<span class="scale">从 { $from }到 { $to }，每格 10 倍</span>。
documents-plain = { $documents } 份文件
overview-sum = <a href="{ $href }" class="when">{ $when }</a> <b>{ $figure }</b> 万元
overview-no-total = 没有读到支出总额。
overview-more = 另有 { $more } 个部门
three-public = “三公”经费
three-public-scale = 各部门在同一把尺上。斜纹是没有收录，不是零。
item-by-item = 逐项看
checks-state = 只陈述两处数字，不判断哪一处有误。
all-checks = 全部核对结果
overview-clean = 应核对 { $checked } 处，没有发现两处数字不能同时成立的情况。
overview-open = 另有 { $open } 处资料不足，不能判断。
take-data = 拿走数据
take-data-says = 每一行都带文件、行号和原文。
data-notes = 数据说明

## parts.html

left-out = 图中写不下：
left-out-more = ；还有 { COUNT($more) } 项见表
chart-doubt = <b class="amber"><span aria-hidden="true">▲</span> 待核对</b> 图中的数字不能同时成立：<a href="{ $href }" data-n="check">{ $message }</a>
same-as-table = 同一份数据的表
chart-page = 图的页面
finding-rule = 规则 <a href="{ $rule_href }" data-n="rule">{ $rule } { $rule_title }</a>
finding-year = <a href="{ $year_href }#{ $anchor }">{ $department } { $year } 年</a>，
finding-places = 由同一个数引起的还有：
acknowledged = 已知悉
replied = 回应
rest-in-checks = 其余见<a href="{ $all }">核对</a>和数据。
more-operands = + 另 { $more } 项
reckoned-from = 由
reckoned = 算得
document-extent = · { COUNT($extent) } { $extent_of } · 读出 { COUNT($facts) } 个数字
document-complete = · 应有的表 { $completeness }
original-link = · <a href="{ $source_url }" rel="noopener">原件</a>
original-copy = · <a href="{ $original }" download>原件副本</a>
published-behind = · 公开于 { $published_on }
cite = 引用
cite-says = “引用日期”换成读到它的那一天。
abridged-notice = 本页依据<b>节录版</b>文件：正文由本站发布者缩写，表格和数字完整。文字中的数字不作为“对不上”的依据。

## performance.html

performance = 绩效自评
performance-title = 项目办成了吗
performance-lead = 收录 { COUNT($projects) } 个项目的自评
performance-top = ，其中 { COUNT($top) } 个在 90 分以上
performance-by-itself = 。分数由部门自己评定；旁边列出钱花出去多少。
grade-count = <b>{ COUNT($count) }</b> <small>个</small>
grades-derived = 等级按分数推定：90 分起为优，80 分起为良，60 分起为中。
performance-of-group = <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } 个部门年度</span>
projects-head = 项目自评
score-head = 得分
rate-head = 执行率
card-head = 整体自评
points = { $card } 分
performance-none = 收录的文件里没有绩效自评。

## project.html

project-kicker = <a href="{ $year_href }">{ $department } { $year } 年</a> · 项目支出绩效自评
carried-out-by = 实施单位：{ $entity }。
code-of-project = 项目编码 <code>{ $code }</code>。
marked-by-itself = 分数由部门自己评定。
funds-question = 用了多少钱?
work-question = 办成了吗?
indicators-say = 实心为得分，空心为失分，斜纹为原文没有读到。
checked-question = 哪里对不上?
agree-count = { $passed } 处对得上。
no-contradiction-found = 没有发现两处数字不能同时成立的情况。
nothing-to-check = 没有可以核对的数字。

## rule.html

rule-kicker = 规则 { $id }
rule-lead = <span data-n="rule">{ $formula }</span>。应核对 { $due } 处：{ $pass } 处一致，{ $rounding } 处只差尾数，<b>{ $contradictions } 处待核对</b>
tally-insufficient-stop = ，{ $insufficient_data } 处资料不足。
rule-source = <span data-n="rule">{ $source }</span>。级别：{ $severity }。<a href="{ $glossary }">尾差怎么算</a>
rule-how = 怎么核对
rule-due = 什么地方应当核对
rule-caution = 下结论之前
rule-open = 要看的
rounding-says = 差额在四舍五入的范围内，不算不一致。
rounding-first = 这里是前几处，全部见<a href="{ $findings_csv }">数据</a>。
by-document = 按文件
no-document = 没有适用的文件

## search.html

search-letter = 部门：{ $letter }
search-title = 找部门、项目、科目
search-says = 在页首的框里输入名称的任何一段、拼音、首字母或编码，加上年份可以直达那一年；几个词用空格分开。没有脚本时，用下面的索引。
letters-label = 按拼音首字母
search-results = 搜索结果
search-total = { $when } { $figure } 万元

## three-public.html

three-public-title = 出国、用车、接待，<br>花了多少
three-public-lead = <a href="{ $glossary }">“三公”经费</a>是因公出国（境）、公务用车购置及运行维护、公务接待三项费用。预算是打算花的，决算是实际花的。
one-scale = 同一把尺
one-scale-says = 年度、阶段、编报范围各不相同，不作排名。斜纹是没有收录，不是零。
chart-and-sources = 图与出处
three-public-none = 收录的文件里没有读到“三公”经费。
three-public-without = 没有读到“三公”经费的部门：
and-others = ，等

## year.html

year-title = { $name } <span class="y">{ $year } 年</span>
now-called = 现名 <a href="{ $department_href }">{ $current_name }</a>
this-page = 本页
jump-ends = <a href="#checked">哪里对不上?</a><a href="#source">原件在哪?</a>
other-charts = 同一组数字还有：
table-of-rows = { $caption }（{ $rows } 行）
notes-label = 出处：{ $question }
notes-title = 出处（文件与行号）
checked-says = 机器按规则比对同一份文件里的数字。
all-rules = 全部规则与结果
open-briefs = { $open_count } 处资料不足，不能判断
rounding-briefs = { $rounding_count } 处尾差（四舍五入造成，不算不一致）
unreadable-notice = 有 { $count } 个印出的数字<a href="{ $href }">未能读出</a>，没有采用。
source-says = 角标里的字是文件代号，数是行号。点数字就到那一行。
site-data-link = <a href="{ $data }">全站数据</a><span>CSV</span>

## chart.html, embed.html

chart-kicker = 图 · <a href="{ $above }">{ $name }</a>
chart-lead = { $name }。{ $subtitle }。
chart-address = 本页地址不变：<code>{ $address }</code>
chart-and-table = 图与表
chart-follow = 点带虚线的数字，就到原文那一行。
chart-back = 回到{ $words }
chart-say = 可以怎么写?
chart-says = 数据支持的说法
chart-says-not = 数据不支持的说法
chart-passed = 与图中数字有关的核对：{ $passed } 处一致，只差四舍五入尾数的也在内{ $rest }。
chart-all-agree = 没有对不上的。
chart-sources = 出处
chart-sources-say = 图中每个数字的位置和原文。
chart-figures = { $count } 个数字
chart-places-head = <th scope="col">行号</th><th scope="col">原文</th><th scope="col">是什么</th>
chart-places-more = 其余见 <a href="{ $json }">JSON</a>。
chart-reuse = 转载与嵌入
chart-reuse-says = 注明来源即可使用。
chart-embed-says = 嵌入页不含脚本，随读者的明暗设置变化。
chart-frame = 嵌入整张图，会更新：原件或核对有变化，图也跟着变。
chart-picture = 不支持 iframe 的系统，放图片和链接，也会更新：
chart-card = 不收 SVG 的系统（如公众号），用 <a href="{ $card }">PNG 卡片</a>，连同本页地址。
chart-no-code = 这个网站还没有设定网址，所以不给嵌入代码。
chart-dark = 总是深色的页面，用<a href="{ $dark }">深色的 SVG</a>；别处的图是浅色的，或随读者的明暗设置变化。
chart-frozen = 不会更新：<a href="{ $href }">截至 { $date } 的版本</a>，一直是那天的样子。
chart-freeze = 要一张不会更新的图，请下载 <a href="{ $svg }">SVG</a>，和日期一起保存；也可以请维护这个网站的人给这张图留一个固定版本。
chart-embed-page = 看嵌入页
chart-rest = ；其余列在右边
