//! `mingzhang explain RULE`: the documentation of a rule, the same words as on its public page.

use clap::Args;
use mingzhang::error::Result;
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

/// Explains.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    match arguments.rule {
        Some(rule) => answer(&rule.explain()),
        None => {
            let lines = RULES.iter().map(|rule| format!("{}  {}  {}\n", rule.id, rule.title, rule.formula));
            answer(&lines.collect::<String>());
        }
    }
    Ok(Ended::Clean)
}
