//! How a chart is put into another page: the code for a frame that is as tall as its picture needs, and the code for
//! systems that take no frames.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss)] // this is geometry

use serde::Serialize;

use super::plates::{Left, Shown};
use super::routes::Path;
use super::{Shell, html};
use crate::chart::text_width;
use crate::messages::{Locale, say};

/// Widths of frames that a height is for, in CSS pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 320..=860;

/// What `static/style.css` gives a bare page, in CSS pixels: the room at its sides, above and below; sizes of its texts
/// and the heights of their lines; from which width on the wide picture shows, and how wide the narrow one gets.
mod look {
    pub(super) const SIDES: f64 = 32.0;
    pub(super) const ENDS: f64 = 24.0;
    pub(super) const HEADING: (f64, f64) = (20.0, 25.0);
    pub(super) const SUB: (f64, f64) = (13.5, 24.3);
    pub(super) const SUB_ROOM: f64 = 14.0;
    pub(super) const LEFT: (f64, f64) = (13.0, 23.4);
    pub(super) const LEFT_ROOM: f64 = 8.0;
    pub(super) const FOOT: (f64, f64) = (12.5, 20.0);
    pub(super) const FOOT_ROOM: f64 = 19.0;
    pub(super) const WIDE_FROM: f64 = 660.0;
    pub(super) const NARROW_TO: f64 = 380.0;
}

/// What a chart's page offers to others who want to show it. Only a site that knows its own address offers anything: code
/// that leads nowhere helps nobody.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Offer {
    /// The `<iframe>` element.
    pub(crate) frame: String,
    /// The picture with a link, for systems that take no frames.
    pub(crate) picture: String,
    /// The height of the frame.
    pub(crate) height: u32,
}

/// The codes for a chart: `stem` gives the address of one of its files by the ending.
pub(crate) fn offer(
    site: &Shell<'_>,
    embed: &Path,
    stem: impl Fn(&str) -> Path,
    heading: &str,
    height: u32,
) -> Option<Offer> {
    if site.config.base_url.is_empty() || !site.has_embeds() {
        return None;
    }
    let title = html::escape(heading);
    let at = |path: &str| html::escape(&site.absolute(path));
    let (embed, page, picture) = (at(embed), at(&stem("html")), at(&stem("svg")));
    Some(Offer {
        height,
        frame: format!(
            "<iframe src=\"{embed}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" style=\"border:0\"></iframe>"
        ),
        picture: format!(
            "<a href=\"{page}\"><img src=\"{picture}\" alt=\"{title}\" style=\"max-width:100%;height:auto\"></a>"
        ),
    })
}

/// The height in CSS pixels at which the bare page of a chart shows whole in frames of every width that [`WIDTHS`] names.
pub(crate) fn height(locale: Locale, heading: &str, site: &str, shown: &Shown) -> u32 {
    let tallest = WIDTHS
        .step_by(20)
        .map(|width| height_at(locale, f64::from(width), heading, site, shown))
        .fold(0.0, f64::max);
    // Faces differ from machine to machine.
    whole(tallest * 1.02) / 10 * 10 + 20
}

fn height_at(locale: Locale, width: f64, heading: &str, site: &str, shown: &Shown) -> f64 {
    let room = width - look::SIDES;
    let wide = room >= look::WIDE_FROM;
    let (size, left, more, across) = if wide {
        (shown.wide_size, &shown.wide_left, shown.wide_more, room)
    } else {
        (shown.narrow_size, &shown.narrow_left, shown.narrow_more, room.min(look::NARROW_TO))
    };
    let picture = f64::from(size.1) * across / f64::from(size.0.max(1));
    let beside = if left.is_empty() {
        0.0
    } else {
        look::LEFT_ROOM + lines(&left_out(locale, left, more), look::LEFT, if wide { room } else { across })
    };
    look::ENDS
        + lines(heading, look::HEADING, room)
        + look::SUB_ROOM
        + lines(&shown.subtitle, look::SUB, room)
        + picture
        + beside
        + look::FOOT_ROOM
        + lines(&shown.sources, look::FOOT, room)
        + lines(site, look::FOOT, room)
}

/// The labels that found no room, as one text.
fn left_out(locale: Locale, left: &[Left], more: usize) -> String {
    let labels: Vec<String> = left.iter().map(|one| format!("{} {}", one.label, one.value)).collect();
    say!(locale, "left-out-plain", labels = labels.join(&say!(locale, "clause-separator")), more = more)
}

/// The height of a text in a column. Words that stay together leave some of every line empty.
fn lines(text: &str, (size, line): (f64, f64), room: f64) -> f64 {
    const USED: f64 = 0.8;
    let width = text_width(text, size);
    let count = if width <= room { 1.0 } else { (width / (room * USED)).ceil() };
    count * line
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // no page is so tall
fn whole(height: f64) -> u32 {
    height.ceil() as u32
}
