### Families A and B: tables, and the tables of “三公”经费.

## A01–A04: the two sides of a summary

balance = { $table }的收入总计与支出总计
balance-income = { $table }：收入总计与本年收入、结转各项之和
balance-expenditure = { $table }：支出总计与本年支出、结转各项之和
income-sources = { $table }：{ $name }与各来源之和
side-income-total = 收入总计
side-expenditure-total = 支出总计

## A05, A11, A14, A15: rows and columns that make up another one

column-and-parts = { $table }：{ $whole }与{ $parts }之和
row-and-parts = { $table }“{ $name }”一行：{ $whole }与{ $parts }之和
side-basic = 基本支出
side-project = 项目支出
side-appropriation = 财政拨款
side-general-public = 一般公共预算拨款
parts-sources = 各来源
parts-basic-and-project = 基本支出、项目支出等
parts-personnel-and-public = 人员经费、公用经费
parts-listed-classes = 所列各类
parts-listed-appropriations = 所列各项拨款
parts-budget-appropriations = 各项预算拨款
parts-fund-sources = 各资金来源

## A06–A08, A12, A13: levels of a classification

level-and-rows-below = { $table }“{ $column }”一列：{ $name }与{ $parts }之和
half-and-classes = { $table }：{ $name }与{ $parts }
parts-classes = 各类
parts-items-below = 所属各款
parts-second-level = 所属各款
parts-third-level = 所属各项
side-sum-of-wages-and-subsidies = 工资福利支出与对个人和家庭的补助之和
side-sum-of-other-classes = 其余各类之和

## A09, A10: codes

place-of-code = { $table }：{ $code } { $name }所在的位置
name-of-code = { $table }：编码 { $code } 的名称
side-code = 编码
side-parent-above = 列在它上面的上一级
side-here = 这里
side-earlier = 本文件前面

## A16–A20: two tables of one document

summary-and-table = { $table }的{ $name }与{ $other }的合计
summary-and-general-public = { $table }的一般公共预算支出与{ $other }的合计
basic-and-table = { $table }的基本支出与{ $other }的合计
class-in-both-tables = { $name }：{ $table }与{ $other }
two-ways = { $table }：按用途与按功能的合计
two-ways-with-fund = 功能分类表未列政府性基金，加上列出的政府性基金拨款后相符
side-table = { $table }
side-total-of-table = { $table }·合计
side-basic-of-table = { $table }·基本支出
side-total-by-nature = 按用途合计
side-total-by-function = 按功能合计

## A21: the note that says that a table is empty

empty-note = 《{ $table }》与表下“本表为空”的说明
empty-note-but-figures = 说明写本表没有数据，表里有不为零的数
side-note-below = 表下的说明
side-in-table = 表内的“{ $name }”
side-figures-in-table = 表内各数
side-unread-in-table = 表内没有读懂的数

## B: “三公”经费

three-public-total = { $year }年{ $phase }“三公”经费合计与三项之和
three-public-total-change = { $year }年{ $phase }增减额：“三公”经费合计与三项之和
three-public-vehicles = { $year }年{ $phase }公务用车小计与购置、运行之和
three-public-vehicles-change = { $year }年{ $phase }增减额：公务用车小计与购置、运行之和
nothing-in-total = { $year }年“三公”经费合计为零，{ $name }
change-column-amount = { $year }年“{ $name }”：增减额与两年之差
change-column-rate = { $year }年“{ $name }”：增减率与两年的数
spent-and-planned = { $year }年{ $name }：决算数与预算数
basic-and-three-public = { $name }：基本支出与“三公”经费
basic-is-not-more = 基本支出中的这一款不应大于“三公”经费的同一项
outbound-projects = 因公出国项目的全年执行数与“三公”经费因公出国（境）费决算数
money-and-count = { $name }与{ $count }
trips-listed = 出国（境）团组数、人次与逐项列出的出访
trips-and-counts = 列出 { $count } 项出访及各自的支出，团组 { $groups } 个、{ $people } 人次
side-year-minus-prior = 本年 − 上年
side-change-over-prior = （本年 − 上年）÷ 上年
side-spent = 决算数
side-projects-spent = 项目全年执行数
side-trips-listed = 列出的出访
count-vehicles-purchased = 购置数
count-receptions = 接待批次

## The fund that a note speaks of

fund-of-note = 《{ $table }》与表下所说的资金
side-title = 表名
