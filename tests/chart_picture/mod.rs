//! Reads a drawn chart back, as a browser would, and checks what must hold for every picture.
#![allow(clippy::float_arithmetic)] // boxes are geometry

use mingzhang::chart::text::{LEADING, Weight, extent, width_of};
use mingzhang::chart::{Mode, Svg};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A box in units of the view box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Box {
    x: f64,
    y: f64,
    right: f64,
    bottom: f64,
}

/// A text with the room it takes.
#[derive(Debug)]
struct Text {
    content: String,
    room: Box,
}

/// What stands in a picture.
#[derive(Debug, Default)]
struct Picture {
    width: f64,
    height: f64,
    role: String,
    labelled: String,
    described: String,
    title: String,
    desc: String,
    ids: Vec<String>,
    links: usize,
    /// Size of notes in this layout, as the style sheet of pages has it.
    note: f64,
    texts: Vec<Text>,
    rects: Vec<Box>,
}

/// A text that is being read.
struct Open {
    x: f64,
    y: f64,
    size: f64,
    weight: Weight,
    anchor: String,
    turned: bool,
    lines: Vec<String>,
}

/// Checks everything that must hold for a picture, whatever it was drawn from, and returns its lines of text. Room is
/// measured with the room's own metrics.
pub(crate) fn check(svg: &Svg, mode: &Mode) -> Vec<String> {
    let picture = read(&svg.markup);
    assert_eq!((picture.width, picture.height), (f64::from(svg.width), f64::from(svg.height)));
    accessible(&picture, mode);
    colours(&svg.markup);
    let frame = Box { x: 0.0, y: 0.0, right: picture.width, bottom: picture.height };
    for text in &picture.texts {
        assert!(inside(text.room, frame, 0.75), "{text:?} leaves {frame:?}");
    }
    for rect in &picture.rects {
        assert!(rect.right >= rect.x && rect.bottom >= rect.y, "{rect:?} is inside out");
        assert!(inside(*rect, frame, 3.0), "{rect:?} leaves {frame:?}");
    }
    for (i, a) in picture.texts.iter().enumerate() {
        for b in &picture.texts[i + 1..] {
            assert!(!overlap(a.room, b.room), "{a:?} covers {b:?}");
        }
    }
    picture.texts.into_iter().map(|text| text.content).collect()
}

/// Role, name and description, and ids that carry the prefix.
fn accessible(picture: &Picture, mode: &Mode) {
    let group = picture.links > 0;
    assert_eq!(picture.role, if group { "group" } else { "img" });
    assert!(picture.ids.contains(&picture.labelled) && picture.ids.contains(&picture.described));
    assert!(!picture.desc.is_empty());
    let mut ids = picture.ids.clone();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), picture.ids.len(), "an id repeats");
    if let Mode::Standalone { .. } = mode {
        assert!(!group, "a file that travels alone has no links");
    }
}

/// No colour outside a custom property.
fn colours(markup: &str) {
    let mut rest = markup.to_owned();
    if let (Some(from), Some(to)) = (rest.find("<style>"), rest.find("</style>")) {
        rest.replace_range(from..to, "");
    }
    for attribute in ["fill=\"", "stroke=\""] {
        for value in rest.split(attribute).skip(1) {
            let known = ["var(--", "url(#", "none"].iter().any(|start| value.starts_with(start));
            assert!(known, "a bare colour: {}", &value[..20.min(value.len())]);
        }
    }
}

fn inside(a: Box, frame: Box, slack: f64) -> bool {
    a.x >= frame.x - slack
        && a.y >= frame.y - slack
        && a.right <= frame.right + slack
        && a.bottom <= frame.bottom + slack
}

fn overlap(a: Box, b: Box) -> bool {
    const TOUCH: f64 = 0.6;
    a.x + TOUCH < b.right && b.x + TOUCH < a.right && a.y + TOUCH < b.bottom && b.y + TOUCH < a.bottom
}

/// Reads the markup; fails where it is not well-formed.
fn read(markup: &str) -> Picture {
    let mut reader = Reader::from_str(markup);
    reader.config_mut().check_end_names = true;
    let mut picture = Picture::default();
    let mut default = 0.0;
    let mut stack: Vec<String> = Vec::new();
    let mut open: Option<Open> = None;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                start(&tag, &mut picture, &mut default, &mut open, stack.len());
                stack.push(name(&tag));
            }
            Event::Empty(tag) => start(&tag, &mut picture, &mut default, &mut open, stack.len()),
            Event::End(_) => {
                if stack.pop().as_deref() == Some("text") {
                    let text = open.take().expect("an open text");
                    picture.texts.extend(rooms(&text));
                }
            }
            Event::Text(text) => content(&text, &stack, &mut picture, &mut open),
            Event::GeneralRef(entity) => {
                let character = match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("unknown entity {other}"),
                };
                content(character, &stack, &mut picture, &mut open);
            }
            Event::Eof => break,
            other => panic!("unexpected {other:?}"),
        }
    }
    assert!(stack.is_empty(), "an element stays open");
    picture
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().map(|attribute| attribute.expect("well-formed attributes"));
    found
        .filter(|attribute| attribute.key.as_ref() == key)
        .map(|attribute| attribute.value.to_string())
        .next()
}

