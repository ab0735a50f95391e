//! The preview: what it serves, what it follows, and that no request can end it or keep it from others.
#![allow(clippy::disallowed_methods)]

use crate::common;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A project that is being previewed.
struct Preview {
    folder: tempfile::TempDir,
    child: Child,
    address: SocketAddr,
    told: Receiver<String>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, headers in lower case, body.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        put(folder.path(), "content/a.txt", "某县民政局2023年度部门决算\n");
        put(folder.path(), "content/pages/about.md", "# 说明\n\n第一版。\n");
        Self::of(folder)
    }

    fn of(folder: tempfile::TempDir) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mingzhang"))
            .args(["serve", "--port", "0"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let (sender, told) = mpsc::channel();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        let address = loop {
            let line = told.recv_timeout(PATIENCE).expect("it listens");
            let address = line.strip_prefix("open http://").and_then(|rest| rest.split('/').next());
            if let Some(address) = address {
                break address.parse().expect("an address");
            }
        };
        Self { folder, child, address, told }
    }

    fn put(&self, name: &str, text: &str) {
        put(self.folder.path(), name, text);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream
    }

    /// Sends bytes as they are and reads one answer.
    fn send(&self, bytes: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // It may hang up before all is sent.
        let _ = stream.write_all(bytes);
        read(&mut BufReader::new(stream), bytes.starts_with(b"HEAD "))
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.address);
        self.send(request.as_bytes()).expect("an answer")
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn version(&self) -> String {
        self.get("/.mingzhang/version").text()
    }

    /// Waits, as a page does, for another build than the one it came from.
    fn newer(&self, seen: &str) -> String {
        let start = Instant::now();
        loop {
            let version = self.get(&format!("/.mingzhang/version?seen={seen}")).text();
            if version != seen {
                return version;
            }
            assert!(start.elapsed() < PATIENCE, "no newer build");
        }
    }

    #[track_caller]
    fn lives(&self, after: &str) {
        assert_eq!(self.get("/").status, 200, "after {after}");
    }
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// Reads one answer; none where the connection ends before it.
fn read(stream: &mut impl BufRead, head: bool) -> Option<Answer> {
    let mut first = String::new();
    stream.read_line(&mut first).ok().filter(|bytes| *bytes > 0)?;
    let status = first.split(' ').nth(1)?.parse().ok()?;
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().expect("a length"));
    let mut body = vec![0; if head || status == 304 { 0 } else { length }];
    stream.read_exact(&mut body).ok()?;
    Some(Answer { status, headers, body })
}

#[test]
fn it_serves_what_was_built() {
    let preview = Preview::new();
    let home = preview.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(home.body, preview.get("/index.html?a=b").body);
    let facts = preview.get("/data/facts.csv");
    assert_eq!((facts.status, facts.header("content-type")), (200, "text/csv; charset=utf-8"));
    let lost = preview.get("/no/such/page.html");
    assert_eq!((lost.status, lost.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(!lost.body.is_empty());
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), home.body.len().to_string());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"] {
        let answer = preview.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    assert!(!preview.folder.path().join("public").exists(), "nothing is written but into the cache");
    // Whoever has the file already is not sent it again.
    let tag = facts.header("etag").to_owned();
    let again = preview.ask("GET", "/data/facts.csv", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, &*tag));
    assert_eq!(preview.ask("GET", "/data/facts.csv", "If-None-Match: \"other\"\r\n").status, 200);
    assert_eq!(preview.ask("GET", "/no/such/page.html", "If-None-Match: *\r\n").status, 404);
}

