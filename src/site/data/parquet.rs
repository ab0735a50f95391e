//! A data file as Parquet: the rows that also go into its CSV, as columns with types, row group by row group, so that a file
//! of any size is written without being held.
//!
//! Text is as it is printed, without the sign that keeps spreadsheets from running it; what is empty is null. A number is an
//! exact decimal of ten places; one that needs more, or more than 28 digits before the point, is null there and stands in
//! the column of its text, which also keeps the zeros that were printed.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type as Node;
use rayon::prelude::*;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::super::{Drawer, Rows};
use super::figures::plain;
use super::schema::{File, Type};
use super::typed::{Target, columns};
use crate::error::{Error, Result};

/// Digits of a decimal, and how many of them stand behind the point.
const PRECISION: i32 = 38;
const SCALE: u32 = 10;
/// Bytes of a decimal.
const WIDTH: i32 = 16;

/// A row group ends with this many rows, or bytes of text.
const MOST_ROWS: usize = 1 << 16;
const MOST_BYTES: usize = 16 << 20;

/// The file, piece by piece, of rows as they come.
pub(crate) fn pieces<R>(file: &'static File, rows: R) -> Result<Pieces<R>>
where
    R: Iterator<Item = Result<Rows>>,
{
    let writer = SerializedFileWriter::new(Vec::new(), schema(file).map_err(broken)?, Arc::new(properties()));
    let group = Group { rows: 0, bytes: 0, columns: columns(file).map(|_| Cells::default()).collect() };
    Ok(Pieces { file, rows, group, writer: Some(writer.map_err(broken)?) })
}

/// The file of the rows of all bodies, piece by piece. Bodies go in batches, each a run of row groups that is kept: where
/// the rows of one body change, those of the other batches are taken over as they are.
pub(crate) fn spliced<'d>(file: &'static File, drawer: &'d dyn Drawer) -> Result<Spliced<'d>> {
    let writer = SerializedFileWriter::new(Vec::new(), schema(file).map_err(broken)?, Arc::new(properties()));
    let batches = batches(&drawer.owners()).into_iter();
    Ok(Spliced { file, drawer, batches, writer: Some(writer.map_err(broken)?) })
}

/// One body in so many ends a batch.
const EVERY: u8 = 8;
/// The kind of batches among what is kept.
const KEPT: &str = "columns";

/// Which bodies make a batch. A batch ends with a body whose own name says so: one body more or less moves the others
/// no further than to the end of its batch.
fn batches(owners: &[&str]) -> Vec<Range<usize>> {
    let mut from = 0;
    let mut all = Vec::new();
    for (at, owner) in owners.iter().enumerate() {
        let ends = Sha256::digest(owner).first().is_some_and(|byte| byte % EVERY == 0);
        if ends || at + 1 == owners.len() {
            all.push(from..at + 1);
            from = at + 1;
        }
    }
    all
}

/// The row groups of a batch, as a file of its own.
fn batch(file: &'static File, drawer: &dyn Drawer, bodies: Range<usize>) -> Result<Bytes> {
    if let Some(kept) = drawer.kept(KEPT, bodies.clone()) {
        return Ok(kept.into());
    }
    let mut whole = Vec::new();
    for piece in pieces(file, drawer.rows_of(bodies.clone(), file.name))? {
        whole.extend(piece?);
    }
    drawer.keep(KEPT, bodies, &whole)?;
    Ok(whole.into())
}

/// Takes the row groups of a file over into another one, as they are.
fn splice(from: &Bytes, to: &mut SerializedFileWriter<Vec<u8>>) -> Result<(), ParquetError> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(from)?;
    for own in metadata.row_groups() {
        let mut group = to.next_row_group()?;
        for column in own.columns() {
            let close = ColumnCloseResult {
                bytes_written: u64::try_from(column.compressed_size()).unwrap_or_default(),
                rows_written: u64::try_from(own.num_rows()).unwrap_or_default(),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            group.append_column(from, close)?;
        }
        group.close()?;
    }
    Ok(())
}

/// Writes a file of batches; see [`spliced`].
pub(crate) struct Spliced<'d> {
    file: &'static File,
    drawer: &'d dyn Drawer,
    batches: std::vec::IntoIter<Range<usize>>,
    /// None when the file is whole.
    writer: Option<SerializedFileWriter<Vec<u8>>>,
}

