### Words of the templates, a section per template. A text is markup: its arguments come escaped.

## Signs between parts

full-stop = .
colon = :{ " " }
comma = ,{ " " }
titled = “{ $title }”
by-and-on = { " " }({ $by }, { $date })

## 404.html

not-found-title = No such address
not-found-lead = An address of this site never changes once it is published. Perhaps a character was lost when it was copied.

## base.html

skip = Skip to the text
unofficial-behind = · unofficial
main-navigation = Main navigation
search-label = Search departments, projects and classes
search-hint = Department, project, class, pinyin
search = Search
crumbs = Where you are
run-by = Run by { $operator }.
unofficial-site = Not an official website
kept-by = , kept by { $operator }
made-of = { " " }Made from public documents by a program; the originals prevail. Every figure with a dotted line leads to the line where it is printed.
made-from = Made from public <a href="{ $documents }">documents</a> · mingzhang { $version }
scripts-with-search = Only suggestions of the search and the comparison of your own choice use scripts;{ " " }
scripts-without-search = Only the comparison of your own choice uses scripts;{ " " }
no-third-party = nothing is fetched from others, and all works offline.
licence-before = What was compiled is given under
licence-after = ; the facts come from public documents.
about-link = <a href="{ $about }">About</a> ·
foot-links = <a href="{ $guide }">How to read</a> · <a href="{ $data }">Data</a> · <a href="{ $changes }">Changes</a>
report-link = · <a href="{ $report }">Report an error</a>
report-words = · Found an error? Please tell whoever keeps this site

## changes.html

changes = Changes
changes-title = What was changed
corrections-count =
    { $corrections ->
        [one] { $corrections } correction.
       *[other] { $corrections } corrections.
    }
corrections-none = No figure has been corrected.
changes-listed = { " " }Figures that changed after they were published are listed below by date.
changes-none = { " " }No figure has changed since it was published.
changes-kept = What stood there does not disappear: a correction also shows what the original prints, and why it was corrected. <a href="{ $corrections_csv }">corrections.csv</a> · <a href="{ $changes_csv }">changes.csv</a>
subscribe = · <a href="{ $feed }">Subscribe</a>
corrections = Corrections
figure-head = Figure
printed-as = Printed as
corrected-to = Corrected to
why-corrected = Why
corrections-ask = None. If a figure differs from the original,
tell-us = { " " }please <a href="{ $report }">tell us</a>
tell-keeper = { " " }please tell whoever keeps this site
since-last = Since the last publication
document-head = Document
before-head = Before
now-head = Now
cause-head = Cause
body-and-year-below = <br><small>{ $department }, { $year }</small>
changes-more = { $more } more, see the <a href="{ $changes_csv }">data</a>.
changes-record = Record of changes
never-published = This site has not been published yet; there are no older figures to compare.

## checks.html

checks = Checks
checks-title = Does it add up?
checks-lead = Due: { $due } places. { $pass } agree, { $rounding } differ by rounding only, <b>{ $contradictions } to be clarified</b>
tally-reminders = , { $reminders } worth asking about
tally-insufficient = , { $insufficient_data } without enough material
tally-not-applicable = , { $not_applicable } not applicable
tally-unreadable = , { $unreadable } unreadable
checks-denominator = The denominator is what should have been checked, not what was. <a href="{ $findings_csv }">findings.csv</a> · <a href="{ $checks_csv }">checks.csv</a>
verdict-mismatch = To be clarified
mismatch-says = Two printed figures cannot both hold. This is stated only; which of them is wrong is not judged.
none-found = None.
only-first = Only the first { $most } are listed; for the rest see the <a href="{ $findings_csv }">data</a>.
reminders = Worth asking about
reminders-say = No contradiction, but a reader would ask.
insufficient = Not enough material
insufficient-says = Should be checked, but what was read is not complete, so nothing is concluded.
rest-in-findings = For the rest see the <a href="{ $findings_csv }">data</a>.
by-department = By department
department-head = Department
due-head = Due
pass-head = Agree
rounding-head = Rounding
rest-in-departments = For the rest see <a href="{ $departments }">departments</a>.
by-rule = By rule
rule-head = Rule
formula-head = Formula

