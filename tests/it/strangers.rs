//! What somebody who means harm sends: files of any ending, addresses that hosts read, lists that multiply. Nothing of it is published, and each
//! is refused at its place.

use std::collections::BTreeSet;

use crate::support::{Folder, POSTING};

/// A page with a script in it.
const PAGE: &str = "<!doctype html><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><?php phpinfo(); ?>";

/// Endings under which hosts, servers, browsers and programs run or read a file.
const ENDINGS: &str = "htm html xhtml xht shtml shtm stm mht mhtml svg svgz xml xsl xslt rss atom rdf wsdl js mjs cjs jsx ts wasm css json \
    map webmanifest appcache php php3 php4 php5 php7 php8 phtml pht phar phps asp aspx ashx asmx asa cer cdx jsp jspx jspf cfm cgi fcgi pl py rb lua sh \
    bash bat cmd com exe dll msi scr ps1 vbs vbe wsf hta jar war class swf apk dmg deb lnk url reg inf ini conf config htaccess htpasswd env toml \
    lock sql sqlite db bak old tmp zip rar 7z tar gz docm xlsm pptm doc xls ppt rtf odp ods csv eml pem gif jpg jpeg png webp avif pdf txt odt docx ics bin";

#[test]
fn no_file_is_published_for_its_ending() {
    let endings: Vec<&str> = ENDINGS.split_whitespace().collect();
    assert!(endings.len() > 120);
    for folder in ["jobs", "articles"] {
        let site = Folder::site();
        let settings = crate::support::SITE.to_owned() + "files: [txt, odt, docx, ics]\n";
        site.write("content/site.yaml", settings);
        let mut links = String::new();
        for ending in &endings {
            let evil = format!("{PAGE} of {ending}");
            // What is taken for a text must not be one here.
            site.write(
                &format!("content/{folder}/f.{ending}"),
                if *ending == "txt" { format!("{evil}\0") } else { evil },
            );
            links.push_str(&format!("- [{ending}](f.{ending})\n"));
        }
        let text =
            if folder == "jobs" { POSTING.to_owned() } else { "---\ntitle: Hi\ndate: 2026-10-01\n---\n".to_owned() };
        site.write(&format!("content/{folder}/evil.md"), text.replace("Engineer", "Evil") + "\n" + &links);
        let run = site.run(&["check", "--format", "short", "--now", crate::support::NOW]).expect(1);
        for ending in &endings {
            let name = format!("f.{ending}`");
            let is_told = run.out.lines().any(|line| {
                line.contains("error[") && (line.contains(&name) || line.contains(&format!("f.{ending}:")))
            });
            assert!(is_told, "{folder} {ending}: {}", run.out);
        }
        site.build().expect(1);
        assert!(!site.path.join("public").exists(), "nothing is written");
    }
}

