//! Local preview: builds into memory, serves from there, and builds again when something changes. Nothing is written but
//! into the cache.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use notify::{RecursiveMode, Watcher};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::cache::Cache;
use crate::config::{self, Config};
use crate::error::{Error, Result};
use crate::pipeline::{self, Workshop};
use crate::site::{Files, Theme};

/// Where a page asks whether there is a newer build.
const VERSION: &str = "/.mingzhang/version";

/// Added to every page: reloads when there is a newer build. Pages on disk never carry it.
const SCRIPT: &str = "<script>(function(){var seen;setInterval(function(){fetch('/.mingzhang/version')\
    .then(function(r){return r.text()}).then(function(v){if(seen&&v!==seen)location.reload();seen=v})\
    .catch(function(){})},700)})()</script>";

/// How long to wait until a burst of changes is over.
const PAUSE: Duration = Duration::from_millis(150);

/// What happens while serving.
#[derive(Debug)]
pub enum Event {
    /// The server listens.
    Listening(SocketAddr),
    /// The site was built: its pages.
    Built(usize),
    /// A build failed; the last one is still served.
    Failed(String),
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Listening(address) => write!(f, "open http://{address}/ (stop with Ctrl-C)"),
            Event::Built(pages) => write!(f, "built {pages} pages"),
            Event::Failed(message) => write!(f, "error: {message}"),
        }
    }
}

/// A build in memory.
#[derive(Default)]
struct Shelf {
    version: u64,
    files: BTreeMap<String, Arc<[u8]>>,
}

/// Serves until the process ends. `configure` is asked before every build; `tell` hears what happens.
///
/// # Errors
/// When the first build fails or the address cannot be listened on.
pub fn run(
    address: SocketAddr,
    configure: &(dyn Fn() -> Result<Config> + Sync),
    tell: &(dyn Fn(Event) + Sync),
) -> Result<()> {
    let config = configure()?;
    let shelf = RwLock::new(Shelf::default());
    tell(Event::Built(build(&config, &shelf)?));
    let server = Server::http(address).map_err(|error| Error::Config {
        path: PathBuf::from(address.to_string()),
        message: format!("cannot listen there: {error}; choose another port with --port"),
    })?;
    tell(Event::Listening(server.server_addr().to_ip().unwrap_or(address)));
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Our own reading is an event too; only what changes something counts.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    })
    .map_err(|error| Error::Broken(format!("cannot watch for changes: {error}")))?;
    for path in watched(&config) {
        // A folder that cannot be watched only means that changes in it do not show by themselves.
        if let Err(error) = watcher.watch(&path, RecursiveMode::Recursive) {
            tell(Event::Failed(format!("{} is not watched: {error}", path.display())));
        }
    }
    std::thread::scope(|scope| {
        let shelf = &shelf;
        scope.spawn(move || follow(&changes, configure, shelf, tell));
        for request in server.incoming_requests() {
            // A reader that hangs up is no trouble of ours.
            let _ = respond(request, shelf);
        }
    });
    Ok(())
}

/// Builds again after every burst of changes.
fn follow(
    changes: &Receiver<()>,
    configure: &(dyn Fn() -> Result<Config> + Sync),
    shelf: &RwLock<Shelf>,
    tell: &(dyn Fn(Event) + Sync),
) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(PAUSE).is_ok() {}
        tell(match configure().and_then(|config| build(&config, shelf)) {
            Ok(pages) => Event::Built(pages),
            Err(error) => Event::Failed(error.to_string()),
        });
    }
}

fn watched(config: &Config) -> Vec<PathBuf> {
    let paths = &config.paths;
    [paths.content.as_path(), &paths.templates, &paths.statics, Path::new(config::FILE)]
        .into_iter()
        .filter(|path| path.exists())
        .map(Path::to_owned)
        .collect()
}

/// Builds into memory and puts the result on the shelf. What did not change is taken over from there.
fn build(config: &Config, shelf: &RwLock<Shelf>) -> Result<usize> {
    let theme = Theme::load(&config.paths.templates, &config.paths.statics)?;
    let cache = Cache::open(&config.paths.cache)?;
    let files = Files::after(shelf.read().unwrap_or_else(PoisonError::into_inner).files.clone());
    let shop = Workshop {
        config,
        theme: &theme,
        sink: &files,
        cache: &cache,
        publish: false,
        thorough: false,
        watch: &(),
    };
    let built = pipeline::build(&shop)?.built;
    let mut shelf = shelf.write().unwrap_or_else(PoisonError::into_inner);
    shelf.version += 1;
    shelf.files = files.into_shared();
    Ok(built.pages)
}

fn respond(request: Request, shelf: &RwLock<Shelf>) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("method not allowed").with_status_code(405));
    }
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let (status, kind, bytes) = {
        let shelf = shelf.read().unwrap_or_else(PoisonError::into_inner);
        if path == VERSION {
            (200, "text/plain", shelf.version.to_string().into_bytes())
        } else {
            found(&shelf, &path)
        }
    };
    let mut response = Response::from_data(bytes).with_status_code(status);
    for (name, value) in [("Content-Type", kind), ("Cache-Control", "no-store")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The file at an address, with its status and kind. Only what was built can be found.
fn found(shelf: &Shelf, path: &str) -> (u16, &'static str, Vec<u8>) {
    let name = path.trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    let (status, name, file) = match shelf.files.get(name) {
        Some(file) => (200, name, file.to_vec()),
        None => (404, "404.html", shelf.files.get("404.html").map_or_else(Vec::new, |file| file.to_vec())),
    };
    let kind = kind(name);
    let mut bytes = file;
    if kind.starts_with("text/html") {
        bytes.extend_from_slice(SCRIPT.as_bytes());
    }
    (status, kind, bytes)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_built_is_served() {
        let mut shelf = Shelf::default();
        for name in ["index.html", "404.html", "data/facts.csv"] {
            shelf.files.insert(name.into(), name.as_bytes().into());
        }
        assert_eq!(found(&shelf, "/").0, 200);
        assert_eq!(
            found(&shelf, "/data/facts.csv"),
            (200, "text/csv; charset=utf-8", b"data/facts.csv".to_vec())
        );
        for path in ["/../Cargo.toml", "//etc/passwd", "/data", "/data/%2e%2e/x"] {
            let (status, _, bytes) = found(&shelf, path);
            assert_eq!(status, 404, "{path}");
            assert!(bytes.starts_with(b"404.html"), "{path}");
        }
    }
}
