//! One document: the source as read, what was recognised of it and what was not.

use serde_json::{Value, json};

use super::super::citation;
use super::super::frame::Frame;
use super::super::names;
use super::super::places;
use super::super::routes;
use super::super::source_view;
use super::super::{Job, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Places;
use crate::error::Result;
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Became, Edition, Presence, Severity};
use crate::verify::{Completeness, Part};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let page = |record: &'s Record| Job::new(routes::document(record), move || page(site, record));
    site.ledger.documents.iter().map(page).collect()
}

fn page(site: &Site<'_>, record: &Record) -> Result<Vec<u8>> {
    let path = routes::document(record);
    let desk = site.desk(path.as_str(), &[record]);
    let title = citation::title(record);
    let department = site.ledger.department(&record.department);
    let year = record.identity.fiscal_year;
    let places = &record.document.places;
    let statements: Vec<Value> = record
        .statements
        .iter()
        .map(|one| {
            json!({
                "statement": site.locale.word("table", one.statement.id(), one.statement.label()),
                "table": &*one.table,
                "line": one.locator.as_ref().map(|locator| places::short(site.locale, places, locator)),
                "href": one.locator.as_ref().map_or_else(String::new, |locator| format!("#{}", places.line(locator.line()))),
                "state": one.state.id(),
                "state_label": site.locale.word("state", one.state.id(), one.state.label()),
                "facts": one.facts,
            })
        })
        .collect();
    let unreadable: Vec<Value> = record
        .unreadable
        .iter()
        .map(|one| {
            json!({
                "href": format!("#{}", places.name(&one.locator)),
                "locator": places.name(&one.locator),
                "table": &*one.table,
                "quote": one.quote,
                "reason": site.locale.word("reason", one.reason.id(), one.reason.label()),
            })
        })
        .collect();
    let unrecognised: Vec<Value> = record
        .unrecognised
        .iter()
        .map(|one| {
            json!({ "href": format!("#{}", places.line(one.span.first)), "span": places.span(one.span), "label": one.label, "reason": site.locale.word("reason", one.reason.id(), one.reason.label()) })
        })
        .collect();
    let diagnostics: Vec<Value> =
        record.diagnostics.iter().map(|one| diagnostic(site.locale, one, places)).collect();
    let aside = record.aside.as_ref().and_then(|aside| {
        let other = site.ledger.documents.iter().find(|other| other.id == aside.by)?;
        Some(json!({ "words": site.locale.word("aside-words", aside.why.id(), aside.why.words()), "href": desk.to(&routes::document(other)) }))
    });
    let twins: Vec<Value> = site
        .ledger
        .twins_of(record)
        .map(|twin| {
            json!({ "title": citation::title(twin), "scope": site.locale.word("scope", twin.scope().id(), twin.scope().label()), "href": desk.to(&routes::document(twin)) })
        })
        .collect();
    let it = json!({
        "title": title,
        "document": citation::listed(&desk, record),
        "department": department.map(|d| json!({ "name": names::shown(site.locale, &d.name), "href": desk.to(&routes::department(&d.id)) })),
        "year": if year == 0 { String::new() } else { year.to_string() },
        "year_href": if record.is_published() { desk.to(&routes::department_year(&record.department, year)) } else { String::new() },
        "printed_name": record.identity.printed_name,
        "statements": statements,
        "complete": complete(site, record),
        "unreadable": unreadable,
        "unrecognised": unrecognised,
        "account": account(site.locale, record),
        "diagnostics": diagnostics,
        "withheld": record.document.withheld.len(),
        "aside": aside,
        "twins": twins,
        "unknown": if record.is_nobodys() { unknown(site.locale, record) } else { String::new() },
        "settle": record.settling_lines(),
        "recognised": recognised(site.locale, record),
        "abridged": record.edition() == Edition::Abridged,
        "lines": source_view::lines(&desk, record),
        "citation": citation::citation(site, &path, &title, &[record]),
    });
    let frame = Frame::new(path, title.as_str(), routes::DOCUMENTS)
        .under(routes::INDEX, say!(site.locale, "overview"))
        .under(routes::DOCUMENTS, say!(site.locale, "nav-documents"))
        .described(say!(site.locale, "document-described", title = title.as_str()));
    site.page("document.html", frame, &it)
}

