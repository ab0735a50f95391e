//! What would help: for everything that was lost, the line, word or header that would have been understood.

use std::collections::BTreeMap;

use super::{Inspection, TableView};
use crate::diagnostic::Code;
use crate::model::{ColumnRole, ColumnTrail, Identity, Reason, Severity, TableForm};
use crate::taxonomy::nearest_statement;

/// One thing that would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The table that it is about, counted from 0.
    pub table: Option<usize>,
    /// In English, for the command line.
    pub english: String,
    /// In Chinese, for the report.
    pub chinese: String,
}

/// The most pieces of advice. Whoever has followed these asks again.
const MOST: usize = 60;

/// Everything that would help: what concerns the whole document, then titles, header words, units, rows.
pub(super) fn all(inspection: &Inspection<'_>) -> Vec<Advice> {
    let mut all = Vec::new();
    of_file(inspection, &mut all);
    if !inspection.disclosure.trail.tables.is_empty() {
        of_identity(&inspection.disclosure.identity, &mut all);
    }
    for (at, table) in inspection.tables.iter().enumerate() {
        of_table(inspection, at, table, &mut all);
    }
    of_words(inspection, &mut all);
    all.truncate(MOST);
    all
}

/// What the reader had to say of the file.
fn of_file(inspection: &Inspection<'_>, all: &mut Vec<Advice>) {
    for one in &inspection.record.diagnostics {
        let chinese = match one.code {
            Code::NoText => {
                "有些页是图片，没有文字：请发布打印成文件的原件而不是扫描件，或者在配置里接上识别程序（[read] ocr）。"
            }
            Code::Unnamed => {
                "有些字体没有说明字符是什么字，含有这些字的格子没有读：请重新导出 PDF，并嵌入 Unicode 对照表。"
            }
            Code::ScannedText => "文字是机器从图片上认出来的：用之前请与图片核对。",
            Code::Damaged | Code::Truncated => "文件可能不完整：请重新下载，并核对页数。",
            Code::Encrypted => "文件要密码才能打开：请发布不带密码的文件。",
            Code::NotText | Code::UnknownFormat => "不认识这种文件：请另存为 UTF-8 文本或带文字的 PDF。",
            _ => continue,
        };
        if one.severity != Severity::Info {
            let english = format!("{}: {}", one.message, one.help);
            all.push(Advice { table: None, english, chinese: chinese.to_owned() });
        }
    }
}

fn of_identity(identity: &Identity, all: &mut Vec<Advice>) {
    let missing = [
        (identity.body.is_empty(), "body = \"…\"", "单位"),
        (identity.fiscal_year == 0, "fiscal_year = 2024", "年度"),
        (identity.kinds.is_empty(), "kind = \"final\"", "种类（预算、决算或绩效）"),
    ];
    let missing: Vec<_> = missing.iter().filter(|(is, ..)| *is).collect();
    if missing.is_empty() {
        return;
    }
    let lines = missing.iter().map(|(_, line, _)| *line).collect::<Vec<_>>().join(", ");
    let words = missing.iter().map(|(.., word)| *word).collect::<Vec<_>>().join("、");
    all.push(Advice {
        table: None,
        english: format!(
            "the text does not say who, when or what: write {lines} into the file's .toml beside it"
        ),
        chinese: format!("没有读出{words}：请在旁边的同名 .toml 里写上 {lines}"),
    });
}

fn of_table(inspection: &Inspection<'_>, at: usize, table: &TableView<'_>, all: &mut Vec<Advice>) {
    let mut say = |english: String, chinese: String| all.push(Advice { table: Some(at), english, chinese });
    let place = inspection.document().places.span(table.trail.span);
    let name = table.name();
    match table.unrecognised {
        Some(Reason::LayoutsTie) => {
            let best = table.trail.scores.first().map_or(0, |(_, score)| *score);
            let both: Vec<&str> =
                table.trail.scores.iter().filter(|(_, score)| *score == best).map(|(id, _)| *id).collect();
            say(
                format!(
                    "`{name}` ({place}) fits {} equally well: tell us which is right",
                    both.join(" and ")
                ),
                format!("“{name}”用 {} 都读得通，分不出哪种对：请告诉我们", both.join("、")),
            );
        }
        Some(_) => {
            let (english, chinese) = unrecognised(inspection, table, &place);
            say(english, chinese);
        }
        None => {
            for (reason, lost) in &table.unreadable {
                if let Some((english, chinese)) = of_reason(*reason, table.trail.odd_unit) {
                    let first = lost
                        .first()
                        .map_or_else(String::new, |one| inspection.document().places.name(&one.locator));
                    say(
                        format!("`{name}`: {} number(s) from {first}: {english}", lost.len()),
                        format!("“{name}”有 {} 个数没有读出：{chinese}", lost.len()),
                    );
                }
            }
        }
    }
}