impl Iterator for Spliced<'_> {
    type Item = Result<Vec<u8>>;

    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        let mut writer = self.writer.take()?;
        // As many at a time as there are threads: memory follows what is in flight.
        let next: Vec<Range<usize>> = self.batches.by_ref().take(rayon::current_num_threads()).collect();
        if next.is_empty() {
            return Some(writer.into_inner().map_err(broken));
        }
        let made: Result<Vec<Bytes>> =
            next.into_par_iter().map(|bodies| batch(self.file, self.drawer, bodies)).collect();
        let taken = made
            .and_then(|made| made.iter().try_for_each(|one| splice(one, &mut writer)).map_err(broken))
            .map(|()| std::mem::take(writer.inner_mut()));
        if taken.is_ok() {
            self.writer = Some(writer);
        }
        Some(taken)
    }
}

fn broken(error: ParquetError) -> Error {
    Error::Broken(format!("Parquet: {error}"))
}

fn schema(file: &File) -> Result<Arc<Node>, ParquetError> {
    let field = |column: Target<'_>| {
        let (physical, logical) = match column.kind {
            Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Type::Integer => (Physical::INT32, None),
            Type::Number => {
                let scale = i32::try_from(SCALE).unwrap_or_default();
                (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(scale, PRECISION)))
            }
        };
        let node = Node::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        let node = match column.kind {
            Type::Number => node
                .with_length(WIDTH)
                .with_precision(PRECISION)
                .with_scale(SCALE.try_into().unwrap_or_default()),
            _ => node,
        };
        Ok(Arc::new(node.build()?))
    };
    let fields = columns(file).map(field).collect::<Result<Vec<_>, ParquetError>>()?;
    Ok(Arc::new(Node::group_type_builder(file.name).with_fields(fields).build()?))
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        // The library's own version is no part of what was read.
        .set_created_by(format!("mingzhang version {}", env!("CARGO_PKG_VERSION")))
        // Of what every reader knows, the one that gives the same bytes on every processor.
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None)
        // An id stands in one row: a dictionary of ids would be the column again.
        .set_column_dictionary_enabled("id".into(), false)
        .build()
}

/// Writes a file; see [`pieces`].
pub(crate) struct Pieces<R> {
    file: &'static File,
    rows: R,
    group: Group,
    /// None when the file is whole.
    writer: Option<SerializedFileWriter<Vec<u8>>>,
}

impl<R: Iterator<Item = Result<Rows>>> Iterator for Pieces<R> {
    type Item = Result<Vec<u8>>;

    fn next(&mut self) -> Option<Result<Vec<u8>>> {
        self.writer.as_ref()?;
        let piece = self.piece();
        if piece.is_err() {
            self.writer = None;
        }
        Some(piece)
    }
}

impl<R: Iterator<Item = Result<Rows>>> Pieces<R> {
    /// The next bytes: a row group or several, or the end.
    fn piece(&mut self) -> Result<Vec<u8>> {
        while let (Some(rows), Some(writer)) = (self.rows.next(), self.writer.as_mut()) {
            let rows = rows?;
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*rows.bytes);
            let mut row = csv::StringRecord::new();
            while reader.read_record(&mut row).map_err(|error| Error::Broken(error.to_string()))? {
                self.group.take(self.file, &row);
                if self.group.rows >= MOST_ROWS || self.group.bytes >= MOST_BYTES {
                    self.group.write(self.file, writer)?;
                }
            }
            let written = std::mem::take(writer.inner_mut());
            if !written.is_empty() {
                return Ok(written);
            }
        }
        let Some(mut writer) = self.writer.take() else { return Ok(Vec::new()) };
        if self.group.rows > 0 {
            self.group.write(self.file, &mut writer)?;
        }
        writer.into_inner().map_err(broken)
    }
}

