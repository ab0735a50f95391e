//! What is served: the last build, by address, and word of the next one.

use std::collections::BTreeMap;
use std::sync::Arc;

use hyper::body::Bytes;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use crate::site::Shared;

/// Where a page asks whether there is a newer build.
pub(super) const VERSION: &str = "/.mingzhang/version";

/// Added to every page: reloads when there is a newer build than the one it came from. A page nobody looks at does not ask:
/// browsers open few connections to one server, and each question keeps one until there is news.
const SCRIPT: &str = "(function(){var seen=document.currentScript.dataset.version,asking;function ask(){\
    if(document.hidden)return document.addEventListener('visibilitychange',ask,{once:true});\
    asking=new AbortController();\
    fetch('/.mingzhang/version?seen='+seen,{cache:'no-store',signal:asking.signal})\
    .then(function(r){if(!r.ok)throw r;return r.text()})\
    .then(function(v){if(v!==seen)location.reload();else ask()})\
    .catch(function(){setTimeout(ask,500)})}\
    document.addEventListener('visibilitychange',function(){if(document.hidden&&asking)asking.abort()});ask()})()";

/// A build in memory.
#[derive(Default)]
pub(super) struct Shelf {
    number: u64,
    /// The server ends: nobody need wait for the next build.
    pub(super) closing: bool,
    /// The files by their paths.
    pub(super) files: BTreeMap<String, Shared>,
}

impl Shelf {
    /// The shelf that comes after another.
    pub(super) fn after(before: &Self, files: BTreeMap<String, Shared>) -> Self {
        Self { number: before.number + 1, closing: before.closing, files }
    }

    /// Whether these are its files.
    pub(super) fn has(&self, files: &BTreeMap<String, Shared>) -> bool {
        let same = |((a, one), (b, other)): ((&String, &Shared), (&String, &Shared))| {
            a == b && one.stamp() == other.stamp()
        };
        self.number > 0 && self.files.len() == files.len() && self.files.iter().zip(files).all(same)
    }

    /// Tells this build from others, those of an earlier server among them.
    pub(super) fn version(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }

    /// The file at an address, or the page that says there is none. Only what was built can be found.
    pub(super) fn found(&self, path: &str) -> Found {
        let name = decoded(path.trim_start_matches('/'));
        let name = if name.is_empty() || name.ends_with('/') { name + "index.html" } else { name };
        match self.files.get_key_value(&name) {
            Some((name, file)) => self.shown(200, name, file),
            None => match self.files.get_key_value("404.html") {
                Some((name, file)) => self.shown(404, name, file),
                None => Found { status: 404, kind: kind(".txt"), tag: String::new(), bytes: Bytes::new() },
            },
        }
    }

    fn shown(&self, status: u16, name: &str, file: &Shared) -> Found {
        let (kind, mark) = (kind(name), &file.stamp().mark);
        if kind.starts_with("text/html") {
            // The page names its build, so another build makes it another page.
            let version = self.version();
            let bytes = following(file.bytes(), &version).into();
            return Found { status, kind, tag: format!("\"{mark}-{version}\""), bytes };
        }
        Found { status, kind, tag: format!("\"{mark}\""), bytes: Bytes::from_owner(file.clone()) }
    }
}

/// What stands at an address.
pub(super) struct Found {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    /// The entity tag: the same for the same bytes.
    pub(super) tag: String,
    pub(super) bytes: Bytes,
}

/// Where builds are put and asked for.
pub(super) struct Counter(watch::Sender<Arc<Shelf>>);

impl Default for Counter {
    fn default() -> Self {
        Self(watch::Sender::new(Arc::default()))
    }
}

impl Counter {
    /// The last build.
    pub(super) fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.0.borrow())
    }

    /// Puts a build in the place of the last one, and tells those who wait.
    pub(super) fn put(&self, shelf: Shelf) {
        self.0.send_replace(Arc::new(shelf));
    }

    /// Sends home those who wait: the server ends.
    pub(super) fn close(&self) {
        self.0.send_modify(|shelf| {
            let Shelf { number, ref files, .. } = **shelf;
            *shelf = Arc::new(Shelf { number, closing: true, files: files.clone() });
        });
    }

    /// One who waits for the next build.
    pub(super) fn waiter(&self) -> watch::Receiver<Arc<Shelf>> {
        self.0.subscribe()
    }
}

/// A page with the script that follows the build. Pages on disk never carry it.
fn following(page: &[u8], version: &str) -> Vec<u8> {
    // Pages forbid scripts other than the site's own files. This one is let in by its hash, and no other with it.
    const POLICIES: [(&str, &str); 2] = [("script-src 'none'", ""), ("script-src 'self'", "'self' ")];
    let text = std::str::from_utf8(page).ok();
    let found = POLICIES.iter().filter_map(|(policy, own)| Some((text?.find(policy)?, policy.len(), *own)));
    let found = found.min();
    let at = found.map(|(at, ..)| at);
    let (before, rest) = page.split_at(at.unwrap_or_default());
    let allowed = match found {
        Some((_, _, own)) => format!("script-src {own}'sha256-{}'", base64(&Sha256::digest(SCRIPT))),
        None => String::new(),
    };
    let rest = rest.get(found.map_or(0, |(_, length, _)| length)..).unwrap_or_default();
    let script = format!("<script data-version=\"{version}\">{SCRIPT}</script>");
    [before, allowed.as_bytes(), rest, script.as_bytes()].concat()
}

