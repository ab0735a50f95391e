//! A chart's own page with its siblings: the picture, the data, a bare page to embed. What the data supports saying
//! and what it does not, where every figure stands, and what was checked about them.

use serde_json::{Value, json};

use super::super::account::{Account, years};
use super::super::citation;
use super::super::desk::Desk;
use super::super::embed;
use super::super::findings;
use super::super::frame::Frame;
use super::super::frozen;
use super::super::linked;
use super::super::names;
use super::super::plates::{self, Bearings, Home, Plate};
use super::super::routes;
use super::super::stated::Said;
use super::super::{Job, Site, Tray};
use crate::error::Result;
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Department, Edition, Fact, Finding, Status, Verdict};

/// Whose chart it is.
#[derive(Clone, Copy)]
struct Topic<'s> {
    department: &'s Department,
    year: Option<i32>,
    kind: &'static str,
}

impl Topic<'_> {
    /// The body, and the year where the chart is of one.
    fn who(&self, locale: Locale) -> String {
        let name = self.name(locale);
        match self.year {
            Some(year) => say!(locale, "name-and-year", name = name, year = year),
            None => name,
        }
    }

    fn name(&self, locale: Locale) -> String {
        names::shown(locale, &self.department.name)
    }
}

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let mut jobs = Vec::new();
    for department in &site.ledger.departments {
        let id = &department.id;
        jobs.push(Job::several(format!("charts/{id}"), move |tray| {
            let desk = desk(site, department, None);
            let plates = plates::DEPARTMENT.iter().map(|(kind, build)| (*kind, build(&desk, department)));
            plates.filter_map(|(kind, plate)| Some((kind, plate?))).try_for_each(|(kind, plate)| {
                write(tray, site, Topic { department, year: None, kind }, &desk, plate)
            })
        }));
        for year in years(site.ledger, id) {
            jobs.push(Job::several(format!("charts/{id}/{year}"), move |tray| {
                let Some(account) = Account::new(site.ledger, department, year) else { return Ok(()) };
                let desk = desk(site, department, Some(year));
                let plates = plates::YEAR.iter().map(|(kind, _, build)| (*kind, build(&desk, &account)));
                plates.filter_map(|(kind, plate)| Some((kind, plate?))).try_for_each(|(kind, plate)| {
                    write(tray, site, Topic { department, year: Some(year), kind }, &desk, plate)
                })
            }));
        }
    }
    jobs
}

/// The desk of the charts of a body, or of its year. All of them stand in one folder, so their ways lead alike.
fn desk<'s>(site: &Site<'s>, department: &Department, year: Option<i32>) -> Desk<'s> {
    let mut records: Vec<&Record> =
        site.ledger.records_of(&department.id).filter(|record| record.is_published()).collect();
    records.sort_by_key(|record| {
        (year != Some(record.identity.fiscal_year), record.identity.fiscal_year, record.path.clone())
    });
    site.desk(routes::chart(&department.id, year, "x", "html"), &records)
}

/// Writes the siblings of a plate: its page, its picture, its figures, and the bare page to embed.
fn write(
    tray: &Tray<'_>,
    site: &Site<'_>,
    topic: Topic<'_>,
    desk: &Desk<'_>,
    plate: Plate<'_>,
) -> Result<()> {
    let path = routes::chart(&topic.department.id, topic.year, topic.kind, "html");
    let home = Home::chart(&topic.department.id, topic.year, topic.kind);
    plate.siblings(tray, desk, &home, &Bearings::of(site, &path, &topic.department.name, topic.year))?;
    let shown = plate.show(desk, &home);
    tray.put(&path, || page(site, &path, topic, desk, &plate, &shown))?;
    if !site.has_embeds() {
        return Ok(());
    }
    let embed = routes::embed(&topic.department.id, topic.year, topic.kind);
    if let Some(offer) = offer(site, topic, &plate, &shown) {
        let oembed = home.file(OEMBED);
        let (frame, card) = ((offer.frame.as_str(), offer.height), home.file("png"));
        tray.put(&oembed, || Ok(linked::oembed(site, &heading(site.locale, topic, &plate), frame, &card)))?;
    }
    tray.put(&embed, || embedded(site, &embed, topic, &plate, shown))
}

