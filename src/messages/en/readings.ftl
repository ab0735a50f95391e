### Charitable readings: how two figures that do not agree may both be right. Only the publisher sees them.

reading-certainty = the reading is not certain
reading-name-unsure = the name of “{ $name }” is not fully understood
reading-code-unlike-name = code { $code } is not usually “{ $name }”; a wrong row may have been read
reading-other-scope = different scopes: one is a department's, the other a unit's
reading-other-units = the two belong to different units: { $left }, { $right }
reading-other-departments = the two belong to different departments
reading-other-funds = the two count different funds

reading-cut = digits cut off, or a last digit off by one
reading-cut-off = if digits were cut off and not rounded, or a last digit is off by one, both can be right

reading-plug = a share made up to a hundred percent
reading-plugged = the shares add up to exactly 100%; this one may be what was left

reading-whole = a share of another whole
reading-whole-other = the share is exact against { $whole } ({ $name }), which the document prints too; which whole is meant is not said
reading-whole-listed = the share is exact against the sum of the items that the sentence gives shares of; which whole is meant is not said

reading-factor = exactly twice, or ten thousand times
reading-twice = one is exactly twice the other; a total may have been added to its parts
reading-ten-thousand = one is exactly ten thousand times the other; the table's unit may not be the one that was read

reading-rows = a row counted twice, left out, or a subtotal
reading-row-twice = the difference is exactly the row “{ $name }”; it may be within other rows, or a subtotal
reading-rows-twice = the difference is exactly the rows “{ $name }” and “{ $other }”; they may be within other rows
reading-row-left-out = the difference is exactly the row “{ $name }”, which was not counted

reading-carried = with or without what was carried over
reading-carried-row = the difference is exactly “{ $name }”; one side may count what was carried over, the other not

reading-reserve = money listed apart, such as a reserve
reading-apart = the difference is exactly “{ $name }”, which is listed apart

reading-twin = department or unit
reading-twin-scope = “{ $name }” counted for { $whose } is exactly the other figure

reading-elsewhere = the figure belongs to another item
reading-other-subject = { $figure } is also the figure of “{ $name }” in { $table }, which may be meant

reading-unlike = perhaps not of the same
reading-unlike-amounts = two passages give two amounts that do not look like a slip and share no other amount; scope, range or period may differ

reading-sign = as large, in the other direction
reading-direction-elsewhere = both are as large and go opposite ways; the direction may be written elsewhere
