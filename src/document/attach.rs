//! Files within a file: their lines stand behind those of the document, and are named `attachment:<file>!…`.

use std::sync::Arc;

use super::{Block, Document, Locator, Place, Span};

impl Document {
    /// Adds what stands in an attached file behind all that is there.
    pub fn attach(&mut self, file: &str, other: Document) {
        let file: Arc<str> = file.into();
        let Ok(shift) = u32::try_from(self.source.len()) else { return };
        let lines = u32::try_from(other.source.len()).unwrap_or(0);
        let places = (1..=lines).map(|line| Place::Attached {
            file: file.clone(),
            place: Box::new(other.places.of_line(line).clone()),
            line,
        });
        self.places.extend(self.source.len(), places);
        self.source.extend(other.source);
        let moved = other.withheld.into_iter();
        self.withheld
            .extend(moved.map(|one| super::Withheld { line: one.line.saturating_add(shift), ..one }));
        for mut block in other.blocks {
            match &mut block {
                Block::Line(line) => line.number = line.number.saturating_add(shift),
                Block::Table(table) => {
                    for row in &mut table.rows {
                        row.span = Span::new(
                            row.span.first.saturating_add(shift),
                            row.span.last.saturating_add(shift),
                        );
                        for cell in &mut row.cells {
                            cell.locator = shifted(&cell.locator, shift);
                        }
                    }
                }
            }
            self.blocks.push(block);
        }
    }
}

fn shifted(locator: &Locator, by: u32) -> Locator {
    let moved = |line: u32| line.saturating_add(by);
    match *locator {
        Locator::Line(line) => Locator::Line(moved(line)),
        Locator::Lines(first, last) => Locator::Lines(moved(first), moved(last)),
        Locator::Cell(line, cell) => Locator::Cell(moved(line), cell),
        Locator::Number(line, nth) => Locator::Number(moved(line), nth),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Transcript;
    use super::*;

    fn document(sheet: Option<&str>) -> Document {
        let mut transcript = Transcript::default();
        transcript.line(Place::Line, "收支总表");
        let place = match sheet {
            Some(sheet) => Place::SheetRow { sheet: sheet.into(), row: 2 },
            None => Place::Row { table: 1, row: 1 },
        };
        transcript.row(place, &["合计", "1.00"]);
        transcript.finish()
    }

    #[test]
    fn attached_lines_stand_behind_and_are_named_after_their_file() {
        for (inner, name) in [
            (document(Some("支出")), "attachment:a.xlsx!支出!B2"),
            (document(None), "attachment:a.xlsx!t1:r1:c2"),
        ] {
            let mut outer = document(None);
            outer.attach("a.xlsx", inner);
            assert_eq!(outer.source.len(), 4);
            let Some(Block::Table(table)) = outer.blocks.last() else { panic!("a table") };
            let cell = &table.rows[0].cells[1];
            assert_eq!((cell.locator.line(), outer.places.name(&cell.locator).as_str()), (4, name));
            assert_eq!(outer.places.line(3), "attachment:a.xlsx!L1");
            assert_eq!(outer.places.name(&Locator::Cell(2, 2)), "t1:r1:c2");
        }
    }
}
