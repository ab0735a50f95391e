### Families A and B: tables, and the tables of the three public expenses.

## A01–A04: the two sides of a summary

balance = { $table }: total income and total expenditure
balance-income = { $table }: total income and the sum of the year's income and what was carried over
balance-expenditure = { $table }: total expenditure and the sum of the year's expenditure and what is carried over
income-sources = { $table }: { $name } and the sum of its sources
side-income-total = total income
side-expenditure-total = total expenditure

## A05, A11, A14, A15: rows and columns that make up another one

column-and-parts = { $table }: { $whole } and the sum of { $parts }
row-and-parts = { $table }, row “{ $name }”: { $whole } and the sum of { $parts }
side-basic = basic expenditure
side-project = project expenditure
side-appropriation = fiscal appropriation
side-general-public = general public budget appropriation
parts-sources = the sources
parts-basic-and-project = basic expenditure, project expenditure and the like
parts-personnel-and-public = personnel and public expenses
parts-listed-classes = the listed classes
parts-listed-appropriations = the listed appropriations
parts-budget-appropriations = the appropriations of all budgets
parts-fund-sources = the sources of funds

## A06–A08, A12, A13: levels of a classification

level-and-rows-below = { $table }, column “{ $column }”: { $name } and the sum of { $parts }
half-and-classes = { $table }: { $name } and { $parts }
parts-classes = the classes
parts-items-below = the items below
parts-second-level = the sections below
parts-third-level = the items below
side-sum-of-wages-and-subsidies = sum of wages and benefits and of subsidies to individuals and families
side-sum-of-other-classes = sum of the other classes

## A09, A10: codes

place-of-code = { $table }: the place of { $code } { $name }
name-of-code = { $table }: the name of code { $code }
side-code = code
side-parent-above = parent listed above it
side-here = here
side-earlier = earlier in this document

## A16–A20: two tables of one document

summary-and-table = { $name } of { $table } and the total of { $other }
summary-and-general-public = general public budget expenditure of { $table } and the total of { $other }
basic-and-table = basic expenditure of { $table } and the total of { $other }
class-in-both-tables = { $name }: { $table } and { $other }
two-ways = { $table }: totals by purpose and by function
two-ways-with-fund = the table by function leaves out government funds; with the listed appropriation from them the two agree
side-table = { $table }
side-total-of-table = { $table }, total
side-basic-of-table = { $table }, basic expenditure
side-total-by-nature = total by purpose
side-total-by-function = total by function

## A21: the note that says that a table is empty

empty-note = { $table } and the note below it that says that it is empty
empty-note-but-figures = the note says that the table has no data, and the table has figures other than zero
side-note-below = note below the table
side-in-table = “{ $name }” in the table
side-figures-in-table = figures in the table
side-unread-in-table = figure in the table that was not understood

## B: the three public expenses

three-public-total = { $year } { $phase }: total of the three public expenses and the sum of the three
three-public-total-change = { $year } { $phase }, change: total of the three public expenses and the sum of the three
three-public-vehicles = { $year } { $phase }: official vehicles and the sum of purchase and running costs
three-public-vehicles-change = { $year } { $phase }, change: official vehicles and the sum of purchase and running costs
nothing-in-total = { $year }: the total of the three public expenses is zero, { $name }
change-column-amount = { $year } “{ $name }”: the change and the difference of the two years
change-column-rate = { $year } “{ $name }”: the rate of change and the figures of the two years
spent-and-planned = { $year } { $name }: spent and planned
basic-and-three-public = { $name }: basic expenditure and the three public expenses
basic-is-not-more = what basic expenditure pays for this item should not be more than the item of the three public expenses
outbound-projects = spending of projects for trips abroad and the final account of trips abroad
money-and-count = { $name } and { $count }
trips-listed = number of delegations, number of travellers and the trips listed one by one
trips-and-counts = { $count } trips listed with what each cost; delegations: { $groups }, travellers: { $people }
side-year-minus-prior = this year − last year
side-change-over-prior = (this year − last year) ÷ last year
side-spent = final account
side-projects-spent = spent by the projects in the year
side-trips-listed = trips listed
count-vehicles-purchased = number of vehicles purchased
count-receptions = number of receptions

## The fund that a note speaks of

fund-of-note = { $table } and the fund that the note below it speaks of
side-title = the title
