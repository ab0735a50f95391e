//! The words of findings and of pages: message files, a folder per language and a file per family of rules, compiled in and read once
//! per process. A figure is written out here, with as many digits as a reader needs and no more.

mod digits;
mod rule;
mod said;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;
use unic_langid::LanguageIdentifier;

use crate::model::{Amount, Arg, Message, Term, Unit, message};

pub use digits::{allowed, grouped, told};
pub use rule::RuleWords;
pub use said::Filling;
pub(crate) use said::{count, say};

type Bundle = FluentBundle<FluentResource>;

/// A language that findings can be told in, and pages written in.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN", alias = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The message files of a language.
macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(include_str!(concat!($folder, "/", $name, ".ftl"))),+]
    };
}

const CHINESE: &[&str] =
    files!("zh-CN": "shared", "tables", "prose", "forms", "across", "readings", "rules", "pages", "site");
const ENGLISH: &[&str] = files!("en": "shared", "tables", "prose", "forms", "across", "readings", "rules", "pages", "site", "terms");

static CHINESE_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| load(Locale::Chinese, CHINESE));
static ENGLISH_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| load(Locale::English, ENGLISH));

fn load(locale: Locale, files: &[&str]) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks around arguments would reach data files and change what a search finds.
    bundle.set_use_isolating(false);
    said::add_functions(&mut bundle);
    for text in files {
        // What is wrong in a file fails a test; what is right in it is still told.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*text).to_owned());
        let _ = bundle.add_resource(resource);
    }
    bundle
}

impl Locale {
    /// All languages.
    pub const ALL: &'static [Locale] = &[Locale::Chinese, Locale::English];

