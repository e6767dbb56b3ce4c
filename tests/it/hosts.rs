//! What is made for servers of one's own, in the hands of those servers. By hand, since it takes three of them (Debian: nginx-light, apache2-bin, caddy):
//!
//!     cargo test --test it -- --ignored by_hand

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{Folder, POSTING, SITE};

/// A server that runs until this is dropped.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Runs a server of what lies in `folder/www`, by a configuration that `made` writes for a port.
    fn start(folder: &Path, made: impl Fn(u16) -> String, command: &[&str]) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        fs::write(folder.join("server.conf"), made(port)).unwrap();
        let mut run = Command::new(command[0]);
        run.args(&command[1..]).arg(folder.join("server.conf")).env("XDG_DATA_HOME", folder);
        let child = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the server is installed");
        let server = Server(child, port);
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{} does not answer", command[0]);
    }

    /// The head of the answer, in lines, and its body.
    fn get(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.1)).unwrap();
        let ask = format!("GET {path} HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n");
        stream.write_all(ask.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        (head.to_lowercase(), body.to_owned())
    }
}

fn site(host: &str) -> Folder {
    let site = Folder::new();
    let settings = SITE.replace("https://site.example", "https://site.example/careers");
    site.write("content/site.yaml", format!("{settings}host: {host}\ngone: [/jobs/long-ago/, \"/jobs/c++ (old)/\"]\n"));
    site.write("content/companies/acme.yaml", "name: Acme\n");
    let aliases = "aliases: [/jobs/former/, \"/jobs/a $1 (b)/\", /jobs/Ärztin/, /jobs/old.html]\n---\nBuild";
    site.write("content/jobs/b.md", POSTING.replace("---\nBuild", aliases));
    site.run(&["build", "--output", "www/careers", "--now", crate::support::NOW]).expect(0);
    site
}

/// What a reader meets, whichever server it is.
fn obeys(server: &Server, name: &str, rules: &str) {
    let is = |path: &str, status: &str, holds: &str| {
        let (head, body) = server.get(path);
        let line = head.lines().next().unwrap_or_default().to_owned();
        assert!(line.contains(status), "{name} {path}: {line}");
        assert!(head.contains("content-security-policy: ") && head.contains("nosniff"), "{name} {path}: {head}");
        assert!(head.contains(holds) || body.contains(holds), "{name} {path}: {head}\n\n{body}");
    };
    is("/careers/jobs/b/", " 200", "Build things");
    for former in ["former/", "former", "a%20$1%20(b)/", "a%20%241%20%28b%29", "%C3%84rztin/", "old.html"] {
        is(&format!("/careers/jobs/{former}"), " 301", "/careers/jobs/b/\r");
    }
    for gone in ["long-ago/", "long-ago", "c++%20(old)/", "c++%20%28old%29"] {
        is(&format!("/careers/jobs/{gone}"), " 410", "<main");
    }
    for missing in ["nothing/", ".rolecall/manifest", rules] {
        is(&format!("/careers/{missing}"), " 404", "<main");
    }
    let (_, home) = server.get("/careers/");
    let style = home.split("href=\"").find_map(|rest| rest.split('"').next().filter(|path| path.ends_with(".css")));
    is(style.expect("the home page has a style sheet"), " 200", "cache-control: public, max-age=31536000, immutable");
}

#[test]
#[ignore = "it needs nginx, apache2 and caddy: cargo test --test it -- --ignored by_hand"]
fn by_hand_servers_do_what_their_rules_say() {
    let nginx = site("nginx");
    let path = nginx.path.display();
    let made = |port| {
        format!(
            "daemon off; pid {path}/pid; error_log {path}/log; user root; events {{}}\n\
             http {{ access_log off; types {{ text/html html; text/css css; }} server {{ listen 127.0.0.1:{port}; root {path}/www; index index.html; \
             include {path}/www/careers/_nginx.conf; }} }}\n"
        )
    };
    obeys(&Server::start(&nginx.path, made, &["nginx", "-c"]), "nginx", "_nginx.conf");

    let apache = site("apache");
    let path = apache.path.display();
    let made = |port| {
        let modules = ["mpm_event", "authz_core", "dir", "mime", "alias", "headers"];
        let modules = modules.map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"));
        format!(
            "ServerRoot {path}\nServerName x\nPidFile {path}/pid\nErrorLog {path}/log\n{}TypesConfig /etc/mime.types\nListen 127.0.0.1:{port}\n\
             DocumentRoot {path}/www\n<Directory {path}/www>\nAllowOverride All\nRequire all granted\n</Directory>\n",
            modules.concat()
        )
    };
    obeys(&Server::start(&apache.path, made, &["apache2", "-D", "FOREGROUND", "-f"]), "Apache", ".htaccess");

    let caddy = site("caddy");
    let path = caddy.path.display();
    let made = |port| {
        format!(
            "{{\n admin off\n auto_https off\n}}\nhttp://:{port} {{\n root * {path}/www\n import {path}/www/careers/_caddy.conf\n file_server\n}}\n"
        )
    };
    obeys(
        &Server::start(&caddy.path, made, &["caddy", "run", "--adapter", "caddyfile", "--config"]),
        "Caddy",
        "_caddy.conf",
    );
}
