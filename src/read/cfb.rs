//! Compound files: the container of old office files (DOC, XLS) and of locked new ones. Read leniently: a chain that
//! leads nowhere ends, and what is missing is missing.

/// The first bytes of a compound file.
const MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Sector numbers from here on are marks, not sectors.
const MARKS: u32 = 0xFFFF_FFFA;

/// A compound file with its streams.
#[derive(Debug)]
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    mini_sector: usize,
    cutoff: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// A stream of a compound file.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Whether all of them are there.
    pub(super) whole: bool,
}

/// Whether the bytes open a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

impl<'b> Compound<'b> {
    /// Opens a compound file. `None` where it is none, or so broken that not even its list of streams is there.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        if !is_compound(bytes) {
            return None;
        }
        let power = |at: usize| short(bytes, at).filter(|power| (6..=12).contains(power));
        let (sector, mini_sector) = (1_usize << power(30)?, 1_usize << power(32)?);
        let mut file = Self {
            bytes,
            sector,
            mini_sector,
            cutoff: long(bytes, 56)? as usize,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.fat = file.table()?;
        let limit = bytes.len();
        file.mini_fat = longs(&file.chain(long(bytes, 60)?, limit)).collect();
        let list = file.chain(long(bytes, 48)?, limit);
        let mut root = None;
        for entry in list.chunks_exact(128) {
            let length = usize::from(short(entry, 64)?).clamp(2, 64);
            let units: Vec<u16> =
                entry[..length - 2].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
            let name = String::from_utf16_lossy(&units);
            let (start, size) = (long(entry, 116)?, long(entry, 120)? as usize);
            match entry[66] {
                2 => file.entries.push(Entry { name, start, size }),
                5 => root = Some((start, size)),
                _ => {}
            }
        }
        if let Some((start, size)) = root {
            file.mini = file.chain(start, size.min(limit));
        }
        (!file.entries.is_empty()).then_some(file)
    }

    /// Whether there is a stream with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// The stream with this name.
    pub(super) fn stream(&self, name: &str) -> Option<Stream> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        let limit = entry.size.min(self.bytes.len());
        let bytes = if entry.size < self.cutoff {
            follow(&self.mini, 0, self.mini_sector, &self.mini_fat, entry.start, limit)
        } else {
            self.chain(entry.start, limit)
        };
        let whole = bytes.len() == entry.size;
        Some(Stream { bytes, whole })
    }

    /// The table that says which sector follows which.
    fn table(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector + 1;
        let mut parts: Vec<u32> = longs(self.bytes.get(76..512)?).take_while(|at| *at < MARKS).collect();
        // In large files the list of the table's parts goes on in sectors of its own.
        let mut next = long(self.bytes, 68)?;
        for _ in 0..most {
            let Some(sector) = self.at(next) else { break };
            let (list, last) = sector.split_at(self.sector - 4);
            parts.extend(longs(list).take_while(|at| *at < MARKS));
            next = long(last, 0)?;
        }
        let sectors = parts.iter().take(most).map_while(|part| self.at(*part));
        Some(sectors.flat_map(longs).collect())
    }

    fn at(&self, sector: u32) -> Option<&'b [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..start.checked_add(self.sector)?)
    }

    fn chain(&self, start: u32, limit: usize) -> Vec<u8> {
        follow(self.bytes, self.sector, self.sector, &self.fat, start, limit)
    }
}

/// The sectors of a chain, one after the other, up to a limit in bytes.
fn follow(bytes: &[u8], offset: usize, size: usize, table: &[u32], start: u32, limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sector = start as usize;
    // A chain that runs in a circle ends with the limit, for every step adds to it.
    while out.len() < limit {
        let Some(from) = sector.checked_mul(size).and_then(|at| at.checked_add(offset)) else { break };
        let to = from.saturating_add(size.min(limit - out.len())).min(bytes.len());
        let Some(piece) = bytes.get(from..to).filter(|piece| !piece.is_empty()) else { break };
        out.extend_from_slice(piece);
        match table.get(sector) {
            Some(next) if *next < MARKS => sector = *next as usize,
            _ => break,
        }
    }
    out
}

/// Whether a compound file is an office file locked with a password.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    Compound::open(bytes).is_some_and(|file| file.has("EncryptedPackage"))
}
