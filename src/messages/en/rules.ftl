### What each rule checks. A rule's page and `explain` are made of this.

# Sources.
-own = our own rule: it follows from the tables themselves and from each other
-forms = our own rule; the structure of scores follows the Measures for Performance Evaluation of Project Expenditure (财预〔2020〕10号) and the weights in the form
-prose = our own rule: it follows from the text and the tables, and from the text itself
-catalogues = our own rule: what must be there is what local catalogues of budget disclosure have in common
# What every sum is excused by.
-rounding = Every figure may be off by half a unit of its last printed digit, and these add up; within that it is rounding and no mismatch. Of a table that was not fully read nothing is concluded.
# What two figures that contradict each other ask for.
-contradiction = The two figures cannot both hold; please check the original.

A01 = Income equals expenditure
    .formula = total income = total expenditure
    .due = every summary of income and expenditure (that of fiscal appropriation too) with a total on both sides
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A02 = Total of the income side
    .formula = year's income + balance used + carried over from last year (start of the year) + other listed items = total income
    .due = the income side of every summary that has both the year's income and a total
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A03 = Total of the expenditure side
    .formula = year's expenditure + distribution of surplus + carried over at the end of the year + other listed items = total expenditure
    .due = the expenditure side of every summary that has both the year's expenditure and a total
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A04 = Parts of the year's income
    .formula = year's income = fiscal appropriation + subsidy from above + income from public services + operating income + paid in by affiliated units + other income
    .due = the year's income in summaries; every row of tables of income
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A05 = Basic and project expenditure
    .formula = total = basic expenditure + project expenditure (+ paid to superiors + operating + subsidies to affiliated units), row by row
    .due = tables with both basic and project expenditure, row by row; tables where each has a row, column by column
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A06 = Sum of the classes
    .formula = sum of the classes = total (in summaries the year's expenditure)
    .due = tables by function, every column of amounts
    .caution = Rounding adds up by the last printed digit of each figure. Where rows without a code, whose level is not known, stand among the classes, nothing is concluded from a difference.
    .source = { -own }
    .asks = { -contradiction }
A07 = Sum of the sections
    .formula = class = sum of its sections
    .due = tables by function: every class with sections listed below it, every column of amounts
    .caution = It only holds where every row below is listed; rows lost at page breaks and merged cells make differences.
    .source = { -own }
    .asks = { -contradiction }
A08 = Sum of the items
    .formula = section = sum of its items
    .due = tables by function: every section with items listed below it, every column of amounts
    .caution = It only holds where every row below is listed; rows lost at page breaks and merged cells make differences.
    .source = { -own }
    .asks = { -contradiction }
A09 = Place of a code
    .formula = the code of a section begins with that of its class, the code of an item with that of its section, and each is listed below it
    .due = every table with printed codes: sections and items whose parent is listed too, row by row
    .caution = Rows whose parent is not listed are not checked. It is only raised where the parent is listed elsewhere and the row stands below another one.
    .source = { -own }
    .asks = The code does not fit the place where it stands; please check the original.
A10 = Codes and names
    .formula = within one document one code has one name in all tables
    .due = every code that occurs more than once in a document, from the second place on
    .caution = Other forms of characters and additions in brackets are no difference. Where only one character differs, extraction may be to blame and nothing is concluded.
    .source = { -own }
    .asks = One code is printed with two names; please check the original.
A11 = Parts of basic and project expenditure
    .formula = basic expenditure = personnel expenses + public expenses; where they are split by economic class, basic and project expenditure each equal the sum of the listed classes
    .due = tables that split basic or project expenditure further, row by row or column by column
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A12 = Personnel and public expenses by economic class
    .formula = personnel expenses = wages and benefits + subsidies to individuals and families; public expenses = sum of the other classes
    .due = tables of basic expenditure with totals of personnel and public expenses and with economic classes
    .caution = Where classes have no code, or only some are listed, nothing is concluded.
    .source = { -own }
    .asks = { -contradiction }
A13 = Sums by economic class
    .formula = class = sum of its items; total = sum of the classes
    .due = tables by economic class: every class with items listed below it, and the printed total, every column of amounts
    .caution = { -rounding }
    .source = { -own }
    .asks = { -contradiction }
A14 = Parts of fiscal appropriation
    .formula = fiscal appropriation = general public budget + government fund budget + state capital operations budget; general public budget appropriation = sum of the listed items
    .due = tables with sources of funds in columns, row by row
    .caution = Money in the fiscal special account is no appropriation and is not counted where it is listed apart. A blank is only taken as zero where the sum then holds.
    .source = { -own }
    .asks = { -contradiction }
A15 = Sources of funds of each item
    .formula = total of a row = sum of its sources of funds
    .due = tables of expenditure (all, basic, project) with sources of funds in columns, row by row
    .caution = A blank is only taken as zero where the sum then holds.
    .source = { -own }
    .asks = { -contradiction }
A16 = Summary and detailed tables
    .formula = total of the summary = total of the table of income = total of the table of expenditure (same unit, same scope)
    .due = totals of the summary and of the tables of income and expenditure in one document
    .caution = Only tables of the same unit and scope are compared; whether what was carried over is in the total depends on the kind of document.
    .source = { -own }
    .asks = { -contradiction }
A17 = Fiscal appropriation and general public budget
    .formula = general public budget expenditure in the summary of fiscal appropriation = total of the table of general public budget expenditure
    .due = the summary of fiscal appropriation and the table of general public budget expenditure in one document
    .caution = Where the summary does not list the general public budget apart, it is only compared if all appropriation comes from it.
    .source = { -own }
    .asks = { -contradiction }
A18 = Expenditure and basic expenditure
    .formula = basic expenditure in the table of general public budget expenditure = total of the table of basic expenditure (or personnel + public expenses)
    .due = the table of general public budget expenditure and the table of its basic expenditure in one document
    .caution = Only the same fund is compared: the table of basic expenditure has to name the general public budget or have a column for it.
    .source = { -own }
    .asks = { -contradiction }
A19 = Classes of the summary and of the detailed table
    .formula = expenditure of a class in the summary = total of the same class in the table of expenditure, class by class
    .due = functional classes that both the summary and the detailed table of a document list
    .caution = They are matched by code, without a code by name. Classes that only one table lists are not compared.
    .source = { -own }
    .asks = { -contradiction }
A20 = By function and by purpose
    .formula = total expenditure by function = total expenditure by purpose (basic + project expenditure and the like)
    .due = expenditure that one document lists both by function and by purpose in the same scope
    .caution = Tables by function may leave out government funds: where the difference is exactly the listed appropriation from them, the two agree, and this is noted.
    .source = { -own }
    .asks = { -contradiction }

B01 = Total of the three public expenses
    .formula = three public expenses = trips abroad + purchase and running of official vehicles + official receptions
    .due = every year and phase of every table of the three public expenses with a total and items
    .caution = A blank item is only taken as zero where the sum then holds; otherwise nothing is concluded.
    .source = { -own }
    .asks = { -contradiction }
B02 = Official vehicles
    .formula = purchase and running of official vehicles = purchase + running
    .due = every year and phase of every table of the three public expenses with vehicles, their purchase and their running
    .caution = A blank item is only taken as zero where the sum then holds; otherwise nothing is concluded.
    .source = { -own }
    .asks = { -contradiction }
B03 = A total of zero
    .formula = where the total of the three public expenses is zero, its items are zero too
    .due = years and phases with a total of zero in tables of the three public expenses, item by item
    .caution = A blank item is no figure and is not checked.
    .source = { -own }
    .asks = { -contradiction }
B04 = The three public expenses within basic expenditure
    .formula = trips abroad, official receptions, running and purchase of official vehicles within basic expenditure of the general public budget ≤ the same item of the three public expenses
    .due = items of the table of the three public expenses and the same items (30212, 30217, 30231, 31013) of the table of basic expenditure of the general public budget in one document
    .caution = The three public expenses include project expenditure, so basic expenditure can only be less. Where the fund of the table of basic expenditure is not clear it is not checked.
    .source = { -own }
    .asks = { -contradiction }
B05 = Projects for trips abroad
    .formula = spending of projects that are named as trips abroad ≤ final account of trips abroad
    .due = forms of projects named as trips abroad and the final account of the three public expenses in one document
    .caution = Projects may have other money than appropriation; only appropriation is compared (the total where it is not listed).
    .source = { -own }
    .asks = The projects spent more than the item of the three public expenses; please check what each counts.
B06 = Change of the three public expenses
    .formula = change of the three public expenses = sum of the changes of trips abroad, official vehicles and official receptions
    .due = every table of the three public expenses with a column of changes; texts that state the change of the three public expenses and of an item
    .caution = An item without a stated change is reckoned from both years, and is zero where it is called unchanged; where it cannot be reckoned, only agreement is concluded.
    .source = { -own }
    .asks = { -contradiction }
B07 = The three public expenses and counts
    .formula = where money was spent there is a count: trips abroad and delegations, purchase and number of vehicles, receptions and their number are both zero or both not; trips listed one by one are no more than delegations and travellers
    .due = the final account of the three public expenses and the counts in the text of the same document, item by item; paragraphs that state delegations and travellers and list trips with what each cost
    .caution = Money and counts may fall in different years; one delegation may visit several places, and several may travel together: it is only raised where both counts are below the number of trips. Abridged texts are not checked.
    .source = { -prose }
    .asks = Money, listed trips and counts do not fit; please see whether the document explains it.
B08 = Number of vehicles
    .formula = total of vehicles = sum of the kinds; official vehicles held are no more than the total
    .due = texts that state a total of vehicles and its kinds, or vehicles held and a total
    .caution = Kinds without “other” that come to less than the total conclude nothing. Vehicles held only count those paid from appropriation and may be fewer.
    .source = { -prose }
    .asks = The numbers of vehicles differ; please check what each counts.
B09 = New vehicles as a reason
    .formula = where new vehicles are the reason for a change, cost and number of purchased vehicles should not both be 0
    .due = texts that give new vehicles as a reason, once per document
    .caution = Vehicles bought last year, allotted or transferred are not checked; where the cost of purchase is not published nothing is concluded. Other funds or units may have paid; the body should explain.
    .source = { -prose }
    .asks = The reason does not fit the figures; please see whether the document explains it.
B10 = Final account and budget of the three public expenses
    .formula = the final account of each of the three public expenses is not more than its full-year (adjusted) budget
    .due = tables of the three public expenses with budget and final account, item by item
    .caution = More than budgeted is no error: budgets may lawfully be adjusted during the year. Initial budgets are not checked.
    .source = our own rule: general demands on the execution of budgets
    .asks = The final account is more than the adjusted budget; please see whether the document gives a reason.

C01 = Text and tables
    .formula = an amount in the text = the figure of the same item, year, phase and scope in a table
    .due = every amount in the text with a cell of the same meaning in the document's tables
    .caution = Item, year, phase and fund have to be the same; of functional classes the whole path. Where tables differ among themselves, or the sentence speaks of other units or restricts the amount, nothing is concluded. Digits that were cut off are rounding; a wrong unit belongs to C13.
    .source = { -prose }
    .asks = { -contradiction }
C02 = Parts and total in a sentence
    .formula = sum of the parts behind “of which” or “including” = the total before it
    .due = texts that state a total and list its parts (procurement belongs to C16); texts that state assets, liabilities and net assets
    .caution = Only parts that exceed the total, or that have to be complete and are not equal, are a mismatch; examples, lists with “and so on” and lists with amounts that were not understood conclude nothing. Where it is not said whether carry-over or subsidies to individuals and families are counted, one reading that agrees is enough.
    .source = { -prose }
    .asks = { -contradiction }
C03 = List of projects and project expenditure
    .formula = sum of the listed projects = project expenditure; sum of the listed functional classes = the expenditure they are of
    .due = texts that state project expenditure and list projects paragraph by paragraph, or list appropriation by functional class
    .caution = Lists with gaps in their numbers or with paragraphs whose amount was not understood conclude nothing; lists of main items are only a mismatch where they exceed the total.
    .source = { -prose }
    .asks = { -contradiction }
C04 = The same figure throughout
    .formula = figures of the same item, year, phase and scope are the same wherever the text states them
    .due = every figure that the text states a second time or more
    .caution = Name, direction, fund and base have to be the same; a difference in printed digits only is rounding. Where names are not quite the same or the sentence speaks of other units, nothing is concluded.
    .source = { -prose }
    .asks = { -contradiction }
C05 = Shares
    .formula = share = part ÷ whole; the shares add up to 100%
    .due = every share in the text, and every group of shares whose parts are complete
    .caution = Rates are compared as ranges of their printed digits; where the whole is not named or the part is in another sentence, nothing is concluded. A sum of shares may be off by half a unit of the last digit of each.
    .source = { -prose }
    .asks = { -contradiction }
C06 = Changes and rates of change
    .formula = change = current − base; rate of change = change ÷ base
    .due = every rate of change in the text, and every change whose base can be found
    .caution = A base that is not printed is reckoned as current less change; rates are compared as ranges of their printed digits and agree where ranges meet. Where the current figure is in another sentence, or the sentence has several of its kind, nothing is concluded.
    .source = { -prose }
    .asks = { -contradiction }
C07 = A base of zero
    .formula = where the base is 0 and the current figure is not, there is no rate of change and no percentage should be written
    .due = every change from 0 in the text
    .caution = Where the base is reckoned as current less change, it is only a mismatch if the percentage is so small that no base other than zero could give it. 0% for 0 to 0 is no mismatch.
    .source = { -prose }
    .asks = The base is zero and has no rate of change; please check the original.
C08 = Rate of completion of a zero budget
    .formula = where the budget is 0 no rate of completion other than 0 should be written
    .due = every rate of completion or execution in the text whose denominator is 0
    .caution = 0% for 0 of 0 is no mismatch and is only noted.
    .source = { -prose }
    .asks = The budget is zero and a rate of completion has no meaning; please check the original.
C09 = Rate of completion and denominator
    .formula = rate of completion (execution) = spent ÷ the budget that is named (initial, full-year or adjusted)
    .due = every rate of completion or execution of an amount in the text
    .caution = It is only concluded where both are in the same sentence or paragraph; where no denominator is named, any budget that agrees is enough. Where another budget than the named one agrees, this is noted.
    .source = { -prose }
    .asks = { -contradiction }
C10 = Direction of changes
    .formula = “increase”, “decrease”, “unchanged”, “more than” and “less than” go the way the figures go; “about unchanged” allows 1%
    .due = texts that state a direction and whose figures on both sides can be found
    .caution = Within the error of printed digits any direction will do; where the base is not found it is not checked.
    .source = { -prose }
    .asks = The words and the figures go in different directions; please check the original.
C11 = Amounts of reasons
    .formula = sum of the amounts given as reasons = change
    .due = texts that give two or more reasons with amounts for one change
    .caution = “Main reasons” need not be all and only agree; it is only raised where a total is stated or all reasons are listed and differ.
    .source = { -prose }
    .asks = The reasons do not add up to the change; please see whether the document explains the rest.
C12 = Reasons for changes
    .formula = changes of 10% or more should have a reason
    .due = every change of 10% or more in the text; summaries of regions and texts that give no reasons at all are not checked
    .caution = A reason anywhere in the chapter is enough, and each chapter is reminded once; only whether there is one is looked at, not how good it is. A paragraph that was not read to its end concludes nothing.
    .source = { -prose }
    .asks = The change is large and no reason was read; please see whether the document gives one.
C13 = Yuan and ten thousand yuan
    .formula = an amount in the text and its figure in a table do not differ by a factor of ten thousand
    .due = every amount in the text with a cell of the same meaning, neither of them zero
    .caution = Only the same digits in units that differ by ten thousand are taken for a wrong unit.
    .source = { -prose }
    .asks = The two amounts differ by ten thousand, as if the unit were wrong; please check the original.
C14 = Placeholders of a template
    .formula = no “XX”, “increase (decrease)”, empty amounts, percentages or reasons and no instructions are left in the text
    .due = the text of every document, once; placeholders are listed one by one
    .caution = Only the text is looked at, no tables and no glossary; multiplication signs, formulas of scores and a single “increase (decrease) 0” do not count; “××” that may hide a name concludes nothing.
    .source = { -prose }
    .asks = The text seems to have parts of a template that were not filled in; please check the original.
C15 = Names of units and years
    .formula = units in headers and years in headings are those of the document
    .due = every header that prints a unit or department, every heading of a budget or final account that prints a year
    .caution = Short names, the unit itself and its units do not count; headings that speak of comparisons, of execution or of several years are not checked. Where none agrees nothing is concluded.
    .source = { -prose }
    .asks = A unit or year differs from the rest of the document; please check the original.
C16 = Government procurement
    .formula = total procurement = goods + works + services; contracts with small and medium firms ≤ total; with small and micro firms ≤ with small and medium firms; what small and medium firms won ≤ total
    .due = texts that state total procurement and its kinds, or contracts with small firms
    .caution = Where the three kinds are not complete and differ nothing is concluded. Shares belong to C05.
    .source = { -prose }
    .asks = { -contradiction }
C17 = Running costs of the office
    .formula = running costs of the office ≤ public expenses
    .due = texts that state running costs, with public expenses of the same year and phase in text or tables
    .caution = Places count them differently; where the text says that it counts otherwise nothing is concluded.
    .source = { -prose }
    .asks = Running costs are more than public expenses; please see whether the document explains what it counts.
C18 = Posts and staff
    .formula = in one sentence staff on a kind of posts ≤ posts
    .due = texts that state posts and right behind them staff
    .caution = Only the two numbers right behind each other in one group of clauses are compared. Staff that are not said to be on posts may include others, and conclude nothing. More than the posts is not a wrong number; it only asks for a look.
    .source = { -prose }
    .asks = There are more staff than posts; please check the original or see whether the document explains it.
C19 = Money for retirees and their number
    .formula = where an expenditure other than zero is said to be mainly for retirees, their numbers in the text are not both 0
    .due = texts that say that an expenditure is mainly for retirees and state numbers of retirees
    .caution = Where not both kinds of retirees are told nothing is concluded. Numbers are of one day and money of a year, so it only asks whether the document explains it.
    .source = { -prose }
    .asks = There are no retirees, and an expenditure is said to be mainly for them; please see whether the document explains it.
C20 = Tables said to be empty
    .formula = a table with a note below it that says that it is empty has no figures other than zero
    .due = every table with a note right below it that says that it is empty
    .caution = Only notes right below a table are looked at; where another title stands between, the note is of the later table. Figures that were not understood conclude nothing.
    .source = { -own }
    .asks = The table and the note below it cannot both hold; please check the original.
C21 = Year compared with
    .formula = the year that a change of a budget is measured from is before the year of the budget
    .due = changes in the text of a budget that name the year whose budget or execution they are measured from
    .caution = The year compared with is only taken for wrong where the same sentence names the year of the budget first; where the whole document writes so, the year may have been misread and nothing is concluded.
    .source = { -prose }
    .asks = It is compared with its own year; please check the original.
C22 = Fund of the note below an empty table
    .formula = a note that says that there is no money of a fund and that the table is empty speaks of the table's own fund
    .due = every empty table whose title names one fund, with a note right below it that names a fund
    .caution = A note of several funds that includes the table's agrees. Where the named fund has a table of its own without a note, the note may be out of place and nothing is concluded.
    .source = { -own }
    .asks = The note below the empty table names another fund; please check the original.
C23 = Rate of completion and counts
    .formula = the rate of completion written = what was done ÷ how many there are, in the same sentence
    .due = every sentence of text or table that names how many there are, how many were done and the rate, in one unit
    .caution = A rate that is rounded to its last digit or cut off behind it agrees. A rate that is called overall or cumulative may be of more than was counted; then nothing is concluded.
    .source = { -own }
    .asks = The rate of completion and the counts beside it cannot both hold; please check the original.

D01 = Total of the weights
    .formula = sum of the weights of all indicators and of the budget's execution = 100
    .due = every form of self-evaluation and every scorecard with a total of weights
    .caution = Tables taken from text easily lose rows: weights below 100 are a lack of data and no mismatch. Of forms with extra points and scorecards with another full score only the total is checked.
    .source = { -forms }
    .asks = { -contradiction }
D02 = Rate of execution
    .formula = rate of execution = spent ÷ adjusted budget
    .due = every form of self-evaluation with a printed rate of execution
    .caution = It is checked as a range: both amounts and the rate may be off by half a unit of their last digit. An adjusted budget of 0 cannot be compared; rates that are not printed in percent do not apply.
    .source = { -forms }
    .asks = { -contradiction }
D03 = Score of the rate of execution
    .formula = score of the rate of execution = weight × rate of execution, at most the weight
    .due = every form of self-evaluation with weight and score of the budget's execution
    .caution = The rate reckoned from amounts and the printed rate are both tried, and one that agrees is enough. Some places score rates in steps; see the local rules first. An adjusted budget of 0 cannot be compared.
    .source = { -forms }
    .asks = { -contradiction }
D04 = Total score
    .formula = total score = sum of the scores of all indicators and of the budget's execution (only checked where the weights are right)
    .due = every form of self-evaluation and every scorecard with a total score
    .caution = Where the weights are not complete the total score is not checked. Scores often leave out zeros at the end, so rounding goes by the finest digits of the form.
    .source = { -forms }
    .asks = { -contradiction }
D05 = Scores within weights
    .formula = 0 ≤ score ≤ weight, row by row
    .due = every row with a score in forms of self-evaluation and scorecards, and the total score
    .caution = Where the row's weight was not read nothing is concluded.
    .source = { -forms }
    .asks = { -contradiction }
D06 = Sources of a project's funds
    .formula = total funds of the year = fiscal appropriation of the year + carried over from last year + other funds (once each for initial budget, adjusted budget and spent)
    .due = every column with total funds and sources in forms of self-evaluation
    .caution = { -rounding }
    .source = { -forms }
    .asks = { -contradiction }
D07 = Grades
    .formula = 90 points and above are excellent, 80 to 90 good, 60 to 80 fair, below 60 poor
    .due = forms and scorecards with a printed grade, and sentences with both score and grade; full score 100
    .caution = Only words right behind “grade” count. Where the document has steps of its own, those hold; abridged texts are not checked.
    .source = { -forms }
    .asks = The grade does not fit the score; please check the original.
D08 = Targets and scores
    .formula = where a result does not reach its target the score should be below the weight; where a score is below its weight the reason should be given
    .due = every indicator with a weight above 0 in forms of self-evaluation
    .caution = Only targets and results that are numbers of one unit with a clear direction are compared; other indicators with full scores do not apply. Where the form was not fully read, or the reason may stand in a merged cell, nothing is concluded, nor from abridged texts without a reason.
    .source = { -forms }
    .asks = Please see whether result and score fit, and whether a reason is given.
D09 = Words and scores
    .formula = a row that says that something was not finished, late or behind should not have the full score; where items of a scorecard such as timeliness or clear indicators have the full score, the text should not say that tasks were late or indicators vague
    .due = indicators with the full score and with words in forms of self-evaluation; timeliness and clear indicators with the full score in scorecards that the text speaks of
    .caution = Only these words count, and not where they are denied. Abridged texts are not checked.
    .source = { -forms }
    .asks = The form says that it was not done in time, and the item has the full score; please see whether a reason is given.
D10 = Money and number of self-evaluations
    .formula = money under self-evaluation in the text = sum of what the forms spent (or of their adjusted or initial budgets); number of projects in the text = number of forms; money under evaluation of all expenditure in the text is a budget or a spent amount of the document
    .due = documents with forms whose text states money or number of projects; documents whose text states money under evaluation of all expenditure and that have a final account of general public budget expenditure
    .caution = Fewer forms than projects may mean that only some were published, and conclude nothing; money is only checked where the numbers agree; money of all expenditure is only raised where no other figure of the document is the same and the adjusted budget was read. Abridged texts are not checked.
    .source = { -prose }
    .asks = The text does not fit the forms or the final account; please check the original and what each counts.
D11 = Full scores throughout
    .formula = a note where every indicator of a form has its full score (but for the budget's execution)
    .due = every form of self-evaluation with at least two indicators with a weight above 0
    .caution = Full scores are no error: they should be full where all targets are reached. It only asks to look at targets and results. Secret targets do not apply; forms whose weights were not fully read conclude nothing.
    .source = { -forms }
    .asks = All indicators have full scores; please see whether the targets are specific and measurable.
D12 = Project codes
    .formula = a project code has 21 digits, begins with the place's division code of 6, does not end in more than 6 zeros and is on one form only
    .due = every form of self-evaluation with a printed project code
    .caution = It only notes that a code may have been damaged in a spreadsheet, and touches no money. What is not 15 to 24 digits belongs to another system and does not apply.
    .source = { -own }
    .asks = Length or prefix of the code is unusual; a spreadsheet may have lost digits. Please check the original.
D13 = Words and indicators of a form
    .formula = a quantity in the text of the goals = the target of the indicator of that name; a quantity in the text of the results = its result
    .due = quantities in the two texts of a form that are named like an indicator and have its unit, one by one
    .caution = The name has to be the indicator's (or of one of its parts), nothing else may be meant between or before, and the unit has to be the same; where another quantity of the text agrees, or several differ among themselves, there is no mismatch. Abridged texts are not checked.
    .source = { -forms }
    .asks = { -contradiction }
D14 = Money carried over in forms
    .formula = sum of what all forms spent of money carried over ≤ carried over at the start of the year in the final account
    .due = final accounts with forms that have money carried over, and with what was carried over at the start of the year
    .caution = What forms call carried over may be quotas that were taken back and given anew, and not in the unit's carry-over, so it only asks what each counts. Where a project has two forms, or a form's unit is outside the final account, nothing is concluded.
    .source = { -own }
    .asks = The forms carried over more than the final account; please check what each counts.
D15 = Targets of one indicator
    .formula = in one sentence of goals an indicator has one target; a percentage that the text demands of an object = the target of the same name and object in the table
    .due = indicators that a sentence of goals has twice; demands of a rate in the text where the table has one indicator of that name whose object the sentence names
    .caution = The whole clause has to be the same but for the value, and nothing between may turn to other periods or parts. A rate printed as 1 in the table is 100%. Where several indicators fit nothing is concluded. Abridged texts are not checked.
    .source = { -prose }
    .asks = One indicator has two targets; please check which one holds.
D16 = Total cost and budget
    .formula = the most that a cost indicator allows in all ≥ the project's own budget
    .due = forms with an amount as the target of a total cost, and with a budget
    .caution = Only indicators that are named as the total or project cost count; unit costs, costs per head and of a part are not compared. A total cost may be that of one task, so it only asks for a look.
    .source = { -forms }
    .asks = The target of the total cost is below the project's own budget; please check the original.

E01 = Figures of earlier years in tables
    .formula = a budget or final account of an earlier year printed here = the same figure in the body's own document of that year
    .due = every amount of an earlier year in tables, where that year's document is here too
    .caution = Body, scope (department or unit), phase, table and item have to be the same; a renamed body is the same. Figures restated later are no error, but should be explained.
    .source = { -own }
    .asks = It differs from what that year's document printed; please check what each counts.
E02 = Initial budgets cited in final accounts
    .formula = an initial budget printed in a final account or form = the same figure in the body's budget of that year
    .due = every initial budget in tables of final accounts and forms, where that year's budget is here too
    .caution = Body, scope, table and item have to be the same. A “budget” that is not called initial may be the adjusted budget and concludes nothing where it differs.
    .source = { -own }
    .asks = The cited initial budget differs from the budget; please check what each counts.
E03 = Carry-over from year to year
    .formula = carried over at the end of last year's final account = carried over at the start of this year's
    .due = final accounts of two years in a row, once each for the summary and for the summary of fiscal appropriation
    .caution = Body and scope have to be the same. Corrections and reorganisations change the opening figure, and the account should explain them.
    .source = { -own }
    .asks = What was carried over at the end of last year and at the start of this year differs; please check what each counts.
E04 = Mandated tables
    .formula = every table that a budget or final account must have is there; without data it is printed empty and explained
    .due = every departmental budget and final account, every mandated table
    .caution = Not recognised is not missing: unknown tables, unreadable figures or no contents to compare with are a lack of data. Where the text says that there is nothing of it, it does not apply. Only tables with fixed names (three public expenses, government funds, state capital) are raised, where the contents are complete, all listed tables were found and neither contents nor text has it.
    .source = { -catalogues }
    .asks = A mandated table was not found; please check the original.
E05 = Mandated notes
    .formula = duties, organisation, changes, running costs, procurement, assets, three public expenses, performance, glossary and the like are all spoken of
    .due = every departmental budget and final account with a text (but for abridged ones), every mandated note
    .caution = A heading or sentence that speaks of it is enough. What was not found may have been lost or said in other words, is a lack of data and no mismatch. Documents of a unit need not list units.
    .source = { -catalogues }
    .asks = Mandated content was not found; please check the original.
E06 = Time of publication
    .formula = day of publication − day of approval ≤ 20 days
    .due = every departmental budget and final account
    .caution = Documents rarely print the day of approval: where one day is not known it cannot be verified and nothing is inferred. Calendar days count, from the day after approval.
    .source = our own rule: the time is that of local catalogues of budget disclosure (within twenty days of approval)
    .asks = It was published more than twenty days after approval.
E07 = Contents and tables
    .formula = every table listed in the contents is in the text
    .due = every table that can be recognised in the contents of a budget or final account
    .caution = Titles need not be the same to the letter; the same kind of table is enough. What was not found may have been lost, and is a lack of data.
    .source = { -own }
    .asks = Contents and tables differ; please check the original.
E08 = Blanks and zeros
    .formula = a blank basic or project expenditure is only taken as 0 where the row's total equals the other one
    .due = rows with a total and a blank basic or project expenditure in tables that have both
    .caution = Where the total proves nothing it is not known whether the blank is 0 or not published; it is a lack of data and no mismatch.
    .source = { -own }
    .asks = The total and what is printed differ, and the blank cannot be taken as 0; please see whether the document explains it.
E09 = Expenditure and expenditure from appropriation
    .formula = year's expenditure − expenditure from appropriation = other income + balance used + other money carried over at the start − distribution of surplus − other money carried over at the end
    .due = every final account with the year's expenditure in the summary and in the summary of fiscal appropriation
    .caution = { -rounding }
    .source = { -own }
    .asks = Carry-over does not explain the difference; please see whether the document does.
E10 = The same figures in two documents
    .formula = two documents of one body, year, kind and scope print the same figures for the same things
    .due = every two documents of one body, year, kind and scope that share most of their figures
    .caution = The later one may have corrected the earlier: where both have a recorded day of publication it only reminds that they differ; without days nothing is concluded and the publisher decides.
    .source = { -own }
    .asks = The same figure differs between the two documents; please check the originals.
E11 = A department and its unit
    .formula = in disclosures of one year and kind, expenditure from appropriation by item and the three public expenses of a unit ≤ those of its department
    .due = items of general public budget expenditure and of the three public expenses that both the department's and the unit's document of one year and kind print
    .caution = A department includes itself and its units, so no item can be less than that of one unit. The two documents may divide scopes otherwise than their names say, so it is not published and the publisher decides.
    .source = { -own }
    .asks = The unit's figure is more than its department's; please check both originals.
