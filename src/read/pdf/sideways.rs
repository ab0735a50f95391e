//! Characters that stand sideways in cells of ruled tables, as the headers of narrow columns do. What stands so elsewhere is no part
//! of the text: marks on the margin, stamps.
#![allow(clippy::float_arithmetic)] // geometry

use super::page::Text;

/// A character whose line runs straight up or straight down.
#[derive(Debug, Clone)]
pub(super) struct Sideways {
    pub(super) text: Text,
    /// Its middle.
    pub(super) at: (f32, f32),
    pub(super) size: f32,
    /// Whether its line runs up; else it runs down.
    pub(super) upwards: bool,
}

/// Lines of sideways text stand apart by more than this part of the type.
const SAME_LINE: f32 = 0.6;

/// What the characters that stand in one cell say, its lines from the first on.
pub(super) fn say(all: &[&Sideways]) -> String {
    let Some(first) = all.first() else { return String::new() };
    // Upwards, lines follow each other to the right; downwards, to the left.
    let upwards = first.upwards;
    let across = |one: &Sideways| if upwards { one.at.0 } else { -one.at.0 };
    let along = |one: &Sideways| if upwards { -one.at.1 } else { one.at.1 };
    let mut all: Vec<&Sideways> = all.iter().copied().filter(|one| one.upwards == upwards).collect();
    all.sort_by(|a, b| across(a).total_cmp(&across(b)));
    let near = |a: &&Sideways, b: &&Sideways| across(b) - across(a) < SAME_LINE * a.size;
    let lines = all.chunk_by_mut(near).map(|line| {
        line.sort_by(|a, b| along(a).total_cmp(&along(b)));
        let mut text = String::new();
        line.iter().for_each(|one| one.text.push_to(&mut text));
        text
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_run_up_or_down() {
        let put = |text: &str, across: f32, upwards: bool| -> Vec<Sideways> {
            let place = |(c, step): (char, u8)| Sideways {
                text: Text::One(c),
                at: (across, if upwards { 100.0 - f32::from(step) * 10.0 } else { f32::from(step) * 10.0 }),
                size: 10.0,
                upwards,
            };
            text.chars().zip(0..).map(place).collect()
        };
        let up = [put("基本", 50.0, true), put("支出", 62.0, true)].concat();
        assert_eq!(say(&up.iter().rev().collect::<Vec<_>>()), "基本\n支出");
        let down = [put("基本", 62.0, false), put("12.50", 50.0, false)].concat();
        assert_eq!(say(&down.iter().collect::<Vec<_>>()), "基本\n12.50");
    }
}
