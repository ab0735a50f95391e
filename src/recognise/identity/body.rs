//! Whose figures they are: an organisation, or a whole area.

use std::collections::BTreeMap;

use crate::model::{Evidence, Question, Scope, Whence, weigh};
use crate::taxonomy::{
    Named, area_of, bare_body, before_what_it_is, division_called, governs, is_body_name, is_of_a_form,
    is_of_a_report, is_of_headings, is_of_sums, kinds_named, names_in, names_township, names_unit,
    opens_a_name, own_kinds, province_opening, realm_of, role_of_label, says_area, says_at_start, says_level,
    says_own, says_published, scope_named, speaks_for,
};

use super::passages::{Passage, Passages};
use super::year;

const TITLE: u32 = 100;
const TITLE_LINES: u32 = 95;
const PAGE_TITLE: u32 = 80;
const COVER: u32 = 55;
const CAPTION: u32 = 60;
const FORM: u32 = 70;
const ABOVE: u32 = 40;
const CARRIES_OUT: u32 = 35;
const TABLE_TITLE: u32 = 60;
const SENTENCE: u32 = 40;
const OF_TABLE: u32 = 20;
/// （本级） behind the name in a title, and in captions and forms: a department's paper holds forms of its core.
const TITLED_CORE: u32 = 120;
const CORE: u32 = 30;
const BREADCRUMB: u32 = 20;
const SHEET: u32 = 20;
const PUBLISHER: u32 = 15;
const SIGNED: u32 = 45;
/// A sentence that says what kind of body one is: 甲中心为公益一类事业单位.
const DESCRIBED: u32 = 35;
/// What a text that says 我局 adds to the place where a bureau's name stands beside it.
const SPEAKS_OF_ITSELF: u32 = 15;
/// A name that stands in the place of a body's and does not look like one is handed on, not counted.
const LONGEST_CANDIDATE: usize = 30;

/// What was found of bodies and areas.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Evidence for organisations.
    pub(super) bodies: Vec<Evidence>,
    /// Evidence for areas.
    pub(super) areas: Vec<Evidence>,
    /// Evidence for the scope.
    pub(super) scopes: Vec<Evidence>,
    /// Places where an organisation speaks of itself: whether as a unit or as a department, other words must say.
    owners: Vec<(Passage, u32)>,
    /// The names as printed, with （本级）.
    pub(super) printed: BTreeMap<String, String>,
    /// Names that a register must judge.
    pub(super) candidates: Vec<String>,
    /// Names whose place is only said by its level, where they stand: 市旅游委.
    short: Vec<(String, Passage, u32)>,
}

impl Found {
    fn body(&mut self, named: &Named, passage: &Passage, weight: u32) {
        if named.is_short {
            self.candidate(&named.name);
            self.short.push((named.name.clone(), passage.clone(), weight));
            return;
        }
        self.bodies.push(evidence(Question::Body, &named.name, passage, weight));
        if named.printed.len() > named.name.len() {
            self.printed.insert(named.name.clone(), named.printed.clone());
            // （本级） behind the name in a title is more exact than the kind of paper that the title names.
            self.scope(Scope::Unit, passage, if weight >= TITLE { TITLED_CORE } else { CORE });
        }
    }

    fn area(&mut self, name: &str, passage: &Passage, weight: u32) {
        self.areas.push(evidence(Question::Body, name, passage, weight));
    }

    fn scope(&mut self, scope: Scope, passage: &Passage, weight: u32) {
        self.scopes.push(evidence(Question::Scope, scope.id(), passage, weight));
    }

    fn candidate(&mut self, name: &str) {
        let fits = (2..=LONGEST_CANDIDATE).contains(&name.chars().count());
        if fits && !self.candidates.iter().any(|other| other == name) {
            self.candidates.push(name.to_owned());
        }
    }
}

fn evidence(question: Question, says: &str, passage: &Passage, weight: u32) -> Evidence {
    Evidence { question, says: says.to_owned(), whence: passage.whence, line: passage.line, weight }
}

