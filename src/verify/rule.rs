//! What a rule is: its words, which are its public page and what `explain` prints, and the check itself.

use super::{Bench, Book};
use crate::model::Severity;

/// A check with its documentation. Public and permanent: pages, data files and links are made of the ids.
pub struct Rule {
    /// Such as `A05`.
    pub id: &'static str,
    /// A few words.
    pub title: &'static str,
    /// The formula in words.
    pub formula: &'static str,
    /// How much a mismatch matters.
    pub severity: Severity,
    /// Where the rule comes from. Only verified texts are named as law; the others are 自定规则.
    pub source: &'static str,
    /// Where the rule is due: the denominator.
    pub due: &'static str,
    /// What explains a difference without anyone being at fault, and when nothing is concluded.
    pub caution: &'static str,
    /// What a mismatch asks of the reader, in one neutral sentence.
    pub asks: &'static str,
    /// Checks every place where the rule is due.
    pub(super) check: fn(&Book<'_>, &mut Bench<'_>),
}

/// The source of rules that follow from the tables themselves.
pub(super) const OWN: &str = "自定规则：由表内、表间关系推出";

/// The source of rules about self-evaluation forms.
pub(super) const FORMS: &str =
    "自定规则；评分结构参照《项目支出绩效评价管理办法》（财预〔2020〕10号）及表内分值";

/// The source of rules about sentences.
pub(super) const PROSE: &str = "自定规则：由正文与表格、正文前后的关系推出";

/// What every sum is excused by.
pub(super) const ROUNDING: &str =
    "每个数按印出的末位取半个单位的误差，逐项相加；在此之内是尾差，不算不一致。表没有读全的，不下结论。";

/// What two figures that contradict each other ask for. Which one is wrong is not for us to say.
pub(super) const CONTRADICTION: &str = "两处数字不能同时成立，请核对原件。";

impl Rule {
    /// The rule's documentation as plain text: what `explain` prints is what its page says.
    pub fn explain(&self) -> String {
        format!(
            "{} {}（{}）\n\n核对什么\n  {}\n\n什么地方应当核对\n  {}\n\n下结论之前\n  {}\n\n依据\n  {}\n",
            self.id,
            self.title,
            self.severity.label(),
            self.formula,
            self.due,
            self.caution,
            self.source
        )
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}