/// Bytes as base64, as content policies write hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let number =
            (0..3).fold(0_usize, |sum, at| (sum << 8) | usize::from(three.get(at).copied().unwrap_or(0)));
        let digit = |place: usize| match place <= three.len() {
            true => char::from(DIGITS[(number >> (18 - 6 * place)) & 63]),
            false => '=',
        };
        (0..4).map(digit).collect::<Vec<_>>()
    };
    bytes.chunks(3).flat_map(group).collect()
}

/// A path with its percent signs resolved. What is no valid text stays as it is, and is not found.
fn decoded(path: &str) -> String {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = hex(bytes.get(at + 1)).zip(hex(bytes.get(at + 2))).map(|(high, low)| high * 16 + low);
        match code.and_then(|code| u8::try_from(code).ok()).filter(|_| *byte == b'%') {
            Some(code) => (plain.push(code), at += 3),
            None => (plain.push(*byte), at += 1),
        };
    }
    String::from_utf8(plain).unwrap_or_else(|_| path.to_owned())
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(files: &[(&str, &str)]) -> Shelf {
        let files =
            files.iter().map(|(name, text)| ((*name).to_owned(), Shared::new(text.as_bytes().to_vec())));
        Shelf::after(&Shelf::default(), files.collect())
    }

    #[test]
    fn only_what_was_built_is_served() {
        let shelf = shelf(&[
            ("index.html", "home"),
            ("404.html", "lost"),
            ("data/facts.csv", "facts"),
            ("关于.html", "about"),
        ]);
        assert!(shelf.found("/").bytes.starts_with(b"home<script"));
        assert_eq!(shelf.found("/").status, 200);
        let facts = shelf.found("/data/facts.csv");
        assert_eq!(
            (facts.status, facts.kind, &*facts.bytes),
            (200, "text/csv; charset=utf-8", &b"facts"[..])
        );
        assert!(shelf.found("/%E5%85%B3%E4%BA%8E.html").bytes.starts_with(b"about"));
        for path in
            ["/../Cargo.toml", "//etc/passwd", "/data", "/data/", "/data/%2e%2e/x", "/%", "/%ff", "/%2"]
        {
            let found = shelf.found(path);
            assert_eq!(found.status, 404, "{path}");
            assert!(found.bytes.starts_with(b"lost"), "{path}");
        }
    }

    #[test]
    fn a_tag_follows_the_bytes() {
        let one = shelf(&[("index.html", "home"), ("a.csv", "a")]);
        let two = Shelf::after(&one, shelf(&[("index.html", "home"), ("a.csv", "b")]).files);
        let three = Shelf::after(&two, one.files.clone());
        assert_ne!(one.found("/a.csv").tag, two.found("/a.csv").tag);
        assert_eq!(one.found("/a.csv").tag, three.found("/a.csv").tag);
        // A page names its build: kept by a browser over a build, it would reload for ever.
        assert_ne!(one.found("/").tag, two.found("/").tag);
        assert_ne!(one.found("/").bytes, two.found("/").bytes);
    }

    #[test]
    fn what_is_as_before_is_known() {
        let one = shelf(&[("index.html", "home")]);
        assert!(one.has(&shelf(&[("index.html", "home")]).files));
        assert!(!one.has(&shelf(&[("index.html", "house")]).files));
        assert!(!one.has(&shelf(&[("house.html", "home")]).files));
        assert!(!one.has(&shelf(&[("index.html", "home"), ("a.csv", "a")]).files));
        assert!(!Shelf::default().has(&BTreeMap::new()), "an empty site was never shown");
    }

    #[test]
    fn the_script_is_let_in_and_no_other() {
        let page = "<meta content=\"script-src 'none'; object-src 'none'\"><p>script-src 'none'</p>";
        let shown = String::from_utf8(following(page.as_bytes(), "7-1")).expect("text");
        let hash = base64(&Sha256::digest(SCRIPT));
        let expected = format!(
            "<meta content=\"script-src 'sha256-{hash}'; object-src 'none'\"><p>script-src 'none'</p>\
             <script data-version=\"7-1\">{SCRIPT}</script>"
        );
        assert_eq!(shown, expected);
        let own = page.replacen("'none'", "'self'", 1);
        let expected = expected.replacen("script-src ", "script-src 'self' ", 1);
        assert_eq!(String::from_utf8(following(own.as_bytes(), "7-1")).expect("text"), expected);
        assert!(following(b"\xff", "7-1").starts_with(b"\xff<script"));
    }

    #[test]
    fn hashes_are_written_as_policies_want_them() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("\u{ff}", "w78="),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
