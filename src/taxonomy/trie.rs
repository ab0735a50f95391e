//! The longest word of a vocabulary at each place of a text, for some hundreds of words that are known at the start: a tree of
//! characters is built in the time that it takes to read them.

/// A node: what may follow, by character, and the word that ends here.
#[derive(Debug, Default)]
struct Node {
    next: Vec<(char, u32)>,
    word: Option<u32>,
}

/// Words, found by their characters.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
}

/// A word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which word.
    pub word: usize,
    /// First byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
}

impl Trie {
    /// From words, which are known by their positions; of two equal ones the first.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut trie = Self { nodes: vec![Node::default()] };
        for (word, text) in (0_u32..).zip(words) {
            let mut at = 0;
            for c in text.chars() {
                at = trie.step_in(at, c);
            }
            if at > 0 {
                trie.nodes[at].word.get_or_insert(word);
            }
        }
        trie
    }

    /// The node behind another one, made where there is none.
    fn step_in(&mut self, at: usize, c: char) -> usize {
        let fresh = self.nodes.len();
        let next = &mut self.nodes[at].next;
        match next.binary_search_by_key(&c, |(known, _)| *known) {
            Ok(found) => next[found].1 as usize,
            Err(place) => {
                next.insert(place, (c, u32::try_from(fresh).unwrap_or(u32::MAX)));
                self.nodes.push(Node::default());
                fresh
            }
        }
    }

    /// The longest word that a text opens with: which, and how many bytes.
    pub fn opening(&self, text: &str) -> Option<(usize, usize)> {
        let mut node = self.nodes.first()?;
        let mut longest = None;
        for (at, c) in text.char_indices() {
            let Ok(found) = node.next.binary_search_by_key(&c, |(known, _)| *known) else { break };
            node = self.nodes.get(node.next[found].1 as usize)?;
            if let Some(word) = node.word {
                longest = Some((word as usize, at + c.len_utf8()));
            }
        }
        longest
    }

    /// All words of a text, from left to right, none inside another.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        all(text, |rest| self.opening(rest)).map(|(start, end, word)| Hit { word, start, end })
    }
}

/// What stands in a text, from left to right, none inside another, where it is known what a text opens with: first byte, byte
/// behind it, what it is.
pub(super) fn all<'t, W>(
    text: &'t str,
    opening: impl Fn(&'t str) -> Option<(W, usize)> + 't,
) -> impl Iterator<Item = (usize, usize, W)> + 't
where
    W: 't,
{
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(c) = text[from..].chars().next() {
            let start = from;
            if let Some((word, length)) = opening(&text[start..]) {
                from = start + length;
                return Some((start, from, word));
            }
            from += c.len_utf8();
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_the_first_place_counts() {
        let words = ["支出", "项目", "项目支出", "出口", "支出", ""];
        let trie = Trie::of(words);
        let found = |text: &str| -> Vec<(usize, String)> {
            trie.hits(text).map(|hit| (hit.word, text[hit.start..hit.end].to_owned())).collect()
        };
        assert_eq!(found("本年项目支出和支出口径"), [(2, "项目支出".to_owned()), (0, "支出".to_owned())]);
        assert_eq!(found("没有"), []);
        assert_eq!(trie.opening("支出口"), Some((0, 6)));
        assert_eq!(trie.hits("a出口").next().map(|hit| (hit.word, hit.start)), Some((3, 1)));
    }

    #[test]
    fn it_agrees_with_an_automaton_on_the_names_of_classes() {
        let words: Vec<&str> = crate::taxonomy::function_classes().keys().map(String::as_str).collect();
        let some: Vec<&str> = words.iter().copied().step_by(2).collect();
        let trie = Trie::of(some.iter().copied());
        let automaton = aho_corasick::AhoCorasick::builder()
            .match_kind(aho_corasick::MatchKind::LeftmostLongest)
            .build(&some)
            .unwrap();
        let text: String = words.iter().map(|word| format!("{word}的")).collect();
        let found: Vec<_> = trie.hits(&text).map(|hit| (hit.start, hit.end)).collect();
        let wanted: Vec<_> = automaton.find_iter(&text).map(|hit| (hit.start(), hit.end())).collect();
        assert!(found.len() >= some.len());
        assert_eq!(found, wanted);
    }
}