#[test]
fn files_that_are_what_they_say_are_published_and_drawings_are_cleaned() {
    let site = Folder::site();
    site.write("content/site.yaml", crate::support::SITE.to_owned() + "files: [txt, ics, docx, odt]\n");
    site.write("content/jobs/plan.pdf", "%PDF-1.7\n");
    site.write("content/jobs/notes.txt", "Bring nothing.\n");
    site.write("content/jobs/days.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    site.write("content/jobs/letter.docx", "PK\x03\x04 [Content_Types].xml word/document.xml");
    site.write("content/jobs/map.avif", b"\0\0\0\x20ftypavif\0\0\0\0mif1");
    site.write(
        "content/jobs/chart.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" onload=\"alert(1)\"><script>alert(1)</script><a href=\"javascript:alert(1)\"><rect width=\"9\" height=\"9\"/></a></svg>",
    );
    let links =
        "[a](plan.pdf) [b](notes.txt) [c](days.ics) [d](letter.docx) [e](map.avif) [f](chart.svg) ![g](chart.svg)\n";
    site.write("content/jobs/engineer.md", POSTING.to_owned() + "\n" + links);
    site.build().expect(0);
    let public = site.public();
    for name in ["plan.pdf", "notes.txt", "days.ics", "letter.docx", "map.avif"] {
        assert!(public.contains_key(&format!("jobs/engineer/{name}")), "{name}");
    }
    let chart = String::from_utf8(public["jobs/engineer/chart.svg"].clone()).unwrap();
    assert!(chart.contains("<path") && !chart.contains("alert") && !chart.contains("script"), "{chart}");
}

/// Addresses that are more than the address of a page.
const ADDRESSES: &str = "/.htaccess /.htpasswd /.env /.git/config /.well-known/security.txt /.well-known/x/ /jobs/.htaccess /jobs/.hidden/ /web.config \
    /WEB.CONFIG /jobs/web.config /_worker.js /_headers /_redirects /_routes.json /_gone.nginx.conf /_gone.apache.conf /jobs/_x/ /sw.js /service-worker.js \
    /jobs/sw.js /index.php /index.html /jobs/index.html /jobs/x/index.php /default.aspx /netlify.toml /vercel.json /firebase.json \
    /staticwebapp.config.json /wrangler.toml /CNAME /jobs/CNAME /robots.txt /sitemap.xml /ads.txt /favicon.ico /crossdomain.xml /manifest.json \
    /site.webmanifest /assets/x.js /assets/x/ /feeds/indeed.xml /feeds/x/ /cgi-bin/x/ /jobs/x.js /jobs/x.css /jobs/x.svg /jobs/x.json /jobs/x.xml \
    /jobs/x.php.txt /jobs/x.sh /jobs/x.py /jobs/x.phtml /jobs/x.htaccess /jobs/x.wasm /jobs/x.shtml /jobs/atom.xml /jobs.json / /jobs/../x /%2e%2e/x \
    //evil.example /jobs/%2ehtaccess /jobs/con/ /jobs/a%00b /jobs/x%0a/ /jobs/a%5Cb /jobs/a:b/ /jobs/a*/ /jobs/x%25/ /about/ /tags/rust/ /companies/acme/";

#[test]
fn no_alias_of_a_posting_names_more_than_a_page_of_its_own() {
    let addresses: Vec<&str> = ADDRESSES.split_whitespace().collect();
    assert!(addresses.len() > 70);
    for address in addresses {
        let site = Folder::site();
        site.write(
            "content/jobs/evil.md",
            POSTING.replace("Engineer", "Evil").replace("posted:", &format!("aliases: ['{address}']\nposted:")),
        );
        let run = site.build().expect(1);
        assert!(run.err.contains("content/jobs/evil.md:4:"), "{address}: {}", run.err);
        assert!(!site.path.join("public").exists(), "{address}");
    }
}

#[test]
fn no_slug_names_more_than_a_folder() {
    for slug in [
        ".htaccess",
        "web.config",
        "_headers",
        "sw.js",
        "index.html",
        "x.php",
        "..",
        "../x",
        "a/b",
        "con",
        "page",
        "%2e",
        "CNAME",
        "robots.txt",
        "\\",
        "a\\u0000b",
    ] {
        let site = Folder::site();
        site.write(
            "content/jobs/evil.md",
            POSTING
                .replace("Engineer", "Evil")
                .replace("posted:", &format!("slug: \"{}\"\nposted:", slug.replace('\\', "\\\\"))),
        );
        let run = site.build().expect(1);
        assert!(run.err.contains("content/jobs/evil.md:4:"), "{slug}: {}", run.err);
    }
    // Whatever a file or a title is called, its address is letters, digits and hyphens.
    let site = Folder::site();
    for name in ["web.config", "sw.js", "_headers", "x.php", "a b", "%2e%2e"] {
        site.write(&format!("content/jobs/{name}.md"), POSTING.replace("Engineer", &format!("Evil {name}")));
    }
    site.build().expect(0);
    let public = site.public();
    let folders: BTreeSet<&str> = public
        .keys()
        .filter_map(|path| path.strip_prefix("jobs/")?.split_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    assert!(
        folders.len() > 6
            && folders.iter().all(|folder| folder.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')),
        "{folders:?}"
    );
}

#[test]
fn lists_that_multiply_make_no_more_than_their_share() {
    let site = Folder::site();
    let skills: Vec<String> = (0..200).map(|i| format!("s{i}")).collect();
    let cities: Vec<String> = (0..50).map(|i| format!("{{ city: City{i}, country: ES }}")).collect();
    for name in ["a", "b", "c"] {
        let text = POSTING
            .replace("Engineer", &format!("Engineer {name}"))
            .replace("skills: [Rust]", &format!("skills: [{}]", skills.join(", ")))
            .replace("location: Zaragoza, ES", &format!("locations: [{}]", cities.join(", ")));
        site.write(&format!("content/jobs/{name}.md"), text);
    }
    let run = site.build().expect(0);
    let count = site.public().len();
    assert!(count < 1_000, "{count} files; {}", run.out);
    assert!(run.err.contains("hint[many-tags]: of 200 skills and tags, the first 30 list this posting"), "{}", run.err);
    // A site that allows fewer has fewer.
    site.write("content/site.yaml", crate::support::SITE.to_owned() + "landing_limit: 10\n");
    let run = site.build().expect(0);
    assert!(run.out.contains("skipped (see `landing_limit`)"), "{}", run.out);
    assert_eq!(
        site.public().keys().filter(|path| path.starts_with("openings/skill/") && path.ends_with("index.html")).count(),
        10
    );
    // One that would pass its ceiling writes nothing, and says what grew.
    let before = site.public();
    for limit in ["files: 100", "megabytes: 1"] {
        site.write("content/site.yaml", format!("{}output_limit: {{ {limit} }}\n", crate::support::SITE));
        let run = site.build().expect(1);
        assert!(run.err.contains("error[output-too-large]") && run.err.contains("landing pages"), "{}", run.err);
        assert!(run.err.contains("content/site.yaml:6:"), "{}", run.err);
        assert_eq!(site.public(), before, "{limit}");
        assert!(!site.path.join("public/.rolecall/stage").exists());
    }
}

#[test]
fn a_posting_publishes_what_lies_beside_it_alone() {
    let site = Folder::site();
    site.write("content/articles/secret.pdf", "%PDF-1.7 embargoed");
    site.write("content/articles/hello.md", "---\ntitle: Hello\ndate: 2026-10-01\n---\n[own](secret.pdf)\n");
    site.write("content/jobs/below/plan.pdf", "%PDF-1.7");
    site.write("content/jobs/engineer.md", POSTING.to_owned() + "\n[fine](below/plan.pdf)\n");
    site.build().expect(0);
    assert!(
        site.public().contains_key("jobs/engineer/plan.pdf") && site.public().contains_key("articles/hello/secret.pdf")
    );
    for link in
        ["../articles/secret.pdf", "%2e%2e/articles/secret.pdf", "..//articles/secret.pdf", "../articles/secret.pdf?x"]
    {
        site.write("content/jobs/evil.md", POSTING.replace("Engineer", "Evil") + &format!("\n[x]({link})\n"));
        let run = site.build().expect(1);
        assert!(
            run.err.contains("error[file-refused]") && run.err.contains("is not in the folder of this posting"),
            "{link}: {}",
            run.err
        );
    }
}

#[test]
fn no_file_is_published_under_a_name_with_two_endings() {
    let names = [
        "plan.var.pdf",
        "plan.asis.pdf",
        "plan.php.pdf",
        "plan.html.pdf",
        "plan.svgz.pdf",
        "plan.gz.pdf",
        "plan.en.pdf",
        "m.php;x.pdf",
        "g.html .pdf",
        "a$b.pdf",
        "a`b.pdf",
        "t.ph\u{200b}p.pdf",
        "z\u{202e}x.pdf",
        "_x.pdf",
        "a..pdf",
    ];
    for name in names {
        let site = Folder::site();
        site.write(&format!("content/jobs/{name}"), "%PDF-1.7");
        site.write("content/jobs/engineer.md", POSTING.to_owned() + &format!("\n[x](<{name}>)\n"));
        let run = site.build().expect(1);
        assert!(run.err.contains("error["), "{name}: {}", run.err);
        assert!(!site.path.join("public").exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_checkout_leads_nowhere() {
    use std::os::unix::fs::symlink;
    for link in ["public", "content", "themes"] {
        let site = Folder::site();
        std::fs::create_dir(site.path.join("victim")).unwrap();
        if link == "content" {
            std::fs::rename(site.path.join("content"), site.path.join("moved")).unwrap();
            symlink("moved", site.path.join("content")).unwrap();
        } else {
            symlink("victim", site.path.join(link)).unwrap();
        }
        let run = site.build();
        assert!(
            matches!(run.code, Some(2 | 3)) && run.err.contains("it is a link"),
            "{link}: {:?} {}",
            run.code,
            run.err
        );
        assert_eq!(std::fs::read_dir(site.path.join("victim")).unwrap().count(), 0, "{link}");
    }
    // Whoever names it means it.
    let site = Folder::site();
    std::fs::create_dir(site.path.join("there")).unwrap();
    symlink("there", site.path.join("public")).unwrap();
    site.run(&["build", "--now", crate::support::NOW, "--output", "public"]).expect(0);
    // Nor is anything begun behind one.
    let site = Folder::site();
    std::fs::create_dir(site.path.join("victim")).unwrap();
    std::fs::rename(site.path.join("content/jobs"), site.path.join("jobs")).unwrap();
    symlink("../victim", site.path.join("content/jobs")).unwrap();
    let run = site.run(&["new", "job", "Nurse"]);
    assert!(run.code != Some(0) && run.err.contains("is a link"), "{:?} {}", run.code, run.err);
    assert_eq!(std::fs::read_dir(site.path.join("victim")).unwrap().count(), 0);
}

#[test]
fn texts_that_open_again_what_they_left_open_are_refused_or_stay_small() {
    let bold: String = (0..95).map(|i| format!("<b title={i}{}>", "x".repeat(500))).collect();
    for html in [
        format!("{bold}{}", "<p>x".repeat(10_000)),
        "<q><div></q>".repeat(5_000),
        format!("<table>{}", "a<br>".repeat(5_000)),
    ] {
        let site = Folder::site();
        site.write("content/jobs/engineer.md", POSTING.to_owned() + "\n" + &html + "\n");
        let run = site.build();
        assert!(run.err.len() < 20_000, "a message of {} bytes", run.err.len());
        match run.code {
            Some(1) => assert!(run.err.contains("error[nested-too-deep]"), "{}", run.err),
            // What is left open ends with its block and is not opened again.
            _ => {
                let page = site.public()["jobs/engineer/index.html"].len();
                assert!(page < 8 * html.len() + 20_000, "{page} bytes of {}", html.len());
            }
        }
    }
}

#[test]
fn code_ends_no_fence_of_a_postings_markdown_page() {
    let site = Folder::site();
    site.write("content/site.yaml", crate::support::SITE.to_owned() + "markdown_pages: true\n");
    let code = "~~~rust````evil\nx\n````\n# injected\n~~~\n\nInline ``x` # y`` here.\n";
    site.write("content/jobs/engineer.md", POSTING.to_owned() + "\n" + code);
    site.build().expect(0);
    let page = String::from_utf8(site.public()["jobs/engineer/index.md"].clone()).unwrap();
    assert!(page.contains("`````rust\nx\n````\n# injected\n`````\n") && page.contains("``x` # y``"), "{page}");
}

#[test]
fn a_list_beyond_its_limit_has_one_message() {
    let site = Folder::site();
    let posting = "- { title: Cook, company: acme, posted: 2026-11-01, location: \"Lisbon, PT\", apply: \"https://a.example/x\", description: Text. }\n";
    site.write("content/jobs/list.yaml", posting.repeat(1_200).replace("title: Cook", "id: A, title: Cook"));
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert!(!run.out.contains("too many for this file") && !run.out.contains("file-too-large"), "{}", run.out);
    site.write("content/jobs/list.yaml", format!("[{}a]", "a,".repeat(150_000)));
    let run = site.run(&["check", "--format", "short"]).expect(1);
    assert_eq!(run.out.matches("list.yaml").count(), 1, "{}", run.out);
    assert!(
        run.out.contains("error[yaml-limit]: there are more than 37500 values, too many for this file"),
        "{}",
        run.out
    );
}