#[test]
fn only_its_own_names_are_answered() {
    let preview = Preview::new();
    let port = preview.address.port();
    let ask = |target: &str, hosts: &str| {
        preview
            .send(format!("GET {target} HTTP/1.1\r\n{hosts}\r\n").as_bytes())
            .map_or(0, |answer| answer.status)
    };
    for host in [
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
        "LOCALHOST".to_owned(),
    ] {
        assert_eq!(ask("/", &format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in ["evil.example", "evil.example:4000", "localhost.evil.example", "192.168.1.1", "0.0.0.0"] {
        assert_eq!(ask("/", &format!("Host: {host}\r\n")), 421, "{host}");
        assert_eq!(ask("/.mingzhang/version", &format!("Host: {host}\r\n")), 421, "{host}");
        assert_eq!(ask(&format!("http://{host}/"), "Host: localhost\r\n"), 421, "{host} before the path");
    }
    for hosts in [
        "",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: evil@localhost\r\n",
        "Host: \r\n",
        "Host: a b\r\n",
    ] {
        assert_eq!(ask("/", hosts), 400, "{hosts:?}");
    }
}

#[test]
fn no_request_ends_it() {
    let preview = Preview::new();
    let host = "Host: localhost\r\n";
    let body = |headers: &str| format!("GET / HTTP/1.1\r\n{host}{headers}\r\n");
    let long = "a".repeat(1 << 20);
    let many = (0..1000).map(|at| format!("x{at}: y\r\n")).collect::<String>();
    for (what, request, expected) in [
        ("a huge body", body("Content-Length: 9999999999999\r\n"), Some(413)),
        ("a body beyond numbers", body("Content-Length: 99999999999999999999999999\r\n"), Some(400)),
        ("a negative body", body("Content-Length: -1\r\n"), Some(400)),
        ("two lengths", body("Content-Length: 1\r\nContent-Length: 2\r\n"), Some(400)),
        ("a body without end", body("Transfer-Encoding: chunked\r\n"), Some(413)),
        ("a promise of a body", body("Content-Length: 9\r\nExpect: 100-continue\r\n"), Some(413)),
        ("a huge header", body(&format!("Cookie: {long}\r\n")), Some(431)),
        ("many headers", body(&many), Some(431)),
        ("a huge address", format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), None),
        ("no request", "\r\n\r\n\r\n".to_owned() + &"\0".repeat(64), Some(400)),
        ("no version", "GET /\r\n\r\n".to_owned(), None),
        ("another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), None),
        ("a secret handshake", "\u{16}\u{3}\u{1}\u{2}\0\u{1}".to_owned() + &"\0".repeat(64), Some(400)),
        ("a broken header", body("no colon\r\n"), Some(400)),
        ("an address with a null", format!("GET /\0 HTTP/1.1\r\n{host}\r\n"), Some(400)),
        ("a tunnel", format!("CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n"), Some(405)),
        ("all of it", format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"), Some(405)),
    ] {
        let status = preview.send(request.as_bytes()).map(|answer| answer.status);
        if let Some(expected) = expected {
            assert_eq!(status, Some(expected), "{what}");
        } else {
            assert!(status.is_none_or(|status| status >= 400), "{what}: {status:?}");
        }
        preview.lives(what);
    }
    // What follows a body that was refused is not taken for a request.
    let mut stream = preview.connect();
    let smuggled = body("Content-Length: 40\r\n") + &body("");
    stream.write_all(smuggled.as_bytes()).expect("sent");
    let mut stream = BufReader::new(stream);
    assert_eq!(read(&mut stream, false).expect("refused").status, 413);
    assert!(read(&mut stream, false).is_none(), "the connection ends");
}

#[test]
fn requests_in_a_row_are_answered_in_their_order() {
    let preview = Preview::new();
    let mut stream = preview.connect();
    let paths = ["/data/facts.csv", "/none", "/index.html"].repeat(30);
    let requests: String =
        paths.iter().map(|path| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")).collect();
    let sender = stream.try_clone().expect("cloned");
    let sending = std::thread::spawn(move || { &sender }.write_all(requests.as_bytes()).expect("sent"));
    let mut stream = BufReader::new(&mut stream);
    for path in paths {
        let answer = read(&mut stream, false).expect("an answer");
        let expected = [(404, "text/html; charset=utf-8"), (200, "text/csv; charset=utf-8")];
        match path {
            "/none" => assert_eq!((answer.status, answer.header("content-type")), expected[0]),
            "/data/facts.csv" => assert_eq!((answer.status, answer.header("content-type")), expected[1]),
            _ => assert_eq!((answer.status, answer.body), (200, preview.get("/").body)),
        }
    }
    sending.join().expect("joined");
}

#[test]
fn nobody_keeps_it_from_others() {
    let preview = Preview::new();
    // More connections than it keeps: some that say nothing, some that never end a header, some that wait for a build, some
    // that ask for much and read none of it.
    let version = preview.version();
    let asks = [
        String::new(),
        "GET / HTTP/1.1\r\nHost: loc".to_owned(),
        format!("GET /.mingzhang/version?seen={version} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        "GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500),
    ];
    let mut held = Vec::new();
    for at in 0..300 {
        let mut stream = preview.connect();
        let _ = stream.write_all(asks[at % asks.len()].as_bytes());
        held.push(stream);
        if at % 50 == 0 {
            preview.lives("some connections");
        }
    }
    let start = Instant::now();
    for _ in 0..20 {
        preview.lives("many connections");
    }
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    drop(held);
    preview.lives("their end");
}

#[test]
fn a_slow_sender_is_sent_away() {
    let preview = Preview::new();
    let mut stream = preview.connect();
    stream.write_all(b"GET / HTTP/1.1\r\n").expect("sent");
    let (start, mut at) = (Instant::now(), 0);
    // A byte now and then does not buy more time.
    let gone = loop {
        at += 1;
        if stream.write_all(format!("x{at}: y\r\n").as_bytes()).is_err() || start.elapsed() > PATIENCE {
            break start.elapsed();
        }
        std::thread::sleep(Duration::from_millis(250));
    };
    assert!(gone < Duration::from_secs(20), "{gone:?}");
    preview.lives("a slow sender");
}

#[test]
fn it_follows_what_is_saved() {
    let preview = Preview::new();
    let version = preview.version();
    assert!(preview.get("/about.html").text().contains("第一版"), "{}", preview.get("/about.html").text());
    preview.put("content/pages/about.md", "# 说明\n\n第二版。\n");
    let version = preview.newer(&version);
    assert!(preview.get("/about.html").text().contains("第二版"));
    assert!(preview.get("/about.html").text().contains(&format!("data-version=\"{version}\"")));
    // As editors save: a new file moved to the place of the old one.
    preview.put("content/pages/.about.md.new", "# 说明\n\n第三版。\n");
    let pages = preview.folder.path().join("content/pages");
    std::fs::rename(pages.join(".about.md.new"), pages.join("about.md")).expect("moved");
    let version = preview.newer(&version);
    assert!(preview.get("/about.html").text().contains("第三版"));
    // What was not there when the preview began: the settings, a folder of static files, and a folder below the content.
    preview.put("mingzhang.toml", "[site]\nname = \"试账\"\n");
    let version = preview.newer(&version);
    assert!(preview.get("/").text().contains("试账"));
    preview.put("static/note.txt", "one");
    let version = preview.newer(&version);
    let note = |text: &str, version: String| {
        let mut version = version;
        // The folder may be seen before the file in it is written.
        while !preview.get("/static/note.txt").text().starts_with(text) {
            version = preview.newer(&version);
        }
        version
    };
    let version = note("one", version);
    preview.put("static/note.txt", "two");
    let version = note("two", preview.newer(&version));
    preview.put("content/new/b.txt", "某县财政局2023年度部门决算\n");
    let version = preview.newer(&version);
    // A failure is told, the last site stays, and the next save that is right counts.
    preview.put("mingzhang.toml", "[site\n");
    while !preview.told.recv_timeout(PATIENCE).expect("it tells").starts_with("error: ") {}
    assert_eq!(preview.version(), version);
    preview.put("mingzhang.toml", "[site]\nname = \"三账\"\n");
    preview.newer(&version);
    assert!(preview.get("/").text().contains("三账"));
}

#[test]
fn saving_the_same_again_reloads_nothing() {
    let preview = Preview::new();
    let version = preview.version();
    preview.put("content/pages/about.md", "# 说明\n\n第一版。\n");
    while preview.told.recv_timeout(PATIENCE).expect("it tells") != "nothing on the site changed" {}
    assert_eq!(preview.version(), version);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_peace() {
    let mut preview = Preview::new();
    let waiting = preview.connect();
    let version = preview.version();
    let request = format!("GET /.mingzhang/version?seen={version} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    { &waiting }.write_all(request.as_bytes()).expect("sent");
    // Idle and unfinished connections do not hold it.
    let idle = [preview.connect(), preview.connect()];
    { &idle[1] }.write_all(b"GET / HTTP/1.1\r\n").expect("sent");
    std::thread::sleep(Duration::from_millis(300));
    let start = Instant::now();
    let done = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().expect("sent");
    assert!(done.success());
    let ended = preview.child.wait().expect("ended");
    assert_eq!(ended.code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let answer = read(&mut BufReader::new(waiting), false).expect("who waits for a build is sent home");
    assert_eq!(answer.text(), version);
    assert_eq!(preview.told.iter().last().as_deref(), Some("stopped"));
}

/// Passes connections on to a preview, and says which addresses are asked for.
fn overheard(preview: &Preview) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (address, behind) = (listener.local_addr().expect("an address"), preview.address);
    let (sender, asked) = mpsc::channel();
    std::thread::spawn(move || {
        for browser in listener.incoming().map_while(Result::ok) {
            let server = TcpStream::connect(behind).expect("connected");
            let (mut answers, mut back) =
                (server.try_clone().expect("cloned"), browser.try_clone().expect("cloned"));
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut answers, &mut back);
                let _ = back.shutdown(Shutdown::Both);
            });
            let (sender, mut server) = (sender.clone(), server);
            std::thread::spawn(move || {
                for line in BufReader::new(browser).lines().map_while(Result::ok) {
                    if let Some(path) = line.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()) {
                        let _ = sender.send(path.to_owned());
                    }
                    let _ = server.write_all(format!("{line}\r\n").as_bytes());
                }
                let _ = server.shutdown(Shutdown::Both);
            });
        }
    });
    (address, asked)
}

/// Pages forbid scripts; the preview's own must run all the same, and no other with it.
#[test]
fn a_browser_shows_what_was_saved() {
    let browser = std::env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    if !Path::new(&browser).is_file() {
        return common::skip(&format!("no browser at {} (set CHROMIUM)", Path::new(&browser).display()));
    }
    let preview = Preview::new();
    let (address, asked) = overheard(&preview);
    let profile = tempfile::tempdir().expect("a folder");
    let window = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://{address}/about.html"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let _window = Window(window);
    let mut heard = Vec::new();
    let mut until = |what: &str| loop {
        let path = asked.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {what} after {heard:?}"));
        let found = path.starts_with(what);
        heard.push(path);
        if found {
            break;
        }
    };
    until("/about.html");
    until(&format!("/.mingzhang/version?seen={}", preview.version()));
    preview.put("content/pages/about.md", "# 说明\n\n第二版。\n");
    until("/about.html");
    until(&format!("/.mingzhang/version?seen={}", preview.version()));
}

/// A browser that ends with its test.
struct Window(Child);

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
