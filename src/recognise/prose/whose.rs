//! How the reader goes over from one owner of figures to another: at names, at words that point back to one, at words for the
//! circle of an area's bodies, at headings, and at the beginning of paragraphs.

use super::owner::{self, Circle, Owner};
use super::reader::{Part, Reader};

impl Reader<'_> {
    /// Whether any body may be meant: the document speaks of an area, or of many bodies and none of them is its own.
    pub(super) fn anyone(&self) -> bool {
        !self.known || self.is_region()
    }

    /// Whether the document speaks of an area.
    pub(super) fn is_region(&self) -> bool {
        self.context.identity.scope == Some(crate::model::Scope::Region)
    }

    /// The text goes over to the figures of somebody: what was stated of others is no part or whole of them.
    pub(super) fn speaks_of(&mut self, owner: Owner) {
        if owner != self.state.owner {
            self.state.stated.clear();
            self.state.sentence.whole = None;
            self.state.sentence.run = 0;
            // 下降6%；其中市本级支出5万元: the first figure of whom it is of.
            self.state.sentence.figures = 0;
            self.state.owner = owner;
        }
    }

    /// A new item or heading of a level: what was said of another body is over, unless a heading above names it. In a paper of many
    /// bodies the last one goes on until the next, or the end of the paragraph.
    pub(super) fn back_to_own(&mut self, level: u8) {
        self.state.headed_owner.take_if(|(from, _)| *from >= level);
        match &self.state.headed_owner {
            Some((_, owner)) => self.state.owner = owner.clone(),
            None if self.known => self.state.owner = Owner::Own,
            None => {}
        }
    }

    /// Whose figures are those of a circle of the area's bodies: of the one that the document speaks of first they are its own.
    pub(super) fn owner_within(&mut self, circle: Circle, word: &str) -> Owner {
        let own = *self.state.circle.get_or_insert(circle);
        if own == circle { Owner::Own } else { Owner::Named(word.to_owned()) }
    }

    /// A new paragraph: it is about the owner that its heading names, else about the document's own body.
    pub(super) fn begin_with_own(&mut self) {
        let headed = self.state.headed_owner.as_ref().map(|(_, owner)| owner.clone());
        self.state.owner = match headed {
            Some(owner) => owner,
            None if self.known || self.state.owner == Owner::Own => Owner::Own,
            // Of many bodies the one that the paragraph before named last may be meant, or another.
            None => Owner::Other,
        };
    }

    /// What a token says of whose the next figures are.
    pub(super) fn hear_owner(&mut self, part: &Part<'_>, at: usize) {
        let tokens = &part.tokens;
        let mask = self.state.sentence.mask;
        if owner::is_other(&part.plain.text, &tokens[at], &self.names) {
            let words = &part.plain.text[tokens[at].start..tokens[at].end];
            self.state.named_last = Some(owner::named(words, self.anyone()));
        }
        // 最多的是甲局，该局…: the one that was named.
        let points = self.one_body && owner::points_back(&part.plain.text, &tokens[at]);
        if let Some(named) = self.state.named_last.as_ref().filter(|_| points) {
            self.speaks_of(named.clone());
        } else if let Some((circle, word)) =
            owner::encircled(tokens, at).filter(|_| mask.is_none() && self.is_region())
        {
            let word = part.plain.text[word.start..word.end].to_owned();
            let owner = self.owner_within(circle, &word);
            self.speaks_of(owner);
        } else {
            match owner::said_by(
                &part.plain.text,
                tokens,
                at,
                &self.names,
                mask,
                self.anyone(),
                &self.state.owner,
            ) {
                Some(owner) if self.one_body || owner == Owner::Own => self.speaks_of(owner),
                _ => {}
            }
        }
    }
}