## class.html

class-apart = Figures of different bases are listed apart, neither added up nor ranked together:{ " " }
class-apart-one =
    { $bodies ->
        [one] <a href="{ $href }">{ $words }</a> ({ COUNT($bodies) } department)
       *[other] <a href="{ $href }">{ $words }</a> ({ COUNT($bodies) } departments)
    }
class-single-link = { COUNT($single_count) } figures without a counterpart in another department
class-without =
    { $without ->
        [one] In the documents of { COUNT($without) } other department no table by class was read whose rows add up; they are left out. Amounts of zero are left out, too.
       *[other] In the documents of { COUNT($without) } other departments no table by class was read whose rows add up; they are left out. Amounts of zero are left out, too.
    }
bodies-stop =
    { $n ->
        [one] { COUNT($n) } department.
       *[other] { COUNT($n) } departments.
    }
class-region = A region's summary contains its departments; it does not stand beside them.
class-alone = Only one department; nothing to set beside it.
class-not-added = Too many departments to add up here; all figures are in the <a href="{ $data }">data</a>.
class-more =
    { $more ->
        [one] These are the largest; { COUNT($more) } more department is on the pages below.
       *[other] These are the largest; { COUNT($more) } more departments are on the pages below.
    }
class-single = Without a counterpart
class-single-says = No other department has figures of the same year, phase, scope and funds.
class-pages = All years and departments
class-page-link =
    { $bodies ->
        [one] <a href="{ $href }">{ $name }</a><span>{ COUNT($bodies) } department</span>
       *[other] <a href="{ $href }">{ $name }</a><span>{ COUNT($bodies) } departments</span>
    }
class-below = Next level: { $below_word }
class-below-link =
    { $bodies ->
        [one] <a href="{ $href }">{ $name }</a><span><span>{ $code }</span> · { COUNT($bodies) } department</span>
       *[other] <a href="{ $href }">{ $name }</a><span><span>{ $code }</span> · { COUNT($bodies) } departments</span>
    }

## classes.html

classes-title = { $question }<br>All departments side by side
classes-lead = Government expenditure has two <a href="{ $glossary }">classifications</a>: the functional one says what the money is spent for, the economic one what it buys. Each class has a page with what every department here spends on it.
classes-aside = Ranked and added up only within one year, phase, scope and kind of funds. The other one: <a href="{ $href }">{ $name }</a>.
bodies-count =
    { $bodies ->
        [one] { COUNT($bodies) } department
       *[other] { COUNT($bodies) } departments
    }
classes-no-level = ; no lower level was read
classes-none = No table by class was read here that could be verified.
classes-without =
    { $without ->
        [one] In the documents of { COUNT($without) } other department this table was not read with rows that add up; they are left out.
       *[other] In the documents of { COUNT($without) } other departments this table was not read with rows that add up; they are left out.
    }

## compare-bodies.html

compare = Compare
compare-aside = Ordered by amount only within one phase and scope. Departments differ in size and duties; to spend more is not to be worse.
compare-of =
    { $n ->
        [one] { $words }, { COUNT($n) } department.
       *[other] { $words }, { COUNT($n) } departments.
    }
per-head-says = Basic expenditure per head is basic expenditure over the staff that the document states. It contains running costs and is nobody's income; where several numbers of staff are stated none is reckoned.
by-initial = By initial in pinyin
compare-link =
    { $count ->
        [one] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } department</span>
       *[other] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } departments</span>
    }

## compare-years.html

compare-scope = Compare · { $scope }
compare-years-title = <a href="{ $href }">{ $name }</a> <span class="y"><a href="{ $href2 }">{ $year }</a> and <a href="{ $href3 }">{ $year2 }</a></span>
compare-years-aside = Only figures of the same phase and scope; “—” means that the table of that year has no such row, not zero. A change is reckoned only where both are printed. For reasons see the pages of the years.
other-pairs = Other pairs of years
pair-of-years = { $before } and { $after }

## compare.html