/// Why no layout takes a table, in words that say what one would.
fn unrecognised(inspection: &Inspection<'_>, table: &TableView<'_>, place: &str) -> (String, String) {
    let trail = table.trail;
    let opening = &trail.opening;
    if let Some(statement) = trail.statement {
        let (id, label) = (statement.id(), statement.label());
        return if trail.form == TableForm::NoHeader {
            (
                format!(
                    "`{}` is {id}, but no header row was understood above `{opening}`: expected a row with words such as 项目, 科目编码, 合计",
                    trail.title
                ),
                format!(
                    "“{}”是{label}，但没有认出表头（开头是“{opening}”）：表头里要有“项目”“科目编码”“合计”这样的词",
                    trail.title
                ),
            )
        } else {
            (
                format!(
                    "`{}` is {id}, but no layout takes it: expected a column of names and a column whose header names an amount, such as 合计 or 决算数",
                    trail.title
                ),
                format!(
                    "“{}”是{label}，但没有一种版式读得了：要有一栏名称，和一栏表头说明是什么金额（如“合计”“决算数”）",
                    trail.title
                ),
            )
        };
    }
    let Some((line, title)) = &trail.candidate else {
        let (english, chinese) = nearest_words(opening);
        return (
            format!(
                "no title above {place} (it opens with `{opening}`): expected a line like 收入支出决算总表 within 8 lines above{english}"
            ),
            format!(
                "表（开头是“{opening}”）上面 8 行之内没有标题：要有一行像“收入支出决算总表”那样的标题{chinese}"
            ),
        );
    };
    let line = inspection.document().places.line(*line);
    let (english, chinese) = nearest_words(title);
    (
        format!(
            "title `{title}` ({line}) names no known statement{english}: the line for vocabulary.csv is below"
        ),
        format!("标题“{title}”说的不是已知的报表{chinese}：要加进 vocabulary.csv 的一行见下"),
    )
}

/// The statement that a title comes nearest to, and what it lacks, in English and Chinese; empty where there is none.
fn nearest_words(title: &str) -> (String, String) {
    let Some((statement, missing)) = nearest_statement(title) else { return Default::default() };
    let words: Vec<String> = missing.iter().map(|word| either(word).join(" or ")).collect();
    (
        format!("; nearest statement {} (it lacks {})", statement.id(), words.join(", ")),
        format!("；最接近的是“{}”，还缺{}", statement.label(), spoken(missing.into_iter())),
    )
}

/// The words of a pattern in Chinese: `“收支”或“收入支出”、“总表”`. What must not be there goes without saying.
pub(super) fn spoken<'p>(words: impl Iterator<Item = &'p str>) -> String {
    let quoted =
        |word: &str| either(word).into_iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().join("或");
    words.filter(|word| !word.starts_with('!')).map(quoted).collect::<Vec<_>>().join("、")
}

/// The words of which one must be there, without the marks of the pattern language.
fn either(word: &str) -> Vec<String> {
    let bare = |one: &str| one.chars().filter(|c| !matches!(c, '$' | '^' | '=' | '(')).collect::<String>();
    let mut all: Vec<String> = word.split('|').map(bare).collect();
    all.dedup();
    all
}

