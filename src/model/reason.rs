//! Reasons: why a number, or a whole table, could not be given a meaning.

use super::vocabulary::vocabulary;

vocabulary! {
    /// Why something printed is not published as a figure. Ids are written to `unreadable.csv`.
    Reason {
        NoMeaning => "no_column_or_row_says_what_it_is", "行和列都没有说明这个数是什么";
        NoLabel => "row_without_label", "这一行没有名称";
        OtherLength => "row_with_another_number_of_cells_than_the_header", "这一行的格数与表头不同";
        TextInAmounts => "text_in_the_amount_column", "金额栏里是文字";
        NoUnit => "no_unit_printed", "没有印出单位";
        FundsUncertain => "columns_of_the_funds_block_not_certain", "资金部分的栏目不能确定";
        NoItem => "row_names_no_item_of_three_public", "这一行没有说明是“三公”哪一项";
        HeaderUnknown => "header_words_not_all_known", "表头有不认识的词";
        BrokenDigits => "digits_make_no_whole_number", "断开的数字拼不成一个完整的数";
        TooFewNumbers => "row_with_fewer_numbers_than_columns", "这一行的数字比表头的栏目少";
        SumsDisagree => "broken_row_whose_numbers_do_not_add_up", "这一行被断成几行，拼起来各数不平";
        HalfUncertain => "half_of_the_table_not_certain", "不能确定属于表的左半还是右半";
        NameUncertain => "name_not_told_from_the_text_around_it", "分不清名称和周围的说明文字";
        LayoutsTie => "two_layouts_fit_equally_well", "有两种读法，分不出哪种对";
        Unsaid => "sentence_does_not_say_what_it_is", "正文没有说清这个数是什么";
        Unaccounted => "seen_and_not_accounted_for", "看到了，但没有归到任何一处";
        NoLayout => "title_and_header_fit_no_statement", "标题和表头不符合任何已知报表";
    }
}

impl Reason {
    /// The reason as English words, for the command line.
    pub fn words(self) -> String {
        self.id().replace('_', " ")
    }
}
