//! The development server over plain sockets: what it tells of saves, of whatever kind, and that it then shows what a clean build makes.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::serving::{SAVES, Serving, storm};
use crate::support::{Folder, NOW, POSTING, built, serve};

#[test]
fn a_save_is_told_and_a_faulty_one_keeps_the_last_good_page() {
    for options in [&[][..], &["--poll"]] {
        let site = Folder::site();
        let serving = serve(&site, options);
        let mut channel = serving.channel();
        assert_eq!(channel.next().0, "here");
        site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Build better things."));
        assert_eq!(channel.next().0, "reload");
        assert!(serving.get("/jobs/engineer/").contains("Build better things."));

        site.write("content/jobs/engineer.md", POSTING.replace("skills:", "skils:"));
        let (name, data) = channel.next();
        let found: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((name.as_str(), &found["diagnostics"][0]["line"]), ("fault", &6.into()), "{data}");
        assert!(serving.get("/jobs/engineer/").contains("Build better things."));
        // A page that is opened now hears of it, too.
        assert_eq!(serving.channel().next().0, "fault");

        site.write("content/jobs/engineer.md", POSTING);
        assert_eq!(channel.next().0, "reload");
        assert!(serving.get("/jobs/engineer/").contains("Build things."));
        site.write("content/jobs/new/deep/er/nurse.md", POSTING.replace("Engineer", "Nurse"));
        assert_eq!(channel.next().0, "reload");
        assert!(serving.get("/jobs/nurse/").contains("Nurse"));
        assert!(!site.path.join("public").exists());
    }
}

#[test]
fn a_template_that_fails_is_a_fault_and_the_last_good_page_stays() {
    let site = Folder::site();
    site.write("themes/mine/theme.yaml", "name: mine\ncontract: 2\n");
    site.write("themes/mine/templates/404.html", "fine");
    site.write("content/site.yaml", format!("{}theme: mine\n", crate::support::SITE));
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    assert_eq!(channel.next().0, "here");
    site.write("themes/mine/templates/404.html", "{{ page.titel.oh }}");
    let (name, data) = channel.next();
    let found: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((name.as_str(), &found["diagnostics"][0]["file"]), ("fault", &"themes/mine/templates/404.html".into()));
    assert!(serving.get("/nothing").contains("fine"));
    site.write("themes/mine/templates/404.html", "mended");
    assert_eq!(channel.next().0, "reload");
    assert!(serving.get("/nothing").contains("mended"));
}