/// Looks everywhere.
pub(super) fn find(passages: &Passages) -> Found {
    let mut found = Found::default();
    for title in &passages.titles {
        let weight = if title.whence == Whence::PageTitle { PAGE_TITLE } else { TITLE };
        of_title(title, weight, &mut found);
    }
    for (title, joints) in &passages.joined {
        of_joined(title, joints, &mut found);
    }
    for table in &passages.tables {
        of_title(table, TABLE_TITLE, &mut found);
    }
    for caption in &passages.captions {
        of_label(caption, CAPTION, &mut found);
    }
    for form in &passages.forms {
        let weight = match role_of_label(form.label) {
            Some("above") => ABOVE,
            Some(_) => CARRIES_OUT,
            None => FORM,
        };
        of_label(&form.passage, weight, &mut found);
    }
    for sentence in &passages.sentences {
        of_sentence(sentence, &mut found);
    }
    for signed in &passages.signed {
        if let Some(named) = names_in(&signed.text).first() {
            found.body(named, signed, SIGNED);
            of_owner(named, &signed.text, signed, SIGNED / 2, &mut found);
        }
    }
    // 我局 in the text is the bureau that stands in the path of the page or put it up, if nothing names another.
    let unnamed = found.bodies.is_empty();
    let owns = |name: &str| unnamed && passages.sentences.iter().any(|said| is_called(name, &said.text));
    let more = |name: &str| if owns(name) { SPEAKS_OF_ITSELF } else { 0 };
    for passage in &passages.around {
        let weight = if passage.whence == Whence::Sheet { SHEET } else { BREADCRUMB };
        of_title(passage, weight + more(&passage.text), &mut found);
    }
    for publisher in &passages.publishers {
        let names = names_in(&publisher.text);
        if let Some(named) = names.iter().find(|named| named.is_body) {
            found.body(named, publisher, PUBLISHER + more(&named.name));
            of_speaker(named, publisher, PUBLISHER, &mut found);
        }
    }
    placed(passages, &mut found);
    spoken_of(passages, &mut found);
    without_areas(&mut found);
    owners(&mut found);
    found
}

/// 市旅游委 in a text that names one 市: the office of that place.
fn placed(passages: &Passages, found: &mut Found) {
    if !found.bodies.is_empty() {
        return;
    }
    let texts = [&passages.titles, &passages.sentences, &passages.publishers, &passages.around];
    let mut places: Vec<String> = texts
        .into_iter()
        .flatten()
        .flat_map(|passage| names_in(&passage.text))
        .filter(|named| named.is_place && !named.is_body && !named.is_short)
        .map(|named| named.name)
        .collect();
    places.sort();
    places.dedup();
    for (short, passage, weight) in std::mem::take(&mut found.short) {
        let Some(level) = short.chars().next() else { continue };
        let mut same = places.iter().filter(|place| place.ends_with(level));
        if let (Some(place), None) = (same.next(), same.next()) {
            let name = format!("{place}{}", &short[level.len_utf8()..]);
            if is_body_name(&name) {
                found.bodies.push(evidence(Question::Body, &name, &passage, weight));
                found.owners.push((passage, weight / 2 + 10));
            }
        }
    }
}

/// 全市 in a text whose titles name one 市 and no body: that place is the area.
fn spoken_of(passages: &Passages, found: &mut Found) {
    if !(found.areas.is_empty() && found.bodies.is_empty()) {
        return;
    }
    let Some((said, word)) = passages.sentences.iter().find_map(|one| Some((one, says_area(&one.text)?)))
    else {
        return;
    };
    let named = |title: &Passage| {
        names_in(&title.text).into_iter().find(|named| named.is_place && !named.is_body && !named.is_short)
    };
    let mut places: Vec<(String, &Passage)> = passages
        .titles
        .iter()
        .filter_map(|title| Some((named(title)?.name, title)))
        .filter(|(place, _)| place.chars().next_back().is_some_and(|level| word.contains(level)))
        .collect();
    places.dedup_by(|one, other| one.0 == other.0);
    if let [(place, title)] = &places[..] {
        found.area(place, title, SENTENCE);
        found.scope(Scope::Region, said, SENTENCE);
    }
}

