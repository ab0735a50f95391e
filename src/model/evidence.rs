//! Evidence: what in a document speaks for an answer to who, where, when, what and how wide. An answer is the one with
//! the most support; what ties, or has too little, is unknown.

use std::collections::BTreeMap;

/// What is asked of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Question {
    /// Whose figures they are.
    Body,
    /// Where the body is (GB/T 2260).
    Division,
    /// The fiscal year.
    Year,
    /// What the document is.
    Kinds,
    /// How wide it reaches.
    Scope,
}

impl Question {
    /// All questions, in the order they are printed.
    pub const ALL: [Question; 5] =
        [Question::Body, Question::Division, Question::Year, Question::Kinds, Question::Scope];

    /// The word that `inspect` prints.
    pub fn id(self) -> &'static str {
        match self {
            Question::Body => "body",
            Question::Division => "division",
            Question::Year => "year",
            Question::Kinds => "kinds",
            Question::Scope => "scope",
        }
    }

    /// The least support that an answer needs.
    pub fn least(self) -> u32 {
        match self {
            Question::Body | Question::Scope => 30,
            Question::Division | Question::Year => 10,
            Question::Kinds => 15,
        }
    }
}

/// What kind of place evidence was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Whence {
    /// What the publisher wrote beside the file.
    Sidecar,
    /// A line of the title.
    Title,
    /// Lines of the title that belong together.
    TitleLines,
    /// The title that the page gives itself.
    PageTitle,
    /// A name that stands alone at the head of the document.
    Cover,
    /// The words around a table.
    Caption,
    /// A labelled cell or line of a form.
    Form,
    /// The title of a table.
    TableTitle,
    /// The header of a table.
    Header,
    /// A table of a known kind.
    Table,
    /// A sentence near the beginning.
    Sentence,
    /// The path of the page on its site.
    Breadcrumb,
    /// The name of a sheet.
    Sheet,
    /// Who put the page up, or when.
    Publisher,
    /// The body's own name.
    Name,
    /// A name below the text, beside its day.
    Signature,
}

impl Whence {
    /// The words that `inspect` prints.
    pub fn id(self) -> &'static str {
        match self {
            Whence::Sidecar => "sidecar",
            Whence::Title => "title",
            Whence::TitleLines => "title over lines",
            Whence::PageTitle => "page title",
            Whence::Cover => "cover",
            Whence::Caption => "caption",
            Whence::Form => "form",
            Whence::TableTitle => "table title",
            Whence::Header => "table header",
            Whence::Table => "table",
            Whence::Sentence => "sentence",
            Whence::Breadcrumb => "breadcrumb",
            Whence::Sheet => "sheet name",
            Whence::Publisher => "publisher line",
            Whence::Name => "name",
            Whence::Signature => "signature",
        }
    }
}

/// One thing that speaks for one answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Evidence {
    /// What it answers.
    pub question: Question,
    /// The answer: a name, a code, a year, an id.
    pub says: String,
    /// Where it was found.
    pub whence: Whence,
    /// The line of the transcript; 0 where it stands in none.
    pub line: u32,
    /// How much it counts.
    pub weight: u32,
}

/// The support of all answers to a question, most first. The same kind of place counts once for an answer, and half
/// once more when it repeats itself: a name in forty captions is not forty names.
pub fn weigh(evidence: &[Evidence], question: Question) -> Vec<(String, u32)> {
    let mut places: BTreeMap<(&str, Whence), (u32, u32)> = BTreeMap::new();
    for one in evidence.iter().filter(|one| one.question == question) {
        let (most, count) = places.entry((&one.says, one.whence)).or_default();
        *most = (*most).max(one.weight);
        *count += 1;
    }
    let mut answers: BTreeMap<&str, u32> = BTreeMap::new();
    for ((says, _), (most, count)) in places {
        *answers.entry(says).or_default() += if count > 1 { most + most / 2 } else { most };
    }
    let mut answers: Vec<(String, u32)> =
        answers.into_iter().map(|(says, sum)| (says.to_owned(), sum)).collect();
    answers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    answers
}

/// The answer with the most support, or `None` where two have the same or the best has too little.
pub fn decide(evidence: &[Evidence], question: Question) -> Option<String> {
    match weigh(evidence, question).as_slice() {
        [(_, first), (_, second), ..] if first == second => None,
        [(says, sum), ..] if *sum >= question.least() => Some(says.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(says: &str, whence: Whence, weight: u32) -> Evidence {
        Evidence { question: Question::Body, says: says.to_owned(), whence, line: 1, weight }
    }

    #[test]
    fn the_best_supported_answer_wins_and_a_tie_is_unknown() {
        let mut all = vec![said("甲县乙局", Whence::Title, 100), said("甲县丙局", Whence::Caption, 60)];
        assert_eq!(decide(&all, Question::Body).as_deref(), Some("甲县乙局"));
        all.push(said("甲县丙局", Whence::Sentence, 40));
        assert_eq!(decide(&all, Question::Body), None, "100 against 100");
        assert_eq!(decide(&[said("甲县乙局", Whence::Publisher, 15)], Question::Body), None, "too little");
        assert_eq!(decide(&all, Question::Year), None, "nobody asked");
    }

    #[test]
    fn repeating_oneself_is_no_second_witness() {
        let forty = vec![said("甲县丙局", Whence::Caption, 60); 40];
        assert_eq!(weigh(&forty, Question::Body), [("甲县丙局".to_owned(), 90)]);
    }
}