#[test]
fn a_folder_without_a_site_is_told_and_waited_for() {
    let site = Folder::new();
    let serving = serve(&site, &[]);
    let mut channel = serving.listen("", "");
    let (name, data) = channel.next();
    assert!(name == "fault" && data.contains("there is no content/site.yaml"), "{name} {data}");
    assert!(
        serving.get("/").starts_with("HTTP/1.1 503")
            && serving.get("/__rolecall/").contains("No version of this site has built yet")
    );
    site.write("content/site.yaml", crate::support::SITE);
    assert_eq!(channel.next().0, "reload");
    assert!(serving.get("/").starts_with("HTTP/1.1 200"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_until_it_can() {
    let site = Folder::site();
    let serving = serve(&site, &["--poll"]);
    let mut channel = serving.channel();
    assert_eq!(channel.next().0, "here");
    let (content, kept) = (site.path.join("content"), site.path.join("kept"));
    // A link to itself, which nobody can read, whatever they may.
    std::fs::rename(&content, &kept).unwrap();
    std::os::unix::fs::symlink("content", &content).unwrap();
    // For a moment there was no folder at all.
    let fault =
        std::iter::repeat_with(|| channel.next()).take(3).find(|(_, data)| data.contains("it can't be read")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&fault.1).unwrap();
    assert_eq!((fault.0.as_str(), &found["diagnostics"][0]["file"]), ("fault", &"content".into()));
    assert!(serving.get("/jobs/engineer/").starts_with("HTTP/1.1 200"));
    std::fs::remove_file(&content).unwrap();
    std::fs::rename(&kept, &content).unwrap();
    assert_eq!(channel.next().0, "here");
}

#[test]
fn a_style_sheet_alone_is_swapped() {
    let site = Folder::site();
    site.write("themes/mine/theme.yaml", "name: mine\ncontract: 2\n");
    site.write("themes/mine/static/mine.css", "body { color: red }");
    site.write("content/site.yaml", format!("{}theme: mine\n", crate::support::SITE));
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    assert_eq!(channel.next().0, "here");
    site.write("themes/mine/static/mine.css", "body { color: blue }");
    let (name, data) = channel.next();
    assert_eq!(name, "styles");
    let pairs: Vec<(String, String)> = serde_json::from_str(&data).unwrap();
    assert!(pairs[0].0.starts_with("/assets/mine.") && pairs[0].0 != pairs[0].1, "{data}");
    assert!(serving.get(&pairs[0].1).ends_with("body { color: blue }"));
}

#[test]
fn who_missed_something_gets_all_of_it() {
    let site = Folder::site();
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    assert_eq!(channel.next().0, "here");
    let first = serving.seen();
    site.write("content/jobs/engineer.md", POSTING.replace("Build", "Mend"));
    assert_eq!(channel.next().0, "reload");
    site.write("content/site.yaml", crate::support::SITE.replace("title:", "titel:"));
    assert_eq!(channel.next().0, "fault");
    // A page of the first site, one of the second, and one that reconnects after the first.
    let listen = |query: &str, lines: &str| {
        let mut other = serving.listen(query, lines);
        let told = [Some(other.next().0), other.within(Duration::from_millis(300)).map(|told| told.0)];
        told.into_iter().flatten().collect::<Vec<_>>()
    };
    assert_eq!(listen(&format!("&seen={first}"), ""), ["reload", "fault"]);
    assert_eq!(listen(&format!("&seen={}", serving.seen()), ""), ["fault"]);
    assert_eq!(listen(&format!("&seen={first}"), &format!("Last-Event-ID: {}\r\n", serving.seen())), ["fault"]);
}

#[test]
#[ignore = "needs strace, which tests/run installs"]
fn where_the_system_refuses_to_watch_files_are_looked_at() {
    for refusal in ["inotify_init1:error=EMFILE", "inotify_add_watch:error=ENOSPC"] {
        let site = Folder::site();
        let log = site.path.join("strace.log");
        let mut command = std::process::Command::new("strace");
        command.args(["-D", "-f", "-qqq", "-o"]).arg(&log).args(["-e", &format!("inject={refusal}")]);
        command.arg(crate::support::executable()).args(["serve", "--quiet", "--port", "0", "--now", NOW, "--root"]);
        command.arg(&site.path).env_remove("SOURCE_DATE_EPOCH");
        let serving = Serving::start(command);
        let mut channel = serving.channel();
        channel.next();
        site.write("content/jobs/engineer.md", POSTING.replace("Build things.", "Build better things."));
        channel.next();
        assert!(serving.get("/jobs/engineer/").contains("Build better things."), "{refusal}");
        assert!(std::fs::read_to_string(&log).unwrap().contains("(INJECTED)"), "{refusal} did not happen");
    }
}

/// Bodies that tell themselves apart, and from what is half written.
fn marked(number: usize) -> String {
    format!(
        "{POSTING}\nMark {number} begins. {} Mark {number} ends.\n",
        "A long sentence that takes its time. ".repeat(200)
    )
}

/// Saves a posting in every pattern, `times` each, while somebody reads its page: each page is a whole one, and the last is the saved one.
fn saves(serving: &Serving, path: &Path, times: usize) {
    let mut channel = serving.channel();
    channel.next();
    for (number, (name, save)) in SAVES.iter().cycle().take(SAVES.len() * times).enumerate() {
        let is_done = AtomicBool::new(false);
        let mark = format!("Mark {number} ends.");
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                loop {
                    let has_ended = is_done.load(Ordering::Relaxed);
                    let page = serving.get("/jobs/engineer/");
                    let is_whole = page.starts_with("HTTP/1.1 200 OK") && page.ends_with("</html>\n");
                    assert!(is_whole && page.contains(" ends."), "{name}: a page that is none\n{page}");
                    if has_ended {
                        return page.contains(&mark);
                    }
                }
            });
            save(path, &marked(number));
            // Programs that save in two steps may be seen at both.
            let until = Instant::now() + Duration::from_secs(20);
            while !serving.get("/jobs/engineer/").contains(&mark) && Instant::now() < until {
                channel.within(Duration::from_millis(500));
            }
            is_done.store(true, Ordering::Relaxed);
            assert!(reader.join().unwrap(), "{name}: the page is not the saved one");
        });
    }
    channel.until_quiet(Duration::from_millis(700));
}

#[test]
fn however_a_file_is_saved_its_page_is_whole() {
    let site = Folder::site();
    let path = site.path.join("content/jobs/engineer.md");
    site.write("content/jobs/engineer.md", marked(0));
    let serving = serve(&site, &[]);
    saves(&serving, &path, 1);
    assert_eq!(serving.differences(&built(&site, &serving)), [] as [&str; 0]);
}

#[test]
fn after_a_storm_the_served_site_is_a_clean_build() {
    for options in [&[][..], &["--poll"]] {
        let site = Folder::site();
        let serving = serve(&site, options);
        let mut channel = serving.channel();
        channel.next();
        for round in 0..2 {
            storm(&site.path.join("content/jobs"), 300, round);
            channel.until_quiet(Duration::from_millis(1500));
            assert_eq!(serving.differences(&built(&site, &serving)), [] as [&str; 0], "{options:?}, round {round}");
        }
    }
}

