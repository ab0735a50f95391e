### Words that the program puts on pages, a section per file. What is put into a text is markup already.

## frame.rs

nav-departments = Departments
nav-compare = Compare
nav-classes = Classes
nav-three-public = 3 expenses
nav-performance = Performance
nav-checks = Checks
nav-documents = Documents
nav-data = Data
nav-glossary = Terms

language = English
og-locale = en_GB

## tray.rs

page-failed = This page was not published
page-failed-says = This page was not published: something on it cannot be traced to a document. Other pages are not affected.

## terms.rs

terms-of-page = Terms of this page
terms-back = back
terms-all = All terms

## views

changes-described = Figures that were corrected and figures that changed since they were published, each with its cause.
checks-described = For each rule: how many places were checked, how many agree, and which do not.
family-tables = Within and between tables
family-three-public = The three public expenses
family-text = Text and tables
family-forms = Self-evaluation
family-across = Across documents, and completeness
rule-title = Rule { $id }: { $title }
compare-described = Departments of one region and year, or two years of one department, side by side: only figures of one phase and scope.
compare-group = { $name }, { $year }
compare-group-title = { $name }: departments side by side
compare-pair-title = { $name }: { $before } and { $after }
compare-pair-described = { $title }: budgets and final accounts item by item, only within one phase and scope.
department-described = Budgets, final accounts and self-evaluations of { $name }, year by year; every figure leads to its original.
departments-group = { $name }: departments
documents-described = All public documents of this site: what was recognised, what was not, and their fingerprints.
documents-group = { $name }: documents
of-year-behind = { " " }{ $year }
glossary-described = What the words of published budgets mean: general public budget, basic and project expenditure, the three public expenses, functional and economic classes…
guide-name = How to read a budget
guide-described = For a first look at budgets and final accounts of departments: where to begin, what to compare with what, which figures do not belong together, how to get back to the original.
region-unknown = Region unknown
find-by-department = Find by department
find-by-document = Find by document
see-checks = See the results of checks
performance-described = Self-evaluations of projects and of whole departments: scores, execution rates, each line of indicators.
performance-group = { $name }: self-evaluation
project-cited = { $title } ({ $department }, { $year })
year-words = { $year }
project-described = { $department } { $year }: self-evaluation of the project “{ $name }”.
search-described = Find departments, projects, classes, terms and rules by name, pinyin, initials or code; or by A–Z and region.
three-public-described = Trips abroad, official vehicles and receptions of all departments: budgets and final accounts by year.
three-public-group = { $name }: the three public expenses
all-departments = All departments
name-and-year = { $name } { $year }
accounts-of = Accounts of { $title }

## words/mod.rs

total-of-year = total expenditure of the year
total-of-all = total expenditure
plan-initial = initial budget
plan-adjusted = adjusted budget
execution = budget execution
account = final account
plan = budget
scope-department-words = whole department with its units
scope-unit-words = head unit alone
scope-region-words = summary of a region
no-change = unchanged
decrease = less
increase = more
points-word = points
year-plan = { $year } budget
year-adjusted = { $year } adjusted budget
year-execution = { $year } budget execution
year-account = { $year } final account

## plates

ask-trend = More or less than before?
ask-three-public-years = How did the three public expenses change?
spark-words = { $first }–{ $last }, { $phase }: year by year

## words/gist.rs

gist-total = { $when }: { $name } of CNY { $figure } million.
gist-executed = Of the { $plan } of CNY { $planned } million, { $share } was spent.
how-execution = final account over budget
gist-running-cost = Of it <a href="{ $href }">running costs of offices</a>: CNY { $figure } million.
gist-income = { $name }: CNY { $figure } million{ $sources }{ $carried }.
gist-one-source = , from one source alone: { $name }
gist-sources = , from { $count } sources
gist-carried = ; also { $name } of CNY { $figure } million
gist-class = <b>{ $name }</b>: CNY { $figure } million.
gist-class-share = <b>{ $name }</b>: CNY { $figure } million, { $share } of all.
gist-largest = The largest, in CNY million: { $list }.
gist-nature = Basic expenditure CNY { $basic } million ({ $basic_share }), project expenditure CNY { $project } million ({ $project_share }).
gist-staff = { $name }: { $figure }.
how-per-head = basic expenditure over staff
gist-per-head = Basic expenditure is CNY { $figure } million for each of them. It contains running costs and is nobody's income; scope and day of the staff may differ from those of the expenditure.
gist-phase-figure = { $when }: CNY { $figure } million.
item-outbound = trips abroad
item-vehicle = official vehicles
item-reception = receptions
gist-items = In CNY million: { $list }.
counted-abroad = trips abroad:
counted-receptions = receptions:
unit-delegations = delegations
gist-scores =
    { $count ->
        [one] { $count } project marks itself { $range } of 100.
       *[other] { $count } projects mark themselves { $range } of 100.
    }