/// What became of the numbers of a document, side by side; nothing where it has none.
fn account(locale: Locale, record: &Record) -> Value {
    let account = &record.account;
    let rows: Vec<Value> = Became::ALL
        .iter()
        .filter_map(|became| Some((became, *account.counts.get(became)?)))
        .map(|(became, count)| {
            json!({
                "side": locale.word("side", became.side().id(), became.side().label()),
                "mark": became.mark(),
                "label": locale.word("became", became.id(), became.label()),
                "count": count,
            })
        })
        .collect();
    if rows.is_empty() { Value::Null } else { json!({ "seen": account.seen, "rows": rows }) }
}

/// What was read of the identity of a document, name and words.
fn recognised(locale: Locale, record: &Record) -> Vec<[String; 2]> {
    let identity = &record.identity;
    let year = if identity.fiscal_year == 0 { String::new() } else { identity.fiscal_year.to_string() };
    let rows = [
        (say!(locale, "recognised-title"), identity.title.clone()),
        (say!(locale, "department-head"), identity.body.clone()),
        (say!(locale, "region-head"), identity.division.clone()),
        (say!(locale, "year-head"), year),
        (say!(locale, "kind-head"), citation::kinds(locale, record)),
    ];
    rows.into_iter().filter(|(_, words)| !words.is_empty()).map(|(name, words)| [name, words]).collect()
}

/// What a document of its kind must contain, with the place of each item; nothing for kinds without a list.
fn complete(site: &Site<'_>, record: &Record) -> Value {
    let complete = Completeness::of(record, site.ledger);
    let places = &record.document.places;
    let part = |part: Part| -> Value {
        let items: Vec<Value> = complete
            .part(part)
            .map(|item| {
                json!({
                    "label": site.locale.text(&item.label),
                    "state": item.state.id(),
                    "state_label": site.locale.word("presence", item.state.id(), item.state.label()),
                    "href": item.evidence.as_ref().map_or_else(String::new, |e| format!("#{}", places.line(e.locator.line()))),
                    "line": item.evidence.as_ref().map(|e| places::short(site.locale, places, &e.locator)),
                })
            })
            .collect();
        let open = [Presence::Missing, Presence::NotCheckable];
        let there = complete.part(part).filter(|item| !open.contains(&item.state)).count();
        json!({ "items": items, "there": there })
    };
    // An abridged edition keeps its tables; what its text left out says nothing of the original.
    let narrative = if record.edition() == Edition::Abridged { Value::Null } else { part(Part::Narrative) };
    if complete.items.is_empty() {
        return Value::Null;
    }
    json!({
        "tables": part(Part::Table),
        "narrative": narrative,
        "published_on": record.sidecar.published_on,
        "approved_on": record.sidecar.approved_on,
    })
}

fn diagnostic(locale: Locale, one: &Diagnostic, places: &Places) -> Value {
    json!({
        "code": one.code.id(),
        "severity": one.severity.id(),
        "severity_label": match one.severity {
            Severity::Error => say!(locale, "noticed-error"),
            Severity::Warning => say!(locale, "noticed-warning"),
            Severity::Info => say!(locale, "noticed-info"),
        },
        "words": words(locale, one),
        // What cannot be said in advance: only the parser of the sidecar knows it.
        "message": if matches!(one.code, Code::BadSidecar | Code::BadCompanion | Code::StaleCorrection | Code::StaleReply) { one.message.as_str() } else { "" },
        "span": one.span.map(|span| places.span(span)),
        "href": one.span.map_or_else(String::new, |span| format!("#{}", places.line(span.first))),
        "excerpt": one.excerpt,
    })
}