/// The ending of the file that says how a chart is shown in other pages.
const OEMBED: &str = "oembed.json";

/// The heading of a chart's own page.
fn heading(locale: Locale, topic: Topic<'_>, plate: &Plate<'_>) -> String {
    say!(locale, "name-and-title", name = topic.who(locale), title = plate.title.as_str())
}

/// What the page offers to others.
fn offer(
    site: &Site<'_>,
    topic: Topic<'_>,
    plate: &Plate<'_>,
    drawn: &plates::Shown,
) -> Option<embed::Offer> {
    let Topic { department, year, kind } = topic;
    let stem = |ending: &str| routes::chart(&department.id, year, kind, ending);
    let height = embed::height(site.locale, &bare_heading(site.locale, topic, plate), &site.name(), drawn);
    embed::offer(
        site,
        &routes::embed(&department.id, year, kind),
        stem,
        &heading(site.locale, topic, plate),
        height,
    )
}

fn page(
    site: &Site<'_>,
    path: &str,
    topic: Topic<'_>,
    desk: &Desk<'_>,
    plate: &Plate<'_>,
    drawn: &plates::Shown,
) -> Result<Vec<u8>> {
    let records = documents(desk, &plate.facts);
    let (above, above_words) = match topic.year {
        Some(year) => (
            routes::department_year(&topic.department.id, year),
            say!(site.locale, "year-words", year = year),
        ),
        None => (routes::department(&topic.department.id), topic.name(site.locale)),
    };
    let heading = heading(site.locale, topic, plate);
    let bare = routes::embed(&topic.department.id, topic.year, topic.kind);
    let offer = offer(site, topic, plate, drawn);
    let has_offer = offer.is_some();
    let address = site.absolute(path);
    let checks = desk.checks_of(&plate.facts);
    // What agrees within the rounding of its print agrees: it is counted, as on the page of the year.
    let agrees = |finding: &&Finding| matches!(finding.verdict, Verdict::Pass | Verdict::Rounding);
    let open: Vec<&Finding> = checks.iter().copied().filter(|finding| !agrees(finding)).collect();
    let shown: Vec<findings::Shown> =
        open.iter().take(40).map(|finding| findings::shown(desk, finding)).collect();
    let it = json!({
        "name": topic.name(site.locale),
        "title": plate.title,
        "heading": heading,
        "title_html": plate.heading(&plate.title),
        // The title states a finding of fact, so it may always be said.
        "says": says(site.locale, plate, &heading),
        "says_not": plate.says_not,
        "places": places(desk, &plate.facts),
        "places_more": plate.facts.len().saturating_sub(MOST),
        "checks": shown,
        "passed": checks.len() - open.len(),
        "rest": if shown.is_empty() { String::new() } else { say!(site.locale, "chart-rest") },
        "offer": offer,
        "card": if site.has_cards() { desk.to(&Home::chart(&topic.department.id, topic.year, topic.kind).file("png")) } else { String::new() },
        "dark": if site.output.dark { desk.to(&Home::chart(&topic.department.id, topic.year, topic.kind).dark()) } else { String::new() },
        "frozen": frozen_versions(site, path, &heading),
        "embed_page": if site.has_embeds() { desk.to(&bare) } else { String::new() },
        "address": if address.is_empty() { path.to_owned() } else { address },
        "above": desk.to(&above),
        "above_words": above_words,
        "abridged": records.iter().any(|record| record.edition() == Edition::Abridged),
        "documents": records.iter().map(|record| citation::listed(desk, record)).collect::<Vec<_>>(),
        "citation": citation::citation(site, path, &heading, &records),
        "plate": drawn,
    });
    let mut frame = Frame::new(path, heading.as_str(), routes::DEPARTMENTS)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::department(&topic.department.id), topic.name(site.locale));
    if topic.year.is_some() {
        frame = frame.under(above, above_words);
    }
    let home = Home::chart(&topic.department.id, topic.year, topic.kind);
    let described = say!(
        site.locale,
        "chart-described-whole",
        who = topic.who(site.locale),
        subtitle = plate.subtitle.as_str(),
        sources = drawn.sources.as_str()
    );
    frame = frame.described(described).carded(home.file("png"));
    frame.dataset =
        linked::of_chart(site, desk, (path, &heading), (topic.department, topic.year), plate, &records);
    if has_offer {
        frame.oembed = home.file(OEMBED);
    }
    site.page("chart.html", frame, &it)
}

