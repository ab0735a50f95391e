//! What answers at addresses that were published and hold nothing of their own any more: a page that leads on, a page that says
//! what stood there, and the same for pictures and data, each in its own format.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::frame::Frame;
use super::html::escape;
use super::{House, Job, edition, routes, theme};
use crate::archive::{Address, Fate, is_web};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Result;
use crate::model::Severity;

/// Redirects for hosts that read such a file.
pub(crate) const REDIRECTS: &str = "_redirects";
/// The same for nginx: two maps, of what moved and of what is gone.
pub(crate) const MOVED: &str = "moved.map";
pub(crate) const GONE: &str = "gone.map";

/// Published addresses of one body, year or page of which nobody said what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// What they have in common, as `mingzhang tombstone` takes it.
    pub scope: String,
    /// The addresses.
    pub addresses: Vec<String>,
}

impl Lost {
    /// The three ways out.
    pub fn ways(&self) -> String {
        let Self { scope, addresses } = self;
        let first = addresses.first().map_or("", String::as_str);
        let id = scope.split('/').next().unwrap_or_default();
        let rename = match addresses.iter().any(|address| address != scope) {
            true => format!("`mingzhang rename {id} NEW` if the body has another id now"),
            false => "put the page back under its old name".to_owned(),
        };
        format!(
            "{rename}, `mingzhang rename {first} ADDRESS` if another page took its place, or `mingzhang tombstone {scope} --why WORDS` if it is gone"
        )
    }

    /// Which addresses they are.
    pub fn message(&self) -> String {
        let first = self.addresses.first().map_or("", String::as_str);
        let more = match self.addresses.len().saturating_sub(1) {
            0 => String::new(),
            more => format!(" and {more} more addresses of `{}`", self.scope),
        };
        format!("`{first}`{more} would no longer answer, and were published")
    }

    /// What the publisher is told of them.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(Code::AddressGone, Severity::Warning, &"".into(), self.message()).help(self.ways())
    }
}

/// What stands in for what was published.
pub(super) struct Stood<'h> {
    pub(super) jobs: Vec<Job<'h>>,
    pub(super) stood_in: BTreeSet<String>,
    pub(super) broken: Vec<Lost>,
}