gist-slowest = Lowest execution rates: { $list }.
gist-slow-first = “{ $name }” { $rate }
gist-slow-second = { " " }and “{ $name }” { $rate }
how-sum-of-plans = sum of the initial budgets of projects
gist-unplanned =
    { $count ->
        [one] { $count } project has an initial budget of { $none }; the money was added during the year.
       *[other] { $count } projects have an initial budget of { $none }; the money was added during the year.
    }
gist-card = The whole department marks itself { $score } points.
gist-no-tables = There are no tables to check.
gist-checked-none = { $due } places due; what was read is not enough, and nothing is concluded.
gist-checked-clean = { $due } places due, { $ran } checked, no contradiction seen.
gist-checked-open = { $due } places due, { $ran } checked, <b>{ $mismatch } to be clarified</b>.
gist-reminders = { $count } worth asking about, no contradiction
gist-rounding = { $count } differ by rounding only
gist-open = { $count } without enough material, not judged
gist-no-reasons = No reasons for changes were read in the text of the documents.
gist-reasons-abridged = The reasons that the documents give, shortened by the publisher of this site and not verified.
gist-reasons = The reasons that the documents give, in their own words and not verified.
stop-behind = { $text }.

## words/lead.rs

lead-total = { $when }: expenditure of CNY <b>{ $figure }</b> { $unit }{ $general }{ $change }{ $executed }.{ " " }
lead-all-general = , all of it from the general public budget
lead-same = , the same as in { $before }
account-before = the final account of the year before
plan-before = the budget of the year before
lead-change = , CNY <b>{ $amount }</b> million { $word } than in { $before }
in-brackets = { " " }({ $text })
how-difference = difference of two years
how-change = difference over the year before
lead-executed = , { $share } of the { $plan }
lead-three-public = The three public expenses ({ $phase }): CNY <b>{ $figure }</b> million{ $executed }.{ " " }
how-share = share of the whole
lead-hundred = Of each 100 yuan { $basic } went into basic expenditure and { $project } into projects.{ " " }
lead-hundred-planned = Of each 100 yuan { $basic } are planned for basic expenditure and { $project } for projects.{ " " }
lead-scores =
    { $count ->
        [one] { $count } project marks itself { $range }.{ " " }
       *[other] { $count } projects mark themselves { $range }.{ " " }
    }
lead-card = The department marks itself { $score } points.{ " " }
lead-checked-clean = { $ran } places were checked by program, no contradiction seen.
lead-checked-open = { $ran } places were checked by program, <b>{ $mismatch } to be clarified</b>.
unit-wan = CNY million
headline-wan = million
headline-yi = billion
key-unit = CNY { $unit }
how-year-before = the year before
key-account-change = Against last year's account
key-plan-change = Against last year's budget
key-change-note = CNY { $amount } million { $word }; the year before { $before }
basic-expenditure = Basic expenditure
project-expenditure = Project expenditure
share-of = { $share }
three-public-of = Three public expenses, { $phase }

## views/department.rs

department-lead = { $when }: expenditure of CNY <b>{ $figure }</b> { $unit }
phases-differ = { " " }Budget and final account are different phases and cannot be subtracted.
figures-caption = Figures by year and phase, CNY million; “—” was not read or is not held
scope-head = Scope
total-column = Total expenditure
three-public-column = Three public expenses
scope-short-department = department
scope-short-unit = head unit
scope-short-region = region
how-sum-of-parts = sum of the parts

## views/overview.rs

