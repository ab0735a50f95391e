//! Local preview: builds into memory, serves from there, and builds again when something changes. Nothing is written but
//! into the cache.

mod http;
mod shelf;
mod watch;

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::Cache;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::pipeline::{self, Timings, Workshop};
use crate::site::{Files, Theme};

use shelf::{Counter, Shelf};
use watch::Lookout;

/// What happens while serving.
#[derive(Debug)]
pub enum Event {
    /// The server listens.
    Listening(SocketAddr),
    /// The site was built: its pages, and the time of each stage.
    Built(usize, Timings),
    /// Something was saved, and the site is what it was.
    Same,
    /// A build failed; the last one is still served.
    Failed(String),
    /// Ctrl-C: the server takes no more requests.
    Ended,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Listening(address) => write!(f, "open http://{address}/ (stop with Ctrl-C)"),
            Event::Built(pages, _) => write!(f, "built {pages} pages"),
            Event::Same => write!(f, "nothing on the site changed"),
            Event::Failed(message) => write!(f, "error: {message}"),
            Event::Ended => write!(f, "stopped"),
        }
    }
}

/// Who asks for a preview.
pub trait Publisher: Send + Sync {
    /// The settings; asked for before every build, so that a change in them shows as well.
    ///
    /// # Errors
    /// When they are not valid.
    fn config(&self) -> Result<Config>;

    /// The file that the settings are read from, which is watched; it need not be there.
    fn file(&self) -> &Path;

    /// What was made before; opened before every build.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn cache(&self, config: &Config) -> Result<Cache>;

    /// Hears what happens.
    fn tell(&self, event: Event);
}

/// Serves until Ctrl-C.
///
/// # Errors
/// When the first build fails or the address cannot be listened on.
pub fn run(address: SocketAddr, publisher: Arc<dyn Publisher>) -> Result<()> {
    // Whoever has to choose another port hears so before the first build.
    let listener = TcpListener::bind(address).map_err(|error| Error::Config {
        path: PathBuf::from(address.to_string()),
        message: format!("cannot listen there: {error}; choose another port with --port"),
    })?;
    let counter = Arc::new(Counter::default());
    let (mut lookout, changes) = Lookout::new()?;
    let config = publisher.config()?;
    // Watched before it is read: what is saved during the first build is not missed.
    lookout.follow(&wanted(&config, publisher.file()), &*publisher);
    publisher.tell(build(&config, &*publisher, &counter)?);
    publisher.tell(Event::Listening(listener.local_addr().unwrap_or(address)));
    let builder = (Arc::clone(&publisher), Arc::clone(&counter));
    // Not waited for: a build under way when the server ends is for nobody, and the cache never has half an entry.
    std::thread::spawn(move || {
        let (publisher, counter) = builder;
        while watch::burst(&changes) {
            publisher.tell(again(&*publisher, &mut lookout, &counter));
        }
    });
    http::serve(listener, &counter)?;
    publisher.tell(Event::Ended);
    Ok(())
}

/// Builds again with what is there now. A failure is told; the last site is still served, and the next save counts.
fn again(publisher: &dyn Publisher, lookout: &mut Lookout, counter: &Counter) -> Event {
    let work = || -> Result<Event> {
        let config = publisher.config()?;
        lookout.follow(&wanted(&config, publisher.file()), publisher);
        build(&config, publisher, counter)
    };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(built) => built.unwrap_or_else(|error| Event::Failed(error.to_string())),
        Err(_) => {
            Event::Failed("building failed inside: this is a defect of the program, please report it".into())
        }
    }
}

/// Everything that a build reads.
fn wanted<'w>(config: &'w Config, file: &'w Path) -> Vec<&'w Path> {
    let paths = &config.paths;
    let all = [
        &*paths.content,
        &paths.templates,
        &paths.statics,
        &paths.root,
        &paths.register,
        &paths.archive,
        file,
    ];
    all.into_iter().filter(|path| !path.as_os_str().is_empty()).collect()
}

/// Builds into memory and puts the result on the counter. What did not change is taken over from there.
fn build(config: &Config, publisher: &dyn Publisher, counter: &Counter) -> Result<Event> {
    let theme = Theme::load(&config.paths.templates, &config.paths.statics)?.with_root(&config.paths.root)?;
    let cache = publisher.cache(config)?;
    let before = counter.shelf();
    let files = Files::after(before.files.clone());
    let shop = Workshop {
        config,
        theme: &theme,
        sink: &files,
        cache: &cache,
        publish: false,
        thorough: false,
        watch: &(),
    };
    let done = pipeline::build(&shop)?;
    // A site that stands as it would be made was not put into the sink.
    if done.reused.whole {
        return Ok(Event::Same);
    }
    let files = files.into_shared();
    if before.has(&files) {
        return Ok(Event::Same);
    }
    counter.put(Shelf::after(&before, files));
    // Every save leaves something there. Whoever waits for the page has it by now.
    cache.trim(Cache::MOST);
    Ok(Event::Built(done.built.pages, done.timings))
}
