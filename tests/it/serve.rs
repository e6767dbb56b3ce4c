//! The development server over plain sockets: what it answers, what it refuses, and its own pages.

use std::collections::BTreeMap;

use crate::serving::Serving;
use crate::support::{Folder, NOW, POSTING, built, program, serve, tree};

#[test]
fn every_file_is_the_one_that_a_build_makes() {
    let site = Folder::site();
    site.write("content/static/notes.txt", "plain");
    let serving = serve(&site, &[]);
    let built = built(&site, &serving);
    assert!(built.len() > 40);
    assert_eq!(serving.differences(&built), [] as [&str; 0]);
    assert!(!site.path.join("public").exists());
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
fn other_machines_need_a_name() {
    let site = Folder::site();
    let run = site.run(&["serve", "--host", "0.0.0.0", "--port", "0"]).expect(2);
    assert!(run.err.contains("--allow-host"), "{}", run.err);
    for name in ["http://desk.local/", "desk.local:4321", "", "a b"] {
        assert!(site.run(&["serve", "--allow-host", name]).expect(2).err.contains("use a host name"), "{name}");
    }
    let serving = serve(&site, &["--host", "0.0.0.0", "--allow-host", "desk.local"]);
    let ask = |host: &str| serving.raw(format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\n\r\n", serving.port).as_bytes());
    assert!(ask("desk.local").starts_with("HTTP/1.1 200") && ask("evil.example").starts_with("HTTP/1.1 403"));
}

/// A site with a posting of every state, on a day in Madrid.
fn states() -> Folder {
    let site = Folder::site();
    site.write("content/site.yaml", format!("{}feeds: {{ indeed: true, jooble: true }}\n", crate::support::SITE));
    let post = |name: &str, title: &str, fields: &str| {
        let text = POSTING.replace("Engineer", title).replace("company:", &format!("{fields}company:"));
        site.write(&format!("content/jobs/{name}.md"), text);
    };
    post("soon", "Cook", "closes: 2026-11-24\nsalary: { min: 30000, max: 34000, currency: EUR, per: year }\n");
    post("later", "Baker <b>", "closes: 2027-03-31\n");
    post("past", "Waiter", "closes: 2026-11-10\n");
    post("filled", "Clerk", "status: filled\n");
    post("withdrawn", "Guard", "status: withdrawn\n");
    post("draft", "Nurse", "draft: true\n");
    post("coming", "Pilot", "opens: 2026-12-01\n");
    post("odd", "NINJA WANTED NOW", "");
    // It brings its company along; what is said of its text stands behind that.
    let text = POSTING.replace("Engineer", "Porter").replace("company: acme", "company: { name: Bay }");
    site.write("content/jobs/brought.md", text.replace("Build things.", "Write to ana@gmail.com."));
    site
}

#[test]
fn every_posting_is_told_with_its_state_and_its_checks() {
    let serving = serve(&states(), &[]);
    let page = serving.get("/__rolecall/");
    assert!(page.contains("\r\nContent-Security-Policy: default-src 'none'; "), "{page}");
    let row = |title: &str| {
        let rest = page.split(&format!(">{title}</a></th>")).nth(1).unwrap_or_else(|| panic!("no {title} in {page}"));
        rest.split("</tr>").next().unwrap().to_owned()
    };
    for (title, state, why) in [
        ("Cook", "closing soon", "closes 2026-11-24 23:59"),
        ("Baker &lt;b&gt;", "open", "closes 2027-03-31 23:59"),
        ("Waiter", "closed", "since 2026-11-10 23:59; page kept, not listed"),
        ("Clerk", "filled", "`status: filled`"),
        ("Guard", "withdrawn", "`status: withdrawn`"),
        ("Nurse", "draft", "`draft: true`; no page"),
        ("Pilot", "not yet open", "opens 2026-12-01 00:00; no page"),
        ("Engineer", "open", "no closing date"),
    ] {
        assert!(row(title).contains(&format!("{state}</span> {why}")), "{title}: {}", row(title));
    }
    // A hint about pay costs 5, a warning about the title 20.
    assert!(row("Engineer").contains("score\">95 <small>1 hint</small>"), "{}", row("Engineer"));
    assert!(
        row("NINJA WANTED NOW").contains("score\">75 <small>1 warning, 1 hint</small>"),
        "{}",
        row("NINJA WANTED NOW")
    );
    assert!(row("Porter").contains("score\">90 <small>2 hints</small>"), "{}", row("Porter"));
    for (query, there, gone) in [
        ("state=draft", "Nurse", ">Cook<"),
        ("state=checks", "NINJA", ">Cook<"),
        ("q=coo", "Cook", "Nurse"),
        ("q=acme&state=closed", "Waiter", ">Cook<"),
        ("q=%3Cscript%3E", "&lt;script&gt;", "<script>"),
        ("page=99", "Cook", "nothing"),
    ] {
        let page = serving.get(&format!("/__rolecall/?{query}"));
        assert!(page.contains(there) && !page.contains(gone), "{query}: {page}");
    }
    // What will happen, and on which day it is seen.
    assert!(page.contains("<a href=\"/__rolecall/on/2026-11-25/\">2026-11-25</a> Cook: open → closed"), "{page}");
}

#[test]
fn a_posting_is_shown_as_others_will_show_it() {
    let site = states();
    // A draft at the address of another posting.
    let twin = POSTING.replace("Engineer", "Understudy").replace("company:", "slug: soon\ndraft: true\ncompany:");
    site.write("content/jobs/twin.md", twin);
    let serving = serve(&site, &[]);
    let page = serving.get("/__rolecall/posting/?at=/jobs/later/");
    for part in [
        "<p class=\"name\">Baker &lt;b&gt; – Acme · Test</p>",
        "Acme · Zaragoza, ES",
        "until 2027-03-31T23:59:59+02:00",
        "Google also recommends: <code>employmentType</code>, <code>baseSalary</code>, <code>identifier</code>.",
        "<dt>referencenumber</dt><dd>later</dd>",
        "<dt>title</dt><dd>Baker &lt;b&gt;</dd>",
        "<h3>Jooble</h3><dl>",
        "&quot;closes&quot;: &quot;2027-03-31T23:59:59+02:00&quot;",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    // What is not open yet is shown as it will be.
    let page = serving.get("/__rolecall/posting/?at=/jobs/coming/");
    assert!(page.contains("this is a preview") && page.contains("<p class=\"name\">Pilot</p>"), "{page}");
    assert!(page.contains("It is not in this feed: only open postings are"), "{page}");
    let page = serving.get("/__rolecall/posting/?at=/jobs/soon/&file=content/jobs/twin.md");
    assert!(page.contains("<h1>Understudy</h1>"), "{page}");
    let page = serving.get("/__rolecall/posting/?at=/jobs/odd/");
    assert!(page.contains("<b>warning</b>") || page.contains("<b>hint</b>"), "{page}");
    for path in [
        "posting/?at=/jobs/none/",
        "posting/?at=/companies/acme/",
        "posting/",
        "other",
        "on/2026-13-01/",
        "on/?day=x",
        "on/9999-12-31/",
        "on/?day=9999-12-31",
        "on/-009999-01-01/",
        "on/9998-12-31/jobs/",
        "on/0000-00-00/",
        "on/2026-12-1/",
        "on/999999-01-01/",
        "on/20261201/",
    ] {
        assert!(serving.get(&format!("/__rolecall/{path}")).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(serving.get("/__rolecall").contains("\r\nLocation: /__rolecall/\r\n"));
}

#[test]
fn another_day_is_the_site_as_a_build_makes_it_then() {
    let site = states();
    let serving = serve(&site, &[]);
    assert!(serving.get("/__rolecall/on/?day=2026-12-01").contains("\r\nLocation: /__rolecall/on/2026-12-01/\r\n"));
    let folder = "/__rolecall/on/2026-12-01/";
    let base = format!("http://localhost:{}{folder}", serving.port);
    let output = Folder::new();
    let to = output.path.join("public");
    // The day begins in the site's zone.
    let then = "2026-12-01T00:00:00+01:00";
    site.run(&["build", "--quiet", "--now", then, "--base-url", &base, "--output", to.to_str().unwrap()]).expect(0);
    let built: BTreeMap<_, _> =
        tree(&to).into_iter().map(|(path, bytes)| (format!("{}{path}", &folder[1..]), bytes)).collect();
    assert_eq!(serving.differences(&built), [] as [&str; 0]);
    assert!(
        serving.get("/__rolecall/on/2026-12-01/jobs/").contains("Pilot") && !serving.get("/jobs/").contains("Pilot")
    );
    assert!(
        serving
            .get("/__rolecall/on/2026-12-01/jobs/soon")
            .contains("\r\nLocation: /__rolecall/on/2026-12-01/jobs/soon/\r\n")
    );
    // A change is seen there, too, and a page from elsewhere makes nobody work.
    let mut channel = serving.channel();
    channel.next();
    site.write(
        "content/jobs/coming.md",
        POSTING.replace("Engineer", "Captain").replace("company:", "opens: 2026-12-01\ncompany:"),
    );
    channel.next();
    assert!(serving.get("/__rolecall/on/2026-12-01/jobs/").contains("Captain"));
    let foreign = format!(
        "GET {folder} HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n\r\n",
        serving.port
    );
    assert!(serving.raw(foreign.as_bytes()).starts_with("HTTP/1.1 403"));
}

#[test]
fn what_no_reader_would_find_has_a_ribbon() {
    let serving = serve(&states(), &["--drafts", "--future"]);
    for (path, ribbon) in [
        ("/jobs/past/", Some("closed")),
        ("/jobs/filled/", Some("filled")),
        ("/jobs/withdrawn/", Some("withdrawn")),
        ("/jobs/draft/", Some("draft")),
        ("/jobs/coming/", Some("not%20yet%20open")),
        ("/jobs/soon/", None),
        ("/jobs/", None),
    ] {
        let page = serving.get(path);
        let found = page.split("&amp;ribbon=").nth(1).map(|rest| rest.split(['"', '&']).next().unwrap());
        assert_eq!(found, ribbon, "{path}");
    }
    let marks = serving.get("/__rolecall/ribbons.json");
    assert!(marks.ends_with("\r\n\r\n{\"/jobs/coming/\":\"not yet open\",\"/jobs/draft/\":\"draft\"}"), "{marks}");
}

#[test]
fn a_site_below_a_path_is_served_there() {
    let serving = serve(&Folder::site(), &["--base-url", "https://example.org/careers/"]);
    assert!(serving.get("/").contains("\r\nLocation: /careers/\r\n"));
    let page = serving.get("/careers/jobs/engineer/");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/careers/jobs/engineer/\">"), "{page}");
    assert!(serving.get("/careers/jobs").contains("\r\nLocation: /careers/jobs/\r\n"));
    assert!(serving.get("/jobs/engineer/").starts_with("HTTP/1.1 404"));
}

#[test]
fn it_says_where_it_is() {
    for (options, address) in [
        (&["--host", "127.0.0.2"][..], "http://127.0.0.2:"),
        (&["--allow-host", "desk.local"], "http://localhost:"),
        (&[], "http://localhost:"),
    ] {
        let serving = serve(&Folder::site(), options);
        assert!(serving.said.starts_with(&format!("serving {address}")), "{}", serving.said);
    }
    // A port that is taken is told, and the next free one found.
    let first = serve(&Folder::site(), &[]);
    let port = first.port.to_string();
    let site = Folder::site();
    let mut command = program();
    command.args(["serve", "--quiet", "--port", &port, "--now", NOW, "--root", "."]).current_dir(&site.path);
    let second = Serving::start(command);
    assert!(second.said.starts_with(&format!("port {port} is taken; serving http://localhost:")), "{}", second.said);
    assert!(second.port > first.port && second.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn visits_are_counted_where_readers_see_the_site_and_not_here() {
    let site = Folder::site();
    let settings =
        std::fs::read_to_string(site.path.join("content/site.yaml")).unwrap() + "analytics: { goatcounter: harbour }\n";
    site.write("content/site.yaml", &settings);
    let serving = serve(&site, &["--base-url", "https://example.org/"]);
    assert!(!serving.get("/").contains("goatcounter"));
    drop(serving);
    let built =
        program().args(["build", "--quiet", "--now", NOW, "--root", "."]).current_dir(&site.path).status().unwrap();
    let page = std::fs::read_to_string(site.path.join("public/index.html")).unwrap();
    assert!(built.success() && page.contains("https://harbour.goatcounter.com/count"));
}