#[test]
fn folders_that_come_move_and_go_are_followed() {
    let site = Folder::site();
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    channel.next();
    let content = site.path.join("content");
    let elsewhere = Folder::new();
    site.write("content/jobs/deep/er/nurse.md", POSTING.replace("Engineer", "Nurse"));
    channel.next();
    std::fs::rename(content.join("jobs/deep"), content.join("jobs/shallow")).unwrap();
    site.write("content/jobs/shallow/er/cook.md", POSTING.replace("Engineer", "Cook"));
    channel.until_quiet(Duration::from_millis(700));
    assert!(serving.get("/jobs/cook/").contains("Cook") && serving.get("/jobs/nurse/").contains("Nurse"));
    // The whole of content/ goes and comes back.
    std::fs::rename(&content, elsewhere.path.join("kept")).unwrap();
    assert_eq!(channel.next().0, "fault");
    std::fs::rename(elsewhere.path.join("kept"), &content).unwrap();
    channel.until_quiet(Duration::from_millis(700));
    site.write("content/jobs/shallow/er/cook.md", POSTING.replace("Engineer", "Cook").replace("Build", "Bake"));
    channel.next();
    assert!(serving.get("/jobs/cook/").contains("Bake things."));
    std::fs::remove_dir_all(content.join("jobs/shallow")).unwrap();
    channel.until_quiet(Duration::from_millis(700));
    assert_eq!(serving.differences(&built(&site, &serving)), [] as [&str; 0]);
    assert!(serving.get("/jobs/cook/").starts_with("HTTP/1.1 404"));
}

#[test]
#[ignore = "it takes minutes: cargo test --release --test it -- --ignored long_run"]
fn long_run_of_five_hundred_saves() {
    let site = Folder::site();
    let path = site.path.join("content/jobs/engineer.md");
    site.write("content/jobs/engineer.md", marked(0));
    let serving = serve(&site, &[]);
    saves(&serving, &path, 50);
    assert_eq!(serving.differences(&built(&site, &serving)), [] as [&str; 0]);
}

#[test]
#[ignore = "it takes half an hour: cargo test --release --test it -- --ignored long_run"]
fn long_run_of_twenty_storms() {
    let site = Folder::site();
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    channel.next();
    for round in 0..20 {
        storm(&site.path.join("content/jobs"), 10_000, round);
        let ended = Instant::now();
        channel.until_quiet(Duration::from_secs(6));
        let (told, built) = (ended.elapsed(), built(&site, &serving));
        assert_eq!(serving.differences(&built), [] as [&str; 0], "storm {round}");
        println!("storm {round}: {} files are those of a clean build, {told:.1?} after the storm", built.len());
    }
}

#[test]
#[ignore = "it takes minutes: cargo test --release --test it -- --ignored long_run"]
fn long_run_of_ten_thousand_saves_keeps_its_memory() {
    let site = Folder::site();
    let serving = serve(&site, &[]);
    let mut channel = serving.channel();
    channel.next();
    let mut first = (0.0, 0);
    for number in 0..10_000 {
        let text = POSTING.replace("Build things.", &format!("Build thing {number}."));
        // Every tenth changes more than a text.
        let text = if number % 10 == 0 { text.replace("Engineer", &format!("Engineer {}", number % 7)) } else { text };
        site.write("content/jobs/engineer.md", text);
        channel.next();
        if number % 100 == 0 {
            assert!(serving.get("/jobs/").contains("Engineer"));
        }
        if number == 1_000 {
            first = serving.footprint();
        }
    }
    let last = serving.footprint();
    println!("after 1,000 saves {:.1} MB and {} files, after 10,000 {:.1} MB and {}", first.0, first.1, last.0, last.1);
    assert!(last.0 < first.0 * 1.1 && last.1 <= first.1 + 2, "{first:?} {last:?}");
    assert_eq!(serving.differences(&built(&site, &serving)), [] as [&str; 0]);
}

#[test]
#[ignore = "it opens more files than some systems allow: cargo test --release --test it -- --ignored long_run"]
fn long_run_of_a_thousand_listeners() {
    let site = Folder::site();
    let serving = serve(&site, &[]);
    serving.channel().next();
    let (before, token) = (serving.footprint(), serving.token());
    let request = format!(
        "GET /__rolecall/events?token={token} HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: same-origin\r\n\r\n",
        serving.port
    );
    let connect = |bytes: &[u8]| {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
        std::io::Write::write_all(&mut stream, bytes).unwrap();
        stream
    };
    let mut listeners: Vec<_> = (0..500).map(|_| connect(request.as_bytes())).collect();
    std::thread::sleep(Duration::from_millis(500));
    let with = serving.footprint();
    println!("without listeners {:.1} MB, with 500 {:.1} MB", before.0, with.0);
    assert!(with.0 < before.0 + 50.0, "{before:?} {with:?}");
    // Others that say nothing are told to come back, or forgotten after their time.
    let silent: Vec<_> = (0..500).map(|_| connect(b"GET / HT")).collect();
    std::thread::sleep(Duration::from_secs(7));
    assert!(serving.get("/").starts_with("HTTP/1.1 200"), "who says nothing is forgotten");
    drop(silent);
    listeners.truncate(250);
    // The system tells of those that are gone when something is sent.
    for round in 0..3 {
        site.write("content/jobs/engineer.md", POSTING.replace("Build", &format!("Build {round}")));
        std::thread::sleep(Duration::from_millis(500));
    }
    let after = serving.footprint();
    assert!(after.1 < with.1 - 200, "{with:?} {after:?}");
}