/// The versions of a chart that do not change, the newest first.
fn frozen_versions(site: &Site<'_>, path: &str, heading: &str) -> Vec<Value> {
    let versions = site.past.frozen.of(path).map(|one| {
        let (page, picture) = (site.absolute(&one.path("html")), site.absolute(&one.path("svg")));
        let code = frozen::code(&page, &picture, heading);
        json!({ "date": one.date, "href": site.link(path, &one.path("html")), "code": code })
    });
    versions.collect()
}

/// What the figures support saying. The title states a finding of fact, so it may always be said.
fn says(locale: Locale, plate: &Plate<'_>, heading: &str) -> Vec<String> {
    if plate.says.is_empty() {
        let title = Said { text: say!(locale, "stop-behind", text = heading), figs: plate.stated.clone() };
        return vec![title.html()];
    }
    plate.says.iter().map(Said::html).collect()
}

/// What stands above a picture that stands alone on a page.
fn bare_heading(locale: Locale, topic: Topic<'_>, plate: &Plate<'_>) -> String {
    say!(locale, "name-and-title", name = topic.name(locale), title = plate.title.as_str())
}

/// The bare page of a chart. It lies as deep as the chart's own page, so the ways out of the picture are the same.
fn embedded(
    site: &Site<'_>,
    path: &str,
    topic: Topic<'_>,
    plate: &Plate<'_>,
    drawn: plates::Shown,
) -> Result<Vec<u8>> {
    let heading = bare_heading(site.locale, topic, plate);
    let html = plate.heading(&heading);
    let home = Home::chart(&topic.department.id, topic.year, topic.kind);
    let drawn = plates::Shown { page: site.link(path, &home.file("html")), ..drawn };
    let height = embed::height(site.locale, &heading, &site.name(), &drawn);
    let it = json!({ "heading": html, "plate": drawn, "height": height });
    site.page("embed.html", Frame::new(path, heading, routes::DEPARTMENTS), &it)
}

/// The documents that the figures of a chart stand in.
fn documents<'l>(desk: &Desk<'l>, facts: &[&'l Fact]) -> Vec<&'l Record> {
    let mut records: Vec<&Record> = Vec::new();
    for fact in facts {
        if let Some(record) = desk.ledger.record(&fact.document)
            && !records.iter().any(|other| other.path == record.path)
        {
            records.push(record);
        }
    }
    records
}

/// The most places that a page lists; the data file has them all.
const MOST: usize = 16;

fn places(desk: &Desk<'_>, facts: &[&Fact]) -> Vec<Value> {
    facts
        .iter()
        .take(MOST)
        .map(|fact| {
            let phase = fact.phase.map_or_else(String::new, |phase| {
                format!(" · {}", desk.locale.word("phase", phase.id(), phase.label()))
            });
            let name =
                if fact.subject.name.is_empty() { fact.subject.code.clone() } else { desk.subject(fact) };
            let table = desk.locale.word("table", fact.statement.id(), fact.statement.label());
            let measure = desk.locale.word("measure", fact.measure.id(), fact.measure.label());
            json!({
                "code": desk.line_code(fact),
                "locator": desk.ledger.place(&fact.document, &fact.locator),
                "href": desk.place(fact),
                "quote": crate::diagnostic::shorten(&fact.quote, 40),
                "what": format!("{table} · {}{phase} · {name} · {measure}", fact.fiscal_year),
                "derived": fact.status == Status::Derived,
            })
        })
        .collect()
}
