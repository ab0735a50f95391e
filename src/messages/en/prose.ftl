### Family C: sentences.

# What a figure of a sentence is called: year, phase and name, and what it measures where that is no amount.
figure = { $year } { $phase } “{ $name }”
figure-of-measure = { $year } { $phase } “{ $name }”, { $measure }

## Against a table

text-and-table = text and table: { $figure }
several-cells = the cells that may be meant have more than one value: { $values }
sentence-of-other-units = the sentence speaks of other units too; its scope need not be the table's
phase-not-said = it is not said whether it is budgeted or spent
same-digits-other-unit = both print the same digits in different units, see { $rule }
text-cut-off = the text cuts the last digits off and does not round
unit-of-figure = unit: { $figure }
cell-unsure = the cell or the scope is not certain
text-and-table-print = the text prints { $said }, the table { $printed }

## Changes

change = change: { $figure }
change-reckoned = current { $current } − base { $prior } = { $change }
side-current-minus-prior = current − base
current-elsewhere = the current figure is not in the same sentence
prior-below-zero = current { $current } − change { $change } < 0; the base cannot be negative
change-rate = rate of change: { $figure }
prior-reckoned = base = current { $current } − change { $change } = { $prior }
current-and-prior = current { $current }, base { $prior }
current-or-prior-elsewhere = the current figure or the base is not in the same sentence; nothing can be reckoned
prior-perhaps-zero = the base may be zero, the rate has no certain range
rate-reckoned = { $part } ÷ { $whole } = { $rate }
side-change-over-base = change ÷ base
prior-zero = base of zero: { $figure }
no-rate-written = no rate of change is written
rate-of-zero = rate of change from zero: { $figure }
both-zero = current and base are both 0, written as { $rate }
all-is-new = the base is 0; 100% only says that all of it is new
rate-written = current { $current }, base 0, written as { $rate }

## Directions

direction = direction of a change: { $figure }
change-and-rate-opposed = the change and its rate go in opposite directions
written-as-decrease = written as a decrease
written-as-increase = written as an increase
direction-of-reason = direction of the reason for a change: { $figure }
reason-opposed = the reason goes in the opposite direction of the change
side-reason = reason given
level = unchanged: { $figure }
level-nearly = differs by { $gap }, { $rate }, within 1%
level-not-even = differs by { $gap }, { $rate }, more than 1%
level-not = written as unchanged, differs by { $gap }
prior-unknown = the base was not found
spent-and-said = final account and { $budget }: { $figure }
spent-and-budget = final account { $spent }, budget { $budget }
side-spent-and-budget = final account and budget
three-public-and-said = final account of the three public expenses and { $other }
three-public-and-other = final account { $spent }, { $name } { $other }

## Reasons

new-cars-as-reason = new vehicles given as the reason (line { $line })
purchase-not-published = the cost of purchasing vehicles is not published
no-money-for-new-cars = the reason speaks of new vehicles, and the cost of purchasing vehicles in { $year } is 0
no-money-and-no-new-cars = the reason speaks of new vehicles, and the cost of purchasing vehicles in { $year } is 0, as is their number
same-reason-elsewhere = { $count ->
    [one] { $count } other place gives the same reason
   *[other] { $count } other places give the same reason
}
side-reason-in-text = reason in the text
side-vehicle-purchase = cost of purchasing vehicles
amounts-of-reasons = amounts of the reasons: { $figure }
reasons-come-to = { $count ->
    [one] { $count } reason comes to { $sum }
   *[other] { $count } reasons come to { $sum }
}
reasons-perhaps-not-all = the reasons listed need not be all
side-sum-of-reasons = sum of the reasons
reason-of-change = reason for a change: { $figure } { $change }
changed-about = changed by about { $rate }
no-reason-in-chapter = no reason was seen in the chapter
no-reason-elsewhere = { $count ->
    [one] nor for { $count } other change of the chapter
   *[other] nor for { $count } other changes of the chapter
}
is-the-reason = it is itself the reason given
reason-in-chapter = the reason is in another paragraph of the chapter
paragraph-perhaps-cut = the paragraph has no full stop and may not be whole
perhaps-in-other-words = words without a figure stand behind it, and may be the reason

## Rates, shares and sums

completion-rate = rate of completion: { $figure }
completion-reckoned = spent { $spent } ÷ { $phase } { $budget } = { $rate }
completion-of-other-budget = with the { $phase } { $budget } as the denominator they agree
spent-or-budget-elsewhere = what was spent or the budget named is not beside the rate
budget-perhaps-zero = the budget may be zero
side-spent-over-phase = spent ÷ { $phase }
rate-of-zero-budget = rate of completion of a zero budget: { $figure }
zero-of-zero = 0 of 0, written as 0%
budget-elsewhere = the budget is not in the same paragraph
budget-zero = the budget is 0, a rate has no meaning
budget-zero-but-spent = the budget is 0 and what was spent is not

