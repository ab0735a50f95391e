//! Sketches: where a document with pages prints what its transcript says. Only `inspect --html` draws them; no reading
//! depends on them.

/// A page with the places of what stands on it. Lengths are points, counted from the upper left corner of the page as
/// it is turned for reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// The page, from 1.
    pub page: u32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Cells and lines of text, in the order in which they were written.
    pub boxes: Vec<Drawn>,
}

/// A cell or a line of text on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// Its line in the transcript.
    pub line: u32,
    /// The column of a cell as in its name, from 1; 0 for a line of text.
    pub column: u32,
    /// Where it is.
    pub frame: Frame,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frame {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}
