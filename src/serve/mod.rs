//! A site in its author's browser: pages rendered on request, and a channel that reports each change.
//!
//! 1. `request`: what a client may ask for; everything else is refused before anything is looked up.
//! 2. `answer`: a planned file to a response. A request never names a file on disk: it is looked up in the plan.
//! 3. `site`: the last good site, and the same on another day; `status`: the server's own pages about it.
//! 4. `live.js`: reloads, swaps style sheets, shows the messages of a faulty save over the last good page.
//!
//! The server trusts only the browser on this machine: the `Host` must be its own, against DNS rebinding; the channel
//! wants a token that only its own pages know, and no foreign `Origin`.

mod answer;
mod request;
mod site;
mod status;

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::diag::Diagnostic;
use crate::pipeline::{self, Ready};
use crate::publish::Key;
use crate::source::{Hasher, SrcPath};
use answer::Answer;
use request::{HttpRequest, Refusal};
use site::{CurrentSite, DatePreview};

/// Clients that are answered at once; more are told to come back.
const CLIENTS: usize = 512;
/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a client of the channel is sent a sign of life.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// More changed files than this are no style sheets alone.
const STYLES: usize = 16;
/// A request's head, in bytes.
const HEAD_CAP: usize = 8 << 10;

/// Where to listen, and under which names.
#[derive(Clone, Debug)]
pub struct ListenAddress {
    pub host: IpAddr,
    /// The first port to try; the next free one is taken. 0 takes any.
    pub port: u16,
    /// Names beside `localhost` and the address itself.
    pub names: Vec<String>,
}

/// A server that listens, and what it shows.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// The last good site.
    site: RwLock<Option<Arc<CurrentSite>>>,
    /// The same on another day.
    trip: Mutex<DatePreview>,
    told: Mutex<LiveState>,
    changed: Condvar,
    /// Which hosts and origins are its own.
    hosts: Vec<String>,
    token: String,
    root: PathBuf,
    /// What marks cached pictures as ours.
    key: Option<Key>,
    clients: AtomicUsize,
}

/// What there is to tell.
#[derive(Default)]
struct LiveState {
    /// It rises with everything that is told.
    number: u64,
    /// The number of the site that is shown, and of the one before it.
    site: u64,
    before: u64,
    /// The addresses of style sheets, old and new, when nothing else tells the two apart.
    styles: Option<Vec<(String, String)>>,
    /// The messages of the last save, when it had errors.
    fault: Option<String>,
}

impl Server {
    /// Listens at the first free port.
    ///
    /// # Errors
    /// No port of twenty is free, or the address is none of this machine's.
    pub fn listen(place: &ListenAddress, root: &Path, key: Option<Key>) -> io::Result<Server> {
        let mut last = None;
        for port in (0..20).map_while(|step| place.port.checked_add(step)) {
            match TcpListener::bind((place.host, port)) {
                Ok(listener) => {
                    let address = listener.local_addr()?;
                    let shared = Arc::new(Shared {
                        site: RwLock::new(None),
                        trip: Mutex::new(DatePreview::default()),
                        told: Mutex::new(LiveState::default()),
                        changed: Condvar::new(),
                        hosts: hosts(place, address.port()),
                        token: token(address)?,
                        root: root.to_path_buf(),
                        key: key.clone(),
                        clients: AtomicUsize::new(0),
                    });
                    return Ok(Server { listener, address, shared });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && place.port != 0 => last = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse)))
    }