/// The title of a page from its head, as plain text without the name of the site; nothing where it states a figure.
pub fn title_of(head: &str) -> String {
    let title = head.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let title = title.map_or("", |(title, _)| title);
    let own = title.rsplit_once(" · ").map_or(title, |(own, _)| own);
    // What is said of a figure is withdrawn with the figure.
    if !super::guard::known(std::iter::once(own)).is_empty() {
        return String::new();
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    plain.iter().fold(own.to_owned(), |text, (escaped, c)| text.replace(escaped, c))
}

/// What answers at the published addresses that do not stand.
pub(super) fn stand_in<'h>(house: &'h House<'h>, standing: &BTreeSet<String>) -> Stood<'h> {
    let stands = |address: &str| standing.contains(address);
    let (mut jobs, mut stood_in, mut lost) = (Vec::new(), BTreeSet::new(), Vec::new());
    let (mut moved, mut gone) = (Vec::new(), Vec::new());
    for known in house.past.addresses.values().filter(|known| !stands(&known.address)) {
        let address = known.address.as_str();
        if is_of_host(address) {
            continue;
        }
        let fate = |address: &str| house.past.fate(address, &stands).or_else(|| of_itself(address, &stands));
        let chinese = edition::of(address);
        let Some(fate) = fate(address).or_else(|| of_edition(address, &stands, &fate)) else {
            // What becomes of a page in another language is what becomes of the Chinese one.
            if chinese.is_none_or(|own| !house.past.addresses.contains_key(own)) {
                lost.push(address.to_owned());
            }
            continue;
        };
        stood_in.insert(address.to_owned());
        let notice = Notice::new(house, known, fate, &stands);
        match &notice.fate {
            Fate::Moved(to) => moved.push((address.to_owned(), to.clone())),
            Fate::Gone { .. } => gone.push(address.to_owned()),
        }
        jobs.push(Job::several(address, move |tray| match &notice.fate {
            Fate::Moved(to) if !is_page(&notice.address) && !is_web(to) => tray.copy(to, &notice.address),
            _ => tray.put(&notice.address, || notice.bytes(house)),
        }));
    }
    jobs.extend(for_hosts(house, &moved, &gone));
    Stood { jobs, stood_in, broken: by_scope(lost) }
}

/// Whether a file is for hosts, and no address for readers.
pub fn is_of_host(address: &str) -> bool {
    matches!(address, REDIRECTS | MOVED | GONE)
}

fn is_page(address: &str) -> bool {
    address.ends_with(".html")
}

/// What needs nobody's word: parts of a list that is short enough again stand on the list, and parts of the machine are asked
/// for by nobody but the pages of their own publication.
fn of_itself(address: &str, stands: &dyn Fn(&str) -> bool) -> Option<Fate> {
    const LISTS: &[&str] = &[routes::SEARCH, routes::THREE_PUBLIC, routes::PERFORMANCE];
    let (folder, _) = address.split_once('/')?;
    if folder == theme::FOLDER || (folder == "search" && !is_page(address)) {
        return Some(Fate::Gone {
            why: "这是网页的构件，随每次发布更换".to_owned(), see: String::new()
        });
    }
    let list = LISTS.iter().find(|list| list.strip_suffix(".html") == Some(folder));
    list.filter(|list| is_page(address) && stands(list)).map(|list| Fate::Moved((*list).to_owned()))
}

/// What becomes of a page of an edition: it follows the Chinese page, which also answers where the site has no such edition any more.
fn of_edition(
    address: &str,
    stands: &dyn Fn(&str) -> bool,
    fate: &dyn Fn(&str) -> Option<Fate>,
) -> Option<Fate> {
    let own = edition::of(address)?;
    if stands(own) {
        return Some(Fate::Moved(own.to_owned()));
    }
    let folder = &address[..address.len() - own.len()];
    Some(match fate(own)? {
        Fate::Moved(to) if stands(&format!("{folder}{to}")) => Fate::Moved(format!("{folder}{to}")),
        other => other,
    })
}

/// Addresses by what a tombstone for them would name: a body that is gone whole, a body's year, or the address itself. Pages come
/// first: they say best what it was.
fn by_scope(mut lost: Vec<String>) -> Vec<Lost> {
    lost.sort_by_key(|address| (!address.starts_with("departments/"), !is_page(address), address.clone()));
    let whole: BTreeSet<String> =
        lost.iter().filter_map(|address| body_of(address).map(str::to_owned)).collect();
    let mut scopes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for address in lost {
        let gone = owner_of(&address).filter(|id| whole.contains(id));
        let scope = gone.or_else(|| scope(&address)).unwrap_or_else(|| address.clone());
        scopes.entry(scope).or_default().push(address);
    }
    scopes.into_iter().map(|(scope, addresses)| Lost { scope, addresses }).collect()
}

/// The body whose own page an address is.
fn body_of(address: &str) -> Option<&str> {
    let id = address.strip_prefix("departments/")?.strip_suffix(".html")?;
    (!id.contains('/')).then_some(id)
}

/// The body that an address belongs to: by its folder, or by the id of its document.
fn owner_of(address: &str) -> Option<String> {
    if let Some(scope) = scope(address) {
        return scope.split('/').next().map(str::to_owned);
    }
    let name = address.strip_prefix("documents/").or_else(|| address.strip_prefix("originals/"))?;
    let is_year = |rest: &str| {
        let year = rest.get(..5).and_then(|text| text.strip_suffix('-'));
        year.is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
    };
    let at = name.match_indices('-').map(|(at, _)| at).find(|at| is_year(&name[at + 1..]))?;
    Some(name[..at].to_owned())
}

fn scope(address: &str) -> Option<String> {
    let below = ["departments/", "charts/", "embed/", "compare/", "data/departments/"];
    let rest = below.iter().find_map(|folder| address.strip_prefix(folder))?;
    let mut parts = rest.split('/');
    let id = parts.next()?.split('.').next()?;
    let year = parts.next().and_then(|part| part.split(['.', '-']).next()).unwrap_or_default();
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    Some(if is_year { format!("{id}/{year}") } else { id.to_owned() })
}

/// What is said at an address.
struct Notice {
    address: String,
    /// The title of the page that it was, or that it belonged to; empty where that is not known.
    title: String,
    /// The title of the body's or year's page that it hung on.
    owner: String,
    since: String,
    until: String,
    fate: Fate,
    /// Where to look: an address of the site or of the web.
    see: String,
    /// The title of the page there, where it is known.
    see_title: String,
}

impl Notice {
    fn new(house: &House<'_>, known: &Address, fate: Fate, stands: &dyn Fn(&str) -> bool) -> Self {
        let see = match &fate {
            Fate::Moved(to) => to.clone(),
            Fate::Gone { see, .. } if is_web(see) || stands(see) => see.clone(),
            Fate::Gone { .. } => above(&known.address, stands),
        };
        let titled = |address: &str| {
            let title = |page: String| house.past.addresses.get(&page).map(|one| one.title.clone());
            title(page_of(address)).filter(|title| !title.is_empty()).unwrap_or_default()
        };
        let owner = owners(&known.address).map(|page| titled(&page)).find(|title| !title.is_empty());
        let until = if known.until.is_empty() { house.config.date.clone() } else { known.until.clone() };
        Self {
            address: known.address.clone(),
            title: titled(&known.address),
            owner: owner.unwrap_or_default(),
            since: known.since.clone(),
            until,
            see_title: titled(&see),
            see,
            fate,
        }
    }

    /// What stood there, in words.
    fn what(&self) -> String {
        let kind = if self.address.starts_with("embed/") {
            "嵌入图"
        } else {
            match self.address.rsplit_once('.').map_or("", |(_, ending)| ending) {
                "html" => "页面",
                "svg" | "png" => "图",
                "csv" | "json" | "xlsx" | "parquet" | "sqlite" => "数据文件",
                "xml" => "订阅",
                _ => "文件",
            }
        };
        match (self.title.as_str(), self.owner.as_str()) {
            ("", "") => format!("一个{kind}（{}）", self.address),
            ("", owner) => format!("“{owner}”名下的{kind}（{}）", self.address),
            (title, _) => format!("“{title}”的{kind}"),
        }
    }

    /// Its own title, or that of the page that it hung on.
    fn named(&self) -> &str {
        if self.title.is_empty() { &self.owner } else { &self.title }
    }

    /// Until when, in words.
    fn when(&self) -> String {
        match (self.since.as_str(), self.until.as_str()) {
            ("", "") => "时间没有记录".to_owned(),
            ("", until) => format!("到 {until} 为止"),
            (since, "") => format!("{since} 起发布，将在下次发布时撤下"),
            (since, until) => format!("{since} 起发布，到 {until} 为止"),
        }
    }

    fn why(&self) -> &str {
        match &self.fate {
            Fate::Gone { why, .. } => why,
            Fate::Moved(_) => "网址已改",
        }
    }

    /// Where to look, as it can be written in a file that is alone.
    fn absolute(&self, house: &House<'_>) -> String {
        let absolute = house.absolute(&self.see);
        if is_web(&self.see) || absolute.is_empty() { self.see.clone() } else { absolute }
    }

    /// All of it in a sentence.
    fn sentence(&self, house: &House<'_>) -> String {
        format!(
            "这里原来是{}，{}。原因：{}。请看：{}",
            self.what(),
            self.when(),
            self.why(),
            self.absolute(house)
        )
    }

    /// The file, in the format of its address.
    fn bytes(&self, house: &House<'_>) -> Result<Vec<u8>> {
        let ending = self.address.rsplit_once('.').map_or("", |(_, ending)| ending);
        let said = self.sentence(house);
        Ok(match ending {
            "html" => return self.page(house),
            "svg" => self.picture(house).into_bytes(),
            #[cfg(feature = "cards")]
            "png" => {
                let (markup, _) = crate::chart::raster::covered(&self.picture(house));
                crate::chart::raster::png(&markup).unwrap_or_else(|| said.into_bytes())
            }
            "json" => format!(
                "{}\n",
                json!({ "gone": {
                "address": self.address, "title": self.named(), "since": self.since, "until": self.until,
                "why": self.why(), "see": self.absolute(house),
            } })
            )
            .into_bytes(),
            "csv" => self.table(house),
            "xml" => self.feed(house).into_bytes(),
            "xlsx" => {
                let (what, when, see) = (self.what(), self.when(), self.absolute(house));
                let lines = [
                    ("原来是", what.as_str()),
                    ("什么时候", &when),
                    ("为什么", self.why()),
                    ("到哪里看", &see),
                ];
                super::data::notice(&lines)?.unwrap_or_else(|| said.into_bytes())
            }
            "js" | "css" => format!("/* {} */\n", said.replace("*/", "* /")).into_bytes(),
            // What no reader of the format would open is still read by whoever looks into it.
            _ => format!("{said}\n").into_bytes(),
        })
    }

    fn page(&self, house: &House<'_>) -> Result<Vec<u8>> {
        let link = if is_web(&self.see) { self.see.clone() } else { house.link(&self.address, &self.see) };
        let moved = matches!(self.fate, Fate::Moved(_));
        // A page that is new has the title of the old one, or one that nobody has noted yet.
        let titles = [self.see_title.as_str(), if moved { self.title.as_str() } else { "" }];
        let see_title = titles.into_iter().find(|title| !title.is_empty());
        let see_title = see_title.map_or_else(|| self.absolute(house), str::to_owned);
        let it = json!({
            "what": self.what(), "title": self.title, "when": self.when(), "why": self.why(), "href": link,
            "see": see_title, "canonical": if is_web(&self.see) { self.see.clone() } else { house.absolute(&self.see) },
            "bare": self.address.starts_with("embed/"),
            "changes": house.link(&self.address, routes::CHANGES),
        });
        let (template, title) =
            if moved { ("moved.html", "网址已改") } else { ("gone.html", "这里的内容已撤下") };
        let frame = Frame { alone: true, ..Frame::new(self.address.as_str(), title, "") };
        house.page(template, frame, &it)
    }

    /// A picture that says it.
    fn picture(&self, house: &House<'_>) -> String {
        const MOST: usize = 46;
        let told = [self.what(), self.when(), format!("原因：{}", self.why()), self.absolute(house)];
        let lines: Vec<String> = told.iter().flat_map(|line| wrapped(line, MOST)).collect();
        let line = |(line, y): (&String, usize)| {
            format!("<text x=\"20\" y=\"{y}\" font-size=\"14\" data-n=\"words\">{}</text>", escape(line))
        };
        let text: String = lines.iter().zip((70..).step_by(26)).map(line).collect();
        let height = 70 + 26 * lines.len();
        let said = escape(&self.sentence(house));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 750 {height}\" role=\"img\" font-family=\"sans-serif\" fill=\"#1c2733\"><title data-n=\"words\">{said}</title><rect width=\"750\" height=\"{height}\" fill=\"#ffffff\" stroke=\"#c9d2dc\"/><text x=\"20\" y=\"40\" font-size=\"20\">这张图已撤下</text>{text}</svg>\n"
        )
    }

    /// A table of one row. Its columns are others than before: whoever reads the old ones hears of it.
    fn table(&self, house: &House<'_>) -> Vec<u8> {
        let mut table = csv::WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
        // Writing to memory cannot fail.
        let _ = table.write_record(["state", "address", "title", "since", "until", "why", "see"]);
        let row = [
            "gone",
            &self.address,
            self.named(),
            &self.since,
            &self.until,
            self.why(),
            &self.absolute(house),
        ];
        let _ = table.write_record(row.map(|text| super::data::lines::as_text(text).into_owned()));
        table.into_inner().unwrap_or_default()
    }

    /// A feed without news.
    fn feed(&self, house: &House<'_>) -> String {
        let see = escape(&self.absolute(house));
        let day = if self.until.is_empty() { "1970-01-01" } else { &self.until };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\"><title>{}（已停止更新）</title><subtitle>{}</subtitle><id>{}</id><updated>{day}T00:00:00Z</updated><author><name>{}</name></author><link rel=\"alternate\" href=\"{see}\"/></feed>\n",
            escape(self.named()),
            escape(&self.sentence(house)),
            escape(&house.absolute(&self.address)),
            escape(&house.config.name),
        )
    }
}

