//! Amounts that touch the label of the next column where no line parts them: `1,260.50一、农林水支出`. Each was drawn by itself, and the
//! labels begin below each other.
#![allow(clippy::float_arithmetic)] // geometry

use super::aligned::{Part, part, parts};
use super::page::Glyph;
use super::text::{Line, say};
use crate::document::{clean, is_cjk, parse_cell};

/// How far labels that begin below each other may stand apart.
const BELOW: f32 = 2.0;

/// The parts of lines, amounts parted from the labels that they touch.
pub(super) fn parts_of(lines: &[Line<'_>]) -> Vec<Vec<Part>> {
    let joints: Vec<Vec<f32>> = lines
        .iter()
        .map(|line| {
            let within = |glyphs: &&[&Glyph]| joint(glyphs).map(|at| glyphs[at].x0);
            line.parts().iter().filter_map(within).collect()
        })
        .collect();
    if joints.iter().all(Vec::is_empty) {
        return lines.iter().map(parts).collect();
    }
    let proven = |line: usize, left: f32| {
        let mut others = joints.iter().enumerate().filter(|(other, _)| *other != line);
        others.any(|(_, lefts)| lefts.iter().any(|other| (other - left).abs() < BELOW))
    };
    let parted = |(at, line): (usize, &Line<'_>)| {
        let cut = |glyphs: &[&Glyph]| match joint(glyphs).filter(|joint| proven(at, glyphs[*joint].x0)) {
            Some(joint) => {
                let (amount, mut label) = (part(&glyphs[..joint]), part(&glyphs[joint..]));
                // As far from it as columns are.
                label.left = label.left.max(amount.right + BELOW).min(label.right);
                vec![amount, label]
            }
            None => vec![part(glyphs)],
        };
        line.parts().into_iter().flat_map(cut).collect()
    };
    lines.iter().enumerate().map(parted).collect()
}

/// Where a label that was drawn by itself begins behind a whole amount.
fn joint(glyphs: &[&Glyph]) -> Option<usize> {
    let at = (1..glyphs.len()).find(|at| {
        let mut next = String::new();
        glyphs[*at].text.push_to(&mut next);
        next.starts_with(is_cjk) && glyphs[*at].run != glyphs[*at - 1].run
    })?;
    let before = clean(&say(&glyphs[..at]));
    let cents = before.rsplit_once('.').is_some_and(|(_, cents)| matches!(cents.len(), 1 | 2));
    let behind = clean(&say(&glyphs[at..]));
    // 万元 goes with its amount.
    let of_amount = |count: usize| {
        let unit: String = behind.chars().take(count).collect();
        parse_cell(&format!("{before}{unit}")).is_some()
    };
    (cents && parse_cell(&before).is_some() && !(1..=3).any(of_amount)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::aligned::{put, tables};
    use super::super::text::lines;

    #[test]
    fn amounts_are_parted_from_the_labels_that_they_touch() {
        let mut all = Vec::new();
        put(&mut all, "单位：万元", 300.0, 20.0);
        let rows = [
            ("项目", "决算数", "项目", "决算数"),
            ("财政拨款收入", "1260.50", "农林水支出", "1140.10"),
            ("本年收入合计", "1260.50", "本年支出合计", "1260.50"),
            ("总计", "1270.50", "总计", "1270.50"),
        ];
        for (row, (label, a, other, b)) in (0_u8..).zip(rows) {
            let base = 40.0 + 20.0 * f32::from(row);
            let (end, width) = (255.0, |text: &str| {
                text.chars().map(|c| if c.is_ascii() { 5.0 } else { 10.0 }).sum::<f32>()
            });
            put(&mut all, label, 50.0, base);
            put(&mut all, a, end - width(a), base);
            put(&mut all, other, end + 1.0, base);
            put(&mut all, b, 480.0 - width(b), base);
        }
        let lines = lines(all.iter());
        let tables = tables(&lines, 0);
        let texts: Vec<&str> = tables[0].texts.iter().map(String::as_str).collect();
        let all: Vec<&str> = rows.iter().flat_map(|row| [row.0, row.1, row.2, row.3]).collect();
        assert_eq!(texts, all);
    }
}