/// Sentences of a body may speak of all bodies of its level (省级部门…以合同为准): where no area is named and the body's name
/// stands where a text says whose it is, they say nothing of the scope.
fn without_areas(found: &mut Found) {
    let is_own = |one: &Evidence| one.weight >= SIGNED && one.whence != Whence::Sentence;
    if found.areas.is_empty() && found.bodies.iter().any(is_own) {
        found.scopes.retain(|one| one.says != Scope::Region.id() || one.whence != Whence::Sentence);
    }
}

/// Whether a text reads like the title of a disclosure: it names a kind or what disclosures are about.
fn is_title(text: &str) -> bool {
    !kinds_named(text).is_empty()
        || is_of_sums(text)
        || is_of_a_report(text)
        || scope_named(text).is_some()
        || text.contains("预算")
}

fn of_title(title: &Passage, weight: u32, found: &mut Found) {
    let text = &title.text;
    if let Some(scope) = scope_named(text) {
        // The titles of tables are the same in the papers of departments and of units.
        found.scope(scope, title, if title.whence == Whence::TableTitle { OF_TABLE } else { weight });
    }
    let is_title = is_title(text);
    let names = names_in(text);
    if let Some(named) = parted_by_year(text, &names) {
        found.body(&named, title, weight);
        of_owner(&named, text, title, weight, found);
        return;
    }
    if is_title {
        of_area(title, weight, found);
    }
    let stands_alone = |named: &Named| named.at == 0 && named.printed.len() == text.len();
    let mut any = false;
    for named in names.iter().filter(|named| named.is_body) {
        if is_title || year::stated(text).is_some() {
            any = true;
            found.body(named, title, weight);
            of_owner(named, text, title, weight, found);
        } else if stands_alone(named) || is_marked(text, named) {
            any = true;
            let cover = Passage { whence: Whence::Cover, ..title.clone() };
            found.body(named, &cover, COVER.min(weight));
        }
        // Of several names in one title the first is the subject; what follows is what it speaks of.
        if any {
            break;
        }
    }
    if !any && is_title {
        leftover(text, found);
    }
}

/// Whether a line that is no title says whose the paper is: the code of a budget unit stands before the name, a colon or words of headings
/// alone behind it. 219001-甲镇人民政府; 甲市乙委：去年购车8辆; 四、甲市乙局其他重要事项
fn is_marked(text: &str, named: &Named) -> bool {
    let (before, behind) = (&text[..named.at], &text[named.at + named.printed.len()..]);
    let coded = before.chars().filter(char::is_ascii_digit).count() >= 3
        && before.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    let opens = before.is_empty() || crate::document::strip_ordinal(text).len() == text.len() - named.at;
    let speaks = before.is_empty() && behind.starts_with([':', '：']);
    coded || speaks || opens && !behind.is_empty() && (is_of_headings(behind) || says_published(behind))
}

/// 甲县2015年度移民局三公经费: the year stands between the place and the rest of the name.
fn parted_by_year(text: &str, names: &[Named]) -> Option<Named> {
    let named =
        names.iter().find(|named| named.is_body && !named.is_short && area_of(&named.name).is_none())?;
    let place = names.iter().find(|place| place.is_place && !place.is_body && !place.is_short)?;
    let between = text.get(place.at + place.name.len()..named.at)?;
    (place.at == 0 && year::is_alone(between)).then(|| {
        let name = format!("{}{}", place.name, named.name);
        Named { printed: format!("{}{}", place.name, named.printed), name, at: place.at, ..named.clone() }
    })
}

/// Whether a text calls itself by the kind of a name: 我局 of 甲县水利局, 我单位 of anybody.
fn is_called(name: &str, text: &str) -> bool {
    own_kinds(text).any(|kind| name.ends_with(kind) || matches!(kind, "部门" | "单位"))
}

/// What stands in a title where a name would, behind the year or before it: only a register can say whether it is one.
fn leftover(text: &str, found: &mut Found) {
    for name in year::around(text) {
        found.candidate(&name);
    }
}

