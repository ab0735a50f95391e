//! Tables as XLSX, for readers whose spreadsheet knows no more of a CSV than that it has commas: texts are texts, numbers are
//! numbers with the decimals that are printed, and a first sheet says what it all is. The same rows give the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::lines::exact;
use super::schema::{Column, File, Type};
use crate::config::Site;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::{Department, Status, TableState};

/// The most rows of a sheet below its head. A spreadsheet takes more, but the library holds every cell until the book is
/// written, some 2.5 KB a row.
pub(crate) const MOST_ROWS: u32 = 150_000;

/// The most characters that a cell of a spreadsheet holds.
const MOST_CHARACTERS: usize = 32_767;

/// The most decimals for which there is a format.
const MOST_DECIMALS: usize = 10;

/// What a workbook is about.
pub(crate) struct About<'a> {
    /// What it holds.
    pub(crate) title: String,
    /// Where it belongs on the site; empty where the site does not know its address.
    pub(crate) address: String,
    /// The site.
    pub(crate) site: &'a Site,
    /// More lines: words and what they say.
    pub(crate) more: Vec<(&'static str, String)>,
}

/// Hands over the rows of a sheet, one by one.
pub(crate) type Feed<'s> = dyn Fn(&mut dyn FnMut(&[String])) -> Result<()> + 's;

/// A sheet: its name, the file whose columns it has, and its rows.
pub(crate) struct Sheet<'s> {
    pub(crate) name: &'static str,
    pub(crate) file: &'s File,
    pub(crate) rows: Box<Feed<'s>>,
}

/// What is said of a body: who it is, and of which years there is what.
pub(crate) fn of_body(department: &Department, ledger: &Ledger) -> Vec<(&'static str, String)> {
    let mut more = vec![
        ("部门", department.name.clone()),
        ("部门编号", department.id.to_string()),
        ("地区", department.division_name.clone()),
    ];
    let held: BTreeMap<i32, BTreeSet<&str>> =
        ledger.records_of(&department.id).fold(BTreeMap::new(), |mut held, record| {
            let kinds = record.identity.kinds.iter().map(|kind| kind.label());
            held.entry(record.identity.fiscal_year).or_default().extend(kinds);
            held
        });
    for (year, kinds) in &held {
        more.push(("已收录", format!("{year} 年：{}", kinds.iter().copied().collect::<Vec<_>>().join("、"))));
    }
    for gap in &department.not_published {
        more.push(("未公开", format!("{} 年{}：{}", gap.year, gap.kind.label(), gap.note)));
    }
    more.push(("未收录", "上面没有列出的年度和种类，本站没有收录文件，不表示没有公开".to_owned()));
    more
}

/// A workbook; nothing where a sheet would be too long for any spreadsheet.
///
/// # Errors
/// When the library refuses a sheet, which a test would see.
pub(crate) fn workbook(about: &About<'_>, sheets: &[Sheet<'_>]) -> Result<Option<Vec<u8>>> {
    let mut book = begun(about, sheets).map_err(broken)?;
    let formats = Formats::new();
    for sheet in sheets {
        if !fill(book.add_worksheet(), sheet, &formats)? {
            return Ok(None);
        }
    }
    book.save_to_buffer().map(Some).map_err(broken)
}

/// A workbook with its first sheet.
fn begun(about: &About<'_>, sheets: &[Sheet<'_>]) -> std::result::Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The library would ask the clock.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&about.title).set_author(&about.site.name);
    book.set_properties(&properties.set_creation_datetime(&day));
    explain(book.add_worksheet(), about, sheets, &Formats::new())?;
    Ok(book)
}

/// A workbook of one sheet with words and what they say.
pub(crate) fn notice(lines: &[(&str, &str)]) -> Result<Vec<u8>> {
    let made = || -> std::result::Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(
            &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
        );
        let sheet = book.add_worksheet();
        sheet.set_name("说明")?;
        sheet.set_column_width(1, 90)?;
        for ((words, said), row) in lines.iter().zip(0..) {
            sheet.write_string(row, 0, *words)?;
            sheet.write_string(row, 1, *said)?;
        }
        book.save_to_buffer()
    };
    made().map_err(broken)
}

fn broken(error: XlsxError) -> Error {
    Error::Broken(format!("a workbook cannot be made: {error}"))
}

