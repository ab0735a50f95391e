//! Messages and their files: every key that the code uses has a text with exactly its arguments, no text is idle, and
//! every language says the same. Adding a rule means adding its messages, or this fails.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use mingzhang::archive::Cause;
use mingzhang::messages::Locale;
use mingzhang::model::{
    Became, Grade, Kind, Measure, Phase, Presence, Reason, Scope, Severity, Side, Statement, TableState, Unit,
};
use mingzhang::verify::RULES;

/// Names of arguments.
type Args = BTreeSet<String>;

/// The key and the arguments of a call, from behind its bracket; what stands before the key is left out.
fn call(text: &str) -> (String, Args) {
    let (mut depth, mut quoted, mut parts) = (1_usize, false, vec![String::new()]);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
                continue;
            }
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        match parts.last_mut() {
            Some(part) if c != ',' || quoted || depth > 1 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    let parts =
        parts.iter().map(|part| part.trim().trim_start_matches("key=")).filter(|part| !part.is_empty());
    let mut parts = parts.skip_while(|part| !part.starts_with('"'));
    let key = parts.next().expect("a key").trim_matches('"').to_owned();
    (key, parts.map(|part| part.split('=').next().unwrap_or_default().trim().to_owned()).collect())
}

/// The keys that the code uses, with their arguments, and the file that uses each.
fn used() -> BTreeMap<String, BTreeMap<Args, String>> {
    let mut used: BTreeMap<String, BTreeMap<Args, String>> = BTreeMap::new();
    for (folder, end, calls) in
        [("src", "rs", &["message!(", "say!("][..]), ("templates", "html", &[" t(", "{t("][..])]
    {
        for entry in walkdir::WalkDir::new(common::root().join(folder)) {
            let entry = entry.expect("an entry");
            let path = entry.path();
            // The macros' own files show how they are called.
            let own = path.ends_with("model/message.rs") || path.ends_with("messages/said.rs");
            if path.extension().is_none_or(|own| own != end) || own {
                continue;
            }
            let text = std::fs::read_to_string(path).expect("read");
            let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for at in
                calls.iter().flat_map(|call| code.match_indices(call)).map(|(at, found)| at + found.len())
            {
                let (key, args) = call(&code[at..]);
                used.entry(key).or_default().insert(args, path.display().to_string());
            }
        }
    }
    used
}

fn of_pattern(pattern: &Pattern<String>, out: &mut Args) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, out);
        }
    }
}

fn of_expression(expression: &Expression<String>, out: &mut Args) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, out),
        Expression::Select { selector, variants } => {
            of_inline(selector, out);
            variants.iter().for_each(|variant| of_pattern(&variant.value, out));
        }
    }
}

fn of_inline(inline: &InlineExpression<String>, out: &mut Args) {
    match inline {
        InlineExpression::VariableReference { id } => {
            out.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|one| of_inline(one, out));
        }
        InlineExpression::Placeable { expression } => of_expression(expression, out),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("the files are kept plain, without {other:?}"),
    }
}

/// The texts of a language: keys with their arguments.
fn texts(locale: Locale) -> BTreeMap<String, Args> {
    let mut texts = BTreeMap::new();
    for entry in walkdir::WalkDir::new(common::root().join("src/messages").join(locale.tag())) {
        let entry = entry.expect("an entry");
        // The words of rules are found by their ids.
        if entry.file_type().is_file() && entry.file_name() != "rules.ftl" {
            read(entry.path(), &mut texts);
        }
    }
    texts
}

fn read(path: &Path, texts: &mut BTreeMap<String, Args>) {
    let text = std::fs::read_to_string(path).expect("read");
    let file = path.display();
    let resource =
        fluent_syntax::parser::parse(text).unwrap_or_else(|(_, wrong)| panic!("{file}: {wrong:?}"));
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let key = message.id.name;
                let pattern = message.value.unwrap_or_else(|| panic!("{file}: {key} says nothing"));
                assert!(message.attributes.is_empty(), "{file}: {key} has attributes, which nobody reads");
                let mut args = Args::new();
                of_pattern(&pattern, &mut args);
                assert!(texts.insert(key.clone(), args).is_none(), "{file}: {key} stands twice");
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => panic!("{file}: {other:?}"),
        }
    }
}