/// The rows of a row group, column by column.
struct Group {
    rows: usize,
    bytes: usize,
    columns: Vec<Cells>,
}

/// The cells of a column: their texts one after the other, and where each ends.
#[derive(Default)]
struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn take(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len());
    }

    /// The values that are there, and for each row whether one is. A value is made of its text and where that begins.
    fn values<T>(&self, value: impl Fn(&str, usize) -> Option<T>) -> (Vec<T>, Vec<i16>) {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let texts =
            starts.zip(&self.ends).map(|(from, to)| (self.text.get(from..*to).unwrap_or_default(), from));
        let mut values = Vec::with_capacity(self.ends.len());
        let there = texts.map(|(text, from)| {
            let text = std::str::from_utf8(text).unwrap_or_default();
            let found = if text.is_empty() { None } else { value(text, from) };
            let there = i16::from(found.is_some());
            values.extend(found);
            there
        });
        let there = there.collect();
        (values, there)
    }
}

impl Group {
    fn take(&mut self, file: &File, row: &csv::StringRecord) {
        for (target, cells) in columns(file).zip(&mut self.columns) {
            let text = plain(row.get(target.of.0).unwrap_or_default(), target.of.1);
            self.bytes += text.len();
            cells.take(text);
        }
        self.rows += 1;
    }

    /// Writes the group and begins the next one.
    fn write(&mut self, file: &File, writer: &mut SerializedFileWriter<Vec<u8>>) -> Result<()> {
        self.write_columns(file, writer).map_err(broken)?;
        for column in &mut self.columns {
            column.text.clear();
            column.ends.clear();
        }
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    fn write_columns(
        &self,
        file: &File,
        writer: &mut SerializedFileWriter<Vec<u8>>,
    ) -> Result<(), ParquetError> {
        let mut group = writer.next_row_group()?;
        for (target, cells) in columns(file).zip(&self.columns) {
            let Some(mut column) = group.next_column()? else {
                return Err(ParquetError::General("fewer columns than the schema has".into()));
            };
            write_column(&mut column, target.kind, cells)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

fn write_column(
    column: &mut SerializedColumnWriter<'_>,
    kind: Type,
    cells: &Cells,
) -> Result<(), ParquetError> {
    match kind {
        Type::Text => {
            // All texts are parts of one: none is copied by itself.
            let whole = ByteArray::from(cells.text.clone());
            let (values, there) = cells.values(|text, from| Some(whole.slice(from, text.len())));
            column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
        }
        Type::Integer => {
            let (values, there) = cells.values(|text, _| i32::from_str(text).ok());
            column.typed::<Int32Type>().write_batch(&values, Some(&there), None)?;
        }
        Type::Number => {
            let bytes = |number: i128| FixedLenByteArray::from(number.to_be_bytes().to_vec());
            let (values, there) = cells.values(|text, _| scaled(text).map(bytes));
            column.typed::<FixedLenByteArrayType>().write_batch(&values, Some(&there), None)?;
        }
    }
    Ok(())
}

/// A number in units of its last place; none where that would not be exact.
fn scaled(text: &str) -> Option<i128> {
    let number = Decimal::from_str_exact(text).ok()?.normalize();
    let missing = SCALE.checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10i128.checked_pow(missing)?)?;
    let limit = 10i128.checked_pow(PRECISION.try_into().ok()?)?;
    (scaled.abs() < limit).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_exact_or_not_there() {
        assert_eq!(scaled("26.10"), Some(261_000_000_000));
        assert_eq!(scaled("-0.0000000001"), Some(-1));
        assert_eq!(scaled("1.00000000000000"), Some(10_000_000_000));
        assert_eq!(scaled("0.00000000001"), None, "a place too many");
        assert_eq!(
            scaled("9999999999999999999999999999"),
            Some(9_999_999_999_999_999_999_999_999_999 * 10_000_000_000)
        );
        assert_eq!(scaled("10000000000000000000000000000"), None, "a digit too many");
        assert_eq!(scaled("1e3"), None);
    }
}
