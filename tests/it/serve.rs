//! The development server over plain sockets: what it answers, what it refuses, what it tells.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::support::{Folder, NOW, POSTING, program};

/// A server that runs until the test ends.
struct Serving {
    child: Child,
    port: u16,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(site: &Folder, options: &[&str]) -> Serving {
    let mut command = program();
    command
        .args(["serve", "--quiet", "--port", "0", "--now", NOW, "--root", "."])
        .args(options)
        .current_dir(&site.path);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    Serving { child, port: port.unwrap_or_else(|| panic!("it said `{line}`")) }
}

impl Serving {
    /// The whole answer to these bytes.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // A server that has refused need not read on.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).as_bytes())
    }

    fn token(&self) -> String {
        let page = self.get("/");
        page.split("token=").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// The channel, and what it told first.
    fn channel(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let request = format!(
            "GET /__rolecall/events?token={} HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: same-origin\r\n\r\n",
            self.token(),
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        BufReader::new(stream)
    }
}

/// The next event: its name and its data.
fn event(channel: &mut BufReader<TcpStream>) -> (String, String) {
    let (mut name, mut data) = (String::new(), String::new());
    loop {
        let mut line = String::new();
        channel.read_line(&mut line).unwrap();
        if let Some(found) = line.strip_prefix("event: ") {
            name = found.trim().to_owned();
        } else if let Some(found) = line.strip_prefix("data: ") {
            data = found.trim().to_owned();
        } else if line == "\n" && !name.is_empty() {
            return (name, data);
        }
    }
}

#[test]
fn every_file_is_the_one_that_a_build_makes() {
    let site = Folder::site();
    site.write("content/static/notes.txt", "plain");
    let serving = serve(&site, &[]);
    let base = format!("http://localhost:{}/", serving.port);
    site.run(&["build", "--now", NOW, "--base-url", &base]).expect(0);
    let built = site.public();
    assert!(built.len() > 40);
    for (path, bytes) in &built {
        let mut stream = TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
        let request = format!("GET /{path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", serving.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"), "{path}");
        let mut body = answer[at..].to_vec();
        if path.ends_with(".html") {
            let text = String::from_utf8(body).unwrap();
            let start = text.find("<script type=\"module\" src=\"/__rolecall/live.js").unwrap();
            let end = start + text[start..].find("</script>").unwrap() + 9;
            body = format!("{}{}", &text[..start], &text[end..]).into_bytes();
        }
        assert!(body == *bytes, "{path} is not what a build makes");
    }
    assert!(!site.path.join("public/.rolecall/stage").exists());
}

#[test]
fn what_no_page_of_its_own_would_ask_is_refused() {
    let serving = serve(&Folder::site(), &[]);
    let own = format!("Host: localhost:{}\r\n\r\n", serving.port);
    let status = |bytes: &str| {
        let answer = serving.raw(bytes.as_bytes());
        answer.split(' ').nth(1).unwrap_or("none").to_owned()
    };
    assert_eq!(status(&format!("GET / HTTP/1.1\r\n{own}")), "200");
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: evil.example:{}\r\n\r\n", serving.port)), "403");
    assert_eq!(status("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), "403");
    assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), "400");
    assert_eq!(status(&format!("POST / HTTP/1.1\r\n{own}")), "405");
    assert_eq!(status(&format!("GET http://localhost:{}/ HTTP/1.1\r\n{own}", serving.port)), "400");
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nX: {}\r\n{own}", "x".repeat(20_000))), "431");
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/a\\..\\b",
        "/%00",
        "/content/../../x",
    ] {
        assert_eq!(status(&format!("GET {path} HTTP/1.1\r\n{own}")), "400", "{path}");
    }
    for path in ["/content/site.yaml", "/.rolecall/cache/x", "/etc/passwd", "/%252e%252e"] {
        assert!(matches!(status(&format!("GET {path} HTTP/1.1\r\n{own}")).as_str(), "404" | "400"), "{path}");
    }
    assert_eq!(
        status(&format!("GET / HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n{own}")),
        "403"
    );
    let token = serving.token();
    for (query, lines) in [
        ("", "Sec-Fetch-Site: same-origin\r\n"),
        ("?token=0", "Sec-Fetch-Site: same-origin\r\n"),
        (&format!("?token={token}"), ""),
        (&format!("?token={token}"), "Origin: http://evil.example\r\n"),
    ] {
        assert_eq!(
            status(&format!("GET /__rolecall/events{query} HTTP/1.1\r\n{lines}{own}")),
            "403",
            "{query} {lines}"
        );
    }
    let answer = serving.get("/");
    assert!(
        answer.contains("\r\nX-Content-Type-Options: nosniff\r\n")
            && answer.contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
    );
    assert!(!answer.contains("Access-Control"));
    // A folder without its stroke, a page that is not there, a head alone.
    assert!(serving.get("/jobs/engineer").contains("\r\nLocation: /jobs/engineer/\r\n"));
    assert!(serving.get("/es/nothing/").starts_with("HTTP/1.1 404"));
    let head = serving.raw(format!("HEAD / HTTP/1.1\r\n{own}").as_bytes());
    assert!(head.ends_with("\r\n\r\n") && head.starts_with("HTTP/1.1 200"), "{head}");
}

#[test]
fn a_save_is_told_and_a_faulty_one_keeps_the_last_good_page() {
    for options in [&[][..], &["--poll"]] {
        let site = Folder::site();
        let serving = serve(&site, options);
        let mut channel = serving.channel();
        assert_eq!(event(&mut channel).0, "reload");
        site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Build better things."));
        assert_eq!(event(&mut channel).0, "reload");
        assert!(serving.get("/jobs/engineer/").contains("Build better things."));

        site.write("content/jobs/engineer.md", POSTING.replace("skills:", "skils:"));
        let (name, data) = event(&mut channel);
        let found: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((name.as_str(), &found["diagnostics"][0]["line"]), ("fault", &6.into()), "{data}");
        assert!(serving.get("/jobs/engineer/").contains("Build better things."));
        // A page that is opened now hears of it, too.
        assert_eq!(event(&mut serving.channel()).0, "fault");

        site.write("content/jobs/engineer.md", POSTING);
        assert_eq!(event(&mut channel).0, "reload");
        assert!(serving.get("/jobs/engineer/").contains("Build things."));
        site.write("content/jobs/new/deep/er/nurse.md", POSTING.replace("Engineer", "Nurse"));
        assert_eq!(event(&mut channel).0, "reload");
        assert!(serving.get("/jobs/nurse/").contains("Nurse"));
        assert!(!site.path.join("public").exists());
    }
}

#[test]
fn a_style_sheet_alone_is_swapped() {
    let site = Folder::site();
    site.write("themes/mine/theme.yaml", "name: mine\ncontract: 1\n");
    site.write("themes/mine/static/mine.css", "body { color: red }");
    site.write("content/site.yaml", format!("{}theme: mine\n", crate::support::SITE));
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    assert_eq!(event(&mut channel).0, "reload");
    site.write("themes/mine/static/mine.css", "body { color: blue }");
    let (name, data) = event(&mut channel);
    assert_eq!(name, "styles");
    let pairs: Vec<(String, String)> = serde_json::from_str(&data).unwrap();
    assert!(pairs[0].0.starts_with("/assets/mine.") && pairs[0].0 != pairs[0].1, "{data}");
    assert!(serving.get(&pairs[0].1).ends_with("body { color: blue }"));
}

#[test]
fn other_machines_need_a_name() {
    let site = Folder::site();
    let run = site.run(&["serve", "--host", "0.0.0.0", "--port", "0"]).expect(2);
    assert!(run.err.contains("--allow-host"), "{}", run.err);
    let serving = serve(&site, &["--host", "0.0.0.0", "--allow-host", "desk.local"]);
    let ask = |host: &str| serving.raw(format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\n\r\n", serving.port).as_bytes());
    assert!(ask("desk.local").starts_with("HTTP/1.1 200") && ask("evil.example").starts_with("HTTP/1.1 403"));
}
