//! What a side made of words is called in the id of its finding. Ids are permanent: those that were made while labels
//! were Chinese words keep those words (`marks.csv`, of which no row is ever changed); a newer label goes by its key.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::{Arg, Message};

static WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    include_str!("marks.csv").lines().skip(1).filter_map(|line| line.split_once(',')).collect()
});

/// The mark of a label.
pub(super) fn mark(label: &Message) -> String {
    let args = label.args().iter().map(|(name, arg)| (*name, of_arg(arg)));
    match WORDS.get(label.key()) {
        Some(words) => {
            args.fold((*words).to_owned(), |mark, (name, arg)| mark.replace(&format!("{{{name}}}"), &arg))
        }
        None => args.fold(label.key().to_owned(), |mark, (_, arg)| format!("{mark}|{arg}")),
    }
}

fn of_arg(arg: &Arg) -> String {
    match arg {
        Arg::Name(text) | Arg::Title(text) | Arg::Quote(text) | Arg::Code(text) | Arg::Day(text) => {
            text.to_string()
        }
        Arg::Amount(amount) | Arg::Reckoned(amount) => format!("{}{}", amount.value, amount.unit),
        Arg::Number(number) => number.to_string(),
        Arg::Count(count) => count.to_string(),
        Arg::Year(year) => year.to_string(),
        Arg::Rule(id) => (*id).to_owned(),
        Arg::Term(term) => term.label().to_owned(),
        Arg::Message(message) => mark(message),
        Arg::List(all) => all.iter().map(of_arg).collect::<Vec<_>>().join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message;

    #[test]
    fn an_old_label_keeps_its_words_and_a_new_one_goes_by_its_key() {
        assert_eq!(mark(&message!("side-project-code")), "项目编码");
        let unknown = message!("side-published", day = message!("day-unknown"));
        assert_eq!(mark(&unknown), "发布日期 不详");
        assert_eq!(mark(&message!("side-published", day = Arg::day("2024-03-01"))), "发布日期 2024-03-01");
        let new = Message::of(
            "side-of-a-newer-rule",
            vec![("name", Arg::name("办公楼")), ("count", Arg::Count(2))],
        );
        assert_eq!(mark(&new), "side-of-a-newer-rule|办公楼|2");
    }

    #[test]
    fn every_row_is_whole() {
        let rows: Vec<&str> = include_str!("marks.csv").lines().skip(1).collect();
        assert_eq!(rows.len(), WORDS.len());
        assert!(WORDS.iter().all(|(key, words)| !key.is_empty() && !words.is_empty()));
    }
}
