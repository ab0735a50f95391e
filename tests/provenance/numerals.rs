//! Every numeral of every page and picture: it is a figure that resolves, words of a document that stand there, or of a
//! kind that is no figure. What fits nothing is reported.

use std::collections::{BTreeMap, BTreeSet};

use mingzhang::document::{Locator, WITHHELD, clean};
use mingzhang::messages::Locale;
use rust_decimal::Decimal;

use super::figure::{is_form, number, rounded};
use super::kinds::{KINDS, blank, size};
use super::markup::{Element, Piece, walk};
use super::page::{NUMERAL, Page, bare, first_look, picture};
use super::{Walk, resolve, squeezed};

/// What a walk over pages found.
#[derive(Default)]
pub(crate) struct Found {
    /// How many numerals of which kind.
    pub(crate) tally: BTreeMap<String, usize>,
    /// Numerals without a reason to stand where they stand.
    pub(crate) trouble: Vec<String>,
    /// Counts that follow neither from the data files nor from the page.
    pub(crate) uncounted: Vec<String>,
}

/// Walks over a page or a picture.
pub(crate) fn look(walk_over: &Walk, path: &str, markup: &str, found: &mut Found) {
    let page = first_look(markup);
    walk(markup, |piece| {
        if piece.text.contains(|c: char| c.is_ascii_digit()) {
            Look { walk: walk_over, path, page: &page, piece, found }.go();
        }
    });
}

/// The entries of a trace: how a number is computed (nothing where it is printed), and of which facts.
fn entries(element: &Element) -> Vec<(String, Vec<String>)> {
    let (of, how) = (element.get("data-of"), element.get("data-how"));
    let ids = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    if !how.is_empty() {
        return vec![(how.to_owned(), ids(of))];
    }
    of.split(';')
        .map(|entry| match entry.split_once(' ') {
            Some((how, rest)) => (how.to_owned(), ids(rest)),
            None => (String::new(), ids(entry)),
        })
        .collect()
}

struct Look<'l> {
    walk: &'l Walk,
    path: &'l str,
    page: &'l Page,
    piece: &'l Piece<'l>,
    found: &'l mut Found,
}

