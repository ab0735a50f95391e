//! E04, E05: the tables and the topics that a budget or a final account must have.

use super::{is_mandated, whole};
use crate::ledger::Record;
use crate::model::{Edition, Message, Presence, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::completeness::{Completeness, Item, Part};
use crate::verify::contents::{is_whole, listed};
use crate::verify::{Bench, Book, Rule};

/// The source of what must be there.
const MANDATED: &str = "自定规则：应有内容取自地方预决算公开操作规程一类公开目录的共同要求";

/// E04: 应有的表.
pub(in crate::verify) static TABLES: Rule = Rule {
    id: "E04",
    title: "应有的表",
    formula: "部门预算、部门决算应有的每一张表都在；没有数据的，印空表并说明",
    severity: Severity::Warning,
    source: MANDATED,
    due: "每一份部门预算、部门决算，应有的每一张表",
    caution: "没有认出不等于没有：文件里有不认识的表、读不出的数，或没有目录可以对照的，记为资料不足。正文说明没有此项收支的，不适用。只有“三公”经费、政府性基金、国有资本经营这三种名称固定的表，目录编号完整、所列各表都已认出、目录和正文都没有的，才提示。",
    asks: "应当公开的表没有找到，请核对原件。",
    check: tables,
};

fn tables(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.ledger.documents.iter().filter(|record| is_mandated(record)) {
        let whole_contents = contents_prove(record);
        for item in Completeness::of(record, book.ledger).part(Part::Table) {
            let proven = whole_contents && is_unmistakable(record, item.id);
            let (verdict, note) = match item.state {
                Presence::Present => (Verdict::Pass, None),
                Presence::EmptyStated => (Verdict::Pass, Some(message!("table-stated-empty"))),
                Presence::Blank => (Verdict::InsufficientData, Some(message!("table-blank"))),
                Presence::NotRequired => (Verdict::NotApplicable, Some(message!("table-not-due"))),
                Presence::Missing if proven => (Verdict::Mismatch, Some(message!("table-missing"))),
                Presence::Missing => (Verdict::InsufficientData, Some(message!("table-unproven"))),
                Presence::NotCheckable if item.evidence.is_some() => {
                    (Verdict::InsufficientData, Some(message!("table-unreadable")))
                }
                Presence::NotCheckable => (Verdict::InsufficientData, Some(message!("table-perhaps-unread"))),
            };
            judge(record, item, verdict, note, out);
        }
    }
}

/// Whether the document's own contents prove that a table is not there: its list is whole, every table on it was found,
/// and nothing in the document was left unread.
fn contents_prove(record: &Record) -> bool {
    let entries = listed(record);
    let found =
        |statement| record.statements.iter().any(|one| one.statement == statement && one.locator.is_some());
    record.edition() == Edition::Full
        && record.unreadable.is_empty()
        && record.unrecognised.is_empty()
        && is_whole(&entries)
        && entries.iter().all(|entry| found(entry.statement))
}

/// Whether the table goes by one word everywhere, and neither the contents nor a title has it. Other tables go by many
/// names, and one may stand for another.
fn is_unmistakable(record: &Record, id: &str) -> bool {
    let word = match Statement::from_id(id) {
        Some(Statement::ThreePublic) => "三公",
        Some(Statement::GovFund) => "政府性基金",
        Some(Statement::StateCapital) => "国有资本",
        _ => return false,
    };
    let listed = listed(record).iter().any(|entry| entry.text.contains(word));
    let titled = record.statements.iter().any(|one| one.table.contains(word));
    !listed && !titled
}

fn judge(record: &Record, item: &Item, verdict: Verdict, note: Option<Message>, out: &mut Bench<'_>) {
    let right = match &item.evidence {
        Some(evidence) => {
            Side::words(message!("side-seen"), evidence.locator.clone(), evidence.quote.clone())
        }
        None => Side::default(),
    };
    let message = message!("mandated", what = item.label.clone());
    let case = Case::new(record, message, whole(record, item.label.clone()), right);
    out.judge(case.noted(note), verdict);
}

/// E05: 应有的说明.
pub(in crate::verify) static NARRATIVE: Rule = Rule {
    id: "E05",
    title: "应有的说明",
    formula: "职责、机构、收支增减、机关运行经费、政府采购、国有资产、“三公”经费、绩效、名词解释等都有说明",
    severity: Severity::Warning,
    source: MANDATED,
    due: "每一份有说明部分的部门预算、部门决算（节录版除外），应有的每一项说明",
    caution: "找到有关的标题或句子就算有。没有找到，可能是提取时丢失或换了说法，记为资料不足，不算不一致。单位预决算不要求单位构成。",
    asks: "应当说明的内容没有找到，请核对原件。",
    check: narrative,
};

fn narrative(book: &Book<'_>, out: &mut Bench<'_>) {
    let full = |record: &&Record| is_mandated(record) && record.edition() == Edition::Full;
    for record in book.ledger.documents.iter().filter(full) {
        for item in Completeness::of(record, book.ledger).part(Part::Narrative) {
            let (verdict, note) = match item.state {
                // Of a document of tables alone nothing is said: its text may be another file.
                Presence::NotRequired | Presence::NotCheckable => continue,
                Presence::Missing => (Verdict::InsufficientData, Some(message!("topic-not-found"))),
                _ => (Verdict::Pass, None),
            };
            judge(record, item, verdict, note, out);
        }
    }
}
