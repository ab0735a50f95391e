//! `mingzhang explain RULE`: the documentation of a rule, the same words as on its public page.

use clap::Args;
use mingzhang::error::Result;
use mingzhang::messages::Locale;
use mingzhang::verify::{RULES, Rule, rule};

use super::Ended;
use super::terminal::answer;

/// Arguments of `explain`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    /// Id of a rule, such as A05; without one, all rules are listed
    #[arg(value_name = "RULE", value_parser = known)]
    rule: Option<&'static Rule>,
}

fn known(id: &str) -> Result<&'static Rule, String> {
    rule(id).ok_or_else(|| "no such rule; `mingzhang explain` lists them all".to_owned())
}

/// A rule as plain text: what its page says.
fn explain(rule: &Rule) -> String {
    let words = Locale::Chinese.rule(rule.id);
    format!(
        "{} {}（{}）\n\n核对什么\n  {}\n\n什么地方应当核对\n  {}\n\n下结论之前\n  {}\n\n依据\n  {}\n",
        rule.id,
        words.title,
        rule.severity.label(),
        words.formula,
        words.due,
        words.caution,
        words.source
    )
}

/// Explains.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    match arguments.rule {
        Some(rule) => answer(&explain(rule)),
        None => {
            let lines = RULES.iter().map(|rule| {
                let words = Locale::Chinese.rule(rule.id);
                format!("{}  {}  {}\n", rule.id, words.title, words.formula)
            });
            answer(&lines.collect::<String>());
        }
    }
    Ok(Ended::Clean)
}