overview-described = { $documents } public documents of { $bodies } departments: how much was spent, on what, and whether it adds up; every figure leads to its original.
overview-held = { COUNT($documents) } public documents of { COUNT($bodies) } departments with { COUNT($lines) } lines; { COUNT($figures) } figures were read{ $unreadable }.
overview-unreadable = , { $count } more <a href="{ $href }">could not be</a>
overview-ran-clean = { " " }{ COUNT($ran) } places were checked by program, no contradiction seen.
overview-ran = { " " }{ COUNT($ran) } places were checked by program; <a href="{ $href }">{ $mismatches } do not add up</a>, and all of them are listed.
ask-spent = How much was spent, and on what?
ask-three-public = How did the three public expenses change?
ask-projects = Did the projects work?
ask-first = New here? First read how to
overview-nature = Basic { $basic }, projects { $project }
overview-no-nature = Basic and projects not told apart
overview-three-public = { " " }· three public expenses, { $phase }: { $figure }
overview-projects =
    { $count ->
        [one] { " " }· { $count } self-evaluation
       *[other] { " " }· { $count } self-evaluations
    }
scale-yi = CNY { $value } billion
scale-wan = CNY { $value } million

## views/compare.rs

item-column = Item
change-column = Change
in-wan = { $name }, CNY million
compare-no-lead = The totals of the two years have different bases and are not set side by side; what can be compared follows.
compare-lead-same = Expenditure ({ $phase }) was CNY <b>{ $old }</b> million in { $before } and CNY <b>{ $new }</b> million in { $after }, unchanged.
compare-lead-change = Expenditure ({ $phase }) was CNY <b>{ $old }</b> million in { $before } and CNY <b>{ $new }</b> million in { $after }: { $mark } CNY { $amount } million { $word }{ $percent }.
compare-staff = { $name }: { $old } in { $before }, { $new } in { $after }. The numbers come from the text; their scope and day may differ from those of the expenditure.
per-head = Basic expenditure per head
scope-after-phase = { $phase }, { $scope }
projects-share = Share of projects

## views/project.rs

project-planned = initial budget CNY <b>{ $figure }</b> million
project-adjusted = adjusted budget CNY <b>{ $figure }</b> million
project-spent = spent CNY <b>{ $figure }</b> million
project-rate = execution rate <b>{ $figure }</b>
project-score = { " " }Self-evaluation <b>{ $figure }</b> points{ $grade }.
project-grade-derived = { $grade }, derived from the score
funds-caption = Funds, CNY million (converted from the printed figures)
funds-head = Funds
planned-head = Initial budget
adjusted-head = Adjusted budget
spent-head = Spent
funds-total = Funds of the year
funds-appropriation = of which: appropriation of the year
funds-carried = carried over from the year before
funds-other = other funds
how-rate = spent over the adjusted budget
no-denominator = denominator is 0

## views/year.rs

section-spent = How much was spent? From where?
section-why = Why did it change?
section-functions = Spent on what?
section-people = People or work?
section-three-public = What did the three public expenses come to?
income-caption = Sources of income, CNY million; those of 0 are left out
source-column = Source
amount-column = Amount
share-column = Share
bar-column = Proportion
project-plan-caption = Budget of projects, CNY million
project-column = Project
project-plan-total = All projects
reasons-item = What
reasons-words = Reason in the document
place-column = Source
reasons-first = The largest changes
reasons-rest = Reasons of the others
targets-caption = Targets and indicators (as printed)
level-1 = Level 1
level-2 = Level 2
level-3 = Level 3
target-column = Target
whole-department = Whole department

## views/classes