compare-title = Side by side,<br>only what can be compared
compare-lead = Departments of one region and year stand side by side; two years of one department are on the pages of the <a href="{ $departments }">departments</a>.
compare-limits = No budget against final account, no whole department against its head unit, no summary of a region against departments.
choose = Choose for yourself
choose-says = Any two departments, or two years of one. Differences are reckoned only within one phase and scope.
left = Left
left-year = Year and phase on the left
right = Right
right-year = Year and phase on the right
chosen-caption = Ten thousand yuan as printed; figures lead to the originals
item-head = Item
difference-head = Difference
by-region-and-year = By region and year
compare-none = No total expenditure was read that could be set side by side.

## department.html

belongs-to = belongs to <a href="{ $href }">{ $name }</a>
region-notice = This is the summary of all units of a region. It contains the departments and is neither added to any nor set beside them.
years-question = Which years?
years-says = Solid: public documents are held. Outline: figures only in other documents. Hatched: not held.
year = { $year }
to-be-clarified = <span aria-hidden="true">▲</span> { $mismatches } to be clarified
checked-clean = { $ran } checked, no contradiction seen
not-checked = not enough material, not checked
missing-count =
    { $missing ->
        [one] { $missing } document is missing
       *[other] { $missing } documents are missing
    }
year-head = Year
state-head = State
missing-says = “Not held” means that this site lacks it, not that it was not published; “not published” that the register says it was due and is not. The final account of the last year may not be due yet and does not count as missing.
figures-question = How much in each year?
figures-says = Only figures of one phase and scope can be compared. What is framed as “derived” is reckoned back from others.
figures-none = No totals of years were read here.
pairs-before = Two years side by side:{ " " }
names-question = What was it called?
since-year = from { $from }
until-year = to { $to }
not-registered = The department is not in the register; its name comes from documents.
source-question = Where is the original?
body-data-link = <a href="{ $json }">All data of this department</a><span>JSON</span>
body-workbook-link = <a href="{ $workbook }">All figures of this department, with notes</a><span>Excel (xlsx)</span>
body-feed-link = <a href="{ $feed }">Subscribe to new documents and changes</a><span>Atom</span>

## departments.html

departments-count =
    { $count ->
        [one] { COUNT($count) } department
       *[other] { COUNT($count) } departments
    }
departments-says = Total expenditure of the last year that has figures; years, phases and scopes differ, so this is no ranking. The small columns left of a figure are the years of one phase and scope: solid is a final account, outline a budget, dashed unknown.
by-region = By region
region-head = Region
total-head = Total expenditure, CNY million
phase-head = Phase
formerly-below = <br><small>formerly { $f }</small>
no-contradiction = no contradiction seen
departments-none = No public documents of any department were read yet.
region-summaries = Summaries of regions
region-summaries-say = Figures for all units of a region together. They contain the departments and are neither set beside them nor added.

## document.html

year-link-behind = · <a href="{ $year_href }">{ $year }</a>
year-behind = · { $year }
document-lead =
    { $facts ->
        [one] { COUNT($extent) } { $extent_of }, { COUNT($facts) } figure read
       *[other] { COUNT($extent) } { $extent_of }, { COUNT($facts) } figures read
    }
document-unreadable = , { COUNT($unreadable) } <a href="#unreadable">not readable</a>
withheld =
    { $withheld ->
        [one] { " " }Personal data (names, telephone numbers) was withheld in { $withheld } place.
       *[other] { " " }Personal data (names, telephone numbers) was withheld in { $withheld } places.
    }