fn of_joined(title: &Passage, joints: &[usize], found: &mut Found) {
    if !is_title(&title.text) {
        return;
    }
    for named in names_in(&title.text).iter().filter(|named| named.is_body) {
        let to = named.at + named.name.len();
        let Some(joint) = joints.iter().rfind(|joint| named.at < **joint && **joint < to) else { continue };
        // The half above opens like a name and is none, or the half below is none by itself.
        let above = &title.text[named.at..*joint];
        let below = names_in(&title.text[*joint..]).iter().any(|below| below.is_body && below.at == 0);
        if !below || opens_a_name(above) && !is_body_name(above) {
            found.body(named, title, TITLE_LINES);
        }
    }
}

fn of_label(passage: &Passage, weight: u32, found: &mut Found) {
    let names = names_in(&passage.text);
    match names.first() {
        Some(named) if named.is_body && named.at == 0 => found.body(named, passage, weight),
        _ if is_money(&passage.text) => {}
        _ => found.candidate(&bare_body(&passage.text)),
    }
    if names_unit(&passage.text) {
        found.scope(Scope::Unit, passage, CORE);
    }
}

fn is_money(text: &str) -> bool {
    text.contains('元') || text.contains('%')
}

fn of_sentence(sentence: &Passage, found: &mut Found) {
    let text = &sentence.text;
    of_area(sentence, SENTENCE, found);
    let titled = is_title(text) || year::stated(text).is_some();
    for named in names_in(text).iter().filter(|named| named.is_body) {
        // A name opens the sentence, or stands behind its year; later names are what it speaks of.
        let leads = named.at <= 36 && !text[..named.at].contains(['。', '；']);
        // 甲县法院本年支出5万元
        if (titled || accounts(&named.behind)) && leads {
            found.body(named, sentence, SENTENCE);
            of_owner(named, text, sentence, SENTENCE / 2, found);
            break;
        }
    }
    if let Some(named) = described(text).filter(|_| found.bodies.is_empty()) {
        found.body(&named, sentence, DESCRIBED);
    }
    if says_own(text) {
        found.scope(Scope::Department, sentence, 30);
    }
}

/// Whether what stands behind a name is what bodies account for.
fn accounts(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['（', '）']);
    says_at_start("of_accounts", behind)
}

/// The body that the first sentence says something of: 甲中心为公益一类事业单位.
fn described(text: &str) -> Option<Named> {
    let name = before_what_it_is(text).filter(|name| speaks_for(name).is_none())?;
    names_in(name).into_iter().next().filter(|named| named.is_body && named.name.len() == name.len())
}

/// A named organisation speaks for itself, unless it is the finance bureau and the text is about its area.
fn of_owner(named: &Named, text: &str, passage: &Passage, weight: u32, found: &mut Found) {
    let is_speaker = speaks_for(&named.name).is_some();
    if is_speaker
        && (says_area(text).is_some() || matches!(passage.whence, Whence::Sentence | Whence::Signature))
    {
        of_speaker(named, passage, weight, found);
    } else {
        found.owners.push((passage.clone(), weight / 2 + 10));
    }
}

/// An organisation that speaks of itself speaks of no area. It is the department, unless it is said to be a unit.
fn owners(found: &mut Found) {
    let support = |scope: Scope| {
        weigh(&found.scopes, Question::Scope)
            .iter()
            .find(|(says, _)| says == scope.id())
            .map_or(0, |(_, sum)| *sum)
    };
    let scope =
        if support(Scope::Unit) > support(Scope::Department) { Scope::Unit } else { Scope::Department };
    for (passage, weight) in std::mem::take(&mut found.owners) {
        found.scope(scope, &passage, weight);
    }
}

/// The area of a finance bureau that speaks.
fn of_speaker(named: &Named, passage: &Passage, weight: u32, found: &mut Found) {
    let Some(place) = speaks_for(&named.name).filter(|place| !place.is_empty()) else { return };
    let is_place = names_in(place).first().is_some_and(|named| named.is_place && named.name == place);
    if is_place && !named.is_short {
        found.area(place, passage, weight / 2 + 20);
    }
}