/// What a publisher can do about a reason; `None` where unknown header words, listed apart, are the cause.
fn of_reason(reason: Reason, odd_unit: bool) -> Option<(&'static str, &'static str)> {
    Some(match reason {
        Reason::NoMeaning => return None,
        Reason::NoUnit if odd_unit => (
            "its unit is none known, or more than one: print 单位：万元 or 单位：元",
            "单位既不是万元也不是元：请印“单位：万元”或“单位：元”",
        ),
        Reason::NoUnit => (
            "no unit printed: expected 单位：万元 or 单位：元 between title and table",
            "没有印单位：标题和表格之间要有“单位：万元”或“单位：元”",
        ),
        Reason::NoLabel => (
            "their rows have no name: the first column, or the one under 项目, must say what the row is",
            "所在的行没有名称：请在第一栏或“项目”栏写明这一行是什么",
        ),
        Reason::OtherLength => (
            "their rows have another number of cells than the header: keep blank cells",
            "所在的行格数与表头不同：空格也要保留",
        ),
        Reason::TextInAmounts => (
            "words stand beside the number: leave the number alone in its cell",
            "金额栏里夹着文字：数字请单独占一格",
        ),
        Reason::FundsUncertain => (
            "the funds block has columns that are not certain: print 年初预算数, 全年预算数, 全年执行数 above them",
            "资金部分的栏目不能确定：请在上面印出“年初预算数”“全年预算数”“全年执行数”",
        ),
        Reason::NoItem => (
            "their rows name no item of 三公: expected 因公出国（境）, 公务用车, 公务接待",
            "所在的行没有说明是“三公”哪一项：要写“因公出国（境）”“公务用车”“公务接待”",
        ),
        Reason::HeaderUnknown => (
            "not all header words are known: the lines for vocabulary.csv are below; in a text whose cells are broken over lines, give the original file",
            "表头有不认识的词：要加进 vocabulary.csv 的几行见下；格子断成多行的文本，请改用原文件",
        ),
        Reason::BrokenDigits
        | Reason::TooFewNumbers
        | Reason::SumsDisagree
        | Reason::HalfUncertain
        | Reason::NameUncertain => (
            "the text has lost the cells of the table: give the original file (PDF, Excel, Word) instead of text copied from it",
            "文本里表格的格子已经断开：请直接用原来的 PDF、Excel 或 Word 文件，不要用复制出来的文字",
        ),
        Reason::Unaccounted => (
            "the program saw them and has no account of them: this is a defect, please report it",
            "程序看到了这些数，却没有归到任何一处：这是程序的缺陷，请告诉我们",
        ),
        Reason::Unsaid | Reason::LayoutsTie | Reason::NoLayout => return None,
    })
}

/// Header words that are not known, in tables that are known otherwise, once each.
fn of_words(inspection: &Inspection<'_>, all: &mut Vec<Advice>) {
    let mut words: BTreeMap<(usize, &str), (usize, Vec<String>)> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let losing = |table: &TableView<'_>| {
        table.trail.statement.is_some() && table.unreadable.contains_key(&Reason::NoMeaning)
    };
    let known = inspection.tables.iter().enumerate().filter(|(_, table)| losing(table));
    for (at, table) in known {
        let lost = |column: &&ColumnTrail| column.role == ColumnRole::Unknown && column.numbers > 0;
        for column in table.trail.columns.iter().filter(lost) {
            let home = *first.entry(&column.unknown).or_insert(at);
            let entry = words.entry((home, &column.unknown)).or_default();
            entry.0 += column.numbers;
            entry.1.push(format!("{} c{}", table.name(), column.column));
        }
    }
    for ((at, word), (numbers, columns)) in words {
        let (english, chinese) = of_word(word, numbers, &columns);
        all.push(Advice { table: Some(at), english, chinese });
    }
}

fn of_word(word: &str, numbers: usize, columns: &[String]) -> (String, String) {
    let place = columns.first().map_or("", String::as_str);
    let (more, more_chinese) = match columns.len() {
        0 | 1 => (String::new(), String::new()),
        several => (format!(" and {} more", several - 1), format!("等 {several} 栏")),
    };
    if word.is_empty() {
        return (
            format!(
                "a column has no header ({place}{more}, {numbers} numbers): print a header word above it"
            ),
            format!("有一栏没有表头（{place}{more_chinese}，{numbers} 个数）：请在上面印出表头"),
        );
    }
    (
        format!(
            "header word `{word}` is unknown ({place}{more}, {numbers} numbers): the line for vocabulary.csv is below"
        ),
        format!(
            "不认识表头“{word}”（{place}{more_chinese}，{numbers} 个数）：要加进 vocabulary.csv 的一行见下"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_spoken() {
        assert_eq!(spoken("^收支|收入 表$|表( !目标".split(' ')), "“收支”或“收入”、“表”");
        let (english, chinese) = nearest_words("一般公共预算拨款收支情况");
        assert!(english.contains("(it lacks ") && chinese.contains("还缺“"), "{english} {chinese}");
        assert_eq!(nearest_words("食堂菜单").0, "");
    }
}