/// How cells look.
struct Formats {
    head: Format,
    text: Format,
    /// By the number of decimals.
    numbers: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let of = |decimals: usize| match decimals {
            0 => "0".to_owned(),
            _ => format!("0.{}", "0".repeat(decimals)),
        };
        Self {
            head: Format::new().set_bold(),
            text: Format::new().set_num_format("@"),
            numbers: (0..=MOST_DECIMALS).map(|n| Format::new().set_num_format(of(n))).collect(),
        }
    }
}

/// Fills a sheet, row by row. Says whether all rows found room.
fn fill(sheet: &mut Worksheet, of: &Sheet<'_>, formats: &Formats) -> Result<bool> {
    head(sheet, of, formats).map_err(broken)?;
    let (mut last, mut done) = (0_u32, Ok(()));
    (of.rows)(&mut |row| {
        last = last.saturating_add(1);
        let mut cells = row.iter().zip(of.file.columns).zip(0..);
        if done.is_ok() && last <= MOST_ROWS {
            done = cells.try_for_each(|(one, to)| cell(sheet, (last, to), (one.0, one.1), formats));
        }
    })?;
    done.map_err(broken)?;
    if last > MOST_ROWS {
        return Ok(false);
    }
    let width = u16::try_from(of.file.columns.len()).unwrap_or(1).saturating_sub(1);
    sheet.autofilter(0, 0, last, width).map_err(broken)?;
    Ok(true)
}

/// The names of the columns, which stay in sight.
fn head(sheet: &mut Worksheet, of: &Sheet<'_>, formats: &Formats) -> std::result::Result<(), XlsxError> {
    sheet.set_name(of.name)?;
    for (column, at) in of.file.columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, column.name, &formats.head)?;
        sheet.set_column_width(at, if column.kind == Type::Text { 18 } else { 12 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Writes a cell: never a formula, whatever it begins with.
fn cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    (text, column): (&str, &Column),
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if column.kind != Type::Text
        && let Some(number) = exact(text)
    {
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let format = formats.numbers.get(decimals).unwrap_or(&formats.numbers[MOST_DECIMALS]);
        sheet.write_number_with_format(row, at, number, format)?;
        return Ok(());
    }
    let short: String = text.chars().take(MOST_CHARACTERS / 2).collect();
    let text = if text.chars().count() > MOST_CHARACTERS { short.as_str() } else { text };
    sheet.write_string_with_format(row, at, text, &formats.text)?;
    Ok(())
}

/// The first sheet: what it is, how to read it, where it is from, what one may do with it.
fn explain(
    sheet: &mut Worksheet,
    about: &About<'_>,
    sheets: &[Sheet<'_>],
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name("说明")?;
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 90)?;
    let mut lines: Vec<(String, String)> = vec![("标题".into(), about.title.clone())];
    lines.extend(about.more.iter().map(|(words, said)| ((*words).to_owned(), said.clone())));
    let site = about.site;
    let whose =
        if site.official { site.operator.clone() } else { format!("{}（非官方网站）", site.name) };
    lines.push(("整理".into(), whose));
    lines.push(("网址".into(), about.address.clone()));
    lines.push(("许可".into(), [site.licence.as_str(), &site.licence_url].join(" ")));
    lines.push(("来源".into(), "由政府部门公开的文件逐格识别、核对；每行的 document、locator、quote 是文件、位置和原文。数字以原件为准。".into()));
    lines.push(("单位".into(), "amount 为原文数字，单位在 unit 列；amount_wan 为精确折合的万元，不是金额的为空。编号、编码都是文本；超过 15 位的数字也是文本，以免表格软件改动末位。".into()));
    for status in Status::ALL {
        lines.push((format!("status = {}", status.id()), status.label().to_owned()));
    }
    lines.push(("blank".into(), "原文单元格空白的不成一行；整张表空白见“报表”的 state".into()));
    for state in TableState::ALL {
        lines.push((format!("state = {}", state.id()), state.label().to_owned()));
    }
    for own in sheets {
        lines.push((format!("工作表“{}”", own.name), own.file.description.to_owned()));
        lines.extend(own.file.columns.iter().map(|column| (column.name.to_owned(), column.title.to_owned())));
    }
    for ((words, said), row) in lines.iter().filter(|(_, said)| !said.is_empty()).zip(0..) {
        sheet.write_string_with_format(row, 0, words, &formats.head)?;
        sheet.write_string_with_format(row, 1, said, &formats.text)?;
    }
    Ok(())
}
