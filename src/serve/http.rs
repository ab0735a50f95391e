//! HTTP for one publisher on one machine. Nothing that is sent here can end it or keep it from others: what a request may
//! cost is bounded, and who waits too long makes room for who comes next.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::uri::Authority;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;
use tokio::task::{AbortHandle, JoinHandle};
use tokio::time::{sleep, timeout};

use super::shelf::{Counter, Shelf, VERSION};
use crate::error::{Error, Result};

/// Bytes of the first line and all headers of a request. Browsers send all cookies of `localhost`, whoever set them, and
/// these alone can be several thousand.
const MOST_HEADER: usize = 32 << 10;

/// Headers of a request. Browsers send about twenty.
const MOST_HEADERS: usize = 64;

/// Bytes of a request's body: nothing here takes one.
const MOST_BODY: u64 = 0;

/// How long a connection may take for a request's headers, counted from when the last answer was sent: also the time that
/// it may do nothing at all. A browser on this machine needs milliseconds.
const HEADER_TIME: Duration = Duration::from_secs(10);

/// Connections at a time: a browser opens six to one server. Where one more comes, the oldest goes; whoever held it in good
/// faith asks again.
const MOST_CONNECTIONS: usize = 128;

/// How long a question for the next build is kept before it is answered that there is none: less than the minute after which
/// proxies and browsers give up.
const WAIT: Duration = Duration::from_secs(20);

/// How long answers that are being sent may take when the server ends.
const GRACE: Duration = Duration::from_secs(1);

/// How long to wait when the system has no connection to give, such as when a process has too many files open.
const BREATH: Duration = Duration::from_millis(50);

/// Serves what is on the counter until Ctrl-C.
///
/// # Errors
/// When the system gives no timers or no signals.
pub(super) fn serve(listener: TcpListener, counter: &Arc<Counter>) -> Result<()> {
    let broken = |error: std::io::Error| Error::Broken(format!("cannot serve: {error}"));
    listener.set_nonblocking(true).map_err(broken)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(broken)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(broken)?;
        let graceful = Arc::new(GracefulShutdown::new());
        let accepting = accept(listener, Arc::clone(counter), Arc::clone(&graceful));
        tokio::signal::ctrl_c().await.map_err(broken)?;
        accepting.abort();
        // Taken apart once the task that shares it is gone.
        let _ = accepting.await;
        counter.close();
        if let Some(graceful) = Arc::into_inner(graceful) {
            let _ = timeout(GRACE, graceful.shutdown()).await;
        }
        Ok(())
    })
}

/// Takes connections, one after the other, for ever.
fn accept(
    listener: tokio::net::TcpListener,
    counter: Arc<Counter>,
    graceful: Arc<GracefulShutdown>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut open: VecDeque<AbortHandle> = VecDeque::new();
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                sleep(BREATH).await;
                continue;
            };
            open.retain(|one| !one.is_finished());
            while open.len() >= MOST_CONNECTIONS {
                open.pop_front().inspect(AbortHandle::abort);
            }
            open.push_back(connection(stream, Arc::clone(&counter), &graceful));
        }
    })
}