#[test]
fn every_message_has_its_text_and_every_text_its_message() {
    let used = used();
    let texts = texts(Locale::Chinese);
    assert!(used.len() > 300, "the test reads nothing");
    let mut wrong = Vec::new();
    for (key, calls) in &used {
        for (args, file) in calls {
            match texts.get(key) {
                None => wrong.push(format!("{file}: `{key}` has no text")),
                Some(own) if own != args => {
                    wrong.push(format!("{file}: `{key}` is given {args:?}, its text asks for {own:?}"));
                }
                Some(_) => {}
            }
        }
    }
    wrong.extend(texts.keys().filter(|key| !used.contains_key(*key)).map(|key| format!("`{key}` is idle")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Words of closed lists: the lists themselves are Chinese, every other language has all of them.
fn terms() -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut list = |name: &str, ids: Vec<&'static str>| {
        terms.extend(ids.into_iter().map(|id| format!("{name}-{id}")));
    };
    list("phase", Phase::ALL.iter().map(|one| one.id()).collect());
    list("kind", Kind::ALL.iter().map(|one| one.id()).collect());
    list("scope", Scope::ALL.iter().map(|one| one.id()).collect());
    list("measure", Measure::ALL.iter().map(|one| one.id()).collect());
    list("grade", Grade::ALL.iter().map(|one| one.id()).collect());
    list("table", Statement::ALL.iter().map(|one| one.id()).collect());
    list("reason", Reason::ALL.iter().map(|one| one.id()).collect());
    list("side", Side::ALL.iter().map(|one| one.id()).collect());
    list("became", Became::ALL.iter().map(|one| one.id()).collect());
    list("state", TableState::ALL.iter().map(|one| one.id()).collect());
    list("presence", Presence::ALL.iter().map(|one| one.id()).collect());
    list("severity", Severity::ALL.iter().map(|one| one.id()).collect());
    list("cause", Cause::ALL.iter().map(|one| one.id()).collect());
    list("standing", vec!["mismatch", "reminder", "open", "rounding", "pass"]);
    list("aside", vec!["newer", "copy", "differs", "words-newer", "words-copy", "words-differs"]);
    list("extent", vec!["pages", "lines", "sheets"]);
    let mut groups: Vec<&'static str> = Vec::new();
    for term in mingzhang::taxonomy::glossary() {
        let first = mingzhang::taxonomy::glossary().iter().find(|other| other.group == term.group);
        groups.extend(first.map(|first| first.id.as_str()));
    }
    groups.dedup();
    list("terms", groups);
    // The files of the data package.
    let files =
        ["facts", "indicators", "projects", "documents", "statements", "departments", "findings", "checks"];
    list("data", [&files[..], &["changes", "corrections", "unreadable"]].concat());
    list("unit", Unit::ALL.iter().filter(|unit| **unit != Unit::Percent).map(|one| one.id()).collect());
    terms
}

#[test]
fn every_language_says_the_same() {
    let first = texts(Locale::Chinese);
    for locale in Locale::ALL.iter().filter(|locale| **locale != Locale::Chinese) {
        let mut other = texts(*locale);
        for term in terms() {
            let args = other.remove(&term).unwrap_or_else(|| panic!("{}: no `{term}`", locale.tag()));
            assert!(args.is_empty(), "{}: `{term}` is a word, and takes nothing", locale.tag());
        }
        for (key, args) in &first {
            let own = other.remove(key).unwrap_or_else(|| panic!("{}: no `{key}`", locale.tag()));
            assert_eq!(own, *args, "{}: `{key}`", locale.tag());
        }
        assert!(other.is_empty(), "{}: idle {:?}", locale.tag(), other.keys());
    }
}

#[test]
fn every_rule_has_its_words_and_no_words_are_of_no_rule() {
    for locale in Locale::ALL {
        let path = common::root().join("src/messages").join(locale.tag()).join("rules.ftl");
        let text = std::fs::read_to_string(path).expect("read");
        let resource = fluent_syntax::parser::parse(text.as_str()).expect("a file without errors");
        let mut shared = BTreeSet::new();
        let mut rules = Vec::new();
        for entry in &resource.body {
            match entry {
                Entry::Term(term) => drop(shared.insert(term.id.name)),
                Entry::Message(message) => {
                    assert!(message.value.is_some(), "{} has no title", message.id.name);
                    let parts: Vec<&str> = message.attributes.iter().map(|part| part.id.name).collect();
                    assert_eq!(parts, ["formula", "due", "caution", "source", "asks"], "{}", message.id.name);
                    rules.push(message.id.name);
                }
                _ => {}
            }
        }
        assert_eq!(rules, RULES.iter().map(|rule| rule.id).collect::<Vec<_>>(), "{}", locale.tag());
        assert!(shared.iter().all(|term| text.contains(&format!("{{ -{term} }}"))), "{}", locale.tag());
    }
}

#[test]
fn a_call_is_read_with_its_strings_and_brackets() {
    let (key, args) = call(r#""a-b", name = f(x, "，)"), what = [1, 2].len()) + 1"#);
    assert_eq!(key, "a-b");
    assert_eq!(args, ["name", "what"].map(str::to_owned).into());
    assert_eq!(call(r#""alone"), other = 1"#), ("alone".to_owned(), Args::new()));
    assert_eq!(call(r#"site.locale, "said", n = 1)"#), ("said".to_owned(), ["n".to_owned()].into()));
    assert_eq!(call(r#"key="shown", n=it.n | safe)"#), ("shown".to_owned(), ["n".to_owned()].into()));
}
