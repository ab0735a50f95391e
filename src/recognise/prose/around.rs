//! What is around a clause: what the sentence, the paragraph and the headings are about.

use super::clause::Before;
use super::reader::{Part, Reader};
use super::state::Heading;
use super::subject::{Around, Subject};

impl Reader<'_> {
    pub(super) fn around<'a>(&'a self, part: &'a Part<'_>, before: &Before) -> Around<'a> {
        let state = &self.state;
        let mut about: Vec<&'static str> = Vec::new();
        let known =
            [state.sentence.current.as_ref(), state.topic.as_ref(), state.section(), state.root.as_ref()];
        about.extend(known.into_iter().flatten().map(Subject::code));
        about.extend(&state.spoken);
        let heads = state.sections.iter().filter_map(|(_, heading, _)| match heading {
            Heading::Of(subject) => Some(subject.code()),
            _ => None,
        });
        about.extend(heads);
        let in_sentence =
            before.lead.iter().flatten().chain(&before.clause).filter_map(|at| part.tokens[*at].word());
        // A word that counts only beside another is no evidence for itself.
        about.extend(
            in_sentence
                .filter(|word| !matches!(word.edge, crate::taxonomy::Edge::Within(_)))
                .map(|word| word.code),
        );
        let performance =
            self.performance || state.sections.iter().any(|(_, _, words)| words.contains("绩效"));
        Around {
            text: &part.plain.text,
            tokens: &part.tokens,
            about,
            names: &self.names,
            owner: state.owner.name(),
            one_body: self.one_body,
            year: self.frame.year,
            phase: self.frame.phase(),
            headed: state.section().and_then(Subject::item).is_some_and(governs)
                || announced(&part.tokens, before),
            performance,
            of_project: self.of_project,
            said: state.sentence.figures > 0
                && state
                    .sentence
                    .current
                    .as_ref()
                    .and_then(Subject::item)
                    .is_some_and(|word| word.code != "other" && !super::subject::is_whole(word)),
            spent: state.sentence.figures > 0
                && state.sentence.current.as_ref().is_some_and(super::figure::is_cost),
            sides: state.sides,
            closed: state.sections.iter().any(|(_, heading, _)| *heading == Heading::Closed),
            beside: state.sentence.figures == 0 && state.sentence.comparison.is_some()
                || state
                    .stated
                    .last()
                    .filter(|stated| stated.sentence == self.nth)
                    .and_then(|stated| stated.subject.item())
                    .is_some_and(super::subject::is_whole),
        }
    }
}

/// Whether 收入 and 支出 behind an item are that item's.
fn governs(word: &'static crate::taxonomy::Word) -> bool {
    !word.is_fund() && !super::subject::is_whole(word) && word.edge != crate::taxonomy::Edge::Label
}

/// Whether the clause before a colon names what the figure behind it is of: 三公经费控制情况：全年支出8万元.
fn announced(tokens: &[super::token::Token], before: &Before) -> bool {
    let item = |at: &usize| {
        tokens[*at].word().is_some_and(|word| word.class == crate::taxonomy::WordClass::Item && governs(word))
    };
    before.lead.first().is_some_and(|lead| {
        let colon = lead.last().and_then(|last| tokens.get(last + 1)).is_some_and(|next| next.is_mark(':'));
        colon && lead.iter().any(item)
    })
}