/// Answers the requests of a connection, one after the other.
fn connection(stream: TcpStream, counter: Arc<Counter>, graceful: &GracefulShutdown) -> AbortHandle {
    let here = stream.local_addr().map(|address| address.ip().to_canonical()).ok();
    let answers = service_fn(move |request| {
        let counter = Arc::clone(&counter);
        async move { Ok::<_, Infallible>(answer(&request, here, &counter).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(MOST_HEADER)
        .max_header_size(MOST_HEADER)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), answers);
    // A reader that hangs up is no trouble of ours.
    let watched = graceful.watch(connection);
    tokio::spawn(async move { drop(watched.await) }).abort_handle()
}

/// The answer to a request.
async fn answer(
    request: &Request<Incoming>,
    here: Option<IpAddr>,
    counter: &Counter,
) -> Response<Full<Bytes>> {
    if let Some((status, why)) = refused(request, here) {
        return refusal(status, why);
    }
    if request.uri().path() == VERSION {
        let version = version(request.uri().query(), counter).await;
        return answered(200, "text/plain; charset=utf-8", "", version.into());
    }
    let found = counter.shelf().found(request.uri().path());
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter();
    if found.status == 200 && known.into_iter().any(|tags| matches(tags, &found.tag)) {
        return answered(304, found.kind, &found.tag, Bytes::new());
    }
    answered(found.status, found.kind, &found.tag, found.bytes)
}

/// The version of the build: at once where it is another than the one seen, else when there is another.
async fn version(query: Option<&str>, counter: &Counter) -> String {
    if let Some(seen) = query.and_then(|query| query.strip_prefix("seen=")) {
        let news = |shelf: &Arc<Shelf>| shelf.closing || shelf.version() != seen;
        let _ = timeout(WAIT, counter.waiter().wait_for(news)).await;
    }
    counter.shelf().version()
}

/// Why a request is not answered, if it is not.
fn refused(request: &Request<Incoming>, here: Option<IpAddr>) -> Option<(StatusCode, &'static str)> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here"));
    }
    // What is not known to end is too long.
    if request.body().size_hint().upper().is_none_or(|bytes| bytes > MOST_BODY) {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, "requests have no bodies here"));
    }
    match named(request) {
        Err(why) => Some((StatusCode::BAD_REQUEST, why)),
        Ok(names) => match names.iter().all(|name| ours(name.host(), here)) {
            true => None,
            false => Some((
                StatusCode::MISDIRECTED_REQUEST,
                "the preview answers to localhost and to the address it listens on, and to no other name",
            )),
        },
    }
}

/// The hosts that a request names: in its headers, and before its path where it has one there.
fn named(request: &Request<Incoming>) -> std::result::Result<Vec<Authority>, &'static str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err("a request names one host") };
    let host = Authority::try_from(host.as_bytes()).map_err(|_| "the host is no name")?;
    // A user before the host would be part of neither.
    match host.as_str().contains('@') {
        true => Err("the host is no name"),
        false => Ok([Some(host), request.uri().authority().cloned()].into_iter().flatten().collect()),
    }
}

/// Whether a name is one of this server. Any other may be a page of somebody else's that had its own name lead here, so as to
/// read along. Numbers cannot be led elsewhere.
fn ours(host: &str, here: Option<IpAddr>) -> bool {
    let plain = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    match plain.parse::<IpAddr>() {
        Ok(address) => {
            let address = address.to_canonical();
            [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)].contains(&address)
                || Some(address) == here
        }
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// Whether a list of tags has this one. `*` is any.
fn matches(tags: &HeaderValue, tag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default();
    tags.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// Says why there is no answer, and ends the connection: what comes behind may be the body of this request.
fn refusal(status: StatusCode, why: &'static str) -> Response<Full<Bytes>> {
    let mut response =
        answered(status.as_u16(), "text/plain; charset=utf-8", "", Bytes::from_static(why.as_bytes()));
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn answered(status: u16, kind: &'static str, tag: &str, bytes: Bytes) -> Response<Full<Bytes>> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Kept by browsers, and asked about each time.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(tag) = HeaderValue::from_str(tag).ok().filter(|tag| !tag.is_empty()) {
        headers.insert(header::ETAG, tag);
    }
    let mut response = Response::new(Full::new(bytes));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = headers;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_ours() {
        let local = Some(IpAddr::from([127, 0, 0, 1]));
        let lan = Some(IpAddr::from([192, 168, 1, 5]));
        for host in ["localhost", "LocalHost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
            assert!(ours(host, local) && ours(host, lan), "{host}");
        }
        assert!(ours("192.168.1.5", lan) && ours("[::ffff:192.168.1.5]", lan));
        assert!(!ours("192.168.1.5", local) && !ours("192.168.1.6", lan) && !ours("192.168.1.5", None));
        for host in
            ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "2130706433", ""]
        {
            assert!(!ours(host, local), "{host}");
        }
    }

    #[test]
    fn tags_are_compared_as_caches_send_them() {
        let has = |tags: &'static str| matches(&HeaderValue::from_static(tags), "\"a-1\"");
        assert!(has("\"a-1\"") && has("W/\"a-1\"") && has("\"b\", W/\"a-1\"") && has("*"));
        assert!(!has("\"a-2\"") && !has("a-1") && !has(""));
    }
}