/// Size of the notes of a layout, from the style sheet that pages have.
fn note(layout: &str) -> f64 {
    let sheet = mingzhang::chart::stylesheet();
    let (_, rule) = sheet.split_once(&format!(".{layout} .cn{{font-size:")).expect("a rule for notes");
    rule.split_once("px").and_then(|(size, _)| size.parse().ok()).expect("a size")
}

fn number(tag: &BytesStart<'_>, key: &str) -> f64 {
    let text = attribute(tag, key).unwrap_or_else(|| "0".to_owned());
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    assert!(decimals <= 2, "{key}={text} has more than two decimals");
    let value: f64 = text.parse().unwrap_or_else(|_| panic!("{key}={text} is no number"));
    assert!(value.is_finite(), "{key}={text} is no number");
    value
}

fn start(
    tag: &BytesStart<'_>,
    picture: &mut Picture,
    default: &mut f64,
    open: &mut Option<Open>,
    depth: usize,
) {
    if let Some(id) = attribute(tag, "id") {
        picture.ids.push(id);
    }
    match name(tag).as_str() {
        "svg" => {
            let view = attribute(tag, "viewBox").expect("a view box");
            let sides: Vec<f64> = view.split(' ').map(|side| side.parse().expect("a number")).collect();
            (picture.width, picture.height) = (sides[2], sides[3]);
            picture.role = attribute(tag, "role").unwrap_or_default();
            let classes = attribute(tag, "class").unwrap_or_default();
            let layout = classes.split(' ').find(|class| ["chart-wide", "chart-narrow"].contains(class));
            picture.note = note(layout.expect("a layout"));
            picture.labelled = attribute(tag, "aria-labelledby").unwrap_or_default();
            picture.described = attribute(tag, "aria-describedby").unwrap_or_default();
        }
        "g" if depth == 1 => *default = number(tag, "font-size"),
        "a" => picture.links += 1,
        "path" => {
            let data = attribute(tag, "d").expect("path data");
            assert!(data.chars().all(|c| c.is_ascii_digit() || "MHLVZ .-".contains(c)), "odd path: {data}");
        }
        "rect" => {
            let (x, y) = (number(tag, "x"), number(tag, "y"));
            let (right, bottom) = (x + number(tag, "width"), y + number(tag, "height"));
            picture.rects.push(Box { x, y, right, bottom });
        }
        "text" => {
            // On a page a text looks as its classes say, in a file as its attributes do.
            let classes = attribute(tag, "class").unwrap_or_default();
            let is = |class: &str| classes.split(' ').any(|one| one == class);
            let own = attribute(tag, "font-size").map(|_| number(tag, "font-size"));
            let size = if is("cn") { picture.note } else { own.unwrap_or(*default) };
            let bold = is("cb") || attribute(tag, "font-weight").is_some();
            let anchor = match (is("cm"), is("ce")) {
                (true, _) => "middle".to_owned(),
                (_, true) => "end".to_owned(),
                _ => attribute(tag, "text-anchor").unwrap_or_default(),
            };
            *open = Some(Open {
                x: number(tag, "x"),
                y: number(tag, "y"),
                size,
                weight: if bold { Weight::Bold } else { Weight::Regular },
                anchor,
                turned: attribute(tag, "transform").is_some(),
                lines: vec![String::new()],
            });
        }
        "tspan" => open.as_mut().expect("a tspan inside a text").lines.push(String::new()),
        _ => {}
    }
}

fn content(text: &str, stack: &[String], picture: &mut Picture, open: &mut Option<Open>) {
    match stack.last().map(String::as_str) {
        Some("text" | "tspan") => {
            let open = open.as_mut().expect("an open text");
            open.lines.last_mut().expect("a line").push_str(text);
        }
        Some("title") if stack.len() == 2 => picture.title.push_str(text),
        Some("desc") => picture.desc.push_str(text),
        _ => {}
    }
}

/// The room that the letters of a text take, line by line.
fn rooms(text: &Open) -> Vec<Text> {
    let mut y = text.y;
    let mut out = Vec::new();
    for line in &text.lines {
        let width = width_of(line.trim(), text.size, text.weight);
        let (rise, fall) = extent(line);
        let (top, bottom) = (y - text.size * rise, y + text.size * fall);
        let room = match text.anchor.as_str() {
            // Turned by a right angle around its place: what was up is now right.
            _ if text.turned => {
                let (x, right) = (text.x - text.size * fall, text.x + text.size * rise);
                Box { x, y: text.y, right, bottom: text.y + width }
            }
            "middle" => Box { x: text.x - width / 2.0, y: top, right: text.x + width / 2.0, bottom },
            "end" => Box { x: text.x - width, y: top, right: text.x, bottom },
            _ => Box { x: text.x, y: top, right: text.x + width, bottom },
        };
        out.push(Text { content: line.clone(), room });
        y += text.size * LEADING;
    }
    out
}