document-caution = This document { $caution }: please compare with the original. What does not add up may come from reading and is no finding.
document-unknown = { $unknown }: the figures that were read are listed below, belong to no department, and enter no sum, chart or check.
document-aside = { $words } <a href="{ $href }">See the document that counts</a>
document-twin = The same department has another document, of scope { $scope }; each counts in its own scope: <a href="{ $href }">{ $title }</a>
whose-question = Whose document?
whose-says = All that was read from the document itself.
read-head = Read
settle-says = If you know whose it is, fill in what stands in angle brackets in sources.csv (the first line has the names of columns):
diagnostics-title = Noticed when reading
statements-title = What was recognised
statements-say = In the order of the document.
statement-head = Statement
printed-title-head = Printed title
line-head = Line
status-head = State
no-title = (no title)
complete-question = Is all there that is due?
complete-says = What documents of this kind must contain, item by item. Not read does not mean not published: text may be lost when a file is turned into text.
tables-due = Tables due: { $there } of { $items } were read
content-head = Content
notes-due = Explanations due: { $there } of { $items } were read
abridged-not-compared = The text is an abridged edition; it is not compared with what is due.
timely = In time:{ " " }
approved-and-published-on = approved { $approved_on }, published { $published_on }.
published-only = published { $published_on }; the date of approval is not printed, so it cannot be verified that this was within twenty days.
dates-unknown = dates of publication and approval are not registered; this cannot be verified.
unread-title = What was not recognised
unread-says = Printed, but without a certain meaning. Nothing is guessed, it is only listed.
unreadable-caption = Figures that could not be read
original-text = Original
unrecognised-caption = Content that belongs to no statement
beginning-head = Begins
version-title = Which version
transcript-says = The text as it was read, line by line. Underlined figures were read; rest on one to see as what (year and phase are the document's and the unit is ten thousand yuan where nothing else is said). Add # with line and cell to the address to point at a place. “？” was not read, grey tables were not recognised; other cells with digits are marked with what they are, and cells without a mark are names or notes.
fates-caption =
    { $seen ->
        [one] What became of every number: { COUNT($seen) } was seen
       *[other] What became of every number: { COUNT($seen) } were seen
    }
fate-side-head = Counted as
fate-mark-head = Mark
what-head = What it is
fate-count-head = How many
no-text = There is no text to show.

## documents.html

documents-count =
    { $count ->
        [one] { COUNT($count) } public document
       *[other] { COUNT($count) } public documents
    }
documents-lead = { COUNT($facts) } figures were read, { COUNT($unreadable) } could not be. Open any document to see each line, what was recognised and what was not.
unknown-bodies = Department unknown
unknown-bodies-say = What was read is listed all the same, but belongs to no department and enters no sum, chart or check. A line in sources.csv settles it.
facts-read =
    { $facts ->
        [one] · { COUNT($facts) } figure read
       *[other] · { COUNT($facts) } figures read
    }
not-readable-behind = , { COUNT($unreadable) } not readable
unusable = Files that could not be used
unusable-file = <b data-n="words">{ $why }</b> · { COUNT($bytes) } bytes · sha256 <code title="{ $sha256 }">{ $sha }…</code>
rest-of-documents = For the rest see the <a href="{ $csv }">data</a>.
recognised-documents = Documents that were recognised
documents-of-group =
    { $count ->
        [one] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } document</span>
       *[other] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } documents</span>
    }
kind-head = Kind
unreadable-head = Unreadable
due-tables-head = Tables due
fingerprint-head = Fingerprint
abridged-badge = abridged

## glossary.html

glossary = Terms
glossary-title = What these words mean
glossary-aside = New here? First read <a href="{ $guide }">how to read a budget</a>.
see-departments = See departments

## guide.html

