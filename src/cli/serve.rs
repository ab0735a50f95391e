//! `mingzhang serve`: a preview on this machine that follows what changes.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use mingzhang::cache::Cache;
use mingzhang::config::Config;
use mingzhang::error::Result;
use mingzhang::serve::{self, Event, Publisher};

use super::Ended;
use super::options::Options;
use super::terminal::remark;

/// Arguments of `serve`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Address to listen on; other machines can only see it if this is not a local one
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

impl Publisher for Options {
    fn config(&self) -> Result<Config> {
        self.config()
    }

    fn file(&self) -> &Path {
        self.file()
    }

    fn cache(&self, config: &Config) -> Result<Cache> {
        self.cache(config)
    }

    fn tell(&self, event: Event) {
        remark(&event.to_string());
        if let Event::Built(_, timings) = event
            && self.verbose
        {
            remark(&timings.table());
        }
    }
}

/// Serves until it is stopped.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let address = SocketAddr::new(arguments.host, arguments.port);
    let options = arguments.options.clone();
    options.for_all_threads()?;
    serve::run(address, Arc::new(options))?;
    Ok(Ended::Clean)
}
