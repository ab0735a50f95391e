//! Rows of a broken flow: a label, perhaps a code, then exactly as many numbers as the table has columns.

use super::tokens::{Joiner, Number, Token};

/// A row put together from tokens.
#[derive(Debug, Clone, Default)]
pub(super) struct FlowRow {
    /// The code, its fragments joined.
    pub(super) code: String,
    /// The label, its pieces joined.
    pub(super) label: String,
    /// The numbers.
    pub(super) numbers: Vec<Number>,
    /// First and last line.
    pub(super) lines: (u32, u32),
    /// Whether the row has all its numbers.
    pub(super) complete: bool,
}

/// Assembles rows of `width` numbers each.
pub(super) struct Assembler {
    width: usize,
    has_codes: bool,
    joiner: Joiner,
    row: FlowRow,
    codes: Vec<Token>,
    rows: Vec<FlowRow>,
    /// Fragments that made no number.
    pub(super) stray: Vec<Token>,
}

impl Assembler {
    /// An assembler for a table with this many amount columns.
    pub(super) fn new(width: usize, decimals: usize, has_codes: bool) -> Self {
        Self {
            width,
            has_codes,
            joiner: Joiner::new(decimals),
            row: FlowRow::default(),
            codes: Vec::new(),
            rows: Vec::new(),
            stray: Vec::new(),
        }
    }

    /// Takes the tokens of the data part and gives the rows.
    pub(super) fn assemble(mut self, tokens: &[Token]) -> (Vec<FlowRow>, Vec<Token>) {
        for (at, token) in tokens.iter().enumerate() {
            if !token.fragment {
                self.text(token);
            } else if self.is_label_part(token, tokens.get(at + 1)) {
                self.label_digits(token, tokens.get(at + 1));
            } else {
                self.number(token);
            }
        }
        self.end_row();
        (self.rows, self.stray)
    }

    fn text(&mut self, token: &Token) {
        // Text after the first number opens the next row: what is there of this one is all there is.
        if !self.row.numbers.is_empty() {
            self.end_row();
        }
        self.stray.extend(self.joiner.drain());
        self.touch(token);
        if self.has_codes && self.row.label.is_empty() && is_catalogue_code(&token.text) {
            self.codes.push(token.clone());
        } else {
            push_text(&mut self.row.label, &token.text);
        }
    }

    /// Digits before the numbers of a row: a code, or the year of a label.
    fn is_label_part(&self, token: &Token, next: Option<&Token>) -> bool {
        if !self.row.numbers.is_empty() {
            // Behind a complete row a whole number without decimals opens the next one.
            return self.row.numbers.len() == self.width && self.is_code_like(token, next);
        }
        self.row.label.is_empty() && self.is_code_like(token, next) || is_year(token, next)
    }

    fn is_code_like(&self, token: &Token, next: Option<&Token>) -> bool {
        let whole = token.text.bytes().all(|b| b.is_ascii_digit());
        whole && (self.has_codes || is_year(token, next))
    }

    fn label_digits(&mut self, token: &Token, next: Option<&Token>) {
        if !self.row.numbers.is_empty() {
            self.end_row();
        }
        self.touch(token);
        if is_year(token, next) {
            self.row.label.push_str(&token.text)
        } else {
            self.codes.push(token.clone())
        }
    }

    fn number(&mut self, token: &Token) {
        if self.row.numbers.len() == self.width {
            self.end_row();
        }
        self.touch(token);
        if let Some(number) = self.joiner.push(token) {
            self.row.numbers.push(number);
            if self.row.numbers.len() == self.width {
                self.row.complete = true;
            }
        }
    }

    fn touch(&mut self, token: &Token) {
        if self.row.lines.0 == 0 {
            self.row.lines.0 = token.line;
        }
        self.row.lines.1 = token.line;
    }

    fn end_row(&mut self) {
        self.stray.extend(self.joiner.drain());
        let mut row = std::mem::take(&mut self.row);
        row.code = code_of(&std::mem::take(&mut self.codes));
        if !row.label.is_empty() || !row.code.is_empty() || !row.numbers.is_empty() {
            self.rows.push(row);
        }
    }
}

/// Pieces of a label stand side by side; only Latin words keep a space between them.
pub(super) fn push_text(label: &mut String, piece: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(label.chars().next_back()) && latin(piece.chars().next()) {
        label.push(' ');
    }
    label.push_str(piece);
}

/// A code of the procurement catalogue: A goods, B works, C services, with digits behind.
fn is_catalogue_code(text: &str) -> bool {
    text.strip_prefix(['A', 'B', 'C']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

fn is_year(token: &Token, next: Option<&Token>) -> bool {
    crate::document::is_year(&token.text) && next.is_some_and(|next| next.text.starts_with('年'))
}

/// The code that fragments make. A page number before it makes no code of 3, 5 or 7 digits and is dropped.
fn code_of(parts: &[Token]) -> String {
    let join = |parts: &[Token]| parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let is_code = |code: &str| matches!(code.len(), 3 | 5 | 7);
    (0..parts.len())
        .map(|from| join(&parts[from..]))
        .find(|code| is_code(code))
        .unwrap_or_else(|| join(parts))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::document::Line;

    fn rows(width: usize, lines: &[&str]) -> Vec<(String, String, Vec<String>)> {
        let lines: Vec<Line> = lines.iter().zip(1..).map(|(t, n)| Line::new(n, 1, *t)).collect();
        let (rows, stray) = Assembler::new(width, 2, true).assemble(&tokens(&lines));
        assert!(stray.is_empty(), "{stray:?}");
        rows.into_iter().map(|r| (r.code, r.label, r.numbers.into_iter().map(|n| n.text).collect())).collect()
    }

    #[test]
    fn codes_labels_and_numbers_come_apart() {
        let found = rows(
            2,
            &["20103", "01", "行政运行", "809.0", "0", "0.00", "208", "社会保障和就", "业支出", "67.83 0.00"],
        );
        assert_eq!(found[0], ("2010301".into(), "行政运行".into(), vec!["809.00".into(), "0.00".into()]));
        assert_eq!(
            found[1],
            ("208".into(), "社会保障和就业支出".into(), vec!["67.83".into(), "0.00".into()])
        );
    }

    #[test]
    fn a_year_belongs_to_the_label() {
        let found = rows(1, &["甲局", "2023 年 2.65", "2024 年 2.65"]);
        assert_eq!(found.iter().map(|r| r.1.as_str()).collect::<Vec<_>>(), ["甲局2023年", "2024年"]);
    }
}