/// What is not known of a document, in words.
pub(super) fn unknown(locale: Locale, record: &Record) -> String {
    match record.unknown() {
        words if locale == Locale::Chinese || words.is_empty() => words,
        _ => say!(locale, "unknown-identity"),
    }
}

/// A diagnostic for readers of the site.
pub(super) fn words(locale: Locale, one: &Diagnostic) -> String {
    match locale {
        Locale::Chinese => chinese(one).to_owned(),
        Locale::English => one.code.title().to_owned(),
    }
}

fn chinese(one: &Diagnostic) -> &'static str {
    match one.code {
        Code::Empty => "文件是空的",
        Code::NotText => "扩展名是文本，内容不是文本",
        Code::UnknownFormat => "不支持这种文件格式",
        Code::TooLarge => "文件超过大小限制",
        Code::NoDisclosure => "不像预算、决算或绩效公开文件",
        Code::NoIdentity => "读不出部门、年度或文件种类，数字列出，但不归入任何部门",
        Code::UnknownTable => "有表格不能归入任何已知报表",
        Code::UnknownColumn => "有一列含义不明",
        Code::UnreadableRow => "有的行不能确定读对，没有采用",
        Code::NoUnit => "表格没有印出单位",
        Code::Truncated => "文件像是被截断",
        Code::Unregistered => "部门不在登记表中，网址由地区和名称生成",
        Code::ReaderFailed => "读取时出错",
        Code::BadSidecar => "附注文件不能读取",
        Code::Withheld => "隐去了个人信息（姓名、电话等）",
        Code::MissingTables => "没有找到应当公开的表",
        Code::Unopened => "文件打不开",
        Code::BadCompanion => "更正或回应文件不能读取",
        Code::StaleCorrection => "有一条更正与印出的数字对不上，没有采用",
        Code::StaleReply => "有一条回应找不到它所答的核对结果",
        Code::NoText => "页面是扫描图片，没有文字，不能读出数字",
        Code::Unnamed => "有的字没有编码信息，没有采用",
        Code::ScannedText => "文字是从图片识别得来，可能有误，请对照原件",
        Code::SharedId => "另有部门的名称拼音相同，网址末尾加了名称的标记",
        Code::LongLine => "有的行太长，没有当作正文来读",
        Code::Encoding if one.severity == Severity::Info => "原文不是 UTF-8 编码，已转换",
        Code::Encoding => "有的字符解不出来，以“�”代替",
        Code::Pictures if one.severity == Severity::Info => "网页中另有图片，图片里的内容没有读取",
        Code::Pictures => "网页上只有图片，没有可读取的表格",
        Code::LandingPage => "网页本身没有表格，只有附件链接",
        Code::Damaged => "文件有损坏，只读出了一部分",
        Code::Encrypted => "文件设有密码，无法读取",
        Code::LeftOut => "文件中隐藏、嵌入或超出限度的部分没有读取",
        Code::Converted => "原文件为旧格式，经其他程序转换后读取",
        Code::YearsDisagree => "标题写的年份和正文写的不同",
        Code::NeedsProgram => "这种格式要靠其他程序转换，本次没有转换成",
        Code::Differs => "同一部门、年度、种类、口径另有一份文件，有的数字不同",
        Code::CountsOnce => "同一公开内容另有一份文件，只计一次",
        Code::RuleFailed => "有一条规则运行出错，它所核对的没有核对",
        Code::BadVocabulary => "词表里有一行没有采用",
        Code::Unbalanced => "有看到的数字没有去处，已列为没有读出",
        Code::PageFailed => "有一页没有发布",
        Code::BadRecord => "一份文件的记录不能使用",
        Code::BadRegister => "登记表里有一项没有采用",
        Code::AddressGone => "有发布过的网址不再有内容",
        Code::NoGlyph => "有卡片印不出的字",
    }
}
