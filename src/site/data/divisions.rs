//! Workbooks of divisions: everything that documents of one year say of its bodies, in one file.

use std::collections::BTreeMap;

use super::super::{House, Job};

/// A division in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The code of the division.
    code: String,
    /// Its name.
    name: String,
    /// The year of the documents.
    year: String,
    /// How many rows of figures it has.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    facts: usize,
}

impl Part {
    /// The address of its workbook.
    pub(crate) fn path(&self) -> String {
        format!("data/divisions/{}-{}.xlsx", self.code, self.year)
    }

    /// What it is called.
    pub(crate) fn title(&self) -> String {
        format!("{} {} 年", self.name, self.year)
    }
}

/// Divisions and years of which there are figures, where workbooks of them are wanted. What is of no division, or of no year, is in the
/// tables of all alone.
pub(crate) fn parts(house: &House<'_>) -> Vec<Part> {
    const PARTS: &str = "part:facts/";
    if !house.has_division_workbooks() {
        return Vec::new();
    }
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for body in house.gathered.list("data") {
        let text = |name: &str| body[name].as_str().unwrap_or_default();
        if !text("division_name").is_empty() {
            names.entry(text("division")).or_insert(text("division_name"));
        }
    }
    let part = |(part, facts): (&str, usize)| {
        let (code, year) = part.rsplit_once('-').filter(|(code, year)| *code != "0" && *year != "0")?;
        let name = names.get(code).copied().unwrap_or(code).to_owned();
        Some(Part { code: code.to_owned(), name, year: year.to_owned(), facts })
    };
    house.gathered.numbers(PARTS).filter_map(part).collect()
}

/// The work of making them; their rows are looked through once for all.
#[cfg(feature = "xlsx")]
pub(crate) fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let wanted = house.has_division_workbooks();
    let job = || Job::several("data/divisions", move |tray| books::write(house, tray));
    wanted.then(job).into_iter().collect()
}

/// Without the feature there are none.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn jobs<'h>(_: &'h House<'h>) -> Vec<Job<'h>> {
    Vec::new()
}

#[cfg(feature = "xlsx")]
mod books {
    use std::collections::{BTreeMap, BTreeSet};

    use rayon::prelude::*;

    use super::super::figures::cells;
    use super::super::schema::FILES;
    use super::super::workbook::{About, MOST_ROWS, Sheet, workbook};
    use super::super::{FACTS, elsewhere};
    use super::{House, Part, parts};
    use crate::error::Result;
    use crate::site::{Rows, Tray};

    /// The sheets, and the files that they are of.
    const SHEETS: &[(&str, &str)] = &[
        ("数字", "facts"),
        ("报表", "statements"),
        ("文件", "documents"),
        ("部门", "departments"),
        ("绩效指标", "indicators"),
        ("自评项目", "projects"),
        ("核对", "findings"),
        ("无法识别", "unreadable"),
        ("更正", "corrections"),
    ];

    /// The bodies of a division by their places, each with the documents of a year.
    type Held = BTreeMap<usize, BTreeSet<String>>;

    /// Writes the workbooks.
    pub(super) fn write(house: &House<'_>, tray: &Tray<'_>) -> Result<()> {
        let held = held(house)?;
        parts(house).par_iter().try_for_each(|part| {
            let Some(held) = held.get(&(part.code.clone(), part.year.clone())) else { return Ok(()) };
            match book(house, part, held)? {
                Some(bytes) => tray.put(&part.path(), || Ok(bytes)),
                None => Ok(()),
            }
        })
    }

    /// Which bodies have documents of which division and year.
    fn held(house: &House<'_>) -> Result<BTreeMap<(String, String), Held>> {
        let mut all: BTreeMap<(String, String), Held> = BTreeMap::new();
        for at in 0..house.rows.owners().len() {
            let Some(division) = rows_of(house, at, "departments")?.into_iter().next() else { continue };
            let division = cell("departments", "division", &division).to_owned();
            for row in rows_of(house, at, "documents")? {
                let year = cell("documents", "fiscal_year", &row).to_owned();
                let document = cell("documents", "document", &row).to_owned();
                all.entry((division.clone(), year)).or_default().entry(at).or_default().insert(document);
            }
        }
        Ok(all)
    }

    /// The rows that a body gives to a file that is small.
    fn rows_of(house: &House<'_>, at: usize, file: &'static str) -> Result<Vec<Vec<String>>> {
        let mut all = Vec::new();
        for rows in house.rows.rows_of(at..at + 1, file) {
            all.extend(cells(file, &rows?).collect::<Result<Vec<_>>>()?);
        }
        Ok(all)
    }

    /// A cell of a row.
    fn cell<'r>(file: &str, column: &str, row: &'r [String]) -> &'r str {
        let file = FILES.iter().find(|one| one.name == file);
        let at = file.and_then(|file| file.columns.iter().position(|one| one.name == column));
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// The workbook of a division in a year.
    fn book(house: &House<'_>, part: &Part, held: &Held) -> Result<Option<Vec<u8>>> {
        let title = format!("{}：全部公开数字", part.title());
        if part.facts > MOST_ROWS as usize {
            return elsewhere(&title, "各部门的工作簿也在“数据”页上。");
        }
        let sheet = |&(name, of): &(&'static str, &'static str)| {
            let file = FILES.iter().find(|one| one.name == of)?;
            let rows = Box::new(move |take: &mut dyn FnMut(&[String])| feed(house, part, held, of, take));
            Some(Sheet { name, file, rows })
        };
        let sheets: Vec<Sheet<'_>> = SHEETS.iter().filter_map(sheet).collect();
        let about = About {
            title: title.clone(),
            address: house.absolute(crate::site::routes::DATA),
            site: house.config,
            more: vec![
                ("地区", part.name.clone()),
                ("行政区划代码", part.code.clone()),
                ("年度", format!("{} 年的文件，其中也有上年的数字", part.year)),
                ("部门", format!("{} 个，见“部门”", held.len())),
                ("未收录", "没有列出的部门和文件，本站没有收录，不表示没有公开".to_owned()),
            ],
        };
        match workbook(&about, &sheets)? {
            Some(whole) => Ok(Some(whole)),
            None => elsewhere(&title, "各部门的工作簿也在“数据”页上。"),
        }
    }

    /// Hands over the rows of a file that documents of the year gave, body by body.
    fn feed(
        house: &House<'_>,
        part: &Part,
        held: &Held,
        of: &'static str,
        take: &mut dyn FnMut(&[String]),
    ) -> Result<()> {
        // Figures lie apart by division and year already.
        let of_part = format!("{}/{}-{}", FACTS.name, part.code, part.year);
        let name = if of == FACTS.name { of_part.as_str() } else { of };
        for (at, documents) in held {
            for rows in house.rows.rows_of(*at..at + 1, name) {
                let rows: Rows = rows?;
                for row in cells(of, &rows) {
                    let row: Vec<String> = row?;
                    if of == "departments" || documents.contains(cell(of, "document", &row)) {
                        take(&row);
                    }
                }
            }
        }
        Ok(())
    }
}