functions-name = Functional classification
functions-question = Spent on what?
economics-name = Economic classification
economics-question = What did the money buy?
classes-described = { $name }: { $question } Which departments spend on each class, and how much.
cover-all = all funds
cover-general = general public budget
cover-basic = basic expenditure of the general public budget
whole-all = of the department's expenditure
whole-general = of the department's general public budget
whole-basic = of the department's basic expenditure
basis-words = { $phase }, { $scope }, { $cover }
level-class = class
level-group = group
level-item = item
class-kicker = { $name } · { $level }
class-described = { $name }: what each department here spends, ranked and added up only within one year, phase and scope.
class-lead-one = { $when }: <a href="{ $href }">{ $who }</a>, { $name }: CNY <b>{ $figure }</b> million; it is the only department on this basis, which makes no ranking.
class-lead = { $when }: { COUNT($count) } departments on one basis have { $name }{ $sum }; most of it <a href="{ $href }">{ $who }</a>, CNY { $figure } million.
class-lead-sum = , together CNY <b>{ $figure }</b> million
class-caption = { $basis }, CNY million; shares are { $whole }
class-total = { $count } departments together
alone-caption = Each on a basis of its own, CNY million
basis-column = Basis
how-sum-of-bodies = Reckoned: sum of { $count } departments
part-of = { $name }: { $part }

## coverage.rs

kind-budget-short = budget
kind-final-short = final account
kind-evaluation-short = self-evaluation
held-not = not held
held-not-published = not published
held-words = { $year } { $kind }: { $state }
held-full = held
held-part = figures only in other documents
held-part-note = other documents have figures of it
held-part-short = figures only in other documents

## plates

plate-largest = The largest item is { $name }, { $share } of all
plate-areas = { $basis }, by function, CNY million; areas are amounts{ $folded }
plate-by-function = { $basis }, by function
not-add-levels = The sum of classes, groups and items: a level contains the one below it.
says-largest = { $when }: by function the largest item of the lowest level is { $name }, CNY { $figure } million of { $whole } million, { $share }.
basis-general = { $phase }, general public budget
small-folded = ; small ones are part of the level above
columns-of-classes = Class|Code|#Amount|#Share|#Basic|#Projects
table-by-function = By function, CNY million; classes without money are left out
shown-largest = the { $most } largest items
shown-all = all items
plate-largest-basic = The largest item of basic expenditure is { $name }, { $share }
plate-economic = { $when }, basic expenditure by economic class, { $shown }, CNY million
plate-economic-name = { $when }, basic expenditure by economic class
personnel = Personnel
public-funds = Running costs
not-income-per-head = Allowances over staff as income per head: number and scope of the staff may differ from those of the money.
columns-of-economics = Class|Code|#Amount|#Of basic expenditure
table-by-economic = Basic expenditure by economic class, CNY million; classes without money are left out
basic-total = Basic expenditure, total
note-derived = reckoned back from the change
year-initial = { $year } initial budget
share-of-plan = { $share } of the { $plan }
plate-total-of = Total expenditure of { $name }
plate-execution = Total expenditure, CNY million; outline: initial budget, tint: adjusted budget, solid: final account
not-across-phases = A rise or fall from the budget of one year to the final account of another: they are different phases.
columns-of-execution = Year and phase|#Amount|Note
table-totals = Total expenditure, CNY million
how-basic-and-project = sum of basic and project expenditure
note-adjusted = after adjustments during the year
note-approved = approved at the start of the year
less-than-account = { $amount } less than last year’s account
more-than-account = { $amount } more than last year’s account
less-than-budget = { $amount } less than last year’s budget
more-than-budget = { $amount } more than last year’s budget
plate-executed = Spent: { $share } of the { $plan }
plate-against = CNY million: { $words }
plate-total = { $when }: total
columns-of-functions = Class|#Amount|#Share|#Basic|#Projects
table-of-functions = Expenditure by class, CNY million
plate-functions = { $count } classes of expenditure; { $name } is { $share }
plate-functions-sub = { $basis }, CNY million; percentages are shares of all expenditure
plate-functions-name = { $basis }, classes of expenditure
plate-indicators-full = { $count } indicators, no points lost
plate-indicators = { $count } indicators, points lost on { $lost }
columns-of-indicators = Level 1|Level 2|Indicator|Target|Reached|#Weight|#Score|Note
table-of-indicators = Lines of the self-evaluation; “—” is blank in the source or was not read
plate-indicators-sub = Self-evaluation of { $year }; length is the weight, solid the score
plate-indicators-name = Indicators of “{ $name }”
not-third-party = Scores as the verdict of others: departments mark their own work.
indicator-execution = Budget execution
indicator-execution-rate = Execution rate
score-total = Total
name-lost = (name lost in the text)
subtotal = (subtotal)
break-named = before, its name was “{ $name }”; what it covers may differ
break-renamed = renamed here; what it covers may differ
break-scope = from here on its scope is: { $scope }
not-seen = not seen
columns-of-multiples = Department|Year|#Budget|Phase of the budget|#Final account
table-of-multiples = The three public expenses together, CNY million
plate-multiples = The three public expenses on one scale
plate-multiples-sub = { $first }–{ $last }, together, CNY million; outline: initial budget, tint: adjusted budget, solid: final account, hatched: unknown
plate-multiples-name = The three public expenses of all departments, { $first }–{ $last }
not-rank = A ranking of departments: years, phases and scopes differ.
plate-card = The whole department marks itself { $score } points
plate-card-none = Self-evaluation of the whole department
plate-card-sub = Scorecard of the whole department, { $year }; width is the weight
plate-card-name = Scores of the whole department, { $year }
columns-of-card = Level 1|Level 2|Level 3|#Weight|#Score
table-of-card = Scorecard; “—” is blank in the source or was not read
columns-of-scores = Project|#Initial budget|#Adjusted budget|#Spent|#Execution rate|#Score|Grade
table-of-scores = Self-evaluation of projects, amounts in CNY million
plate-scores-rates = { $count } projects: self-evaluation { $score }, execution { $rate }
plate-scores-only = { $count } projects: self-evaluation { $score }
plate-rates-only = { $count } projects: execution { $rate }
plate-scores-none = Self-evaluation of { $count } projects
plate-scores-sub = { $year }, ordered by amount spent; departments mark their own work
plate-scores-name = Self-evaluation of projects, { $year }
not-rank-grades = A ranking of departments by grades: their indicators and weights differ.
blank-in-source = blank in the source
note-unplanned = approved 0
plate-spine = { $count } classes of expenditure with { $items } items of the lowest level
plate-spine-sub = { $basis }, by function, level by level, CNY million{ $folded }
plate-spine-name = { $basis }: classes, groups, items
columns-of-split = Kind|#Amount|#Of expenditure
plate-split-sub = { $when }, CNY million
how-personnel = sum of wages and benefits and of subsidies to individuals and families
personnel-short = personnel
running-cost-short = running costs
basic-short = basic
projects-short = projects
plate-split = Of each 100 yuan: { $parts }
comma-between = ,{ " " }
plate-split-name = { $when }, by kind of expenditure
not-wages = “Wages” for basic expenditure: it contains running costs, and personnel expenses contain pensions and subsidies, too.

