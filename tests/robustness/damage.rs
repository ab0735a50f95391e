//! Disclosures that were cut off or damaged: whatever is left is read, and a site is made.

use crate::common;
use crate::hostile::{CONTENT, Folder, Seeded, content, damage, survives};
use crate::synthetic::effort::{NOISE, effort};

#[test]
fn every_cut_of_every_disclosure_is_read() {
    for path in CONTENT {
        let bytes = content(path);
        for percent in 0..100 {
            survives(&format!("{path} cut at {percent} %"), bytes[..bytes.len() * percent / 100].to_vec());
            // Most cuts fall into a character and make the file no text; the text before that must read as well.
            let text = String::from_utf8_lossy(&bytes[..bytes.len() * percent / 100]).into_owned();
            survives(&format!("{path} cut at {percent} %, mended"), text.into_bytes());
        }
    }
}

#[test]
fn damaged_disclosures_are_read() {
    for (at, path) in CONTENT.iter().enumerate() {
        let text = String::from_utf8(content(path)).expect("UTF-8");
        for seed in 0..60_u64 {
            let mut random = Seeded(seed * 31 + at as u64);
            let (how, bytes) = damage(&text, &mut random);
            survives(&format!("{path}, seed {seed}: {how}"), bytes);
        }
    }
}

#[test]
fn damaged_disclosures_become_a_site() {
    for seed in 0..4_u64 {
        let folder = Folder::new();
        for path in CONTENT {
            let text = String::from_utf8(content(path)).expect("UTF-8");
            let mut random = Seeded(1000 + seed);
            let (_, bytes) = damage(&text, &mut random);
            folder.put(path, &bytes);
        }
        folder.build().nothing_failed();
    }
}

/// Thousands of variants of the real disclosures, for a machine with time: set `MINGZHANG_VARIANTS` to how many.
#[test]
#[ignore = "a campaign of many minutes"]
fn campaign_over_the_real_disclosures() {
    let Some(corpus) = common::corpus() else {
        common::skip("the real disclosures are not here");
        return;
    };
    let variants: u64 = std::env::var_os("MINGZHANG_VARIANTS")
        .and_then(|text| text.to_str().and_then(|text| text.parse().ok()))
        .unwrap_or(200);
    let folder = std::fs::read_dir(corpus.join("text")).expect("a folder");
    let mut files: Vec<_> = folder.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let mut trouble = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).expect("UTF-8");
        survives("as it is", text.clone().into_bytes());
        let whole = effort(|| {
            survives("as it is", text.clone().into_bytes());
        });
        for seed in 0..variants {
            let mut random = Seeded(seed);
            let mut how = Vec::new();
            let mut bytes = text.clone().into_bytes();
            for _ in 0..1 + random.below(3) {
                let (word, damaged) = damage(&String::from_utf8_lossy(&bytes), &mut random);
                how.push(word);
                bytes = damaged;
            }
            let what = format!("{}, seed {seed}: {}", file.display(), how.join(", "));
            let mut fine = false;
            let took = effort(|| fine = std::panic::catch_unwind(|| survives(&what, bytes)).is_ok());
            if !fine || took > whole * 10 + NOISE {
                trouble.push(format!(
                    "{what} ({took:?} of {whole:?}, {})",
                    if fine { "slow" } else { "failed" }
                ));
            }
        }
    }
    assert!(trouble.is_empty(), "{} cases:\n{}", trouble.len(), trouble.join("\n"));
}