share = share: { $figure }
share-of-zero = the part or the whole is 0, written as 0%
part-or-whole-elsewhere = the part or the whole is not beside the share
whole-perhaps-zero = the whole may be zero
side-part-over-whole = part ÷ whole
sum-of-shares = sum of shares: { $figure }
shares-should-be-hundred = the amounts add up to the whole; the shares should add up to 100%
side-sum-of-shares = sum of the shares
side-hundred-percent = 100%

parts-in-sentence = parts and total in a sentence: { $figure }
assets-and-parts = parts and total in a sentence: total assets and { $parts }
parts-current-and-other-assets = current and non-current assets
parts-liabilities-and-net-assets = liabilities and net assets
without-carryover = without what was carried over at the start of the year
subsidies-in-personnel = subsidies to individuals and families are within personnel expenses
parts-perhaps-not-all = the parts listed need not be all, or count something else too
projects-listed = list of projects and project expenditure { $total }
classes-listed = list by function and total { $total }
side-sum-of-projects = sum of the projects
list-of = { $count ->
    [one] the list has { $count } item
   *[other] the list has { $count } items
}
list-with-gaps = its numbers have gaps, or a paragraph was not understood
list-of-main-items = it lists the main items, which need not be all

changes-of-items = changes of the items and of the total: { $figure }
side-sum-of-changes = sum of the items' changes
items-listed = { $items }
items-come-to = together { $sum }
items-without-change = { $count ->
    [one] { $count } item says nothing of a change
   *[other] { $count } items say nothing of a change
}
two-items = { $first }, { $second }
item-changed = { $name } { $change }
item-reckoned = { $name } { $current } − { $prior } = { $change }
item-level = { $name } unchanged

said-twice = said twice: { $figure }
perhaps-not-the-same = names, units or sentences do not suffice to say that both mean the same

## Things, people and purchases

vehicles-held = official vehicles held and total of vehicles
vehicles-held-may-be-fewer = vehicles held only count those paid from appropriation, and may be fewer
vehicles-of-kinds = total of vehicles and the sum of the kinds
side-sum-of-vehicles = sum of the kinds of vehicles
staff-and-posts = { $staff } and { $posts }
staff-not-on-posts = it is not said that the staff are on posts
staff-of-several-kinds = the staff may be on several kinds of posts
money-for-retirees = money for retirees in “{ $name }” and number of retirees
no-retirees = the text says that there are 0 retirees of either kind
retirees-not-all-told = not both kinds of retirees are told
side-number-of = number of { $name }
procurement-and-kinds = total procurement and its kinds: { $figure }
side-sum-of-goods-works-services = sum of goods, works and services
procurement-of-small-firms = contracts with small and medium firms are not more than all procurement
procurement-of-micro-firms = contracts with small and micro firms are not more than those with small and medium firms
procurement-won = what small and medium firms won is not more than all procurement
side-sum-won = sum of what small and medium firms won
running-cost = running costs of the office and public expenses: { $figure }
running-cost-and-public = running costs { $cost }, public expenses { $public }
public-several = public expenses have more than one value
other-scope-said = the text says that they are counted otherwise

## Names, years and what was left of a template

header-unit = unit in a table's header and “{ $body }”
unit-of-body = the text speaks of this unit; it may belong to the body
unit-not-in-text = the text does not speak of this unit
none-agrees = none agrees with what this document was taken for; it may not have been read well
side-header-unit = unit in the header
heading-year = year of a heading and { $year }
heading-of-other-year = the heading has another year
side-heading = heading
placeholder-left = left in the text: { $kind }
placeholder-crosses = an “XX” not filled in
placeholder-choice = an “increase (decrease)” not chosen
placeholder-number = an empty number
placeholder-reason = an empty reason
placeholder-instruction = instructions of a template
crosses-in-text = the text has runs of “×”
crosses-may-hide = they may hide a name or a number
no-placeholder = no placeholder of a template was seen in the text

## The year that is compared with

rate-and-counts = the rate of completion written, { $rate }, and the counts beside it
counts-come-to = { $part } ÷ { $whole } = { $rate }
base-year = the year compared with: { $figure }
base-year-not-earlier = { $year } is compared with { $base }
side-comparison = the comparison as written
change-and-prior = change { $change }, base { $prior }
