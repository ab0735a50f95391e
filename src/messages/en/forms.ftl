### Family D: forms of self-evaluation and scorecards.

# What a form is called: by the project that it is of.
form-of-project = form of “{ $name }”
name-missing = (name missing)
side-score = score
side-weight = weight

form-weights = { $form }: total of the weights
side-printed-weights = printed total of the weights
side-sum-of-weights = sum of the indicators' weights
side-weights-should-be-hundred = the sum of the indicators' weights is this number too and should be 100
form-total-score = { $form }: total score and the sum of the scores
side-printed-score = printed total score
side-sum-of-scores = sum of the scores
score-and-weight = { $form } “{ $name }”: score and weight
all-full = { $form }: whether every indicator has its full score
all-scores-are-full = { $count ->
    [one] the score of { $count } indicator equals its weight
   *[other] the scores of { $count } indicators all equal their weights
}
side-sum-of-indicator-scores = sum of the indicators' scores

form-rate = { $form }: rate of execution
form-rate-reckoned = spent { $spent } ÷ adjusted budget { $budget } = { $rate }
form-budget-zero = the adjusted budget is 0, nothing to compare
form-rate-score = { $form }: score of the rate of execution
form-score-of-rate = rate × weight { $weight } = { $score }
form-score-of-printed-rate = weight { $weight } × printed rate { $rate } = { $score }
form-funds = { $form }: { $phase }, total funds and the sum of the sources
side-printed-rate = printed rate of execution
side-printed-rate-score = printed score of the rate of execution
side-spent-over-budget = spent ÷ adjusted budget
side-weight-times-rate = weight × rate of execution
side-form-total = total funds of the year
side-initial-budget = initial budget
side-full-year-budget = adjusted budget
side-full-year-spent = spent in the year

grade-of-form = { $form }: grade and total score
grade-in-text = grade and score in the text
grade-expected = a score of { $score } has the grade “{ $grade }”
side-grade = grade

remark-and-score = { $form } “{ $name }”: remarks and score
remark-admits = the row says “{ $word }”, and has the full score
text-and-score = { $table } “{ $name }”: text and score
text-admits = the text says: { $what }; the item has the full score
admitted-late = some tasks were not finished in time
admitted-vague = the indicators are not specific or clear enough
side-remark = completion and remarks

target-and-score = { $form } “{ $name }”: target, result and score
target-without-reason = weight { $weight }, score { $score }, no reason for the shortfall
target-missed = target { $target }, result { $actual }, weight { $weight }, score { $score }
side-target-and-actual = target and result

text-and-value = { $form } “{ $name }”: { $said } and { $value }
text-and-value-differ = the text says { $said }, the indicator { $value }
side-text-of-indicator = { $text } ({ $name })
side-goal-text = text of the goals
side-done-text = text of the results
side-target = target
side-actual = result

project-code = { $form }: project code
code-length = the code has { $digits } digits, usually { $usual }
code-zeros = it ends in { $zeros } zeros; a spreadsheet may have lost the last digits
code-division = the first 6 digits are not the place's division code { $division }
code-twins = { $count ->
    [one] { $count } other form prints the same code
   *[other] { $count } other forms print the same code
}
side-project-code = project code

evaluated-projects = number of self-evaluated projects in the text and number of forms
forms-attached = forms attached: { $count }
side-stated-count = number in the text
side-forms = number of forms
evaluated-money = money under self-evaluation in the text and the sum of the forms
forms-come-to = { $what } { $sum }
side-stated-money = money stated in the text
side-forms-spent = sum of what the forms spent in the year
side-forms-budget = sum of the forms' adjusted budgets
side-forms-initial = sum of the forms' initial budgets
overall-money = money under evaluation of all expenditure in the text
overall-not-found = no other figure of the document is the same: neither the adjusted budget nor what was spent
overall-budget-unread = the adjusted budget of all expenditure was not read; it may be that
side-overall-stated = general public budget expenditure stated in the text

carried-into-forms = money carried over in the forms and in the final account
side-forms-carried = sum of what the forms spent of money carried over

aims-in-one-sentence = two targets in one sentence: “{ $name }”
aims-differ = first { $first }, then { $second }
aims-turn = between the two the sentence turns to another project, time or part
side-first-aim = first target
side-second-aim = second target
aim-and-table = text and table of targets: the target of “{ $name }”
aim-and-table-differ = the text says { $said }, the table prints { $printed }
side-aim-in-text = target in the text
side-aim-in-table = target in the table

cost-and-budget = { $form }, “{ $name }” and the budget
side-project-budget = budget of the project