## plates, continued

years-words = { $first }–{ $last }
plate-years-sub = { $span }, CNY million; outline: initial budget, tint: adjusted budget, solid: final account, hatched: unknown
plate-three-public-name = The three public expenses of { $name }, { $span }
plate-three-public-spent = Three public expenses of { $year }, final account: CNY { $figure } million
plate-three-public-rate = { $said }, { $rate } of the { $plan }
plate-three-public-planned = Three public expenses of { $year }, budget: CNY { $figure } million
plate-three-public = Three public expenses, { $span }
rate-of-plan = { $share } of the { $plan }
columns-of-three-public = Year|Phase|#Total|#Trips abroad|#Vehicles|#of which bought|#of which running|#Receptions
column-of-rate = #Of budget
column-of-change = #Against last budget
table-of-three-public = The three public expenses, CNY million; “—” is blank in the source
phase-contradicts = { $phase } (total and parts cannot both hold)
says-three-public = Three public expenses of { $year }, final account: CNY { $figure } million, { $rate }.
says-budget-same = Budget of { $year }: CNY { $figure } million, the same as in the budget before.
says-budget-less = Budget of { $year }: CNY { $figure } million, { $amount } million less than in the budget before.
says-budget-more = Budget of { $year }: CNY { $figure } million, { $amount } million more than in the budget before.
not-compare-phases = A rise or fall from the budget of one year to the final account of another: the phases differ.
not-zero = Nothing in { $years }: this site holds no document; that is not zero.
not-printed = A figure marked “derived” as if it were printed: it is reckoned back from the change.
plate-trend-sub = { $span }, { $scope }, CNY million; outline: initial budget, tint: adjusted budget, solid: final account, hatched: unknown
plate-trend-name = Total expenditure of { $name }, { $span }
no-trend-one = Total expenditure was read of { $year } alone; one year shows no change, so no trend is drawn.
no-trend = Total expenditure was read of { $years }, but no two years are of one phase and scope, so they make no trend.
plate-trend = Total expenditure year by year
plate-trend-apart = Expenditure of { $year }, { $phase }: CNY { $figure } million; its basis may differ from that of the years before
plate-trend-from = { $first }–{ $last }: expenditure, { $phase }, went from CNY { $old } million to { $new } million
plate-trend-change = { $said }, { $words }
trend-same = unchanged
trend-less = { $share } less
trend-more = { $share } more
how-changed = change
other-scope = other scope
break-with-carryover = from here on the total of the { $phase } contains what is carried over
break-without-carryover = from here on the total of the { $phase } is without what is carried over
columns-of-trend = Year|Phase|#Total|#Basic|#Projects|#Against the year before|#Change
table-of-trend = Total, basic and project expenditure, { $scope }, CNY million
says-trend = Expenditure of { $year }, { $phase }: CNY { $figure } million; against the same phase of the year before: { $words }.
not-good-or-bad = That a rise or fall is good or bad: institutions, duties and staff change, and figures give no reasons; those are on the pages of the years.
not-real = A change net of inflation: these are prices of their years.
not-zero-elsewhere = Nothing in { $years }: figures of those years are of another scope and not in this picture.
manner-areas = areas
manner-levels = level by level
manner-ranked = classes ranked
unofficial-brackets = { " " }(unofficial)
subtitle-doubts = { $subtitle }; { $count } to be clarified
no-glyph = { $mark } is a character that the face lacks

