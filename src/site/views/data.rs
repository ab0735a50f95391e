//! The data page and the data files.

use serde_json::{Value, json};

use super::super::data::package::{DATABASE, OF_DATABASE, PARQUET, Written};
use super::super::data::schema::FILES;
use super::super::data::{self};
use super::super::frame::Frame;
use super::super::linked;
use super::super::routes;
use super::super::theme;
use super::super::{Gleaned, House, Job, Site};
use super::{List, order};
use crate::error::Result;
use crate::messages::Locale;
use crate::model::Department;

pub(super) const LIST: List = List { glean, jobs };

/// The small file of each body.
pub(super) fn of_bodies<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    if site.locale != Locale::Chinese {
        return Vec::new();
    }
    let file = |department: &'s Department| {
        Job::new(data::of_department(&department.id), move || Ok(data::department(site, department)))
    };
    let workbook = |department: &'s Department| {
        let path = data::workbook_of(&department.id);
        Job::several(path.clone(), move |tray| match data::workbook(site, department)? {
            Some(bytes) => tray.put(&path, || Ok(bytes)),
            None => Ok(()),
        })
    };
    let workbooks = site.ledger.departments.iter().filter(|_| site.output.has_workbooks()).map(workbook);
    site.ledger.departments.iter().map(file).chain(workbooks).collect()
}

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    gleaned.count("facts", site.ledger.facts.len());
    for department in &site.ledger.departments {
        let href = routes::relative(routes::DATA, &data::of_department(&department.id));
        let workbook = match site.output.has_workbooks() {
            true => routes::relative(routes::DATA, &data::workbook_of(&department.id)),
            false => String::new(),
        };
        let piece = json!({
            "name": department.name,
            "href": href,
            "workbook": workbook,
            "division": department.division,
            "division_name": department.division_name,
        });
        gleaned.add("data", order(department), piece);
    }
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    // Data stands once, for all editions.
    if house.locale != Locale::Chinese {
        return Vec::new();
    }
    let tables = Job::several(routes::DATA, move |tray| {
        let written = data::write(house, tray)?;
        tray.put(routes::DATA, || page(house, &written))
    });
    let statics = house
        .theme
        .statics
        .iter()
        .filter(|(name, _)| *name != theme::EDITIONS || house.output.languages.iter().next().is_some())
        .map(|(name, bytes)| Job::new(format!("{}/{name}", theme::FOLDER), move || Ok(bytes.clone())));
    // They are no pages of ours: nothing in them is looked at.
    let rooted = house.theme.rooted.iter().map(|(name, bytes)| {
        Job::several(name, move |tray| {
            tray.put_pieces(name, &mut std::iter::once(Ok(bytes.clone()))).map(|_| ())
        })
    });
    std::iter::once(tables).chain(data::divisions::jobs(house)).chain(statics).chain(rooted).collect()
}

/// A question that the database answers, for those who have not asked one yet.
const EXAMPLE: &str = "SELECT body, fiscal_year, phase, total FROM three_public ORDER BY total DESC LIMIT 20;\n\
     SELECT c.* FROM search s JOIN cited c ON c.name = s.key WHERE s.kind = 'facts' AND s.text LIKE '%住房%';";

fn page(house: &House<'_>, written: &[Written]) -> Result<Vec<u8>> {
    let to = |address: &str| routes::relative(routes::DATA, address);
    let files: Vec<Value> = FILES
        .iter()
        .map(|file| {
            let path = format!("data/{}.csv", file.name);
            let (bytes, rows) = written
                .iter()
                .find(|one| one.name == file.name && one.ending == "csv")
                .map_or((0, 0), |one| (one.sealed.bytes, one.rows));
            let columns: Vec<Value> = file
                .columns
                .iter()
                .map(|column| json!({ "name": column.name, "title": column.title }))
                .collect();
            let columnar = written.iter().find(|one| one.name == file.name && one.ending == "parquet");
            let columnar = columnar.map(|one| {
                let name = format!("{}.parquet", one.name);
                json!({ "href": to(&format!("data/{name}")), "name": name, "size": size(one.sealed.bytes), "description": PARQUET })
            });
            json!({
                "parquet": columnar,
                "name": format!("{}.csv", file.name),
                "id": file.name,
                "href": to(&path),
                "title": file.title,
                "description": file.description,
                "rows": rows,
                "size": size(bytes),
                "columns": columns,
            })
        })
        .collect();
    let database = written.iter().find(|one| one.ending == "sqlite").map(|one| {
        json!({ "href": to(&format!("data/{DATABASE}")), "name": DATABASE, "size": size(one.sealed.bytes), "description": OF_DATABASE, "example": EXAMPLE })
    });
    let departments: Vec<&Value> = house.gathered.list("data").collect();
    let divisions: Vec<Value> = data::divisions::parts(house)
        .iter()
        .map(|part| json!({ "name": part.title(), "href": to(&part.path()) }))
        .collect();
    let it = json!({
        "files": files,
        "database": database,
        "package": to("data/datapackage.json"),
        "departments": departments,
        "divisions": divisions,
        "workbooks": house.output.has_workbooks(),
        "facts": house.gathered.number("facts"),
    });
    let frame = Frame::new(routes::DATA, "数据", routes::DATA)
        .described("本站全部数字的 CSV 与 JSON：每行带文件、行号、原文。");
    let tables = written.iter().map(|one| {
        let format = match one.ending {
            "csv" => "text/csv",
            "parquet" => "application/vnd.apache.parquet",
            _ => "application/vnd.sqlite3",
        };
        (format!("{}.{}", one.name, one.ending), format)
    });
    let dataset = linked::of_site(house, &tables.collect::<Vec<_>>(), &frame.description);
    house.page("data.html", Frame { dataset, ..frame }, &it)
}

/// A size for people.
fn size(bytes: usize) -> String {
    match bytes {
        0..=1023 => format!("{bytes} 字节"),
        1024..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20),
    }
}