    /// Its tag, such as `zh-CN`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Chinese => &CHINESE_BUNDLE,
            Self::English => &ENGLISH_BUNDLE,
        }
    }

    /// A message in words; nothing for an empty one.
    pub fn text(self, message: &Message) -> String {
        self.filled(message.key(), message.args().iter().map(|(name, arg)| (*name, self.filling(arg))))
            .unwrap_or_else(|| message.key().to_owned())
    }

    /// Several messages in one line.
    pub fn texts<'m>(self, messages: impl IntoIterator<Item = &'m Message>) -> String {
        let texts: Vec<String> = messages.into_iter().map(|message| self.text(message)).collect();
        texts.join(&self.text(&message!("clause-separator")))
    }

    /// The text of a message with `{0}`, `{1}` in the place of its arguments, as SARIF declares it.
    pub fn template(self, message: &Message) -> String {
        let places = message.args().iter().enumerate();
        self.filled(
            message.key(),
            places.map(|(at, (name, _))| (*name, FluentValue::from(format!("{{{at}}}")))),
        )
        .unwrap_or_else(|| message.key().to_owned())
    }

    /// An argument in words.
    pub fn arg(self, arg: &Arg) -> String {
        match arg {
            Arg::Name(text) | Arg::Title(text) | Arg::Quote(text) | Arg::Code(text) | Arg::Day(text) => {
                text.to_string()
            }
            Arg::Amount(amount) => self.amount(*amount, digits::printed(amount.value)),
            Arg::Reckoned(amount) => self.amount(*amount, digits::reckoned(*amount)),
            Arg::Number(number) => digits::number(*number),
            Arg::Count(count) => count.to_string(),
            Arg::Year(year) => year.to_string(),
            Arg::Rule(id) => (*id).to_owned(),
            Arg::Term(term) => self.term(*term),
            Arg::Message(message) => self.text(message),
            Arg::List(all) => {
                let all: Vec<String> = all.iter().map(|one| self.arg(one)).collect();
                all.join(&self.text(&message!("list-separator")))
            }
        }
    }

    /// What rounding allows, given in the unit of comparison, told in a unit of the figures.
    pub fn allowed(self, value: Decimal, unit: Option<Unit>) -> String {
        let Some(unit) = unit else { return self.arg(&Arg::Number(value)) };
        self.apart(allowed(Amount::of_comparable(value, unit)))
    }

    /// How far two values are apart, given in the unit of comparison, told in a unit of the figures.
    pub fn difference(self, value: Decimal, unit: Option<Unit>) -> String {
        let Some(unit) = unit else { return self.arg(&Arg::Number(value)) };
        self.apart(told(Amount::of_comparable(value, unit)))
    }

    /// A distance: two percentages are points apart, not percent.
    fn apart(self, told: Amount) -> String {
        let digits = grouped(told.value);
        match told.unit {
            Unit::Percent => self.text(&message!("percentage-points", value = Arg::name(digits))),
            _ => self.amount(told, digits),
        }
    }

    fn filling(self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            // A number, so that a text can choose its form by it.
            Arg::Count(count) => FluentValue::from(*count),
            _ => FluentValue::from(self.arg(arg)),
        }
    }

    fn amount(self, amount: Amount, digits: String) -> String {
        let digits = Arg::name(digits);
        self.text(&match amount.unit {
            Unit::Percent => message!("percent", value = digits),
            unit => message!(
                "amount",
                value = digits,
                unit = Arg::name(self.word("unit", unit.id(), unit.label()))
            ),
        })
    }

    fn term(self, term: Term) -> String {
        let (list, id) = term.id();
        self.word(list, id, term.label())
    }

    /// A word of a closed list. The lists themselves are Chinese.
    pub(crate) fn word(self, list: &str, id: &str, label: &str) -> String {
        match self {
            Self::Chinese => label.to_owned(),
            Self::English => {
                self.filled(&format!("{list}-{id}"), std::iter::empty()).unwrap_or_else(|| label.to_owned())
            }
        }
    }

    fn filled<'a>(self, key: &str, args: impl Iterator<Item = (&'a str, FluentValue<'a>)>) -> Option<String> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'a> = args.collect();
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Measure, Phase};

    fn both(message: &Message) -> [String; 2] {
        [Locale::Chinese.text(message), Locale::English.text(message)]
    }

    #[test]
    fn files_are_whole_and_add_no_marks() {
        for (locale, files) in [(Locale::Chinese, CHINESE), (Locale::English, ENGLISH)] {
            let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap()]);
            for text in files {
                bundle.add_resource(FluentResource::try_new((*text).to_owned()).unwrap()).unwrap();
            }
        }
        let [chinese, english] = both(&message!("balance", table = Arg::title("收支总表")));
        assert_eq!(chinese, "收支总表的收入总计与支出总计");
        assert_eq!(english, "收支总表: total income and total expenditure");
    }

    #[test]
    fn figures_come_with_their_unit_and_as_many_digits_as_are_needed() {
        let amount = |text: &str, unit| Amount::new(text.parse().unwrap(), unit);
        let reckoned = message!(
            "rate-reckoned",
            part = amount("-1934900.00", Unit::Yuan),
            whole = amount("35657700.00", Unit::Yuan),
            rate = Arg::percent("-5.426317".parse().unwrap())
        );
        assert_eq!(
            both(&reckoned),
            [
                "−1,934,900.00元 ÷ 35,657,700.00元 = −5.43%",
                "−1,934,900.00 yuan ÷ 35,657,700.00 yuan = −5.43%"
            ]
        );
        let apart = |value: &str, unit| {
            let value: Decimal = value.parse().unwrap();
            [Locale::Chinese, Locale::English].map(|locale| locale.difference(value, unit))
        };
        assert_eq!(apart("12.003683", Some(Unit::Percent)), ["12 个百分点", "12 percentage points"]);
        assert_eq!(apart("-0.27", Some(Unit::Percent)), ["−0.27 个百分点", "−0.27 percentage points"]);
        assert_eq!(apart("12.003683", Some(Unit::Yuan)), ["120,036.83元", "120,036.83 yuan"]);
        assert_eq!(
            Locale::Chinese.allowed("0.0053".parse().unwrap(), Some(Unit::Percent)),
            "0.0053 个百分点"
        );
    }

    #[test]
    fn counts_choose_the_form_of_their_words() {
        let [_, one] = both(&message!("list-of", count = 1_usize));
        let [chinese, many] = both(&message!("list-of", count = 13_usize));
        assert_eq!((one.as_str(), many.as_str()), ("the list has 1 item", "the list has 13 items"));
        assert_eq!(chinese, "清单共 13 项");
    }

    #[test]
    fn parts_are_messages_lists_and_words_of_closed_lists() {
        let figure = message!(
            "figure-of-measure",
            year = Arg::Year(2024),
            phase = Phase::Final,
            name = Arg::name("差旅费"),
            measure = Measure::ChangePct
        );
        let said = message!("change-rate", figure = figure);
        assert_eq!(
            both(&said),
            [
                "增减率：2024年决算“差旅费”·增减率",
                "rate of change: 2024 final account “差旅费”, rate of change"
            ]
        );
        assert_eq!(Locale::Chinese.template(&said), "增减率：{0}");
        let values =
            Arg::list(["3", "4"].map(|text| Arg::from(Amount::new(text.parse().unwrap(), Unit::WanYuan))));
        let several = message!("several-cells", values = values);
        assert_eq!(both(&several)[0], "可对应的单元格不止一个值：3万元、4万元");
        assert_eq!(Locale::English.texts([&said, &said]).matches("; ").count(), 1);
        assert_eq!(both(&Message::default()), ["", ""]);
    }

    #[test]
    fn a_message_is_carried_as_key_and_arguments() {
        let said = message!("form-rate", form = message!("form-of-project", name = Arg::name("修缮")));
        let json = serde_json::to_value(&said).unwrap();
        assert_eq!(json["key"], "form-rate");
        assert_eq!(json["args"]["form"]["type"], "message");
        assert_eq!(json["args"]["form"]["value"]["args"]["name"]["value"], "修缮");
        let rate = message!("both-zero", rate = Amount::new("0.50".parse().unwrap(), Unit::Percent));
        let json = serde_json::to_value(&rate).unwrap();
        assert_eq!(json["args"]["rate"]["value"], serde_json::json!({ "value": "0.50", "unit": "percent" }));
    }
}