guide-kicker = Guide
guide-title = How to read<wbr> a budget
guide-lead = What a department publishes for a year often has dozens of pages. Read in this order and most of it is clear in ten minutes.
guide-example = The example is <a href="{ $href }">{ $name }, { $when }</a>, from this site.
guide-kinds = Which kind of document
guide-kinds-say = The money of one year is published three times: at its beginning what is planned, the budget; in the next year what was spent, the final account; and with it how the department marks its own work, the self-evaluation. Three kinds of figures are drawn differently:
guide-legend = <span><i class="sw budget"></i>Outline: initial budget</span><span><i class="sw adjusted"></i>Tint: adjusted budget, after additions and cuts during the year</span><span><i class="sw final"></i>Solid: final account, what was spent</span><span><i class="sw none"></i>Hatched: this site lacks the document; unknown, not zero</span>
guide-whose = Who is spoken of
guide-whose-says = Some documents speak of a whole department with its subordinate units, some of the head unit alone. Of two figures of different scope one contains the other: they can be neither compared nor added. The scope stands above the title of each page.
guide-much = How much, and against what
guide-much-says = First the total, then the year before. Compare budgets with budgets and final accounts with final accounts; a budget against last year's final account mostly misleads. Final account over budget of one year is the execution rate: look whether the denominator is the approved or the adjusted budget.
guide-much-example = { $name }, { $when }: expenditure of CNY <b>{ $figure }</b> million.
guide-people = People or work
guide-people-says = Basic expenditure keeps an institution running: wages, social insurance, power, travel. Project expenditure is for particular work. Their ratio says whether a department works by people or by money; neither is better.
guide-classes = Spent for what, and on what
guide-classes-say = The same money is divided twice. The functional classification says what the work is, such as education or health; the economic one what is bought, such as wages or office supplies. Both have the same total and must not be added together. A level contains the one below: classes have groups, groups have items, and these are not added up, either.
guide-three-public = What do the three public expenses come to
guide-three-public-says = Trips abroad, official vehicles and receptions are the “three public expenses”. Look at numbers beside amounts: how many receptions, guests, cars. Some departments put meetings and training into the same table, and its total is larger. <a href="{ $three_public }">All departments side by side</a>.
guide-work = Was the work done
guide-work-says = Each project has targets at the beginning of the year and a self-evaluation at its end. Scores are above ninety nearly everywhere and differ little; the execution rate says more: where money was not spent, work mostly was not finished. Then see which indicators lost points, and why. <a href="{ $performance }">Projects of all departments</a>.
guide-wrong = What if figures do not agree
guide-wrong-says = A figure stands in a document several times, and parts should add up to their total. The program checks all that can be checked. What is marked to be clarified are two figures that cannot both hold; it does not say which is wrong: look into the original, or ask the department. Differences in the last digit are rounding and do not count. <a href="{ $checks }">Rules and results</a>.
guide-original = Back to the original
guide-original-says = Every figure with a dotted line leads to the line where it is printed. To cite it, cite the original with document and line. Words with a dashed line are explained where they stand; all of them are under <a href="{ $glossary }">terms</a>.
guide-original-example = <a href="{ $href }#source">The originals of this year</a> · <a href="{ $href }#checked">What does not add up in this year</a>
guide-mistakes = Three frequent mistakes
guide-mistakes-say = “元” taken for “万元”: the unit stands beside the title of a table, and one is ten thousand times the other. A blank taken for zero: a blank or a dash only says that this cell has no figure, which is not a printed zero. Not held taken for not published: this site has only some of the documents; years without one are hatched.

## overview.html

overview = Overview
overview-counts = · { $departments } departments, { $documents } documents
overview-title = Public accounts,<br>line by line
overview-aside = Years, phases and scopes differ; this is no ranking.
ask-label = What would you like to know
legend-basic = <i class="sw basic"></i>Basic expenditure
legend-project = <i class="sw project"></i>Project expenditure
legend-budget = <i class="sw budget"></i>Outline: budget
legend-final = <i class="sw final"></i>Solid: final account
legend-full = <i class="sw full"></i>Document held
legend-part = <i class="sw part"></i>Only mentioned in others
legend-none = <i class="sw none"></i>Not held
overview-scale = Amounts differ widely: a bar shows what a department's own expenditure consists of and is always its total, so lengths are not compared; the size is where the dot below stands, on a scale <span class="scale">from { $from } to { $to }, ten times per step</span>.
documents-plain =
    { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    }
overview-sum = <a href="{ $href }" class="when">{ $when }</a> CNY <b>{ $figure }</b> million
overview-no-total = No total expenditure was read.
overview-more = { $more } more departments
three-public = The three public expenses
three-public-scale = All departments on one scale. Hatched is not held, not zero.
item-by-item = Item by item
checks-state = Two figures are stated; which is wrong is not judged.
all-checks = All results of checks
overview-clean =
    { $checked ->
        [one] { $checked } place due, no two figures were found that cannot both hold.
       *[other] { $checked } places due, no two figures were found that cannot both hold.
    }