/// The page that an address is, or whose sibling it is.
fn page_of(address: &str) -> String {
    let stem = address.rsplit_once('.').map_or(address, |(stem, _)| stem);
    let stem = address.strip_suffix(routes::DARK).unwrap_or(stem);
    format!("{}.html", stem.strip_prefix("data/").unwrap_or(stem))
}

/// The pages of a body that an address hangs on, the nearest first: `departments/a/2020.html`, `departments/a.html`.
fn owners(address: &str) -> impl Iterator<Item = String> {
    let folders = ["charts/", "embed/", "compare/", "departments/"];
    let rest = folders.iter().find_map(|folder| address.strip_prefix(folder)).unwrap_or_default();
    let ends: Vec<usize> = rest.match_indices('/').map(|(at, _)| at).rev().collect();
    ends.into_iter().map(|end| format!("departments/{}.html", &rest[..end]))
}

/// Lines of at most so many characters.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let all: Vec<char> = text.chars().collect();
    all.chunks(most).map(|line| line.iter().collect()).collect()
}

/// The nearest page that stands above an address.
fn above(address: &str, stands: &dyn Fn(&str) -> bool) -> String {
    let mut at = address;
    while let Some((folder, _)) = at.rsplit_once('/') {
        let page = format!("{folder}.html");
        if stands(&page) {
            return page;
        }
        // Charts, frames and comparisons of a body hang on its page.
        let body = folder.split_once('/').map(|(_, rest)| format!("departments/{rest}.html"));
        if let Some(page) = body.filter(|page| stands(page)) {
            return page;
        }
        at = folder;
    }
    let list = [routes::DEPARTMENTS].into_iter().find(|list| {
        ["departments/", "charts/", "embed/", "compare/"].iter().any(|own| address.starts_with(own))
            && stands(list)
    });
    list.unwrap_or(routes::INDEX).to_owned()
}

