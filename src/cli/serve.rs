//! `mingzhang serve`: a preview on this machine that follows what changes.

use clap::Args;
use mingzhang::error::Result;
use mingzhang::serve;

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
    host: std::net::IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

/// Serves until it is stopped.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let address = std::net::SocketAddr::new(arguments.host, arguments.port);
    let options = &arguments.options;
    // The configuration is read again for every build, so that a change in it shows as well.
    serve::run(address, &|| options.config(), &|event| remark(&event.to_string()))?;
    Ok(Ended::Clean)
}