overview-open = { " " }{ $open } more have not enough material and cannot be judged.
take-data = Take the data
take-data-says = Each row has its document, line and original text.
data-notes = Notes on the data

## parts.html

left-out = Not in the picture:{ " " }
left-out-more =
    { $more ->
        [one] ; { COUNT($more) } more is in the table
       *[other] ; { COUNT($more) } more are in the table
    }
chart-doubt = <b class="amber"><span aria-hidden="true">▲</span> To be clarified</b> Figures of the picture cannot all hold: <a href="{ $href }" data-n="check">{ $message }</a>
same-as-table = The same data as a table
chart-page = Page of the chart
finding-rule = Rule <a href="{ $rule_href }" data-n="rule">{ $rule } { $rule_title }</a>
finding-year = <a href="{ $year_href }#{ $anchor }">{ $department } { $year }</a>,{ " " }
finding-places = The same number also causes:{ " " }
acknowledged = Acknowledged
replied = Reply
rest-in-checks = For the rest see <a href="{ $all }">checks</a> and data.
more-operands =
    { $more ->
        [one] + { $more } more
       *[other] + { $more } more
    }
reckoned-from = reckoned from
reckoned = { "" }
document-extent =
    { $facts ->
        [one] · { COUNT($extent) } { $extent_of } · { COUNT($facts) } figure read
       *[other] · { COUNT($extent) } { $extent_of } · { COUNT($facts) } figures read
    }
document-complete = · tables due { $completeness }
original-link = · <a href="{ $source_url }" rel="noopener">original</a>
original-copy = · <a href="{ $original }" download>copy of the original</a>
published-behind = · published { $published_on }
cite = Cite
cite-says = Put the day on which you read it in the place of “date of access”.
abridged-notice = This page rests on an <b>abridged edition</b>: the text was shortened by the publisher of this site, tables and figures are complete. Figures in its text are no ground for “does not add up”.

## performance.html

performance = Self-evaluation
performance-title = Was the work done?
performance-lead =
    { $projects ->
        [one] Self-evaluations of { COUNT($projects) } project
       *[other] Self-evaluations of { COUNT($projects) } projects
    }
performance-top = , { COUNT($top) } of them with 90 points or more
performance-by-itself = . Departments mark their own work; beside it stands how much of the money was spent.
grade-count = <b>{ COUNT($count) }</b>
grades-derived = Grades follow from scores: from 90 excellent, from 80 good, from 60 fair.
performance-of-group =
    { $count ->
        [one] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } year of a department</span>
       *[other] <a href="{ $href }">{ $name }</a><span>{ COUNT($count) } years of departments</span>
    }
projects-head = Projects
score-head = Score
rate-head = Execution rate
card-head = Whole department
points = { $card } points
performance-none = There is no self-evaluation in the documents here.

## project.html

project-kicker = <a href="{ $year_href }">{ $department } { $year }</a> · self-evaluation of project expenditure
carried-out-by = Carried out by { $entity }.{ " " }
code-of-project = Code of the project <code>{ $code }</code>.{ " " }
marked-by-itself = The department marks its own work.
funds-question = How much money was used?
work-question = Was the work done?
indicators-say = Solid: points scored. Outline: points lost. Hatched: not read in the original.
checked-question = What does not add up?
agree-count = { $passed } agree.
no-contradiction-found = No two figures were found that cannot both hold.
nothing-to-check = There are no figures to check.

## rule.html

rule-kicker = Rule { $id }
rule-lead = <span data-n="rule">{ $formula }</span>. Due: { $due } places. { $pass } agree, { $rounding } differ by rounding only, <b>{ $contradictions } to be clarified</b>
tally-insufficient-stop = , { $insufficient_data } without enough material.
rule-source = <span data-n="rule">{ $source }</span>. Severity: { $severity }. <a href="{ $glossary }">How rounding is reckoned</a>
rule-how = How it is checked
rule-due = Where it is due
rule-caution = Before anything is concluded
rule-open = To be looked at
rounding-says = The difference lies within rounding and is no contradiction.
rounding-first = { " " }These are the first ones; all are in the <a href="{ $findings_csv }">data</a>.
by-document = By document
no-document = No document that it applies to

