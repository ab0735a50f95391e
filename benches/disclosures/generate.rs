//! Writes a folder of made-up disclosures: bodies over years, each with a budget and a final account that add up, in
//! every container that this program writes, and, when asked, with errors whose places it lists.
//!
//! `cargo run --release --example disclosures -- OUT --bodies 60 --years 5` writes the same bytes on every machine. It
//! serves measurements (`BENCHMARKS.md`) and load tests; the model is the one that `tests/synthetic.rs` reads.
#![allow(dead_code, clippy::disallowed_methods, clippy::print_stdout)]

#[path = "../../tests/synthetic/budgets.rs"]
mod budgets;
mod containers;
mod errors;
#[path = "../../tests/synthetic/final_account.rs"]
mod final_account;
#[path = "../../tests/synthetic/flow_budget.rs"]
mod flow_budget;
#[path = "../../tests/synthetic/model.rs"]
mod model;
#[path = "../../tests/synthetic/page.rs"]
mod page;
#[path = "../../tests/synthetic/seeded.rs"]
mod seeded;
#[path = "../../tests/synthetic/tables.rs"]
mod tables;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use model::World;
use page::{Layout, Page};

/// Writes made-up disclosures that add up.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder to write; it must not hold anything yet
    out: PathBuf,
    /// Number of bodies
    #[arg(long, default_value_t = 10)]
    bodies: u64,
    /// Number of fiscal years of each body
    #[arg(long, default_value_t = 3)]
    years: u64,
    /// How large a document is: 1 prints about 250 figures, 10 about 800
    #[arg(long, default_value_t = 10)]
    size: usize,
    /// Another seed makes other documents
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only plain text, without workbooks, pages and text documents
    #[arg(long)]
    text_only: bool,
    /// In so many documents of a hundred one figure is wrong; `errors.csv` lists them
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// How a disclosure of a year is printed.
struct Print {
    kind: &'static str,
    layout: Layout,
    write: fn(&World, &mut Page),
}

const FINAL: Print = Print { kind: "final", layout: Layout::Tabs, write: final_account::final_account };
const BUDGETS: &[Print] = &[
    Print { kind: "budget", layout: Layout::Cells, write: budgets::budget },
    Print { kind: "budget", layout: Layout::Tabs, write: budgets::budget_of_three_codes },
    Print { kind: "budget", layout: Layout::Flow, write: flow_budget::flow_budget },
];

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    if fs::read_dir(&arguments.out).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(std::io::Error::other("the folder holds something already"));
    }
    let mut errors = String::from("document,place,statement,printed,right\n");
    let mut figures = 0;
    for body in 0..arguments.bodies {
        for nth in 0..arguments.years {
            let world = world(&arguments, body, nth);
            // A body keeps its way of printing over the years.
            for print in [&BUDGETS[usize::try_from(body).unwrap_or(0) % BUDGETS.len()], &FINAL] {
                figures += document(&arguments, &world, body, print, &mut errors)?;
            }
        }
    }
    if arguments.errors > 0 {
        fs::write(arguments.out.with_extension("errors.csv"), errors)?;
    }
    let documents = arguments.bodies * arguments.years * 2;
    println!("{documents} documents with {figures} figures in {}", arguments.out.display());
    Ok(())
}

/// What a body discloses of its nth year. The year before stands in it as that year's own disclosure prints it.
fn world(arguments: &Arguments, body: u64, nth: u64) -> World {
    let seed = arguments.seed.wrapping_mul(1_000_003).wrapping_add(body);
    let of = |nth: u64| World::sized(seed.wrapping_mul(131).wrapping_add(nth), arguments.size);
    let own = World::new(seed);
    let mut world = of(nth);
    if let Some(before) = nth.checked_sub(1) {
        world.three_public[1] = of(before).three_public[0];
    }
    let place = own.body.split_inclusive(['区', '县']).next().unwrap_or_default();
    World {
        body: format!("{place}{}", named(body)),
        division: own.division,
        year: 2017 + i32::try_from(nth).unwrap_or(0),
        wide: own.wide,
        blanks: own.blanks,
        whole: own.whole,
        // What is left of a year is what the next begins with.
        carryover: own.carryover,
        twin: false,
        ..world
    }
}

/// A name that no other body has.
fn named(body: u64) -> String {
    const FIRST: [char; 20] = [
        '东', '西', '南', '北', '长', '新', '平', '和', '安', '永', '清', '白', '金', '石', '龙', '凤', '云',
        '宁', '兴', '福',
    ];
    const SECOND: [char; 16] =
        ['湖', '山', '桥', '塔', '林', '溪', '泉', '城', '洲', '塘', '岭', '港', '坪', '店', '庄', '沙'];
    let nth = |size: usize, by: u64| usize::try_from(body / by).unwrap_or(0) % size;
    let kind = if (body / 320).is_multiple_of(2) { "街道办事处" } else { "镇人民政府" };
    let more: String = (0..body / 640).map(|_| '上').collect();
    format!("{more}{}{}{kind}", FIRST[nth(20, 1)], SECOND[nth(16, 20)])
}

/// Writes a document and says how many figures it prints.
fn document(
    arguments: &Arguments,
    world: &World,
    body: u64,
    print: &Print,
    errors: &mut String,
) -> std::io::Result<usize> {
    let mut page = Page::new(print.layout, body);
    (print.write)(world, &mut page);
    let figures = page.meanings.len();
    let container = containers::of(print.layout, body, arguments.text_only);
    let name =
        format!("{}/{:04}/{}-{}.{}", world.division, body, world.year, print.kind, container.extension);
    let path: PathBuf = arguments.out.join(&name);
    let seed = body.wrapping_mul(977).wrapping_add(u64::from(world.year.unsigned_abs()));
    if let Some(error) = errors::make(&mut page, arguments.errors, seed) {
        let _ =
            writeln!(errors, "{name},{},{},{},{}", error.place, error.statement, error.printed, error.right);
    }
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, (container.bytes)(&page.lines))?;
    Ok(figures)
}