## desk, citation, findings, embed

corrected-as = printed as { $printed }, corrected to { $corrected }: { $reason } ({ $by }, { $date })
document-codes = ABCDEFGHIJKLMNOPQRSTUVWXYZ
document-code-more = X{ $at }
title-of = 《{ $title }》{ " " }
operand-at = { $value } ({ $place })
derived-from = Derived from { $title }{ $operands }
and-between = { " " }and{ " " }
figure-at = { $place }: { $quote }
computed-from = Reckoned: { $words }, { $parts }
derived-mark = derived
corrected-mark = corrected
caution-partial = read in part only
caution-scanned = recognised from scanned pictures
cited-abridged = { " " }(abridged)
cited-formal = { $name }. { $title }[DB/OL]. { $updated }[date of access]. { $address }.
cited-press = Source of data: { $titles }{ $edition }, compiled by { $name }.
left-out-plain = Not in the picture: { $labels }; { $more } more are in the table.
finding-differs = { $message }: { $difference } apart
advice-incomplete = What was read is not complete; nothing can be concluded of the original.
advice-rounding = The difference lies within rounding.
finding-tolerance = With each figure rounded to its last printed digit, at most { $most } apart
points-apart = { $value } percentage points
how-sum-of-items = sum of the items
chart-described = { $who }: { $subtitle }. Source: { $sources }

## other views

name-and-title = { $name }: { $title }
chart-described-whole = { $who }. { $subtitle }. Source: { $sources }
chosen-function = Function
document-described = The whole text of 《{ $title }》, with an anchor for each line and every figure that was recognised.
recognised-title = Title
noticed-error = cannot be used
noticed-warning = please note
noticed-info = note
unknown-identity = Department, year or kind unknown
source-page = Page { $page }
source-sheet = Sheet: { $sheet }
source-attachment = Attachment { $file } { $words }
source-unread = Not read: { $reason }
source-indicator = performance indicator
source-statement = { $name } ({ $facts } figures)
source-recognised = Recognised as: { $words }
pair-totals = Totals
pair-functions = By function
pair-economic = Basic expenditure by economic class
pair-total = Total
found-class = Class
found-term = Term
found-page = Page
found-function = functional class
found-economic = economic class
found-class-beside = { $scheme } · { $bodies } departments, most by { $most }
found-none = Nothing found
found = Found
found-pieces = entries
found-more = All results
found-other = Other years