    /// The port that was found.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Answers from now on, on threads of its own.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(&self) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        let shared = self.shared.clone();
        std::thread::Builder::new().name("serve".to_owned()).spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else {
                    // As a rule there are too many open files; others may be closed meanwhile.
                    std::thread::sleep(Duration::from_millis(50));
                    continue;
                };
                let shared = shared.clone();
                if shared.clients.fetch_add(1, Ordering::Relaxed) >= CLIENTS {
                    shared.clients.fetch_sub(1, Ordering::Relaxed);
                    let _ = Answer::plain(503, "too many clients").write(&stream, false);
                    continue;
                }
                let answering = shared.clone();
                let spawned = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
                    let _ = client(&answering, &stream);
                    answering.clients.fetch_sub(1, Ordering::Relaxed);
                });
                if spawned.is_err() {
                    shared.clients.fetch_sub(1, Ordering::Relaxed);
                }
            }
        })?;
        Ok(())
    }

    /// Shows another site, and tells the browsers. `diagnostics` is what is said of it, in order; `request` what it was built for.
    pub fn show(&self, ready: Ready, diagnostics: Vec<Arc<Diagnostic>>, request: &pipeline::Request) {
        let mut told = self.shared.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.number += 1;
        let number = told.number;
        let shown = Arc::new(CurrentSite { ready: Arc::new(ready), diagnostics, request: request.clone(), number });
        let last = self.shared.site.write().unwrap_or_else(PoisonError::into_inner).replace(shown.clone());
        (told.before, told.site) = (told.site, number);
        told.styles = last.and_then(|last| styles(&last.ready, &shown.ready));
        told.fault = None;
        self.shared.changed.notify_all();
    }

    /// Notifies the browsers that the reported fault is gone; the site is the same.
    pub fn clear_error(&self) {
        let mut told = self.shared.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.number += 1;
        told.fault = None;
        self.shared.changed.notify_all();
    }

    /// Tells the browsers that the last save has errors; the last good site stays.
    pub fn fault(&self, messages: String) {
        let mut told = self.shared.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.number += 1;
        told.fault = Some(messages);
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn shown(&self) -> Option<Arc<CurrentSite>> {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The values of `Host` that are the server's own.
fn hosts(place: &ListenAddress, port: u16) -> Vec<String> {
    let mut names: Vec<String> = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
    match place.host {
        IpAddr::V6(address) => names.push(format!("[{address}]")),
        IpAddr::V4(address) => names.push(address.to_string()),
    }
    names.extend(place.names.iter().map(|name| name.to_lowercase()));
    let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
    if port == 80 {
        hosts.extend(names);
    }
    hosts
}

/// What only pages of this run know.
fn token(address: SocketAddr) -> io::Result<String> {
    let mut random = [0u8; 32];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let mut hasher = Hasher::default();
    hasher.field(&random).field(address.to_string().as_bytes());
    Ok(hasher.finish().to_string())
}

/// Old and new addresses of the style sheets, when they are all that changed.
fn styles(last: &Ready, now: &Ready) -> Option<Vec<(String, String)>> {
    let changed = last.renderer.sources.changed(&now.renderer.sources, STYLES)?;
    let is_style = |path: &SrcPath| {
        let stays = last.renderer.sources.contains(path) && now.renderer.sources.contains(path);
        let path = path.as_str();
        stays && path.starts_with("themes/") && (path.ends_with(".css") || path.ends_with(".css.tera"))
    };
    if changed.is_empty() || !changed.iter().all(is_style) {
        return None;
    }
    let assets = |ready: &Ready| -> HashMap<String, String> {
        let assets = ready.renderer.theme.assets.iter();
        assets.map(|asset| (asset.name.clone(), format!("/{}", asset.out.as_str()))).collect()
    };
    let (old, new) = (assets(last), assets(now));
    let mut pairs: Vec<(String, String)> = old
        .iter()
        .filter_map(|(name, old)| Some((old.clone(), new.get(name)?.clone())))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort();
    Some(pairs)
}

/// Answers one client: one request, or the channel for as long as it listens.
fn client(shared: &Shared, stream: &TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let head = match read_head(stream) {
        Ok(head) => head,
        Err(refusal) => return Answer::refused(refusal).write(stream, false),
    };
    let request = match HttpRequest::read(&head, &shared.hosts) {
        Ok(request) => request,
        Err(refusal) => return Answer::refused(refusal).write(stream, false),
    };
    if request.path == "/__rolecall/events" {
        if !request.may_listen(&shared.token) {
            return Answer::refused(Refusal::Forbidden).write(stream, false);
        }
        return listen(shared, stream, request.seen());
    }
    let answer = Answer::to(shared, &request);
    answer.write(stream, request.is_head)
}

/// The head of a request: everything up to the empty line.
fn read_head(mut stream: &TcpStream) -> Result<Vec<u8>, Refusal> {
    let started = Instant::now();
    let mut head = Vec::with_capacity(1024);
    let mut buffer = [0u8; 1024];
    loop {
        let left = PATIENCE.checked_sub(started.elapsed()).filter(|left| !left.is_zero()).ok_or(Refusal::TooSlow)?;
        stream.set_read_timeout(Some(left)).map_err(|_| Refusal::TooSlow)?;
        match stream.read(&mut buffer) {
            Ok(0) => return Err(Refusal::Malformed),
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(_) => return Err(Refusal::TooSlow),
        }
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            head.truncate(end + 4);
            return Ok(head);
        }
        if head.len() > HEAD_CAP {
            return Err(Refusal::TooLarge);
        }
    }
}

/// Tells a browser of each change until it goes away. `seen` is the number of the site that its page was made from.
fn listen(shared: &Shared, mut stream: &TcpStream, mut seen: u64) -> io::Result<()> {
    stream.write_all(Answer::EVENTS.as_bytes())?;
    // Not a number in use: the current state is sent at once.
    let mut last = u64::MAX;
    loop {
        let told = shared.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (told, waited) = shared
            .changed
            .wait_timeout_while(told, HEARTBEAT, |told| told.number == last)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && told.number == last {
            drop(told);
            stream.write_all(b": still here\n\n")?;
            continue;
        }
        last = told.number;
        let mut events = String::new();
        if told.site > seen {
            // A client that missed a change reloads the page.
            let (name, data) = match &told.styles {
                Some(pairs) if told.before == seen => ("styles", serde_json::to_string(pairs).unwrap_or_default()),
                _ => ("reload", "{}".to_owned()),
            };
            seen = told.site;
            events.push_str(&format!("id: {seen}\nevent: {name}\ndata: {data}\n\n"));
        }
        if told.site == seen && told.fault.is_none() && events.is_empty() {
            events.push_str(&format!("id: {seen}\nevent: here\ndata: {{}}\n\n"));
        }
        if let Some(messages) = &told.fault {
            events.push_str(&format!("event: fault\ndata: {}\n\n", messages.replace(['\n', '\r'], " ")));
        }
        drop(told);
        stream.write_all(events.as_bytes())?;
        stream.flush()?;
    }
}