/// An address as headers hold it: bytes that are no ASCII are written out.
fn encoded(address: &str) -> String {
    let byte = |b: u8| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") };
    address.bytes().map(byte).collect()
}

/// Redirects for hosts that answer them themselves, which keeps the anchor of a link too. Only where something moved or is gone.
fn for_hosts<'h>(house: &'h House<'h>, moved: &[(String, String)], gone: &[String]) -> Vec<Job<'h>> {
    let root = house.link(routes::NOT_FOUND, "");
    // A header holds no other letters than these. What nginx compares is decoded already.
    let to = |to: &str| if is_web(to) { to.to_owned() } else { encoded(&format!("{root}{to}")) };
    let line =
        |(from, now): &(String, String)| format!("{} {} 301\n", encoded(&format!("{root}{from}")), to(now));
    let redirects: String = moved.iter().map(line).collect();
    let map: String =
        moved.iter().map(|(from, now)| format!("\"{root}{from}\" \"{}\";\n", to(now))).collect();
    let gone: String = gone.iter().map(|from| format!("\"{root}{from}\" 1;\n")).collect();
    let files = [(REDIRECTS, redirects), (MOVED, map), (GONE, gone)];
    // The publisher's own stands for itself.
    let wanted = |(name, text): &(&str, String)| !text.is_empty() && !house.theme.rooted.contains_key(*name);
    files
        .into_iter()
        .filter(wanted)
        .map(|(name, text)| Job::new(name, move || Ok(text.clone().into_bytes())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_named_by_what_a_tombstone_for_it_names() {
        let of = |lost: &[&str]| -> Vec<(String, usize)> {
            let lost = by_scope(lost.iter().map(|one| (*one).to_owned()).collect());
            for one in &lost {
                assert!(
                    one.addresses.iter().all(|address| crate::archive::covers(&one.scope, address)),
                    "{one:?}"
                );
            }
            lost.into_iter().map(|one| (one.scope, one.addresses.len())).collect()
        };
        let year = ["charts/a/2020/flow.svg", "departments/a/2020.html", "compare/a/2020-2021.html"];
        assert_eq!(of(&year), [("a/2020".to_owned(), 3)]);
        let whole = [
            "departments/a.html",
            "departments/a/2020.html",
            "documents/a-2020-budget-unit.html",
            "data/departments/a.json",
        ];
        assert_eq!(of(&whole), [("a".to_owned(), 4)]);
        assert_eq!(
            of(&["documents/a-2020-budget-unit.html", "functions/201.html"]),
            [("documents/a-2020-budget-unit.html".to_owned(), 1), ("functions/201.html".to_owned(), 1)]
        );
    }

    #[test]
    fn a_page_in_another_language_follows_the_chinese_one() {
        let stands = |address: &str| {
            ["departments/a.html", "departments/new.html", "en/departments/new.html"].contains(&address)
        };
        let fate = |address: &str| match address {
            "departments/old.html" => Some(Fate::Moved("departments/new.html".to_owned())),
            "departments/gone.html" => Some(Fate::Gone { why: "w".to_owned(), see: String::new() }),
            _ => None,
        };
        let of = |address| of_edition(address, &stands, &fate);
        let moved = |to: &str| Some(Fate::Moved(to.to_owned()));
        assert_eq!(of("en/departments/a.html"), moved("departments/a.html"), "no edition any more");
        assert_eq!(of("en/departments/old.html"), moved("en/departments/new.html"), "renamed in both");
        assert!(matches!(of("en/departments/gone.html"), Some(Fate::Gone { .. })));
        assert_eq!((of("en/x.html"), of("departments/old.html")), (None, None));
    }

    #[test]
    fn a_title_that_states_a_figure_is_not_kept() {
        assert_eq!(title_of("<title>甲局 2020 年 · 明账</title>"), "甲局 2020 年");
        assert_eq!(title_of("<title>“甲” &amp; &lt;乙&gt; · 明账</title>"), "“甲” & <乙>");
        for none in ["<title>最大的一项占 44.2% · 明账</title>", "", "<title>"] {
            assert_eq!(title_of(none), "", "{none}");
        }
    }

    #[test]
    fn whoever_looks_above_finds_the_nearest_page() {
        let stands =
            |address: &str| ["departments.html", "departments/a.html", "data.html"].contains(&address);
        for (address, page) in [
            ("departments/a/2020.html", "departments/a.html"),
            ("charts/a/2020/flow.svg", "departments/a.html"),
            ("embed/b/trend.html", "departments.html"),
            ("data/departments/b.json", "data.html"),
            ("functions/201.html", "index.html"),
        ] {
            assert_eq!(above(address, &stands), page, "{address}");
        }
    }
}