## search.html

search-letter = Departments: { $letter }
search-title = Find departments, projects and classes
search-says = Type any part of a name, its pinyin, initials or a code into the box above; with a year you come straight to that year; several words are separated by spaces. Without scripts use the index below.
letters-label = By initial in pinyin
search-results = Results
search-total = { $when }: CNY { $figure } million

## three-public.html

three-public-title = Trips, cars, receptions:<br>what did they cost?
three-public-lead = The <a href="{ $glossary }">three public expenses</a> are trips abroad, purchase and running of official vehicles, and receptions. A budget is what is planned, a final account what was spent.
one-scale = One scale
one-scale-says = Years, phases and scopes differ, so this is no ranking. Hatched is not held, not zero.
chart-and-sources = Chart and sources
three-public-none = No three public expenses were read in the documents here.
three-public-without = Departments without three public expenses:{ " " }
and-others = , and others

## year.html

year-title = { $name } <span class="y">{ $year }</span>
now-called = now called <a href="{ $department_href }">{ $current_name }</a>
this-page = This page
jump-ends = <a href="#checked">What does not add up?</a><a href="#source">Where is the original?</a>
other-charts = Other charts of the same figures:{ " " }
table-of-rows =
    { $rows ->
        [one] { $caption } ({ $rows } row)
       *[other] { $caption } ({ $rows } rows)
    }
notes-label = Sources: { $question }
notes-title = Sources (document and line)
checked-says = A program compares the figures of one document by rules.
all-rules = All rules and results
open-briefs = { $open_count } without enough material, not judged
rounding-briefs = { $rounding_count } differ by rounding only, no contradiction
unreadable-notice =
    { $count ->
        [one] { $count } printed figure <a href="{ $href }">could not be read</a> and were not used.
       *[other] { $count } printed figures <a href="{ $href }">could not be read</a> and were not used.
    }
source-says = A mark behind a figure has the document's code and the line. Follow the figure to that line.
site-data-link = <a href="{ $data }">Data of the whole site</a><span>CSV</span>

## chart.html, embed.html

chart-kicker = Chart · <a href="{ $above }">{ $name }</a>
chart-lead = { $name }. { $subtitle }.
chart-address = The address of this page does not change: <code>{ $address }</code>
chart-and-table = Chart and table
chart-follow = Follow a figure with a dotted line to the line of the original.
chart-back = Back to { $words }
chart-say = What can be said?
chart-says = Supported by the data
chart-says-not = Not supported by the data
chart-passed = Checks of the figures of this chart: { $passed } agree, those that differ by rounding only among them{ $rest }.
chart-all-agree = Nothing disagrees.
chart-sources = Where the figures stand
chart-sources-say = The place of every figure of the chart, and what is printed there.
chart-figures = { $count } figures
chart-places-head = <th scope="col">Line</th><th scope="col">Printed</th><th scope="col">What it is</th>
chart-places-more = The rest is in the <a href="{ $json }">JSON</a>.
chart-reuse = Use it elsewhere
chart-reuse-says = Free to use if you name the source.{ " " }
chart-embed-says = The page for frames has no script and follows the reader’s light or dark setting.
chart-frame = The whole chart in a frame; it changes when the documents or checks do:
chart-picture = A picture with a link, for systems that take no frames; it changes, too:
chart-card = Where no SVG is taken, use the <a href="{ $card }">card (PNG)</a> with the address of this page.
chart-no-code = This site does not know its own address yet, so there is no code for frames.
chart-dark = For pages that are always dark there is a <a href="{ $dark }">dark SVG</a>; other pictures are light, or follow the reader’s setting.
chart-frozen = Never changes: <a href="{ $href }">the version of { $date }</a>.
chart-freeze = For a picture that never changes download the <a href="{ $svg }">SVG</a> and keep it with its date, or ask whoever keeps this site for a fixed version.
chart-embed-page = See the page for frames
chart-rest = ; the others are listed