impl Look<'_> {
    fn count(&mut self, kind: &str, numerals: usize) {
        *self.found.tally.entry(kind.to_owned()).or_default() += numerals;
    }

    fn trouble(&mut self, what: &str) {
        let piece = self.piece;
        let around: Vec<String> = piece
            .around
            .iter()
            .rev()
            .take(3)
            .rev()
            .map(|one| format!("{}.{}", one.tag, one.get("class")))
            .collect();
        let (path, around, at) = (self.path, around.join("/"), piece.attribute);
        let text: String = piece.text.chars().take(200).collect();
        self.found.trouble.push(format!("{path}: {what} in <{around} {at}> {text}"));
    }

    fn inside(&self, test: impl Fn(&Element) -> bool) -> Option<&Element> {
        self.piece.around.iter().rev().find(|one| test(one))
    }

    fn go(&mut self) {
        let around = self.piece.around;
        let tag = around.last().map_or("", |one| one.tag.as_str());
        let numerals = NUMERAL.find_iter(&self.piece.text).count();
        if ["style", "script"].contains(&tag) {
            return;
        }
        if let Some(number) = self.line() {
            return self.source_line(number, numerals);
        }
        if self.inside(|one| one.has_class("prose")).is_some() {
            return self.count("words of the publisher", numerals);
        }
        if self.inside(|one| one.has_class("scale")).is_some() {
            return self.count("scale of a chart", numerals);
        }
        if tag == "desc" {
            return self.description();
        }
        if let Some(element) = around.iter().rev().find(|one| !one.get("data-of").is_empty()) {
            return self.traced(element, around);
        }
        if let Some(element) = around.iter().rev().find(|one| !one.get("data-src").is_empty()) {
            return self.said(element, numerals);
        }
        if around.last().is_some_and(|one| one.has_class("fig")) && self.piece.text.starts_with('“') {
            let href = around.last().map_or("", |one| one.get("href"));
            let (target, anchor) = href.split_once('#').unwrap_or_default();
            let words = self.piece.text.trim_matches(['“', '”']).to_owned();
            let held = self.stands(&resolve(self.path, target), anchor, &words);
            return if held {
                self.count("words of a document", numerals)
            } else {
                self.trouble("not at its place")
            };
        }
        if tag == "q" {
            let words = squeezed(&clean(self.piece.text.trim_end_matches('…')));
            let held = self.walk.sources.values().any(|source| source.whole.contains(&words));
            return if held {
                self.count("words of a document", numerals)
            } else {
                self.trouble("words of no document")
            };
        }
        if tag == "code" || tag == "pre" {
            return self.code(numerals);
        }
        let rest = self.marked(around);
        self.general(&rest, &[]);
    }

    /// The number of the line of a document that the piece stands in.
    fn line(&self) -> Option<usize> {
        self.inside(|one| one.has_class("source"))?;
        let line = self.inside(|one| one.tag == "p" && !one.get("id").is_empty())?;
        Some(line.get("id").trim_start_matches('L').parse().expect("a line number"))
    }

    /// A line of the source as read: it is what the document says.
    fn source_line(&mut self, number: usize, numerals: usize) {
        let Some(source) = self.walk.documents.get(self.path).and_then(|path| self.walk.sources.get(path))
        else {
            return self.trouble("a source line without its document");
        };
        if self.inside(|one| one.tag == "b").is_some() {
            let own = self.piece.text == number.to_string();
            return if own { self.count("place", 1) } else { self.trouble("not the number of the line") };
        }
        if !self.piece.attribute.is_empty() {
            // `读作：2023 年…`, with the name that was read.
            let names: [&str; 0] = [];
            let text = self.piece.text.clone();
            return self.general(&text, &names);
        }
        // What must not be shown is cut out of the line.
        let held = self.piece.text.split(WITHHELD).map(|part| squeezed(&clean(part))).all(|part| {
            source.lines[number - 1].contains(&part) || source.cleaned[number - 1].contains(&part)
        });
        if held { self.count("source as read", numerals) } else { self.trouble("not in the line") }
    }

    /// Words that stand at a place.
    fn said(&mut self, element: &Element, numerals: usize) {
        let (target, anchor) = element.get("data-src").split_once('#').unwrap_or_default();
        let held = self.stands(&resolve(self.path, target), anchor, &self.piece.text);
        if held { self.count("words of a document", numerals) } else { self.trouble("not at its place") }
    }

    /// Whether the words stand on the lines of a place.
    fn stands(&self, page: &str, anchor: &str, words: &str) -> bool {
        let Some(source) = self.walk.documents.get(page).and_then(|path| self.walk.sources.get(path)) else {
            return false;
        };
        let Ok(locator) = anchor.parse::<Locator>() else { return false };
        let lines = locator.line() as usize - 1..locator.last_line() as usize;
        let held = source.cleaned[lines.clone()].concat() + &source.lines[lines].concat();
        // A long row is shortened, and its cells may stand apart.
        let words = squeezed(&clean(words.trim_end_matches('…')));
        held.contains(&words) || NUMERAL.find_iter(&words).all(|one| held.contains(bare(one.as_str())))
    }

    /// Code: a hash, an address, a project's code, an example.
    fn code(&mut self, numerals: usize) {
        let text = self.piece.text.trim();
        let walk = self.walk;
        let hash = text.trim_end_matches('…');
        let title = self.piece.attribute == "title";
        if walk.hashes.iter().any(|own| own.starts_with(hash) && (title || hash.len() == 12))
            && hash.len() >= 12
        {
            return self.count("hash", numerals);
        }
        if walk.files.contains_key(text) || walk.codes.contains(text) {
            return self.count("code", numerals);
        }
        if text.starts_with("<iframe") || text.starts_with("<a href=") {
            let mut rest = ["width=\"100%\"", "max-width:100%", "border:0"]
                .iter()
                .fold(text.to_owned(), |text, measure| text.replace(measure, ""));
            // A frame is as tall as the bare page says that it is.
            for page in walk.files.keys().filter(|path| text.contains(&format!("/{path}\""))) {
                let page = String::from_utf8_lossy(&walk.files[page]).into_owned();
                let stated = page
                    .split_once("mingzhang:height\" content=\"")
                    .and_then(|(_, rest)| rest.split_once('"'));
                if let Some((height, _)) = stated {
                    rest = rest.replace(&format!("height=\"{height}\""), "");
                }
            }
            return self.general(&rest, &[]);
        }
        let text = text.to_owned();
        self.general(&text, &[]);
    }

    /// The description of a picture: statements of its marks.
    fn description(&mut self) {
        let order = picture(self.piece.around).expect("a picture");
        let drawn = self.page.drawn.get(&order);
        let mut rest = Vec::new();
        for statement in self.piece.text.split('；') {
            let own = drawn.is_some_and(|drawn| drawn.titles.contains(statement));
            if own {
                self.count("statement of a mark, repeated", NUMERAL.find_iter(statement).count());
            } else {
                rest.push(statement);
            }
        }
        let mut rest = rest.join("；");
        // Rows that are not drawn, because their own rows are.
        let entries = self.piece.around.last().map(entries).unwrap_or_default();
        for numeral in NUMERAL.find_iter(&rest.clone()).map(|one| one.as_str()) {
            if let Some(kind) = entries.iter().find_map(|(how, ids)| self.gives(how, ids, numeral)) {
                self.count(&format!("{kind}, in a description"), 1);
                rest = rest.replacen(numeral, " ", 1);
            }
        }
        self.general(&rest, &[]);
    }

    /// Numbers that are marked as another kind; what is left of the text.
    fn marked(&mut self, around: &[Element]) -> String {
        let text = self.piece.text.clone();
        let Some(element) = around.iter().rev().find(|one| !one.get("data-n").is_empty()) else {
            return text;
        };
        let numerals = NUMERAL.find_iter(&text).count();
        let value = number(&text);
        match element.get("data-n") {
            "count" => {
                let own = value.is_some_and(|value| self.walk.counts.contains(&value));
                if own {
                    self.count("count, recomputed", numerals)
                } else {
                    self.trouble("a count of nothing")
                }
            }
            "check" => self.check(around),
            "size" => {
                let own = self.walk.files.values().any(|bytes| size(bytes.len()) == text.trim());
                if own {
                    self.count("size of a file", numerals)
                } else {
                    self.trouble("no file has this size")
                }
            }
            "words" => self.count("words of the publisher", numerals),
            "rule" => {
                let own = text.trim_end_matches('。');
                let held = self.walk.rules.contains(own) || self.walk.rules.contains(&text);
                if held { self.count("words of a rule", numerals) } else { self.trouble("no rule says so") }
            }
            "tally" => {
                let order = around.iter().rev().find(|one| one.tag == "td").map_or(0, |one| one.order);
                let own = self
                    .page
                    .tallies
                    .get(&order)
                    .and_then(|(row, place)| self.walk.tally(self.path, row, *place));
                let own = own.map(Decimal::from) == value;
                if own {
                    self.count("tally of checks, recomputed", numerals)
                } else {
                    self.trouble(&format!("not {own:?}"))
                }
            }
            "place" => {
                let rest = blank(&text, self.walk.names.iter().map(String::as_str));
                let digits = |c: char| c.is_ascii_digit() || "—行第 、；《》。来源：".contains(c);
                let lines = rest.rsplit('》').next().is_some_and(|rest| rest.chars().all(digits));
                if lines && !NUMERAL.find_iter(&rest).any(|one| one.as_str().contains('.')) {
                    return self.count_place(numerals);
                }
                return text;
            }
            "change" => {
                let own = value.is_some_and(|value| self.walk.changed.contains(&value));
                if own {
                    self.count("change or correction", numerals)
                } else {
                    self.trouble("nothing changed so")
                }
            }
            other => self.trouble(&format!("no kind of number is called {other}")),
        }
        String::new()
    }

    /// Lines of documents, in a text that was broken anywhere.
    fn count_place(&mut self, numerals: usize) -> String {
        self.count("place", numerals);
        String::new()
    }

    /// Message, difference and note of a finding: they follow from its row in `findings.csv`.
    fn check(&mut self, around: &[Element]) {
        let id = |one: &Element| {
            let own = one.get("id").strip_prefix("f-").map(str::to_owned);
            own.or_else(|| one.get("href").split_once("#f-").map(|(_, id)| id.to_owned()))
        };
        let Some(id) = around.iter().rev().find_map(id) else { return self.trouble("no finding") };
        let Some(row) = self.walk.findings.get(&id) else { return self.trouble("no such finding") };
        let text = self.piece.text.clone();
        let title = text.strip_prefix(row["message"].as_str());
        if title.is_some_and(|rest| rest.is_empty() || rest.starts_with("，相差 ")) {
            self.count("message of a check", NUMERAL.find_iter(&text).count());
            let facts: Vec<&str> = row["facts"].split(';').filter(|id| !id.is_empty()).collect();
            let numerals: Vec<String> = NUMERAL.find_iter(&text).map(|one| one.as_str().to_owned()).collect();
            for numeral in numerals.iter().filter(|one| one.contains('.')) {
                let value = number(numeral).expect("a number");
                let column = |name: &str| {
                    row[name]
                        .parse::<Decimal>()
                        .is_ok_and(|own| own.abs() == value.abs() || self.is_told(own, value, &facts))
                };
                let printed = || {
                    facts.iter().any(|id| self.walk.facts.get(*id).is_some_and(|fact| is_form(value, fact)))
                };
                let quoted = || ["left", "right"].iter().any(|side| row[*side].contains(numeral.as_str()));
                if !(["left", "right", "difference"].into_iter().any(column) || printed() || quoted()) {
                    self.trouble(&format!("{numeral} is on no side of the finding"));
                }
            }
            return;
        }
        let tag = around.last().map_or("", |one| one.tag.as_str());
        if tag == "p" && text.starts_with("各数按印出的末位四舍五入，最多可差 ") {
            let tolerance = row["tolerance"].parse::<Decimal>().ok();
            let said = NUMERAL.find_iter(&text).filter_map(|one| number(one.as_str())).next();
            let facts: Vec<&str> = row["facts"].split(';').filter(|id| !id.is_empty()).collect();
            return if said.zip(tolerance).is_some_and(|(said, own)| self.is_allowed(own, said, &facts)) {
                self.count("tolerance of a check", 1)
            } else {
                self.trouble("not the tolerance of the finding")
            };
        }
        let own = self.walk.outcome.public.checks.iter().find(|own| *own.id == *id);
        let same_cause = own.is_some_and(|own| {
            own.places
                .iter()
                .any(|place| format!("{} {}", place.rule, Locale::Chinese.text(&place.message)) == text)
        });
        if tag == "a" && same_cause {
            self.count("another place of a check", NUMERAL.find_iter(&text).count());
        } else if tag == "p" && own.is_some_and(|own| Locale::Chinese.texts(own.remarks()) == text) {
            self.count("how a check reckoned", NUMERAL.find_iter(&text).count());
        } else {
            self.trouble("not the words of the finding");
        }
    }

    /// Whether what rounding allows is told as another value: by three digits, in the unit that its figures share.
    fn is_allowed(&self, own: Decimal, said: Decimal, facts: &[&str]) -> bool {
        let (own, ..) = self.in_shared_unit(own, facts);
        own == said || own.round_sf(3).is_some_and(|own| own == said)
    }

    /// A value of comparison in the unit that its figures share, that of the first figure, and whether they share it.
    fn in_shared_unit(&self, own: Decimal, facts: &[&str]) -> (Decimal, &str, bool) {
        let unit = |id: &&str| self.walk.facts.get(*id).map_or("", |fact| fact["unit"].as_str());
        let first = facts.first().map_or("", unit);
        let shared = facts.iter().all(|id| unit(id) == first);
        let own = match first {
            "yuan" if shared => own * Decimal::from(10_000),
            "qian_yuan" if shared => own * Decimal::TEN,
            "bai_wan_yuan" if shared => own / Decimal::ONE_HUNDRED,
            "yi_yuan" if shared => own / Decimal::from(10_000),
            _ => own,
        };
        (own, first, shared)
    }

    /// Whether a value in the unit of comparison is told as another one: in the unit that its figures share, a rate to its
    /// second decimal, money to its sixth, and less than that by its first digit.
    fn is_told(&self, own: Decimal, said: Decimal, facts: &[&str]) -> bool {
        let (own, first, shared) = self.in_shared_unit(own, facts);
        let places = if first == "percent" { 2 } else { 6 };
        let told = rounded(own, places);
        let told = if told.is_zero() { own.round_sf(1).unwrap_or(told) } else { told };
        // Of several units, only what both sides print.
        told.abs() == said.abs() || !shared && rounded(own, 2).abs() == said.abs()
    }

    /// Numbers inside an element that says where they come from.
    fn traced(&mut self, element: &Element, around: &[Element]) {
        let entries = entries(element);
        let mut names: Vec<String> = Vec::new();
        for id in entries.iter().flat_map(|(_, ids)| ids) {
            if let Some(fact) = self.walk.facts.get(id) {
                names.extend([fact["name"].clone(), fact["code"].clone(), fact["parent"].clone()]);
            }
        }
        if self.piece.attribute == "title" {
            return self.place_title(&entries);
        }
        let text = blank(&self.piece.text, names.iter().map(String::as_str));
        let mut rest = text.clone();
        for numeral in NUMERAL.find_iter(&text).map(|one| one.as_str()) {
            let numeral = numeral.trim_end_matches(',');
            let kind = entries.iter().find_map(|(how, ids)| self.gives(how, ids, numeral));
            if let Some(kind) = kind {
                let drawn = picture(around).map_or("", |_| ", in a chart");
                self.count(&format!("{kind}{drawn}"), 1);
                rest = rest.replacen(numeral, " ", 1);
            }
        }
        // The link of a mark leads to one of its figures.
        if let Some(link) = around.iter().rev().find(|one| one.tag == "a") {
            self.link(link, &entries);
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.general(&rest, &names);
    }

    /// What an entry says of a numeral: which kind of figure it is, or nothing where it is not.
    fn gives(&self, how: &str, ids: &[String], numeral: &str) -> Option<&'static str> {
        let shown = number(numeral)?;
        let facts: Vec<_> =
            ids.iter().map(|id| self.walk.facts.get(id)).collect::<Option<_>>().unwrap_or_default();
        match how {
            "" => {
                let fact = facts.first()?;
                let percent = numeral.ends_with('%');
                let own = fact["status"] != "unreadable"
                    && is_form(shown, fact)
                    && (!percent || fact["unit"] == "percent");
                own.then_some(if fact["status"] == "derived" { "derived figure" } else { "printed figure" })
            }
            "words" => {
                let (page, anchor) = ids.first()?.split_once('#')?;
                self.stands(page, anchor, numeral).then_some("words of a document")
            }
            _ if facts.is_empty() => None,
            how => self.walk.gives(how, ids, shown).then_some("computed figure"),
        }
    }

    fn link(&mut self, link: &Element, entries: &[(String, Vec<String>)]) {
        let Some((target, anchor)) = link.get("href").split_once('#') else { return };
        let page = if target.is_empty() { self.path.to_owned() } else { resolve(self.path, target) };
        let Some(document) = self.walk.documents.get(&page) else { return };
        let own = entries.iter().any(|(how, ids)| {
            let said = how == "words" && ids.iter().any(|place| *place == format!("{page}#{anchor}"));
            let line = anchor.parse::<Locator>().map(|locator| locator.line()..=locator.last_line());
            said || ids.iter().filter_map(|id| self.walk.facts.get(id)).any(|fact| {
                let own: Option<Locator> = fact["locator"].parse().ok();
                let within = || {
                    line.as_ref().is_ok_and(|line| own.as_ref().is_some_and(|own| line.contains(&own.line())))
                };
                fact["document"] == *document && (fact["locator"] == anchor || within())
            })
        });
        if !own {
            self.trouble("the link leads elsewhere");
        }
    }

    /// `《…》第137行：…`: title, line and words of the figure, or its operands with their lines.
    fn place_title(&mut self, entries: &[(String, Vec<String>)]) {
        let walk = self.walk;
        let own: Vec<_> =
            entries.iter().flat_map(|(_, ids)| ids).filter_map(|id| walk.facts.get(id)).collect();
        let operands =
            own.iter().flat_map(|fact| fact["derived_from"].split(';')).filter_map(|id| walk.facts.get(id));
        let facts: Vec<_> = own.iter().copied().chain(operands).collect();
        let line = |fact: &super::Row| fact["locator"].parse::<Locator>().expect("a place").line();
        let mut allowed: BTreeSet<Decimal> = walk.changed.clone();
        for fact in &facts {
            allowed.insert(line(fact).into());
            let quoted = NUMERAL.find_iter(&fact["quote"]).filter_map(|one| number(one.as_str()));
            allowed.extend(quoted.chain(number(&fact["amount"])).map(|value| value.abs()));
        }
        // A correction's reason and date are the publisher's words.
        let corrected: Vec<String> =
            walk.corrections.iter().flat_map(|row| [row["reason"].clone(), row["date"].clone()]).collect();
        let names = walk.names.iter().chain(&corrected).map(String::as_str);
        let text = blank(&self.piece.text, names);
        let numerals: Vec<String> = NUMERAL.find_iter(&text).map(|one| one.as_str().to_owned()).collect();
        for numeral in numerals {
            // A quote may be cut in the middle of a number.
            let cut =
                || facts.iter().any(|fact| fact["quote"].contains(bare(&numeral))) && text.contains('…');
            if number(&numeral).is_some_and(|value| allowed.contains(&value.abs())) || cut() {
                self.count("place and words of a figure", 1);
            } else {
                self.trouble(&format!("{numeral} is neither line nor words of the figure"));
            }
        }
    }

    /// Takes names and kinds out of a text; what is left must repeat figures of the page where it can carry no markup.
    fn general(&mut self, text: &str, names: &[&str]) {
        let before = NUMERAL.find_iter(text).count();
        let mut text = blank(text, names.iter().copied().chain(self.walk.names.iter().map(String::as_str)));
        self.count("name or title", before.saturating_sub(NUMERAL.find_iter(&text).count()));
        if self.inside(|one| one.tag == "head").is_some() {
            // A page about a rule is called by the rule's words.
            let before = NUMERAL.find_iter(&text).count();
            let rules = self.walk.rules.iter().map(String::as_str);
            text = blank(&text, rules.filter(|rule| rule.parse::<Decimal>().is_err()));
            self.count("words of a rule", before - NUMERAL.find_iter(&text).count());
        }
        for (kind, pattern) in KINDS.iter() {
            for hit in pattern.find_iter(&text) {
                let kind = match (*kind, number(hit.as_str())) {
                    ("count", Some(value)) if !self.counted(value) => {
                        self.found.uncounted.push(format!("{}: {}", self.path, self.piece.text));
                        "count, of what is not known"
                    }
                    (kind, _) => kind,
                };
                *self.found.tally.entry(kind.to_owned()).or_default() += 1;
            }
            text = pattern.replace_all(&text, " ").into_owned();
        }
        let around = self.piece.around;
        let inside = |test: &dyn Fn(&Element) -> bool| around.iter().any(test);
        let repeats = inside(&|one| ["head", "blockquote", "pre"].contains(&one.tag.as_str()));
        let order = picture(around);
        // The name of a picture stands right in it, before its marks.
        let named = around.len() > 1 && around[around.len() - 2].tag == "svg";
        let described = around.last().is_some_and(|one| one.tag == "desc" || (one.tag == "title" && named));
        let left: Vec<String> = NUMERAL.find_iter(&text).map(|one| one.as_str().to_owned()).collect();
        for numeral in left {
            let own = bare(&numeral);
            let drawn = order.and_then(|order| self.page.drawn.get(&order));
            if repeats && self.page.stated.contains(own) {
                self.count("figure of the page, repeated where no markup can stand", 1);
            } else if described && drawn.is_some_and(|drawn| drawn.numerals.contains(own)) {
                self.count("figure of the picture, repeated in its description", 1);
            } else if let Some(kind) = self.by_place(own) {
                self.count(kind, 1);
            } else {
                self.trouble(&numeral);
            }
        }
    }

    /// Whether a count follows from the data files, or from what stands on the page.
    fn counted(&self, value: Decimal) -> bool {
        let held = || usize::try_from(value).is_ok_and(|value| self.page.held.contains(&value));
        self.walk.counts.contains(&value) || held()
    }

    /// Numbers that are known by where they stand: years of the coverage table, line numbers, codes, completeness.
    fn by_place(&self, numeral: &str) -> Option<&'static str> {
        let around = self.piece.around;
        let last = around.last()?;
        let inside = |class: &str| around.iter().any(|one| one.has_class(class));
        let value: i64 = numeral.parse().ok()?;
        let walk = self.walk;
        if inside("cover") && last.tag == "th" && numeral.len() == 2 {
            let (first, last) = (walk.years.first()?, walk.years.last()?);
            return (*first..=*last).any(|year| year.rem_euclid(100) == value).then_some("year");
        }
        let text = self.piece.text.trim();
        if walk
            .completeness
            .iter()
            .any(|own| text.ends_with(own.as_str()) && own.split('/').any(|part| part == numeral))
        {
            return Some("completeness of a document");
        }
        if walk.codes.contains(numeral)
            && (text == numeral || (last.tag == "desc" && text.contains(&format!("（{numeral}）"))))
        {
            return Some("code");
        }
        if last.has_class("code") && walk.divisions.contains(numeral) {
            return Some("code");
        }
        if self.path.starts_with("documents/") && (last.tag == "a" || last.tag == "td") {
            let source = walk.documents.get(self.path).and_then(|path| walk.sources.get(path))?;
            return (1..=i64::try_from(source.lines.len()).ok()?).contains(&value).then_some("place");
        }
        None
    }
}