/// A whole area as the subject of a text.
fn of_area(passage: &Passage, weight: u32, found: &mut Found) {
    let text = &passage.text;
    // 甲市2024年一季度: what a place reports of a part of a year is its budget, whatever else the title says.
    let reports = || passage.whence == Whence::Title && is_of_a_report(text);
    let sums = is_of_sums(text) || reports();
    let is_departments = matches!(scope_named(text), Some(Scope::Unit | Scope::Department));
    let names = names_in(text);
    if let Some(realm) = clauses(text).map(behind_year).find_map(realm_of)
        && sums
        && !names.iter().any(|named| named.is_body && speaks_for(&named.name).is_none())
    {
        found.area(realm, passage, weight);
        found.scope(Scope::Region, passage, weight);
    }
    // 甲市本级部门项目支出绩效自评表: a form of any body of the level.
    let is_form = is_of_a_form(text);
    for named in names.iter().filter(|named| named.is_place && !named.is_short) {
        let level = says_level(&named.behind);
        if is_form && level {
            continue;
        }
        // 甲市各民主党派: some bodies of the area, not the area.
        let some = named.behind.starts_with('各') && !level;
        if level || sums && !is_departments && !named.is_body && !some {
            found.area(&named.name, passage, weight);
            found.scope(Scope::Region, passage, if sums { weight } else { weight / 2 });
        }
    }
    // 甲2013年三公预算: provinces are called without their level.
    if sums
        && names.is_empty()
        && let Some(province) = clauses(text).map(behind_year).find_map(province_opening)
    {
        found.area(&province.name, passage, weight);
        found.scope(Scope::Region, passage, weight);
    }
    if let Some(word) = says_area(text) {
        found.scope(Scope::Region, passage, weight.min(80));
        let level = word.chars().find(|c| "省市县区州盟旗".contains(*c));
        let is_named = names.iter().any(|named| named.is_place && !named.is_short);
        if !is_named && let Some(place) = clauses(text).find_map(|clause| short_place(clause, level)) {
            found.area(&place, passage, weight);
        }
    }
}

/// A place without its level at the beginning of a clause (东莞公布市本级…), where the table of divisions knows one.
fn short_place(clause: &str, level: Option<char>) -> Option<String> {
    let level = level?;
    (2..=4).rev().find_map(|length| {
        let stem: String = clause.chars().take(length).collect();
        let division = division_called(&stem, Some(level)).filter(|division| division.name != stem)?;
        division.name.starts_with(&stem).then(|| division.name.clone())
    })
}

/// A clause without the year that opens it: 2014年中央本级… Its digits may be gone already.
fn behind_year(clause: &str) -> &str {
    let rest = clause.trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(rest) = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')) else { return clause };
    rest.trim_start_matches(|c: char| !c.is_alphabetic())
}

fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(['，', ',', '。', '：', ':', '；', ';'])
        .map(|clause| clause.trim_start_matches(|c: char| !c.is_alphabetic()))
}

/// Forms of one name support each other: 乙局 in a title and 甲县乙局 in a caption. The fullest form stands for all.
pub(super) fn merge(evidence: Vec<Evidence>) -> Vec<Evidence> {
    let names: Vec<String> = weigh(&evidence, Question::Body).into_iter().map(|(name, _)| name).collect();
    let fullest = |name: &str| {
        let longer = |other: &&String| other.len() > name.len() && is_form_of(name, other);
        let mut all: Vec<&String> = names.iter().filter(longer).collect();
        all.sort_by_key(|other| std::cmp::Reverse(other.len()));
        // Two bodies that end alike in different places (甲县乙局 and 丙县乙局): the short form fits both.
        let longest = all.first().copied()?;
        all.iter().all(|other| is_form_of(other, longest) || *other == longest).then(|| longest.clone())
    };
    let merged = evidence.into_iter().map(|one| {
        let full = fullest(&one.says).unwrap_or_else(|| one.says.clone());
        Evidence { says: full, ..one }
    });
    merged.collect()
}

/// Whether a name is a shorter form of another: its end, or the place whose government the other is (甲镇 of
/// 甲镇人民政府).
fn is_form_of(short: &str, long: &str) -> bool {
    if long.ends_with(short) {
        return true;
    }
    governs(long).any(|place| place.ends_with(short) && names_township(short))
}
