### Family E: a document against the others of its body, and against what its kind must contain.

prior-year = { $table } “{ $name }”: the figure of { $year } and the document of that year
initial-budget = { $table } “{ $name }”: the initial budget of { $year } and the document of that year
cited-not-found = the same figure was not found in the { $year } { $kind }
cited-several = { $count ->
    [one] { $count } figure of the { $year } { $kind } may be meant
   *[other] { $count } figures of the { $year } { $kind } may be meant
}
side-here-printed = printed here
side-cited = printed in the { $year } { $kind }

carryover = { $name }: carried over at the start of the year and at the end of the year before
carryover-not-found = this figure was not found in the final account of the year before
side-opening = start of this year
side-closing = end of last year

unspent = the year's expenditure less expenditure from appropriation
unspent-unread = what was carried over at the start or the end, or the year's income, was not fully read, or other items are listed
unspent-reckoned = year's expenditure { $spent } − expenditure from appropriation { $granted } = { $gap }; other income and what was carried over come to { $other }
side-year-spent = year's expenditure
side-granted = expenditure from appropriation
side-granted-and-other = expenditure from appropriation and other sources

mandated = mandated content: { $what }
mandated-table = { $table }
table-stated-empty = an empty table, and said to be one
table-blank = the table is there, without data, and no explanation was read
table-not-due = no such table; the text says that there is nothing of it
table-missing = neither the contents nor the text has this table, and nothing explains it
table-unproven = no such table was seen, and no complete contents to compare with
table-unreadable = the table is there and could not be read
table-perhaps-unread = no such table was seen, but something in the document could not be read
side-seen = seen
topic-not-found = not found in the text
topic-duties = main duties
topic-organisation = organisation
topic-staff = posts and staff
topic-units = units that the document covers
topic-changes = changes of income and expenditure
topic-running-cost = running costs of the office
topic-procurement = government procurement
topic-assets = state-owned assets
topic-three-public = notes on the three public expenses
topic-performance = performance
topic-glossary = glossary

deadline = day of publication and day of approval
approved-and-published = approved { $approved }, published { $published }
deadline-unknown = cannot be verified: { $dates }
deadline-published-first = { $dates }: published before it was approved, please check the days
deadline-kept = { $dates }, { $days } days apart
deadline-missed = { $dates }, { $days } days apart, more than { $most } days
day-unknown = unknown
side-published = published { $day }
side-approved = approved { $day }

listed = listed in the contents: { $title }
table-not-found = this table was not found in the text
side-listed = listed in the contents
side-seen-in-text = seen in the text

blanks-in-row = { $table }, row “{ $name }”: blank { $blank }
blanks-are-nothing = the total equals what is printed; the blanks can be taken as 0
blanks-are-something = the total is more than what is printed; the blanks cannot be taken as 0
side-sum-of-printed = sum of what is printed

same-figure-in-both = { $name }: the same figure in two documents
same-figures-in-both = the same figures in two documents
other-document = the other document: { $title }
side-undated-document = the one without a recorded day of publication
side-document-of-day = the one published { $day }

unit-and-department = unit and department: { $name }
side-unit = unit
side-department = department
