//! `check --fix` on real files.

use std::fs;

use crate::support::{Folder, NOW};

#[test]
fn check_mends_what_is_beyond_doubt_and_keeps_comments_and_layout() {
    let folder = Folder::site();
    folder.write(
        "content/jobs/all.yaml",
        "# our postings\n- title:   'Baker (m/w/d) – Acme – ¡URGENTE!'   # as the client wrote it\n  company: acme\n  posted: 28/03/2026 # spring\n  location: Zaragoza, Spainn\n  workplace: hybryd\n  salary: { min: 30000, max: 36000, currency: €, per: year }\n  skills: [Rust]\n  apply: a@b.example\n  description: We bake.\n- { title: \"Cook, 20 €/hour\", company: acme, posted: 2026-01-02, location: \"Houston, TX\", apply: a@b.example, description: We cook. }\n",
    );
    let untouched = fs::read(folder.path.join("content/jobs/engineer.md")).unwrap();
    let run = folder.run(&["check", "--fix", "--now", NOW, "--format", "short"]).expect(0);
    assert_eq!(run.err, "fixed 5 problems in content/jobs/all.yaml\n");
    let expected = "# our postings\n- title:   'Baker'   # as the client wrote it\n  title_suffix: \"(m/w/d)\"\n  company: acme\n  posted: 2026-03-28 # spring\n  location: Zaragoza, ES\n  workplace: hybrid\n  salary: { min: 30000, max: 36000, currency: EUR, per: year }\n  skills: [Rust]\n  apply: a@b.example\n  description: We bake.\n- { title: \"Cook, 20 €/hour\", company: acme, posted: 2026-01-02, location: \"Houston, TX\", apply: a@b.example, description: We cook. }\n";
    let found = fs::read_to_string(folder.path.join("content/jobs/all.yaml")).unwrap();
    assert_eq!(found, expected);
    assert_eq!(fs::read(folder.path.join("content/jobs/engineer.md")).unwrap(), untouched);
    let run = folder.run(&["check", "--fix", "--now", NOW]).expect(0);
    assert!(run.out.starts_with("nothing could be fixed automatically\n"), "{}", run.out);
    assert_eq!(fs::read_to_string(folder.path.join("content/jobs/all.yaml")).unwrap(), expected);
}

/// Values that only their author can mend: the file stays as it is, byte for byte.
#[test]
fn what_is_in_doubt_is_left_to_its_author() {
    let head = "company: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\napply: a@b.example\n";
    let body = "description: We make things that people rely on, and we mend what others have made, every day of the week but one.\n";
    for (name, text) in [
        // Spread over lines.
        ("folded", format!("title: >-\n  Baker (m/w/d)\n{head}{body}")),
        ("literal", format!("title: |\n  Baker (m/w/d)\n{head}{body}")),
        ("below", format!("title:\n  Baker (m/w/d)\n{head}{body}")),
        ("word", format!("title: A\nworkplace: >-\n  hybryd\n{head}{body}")),
        (
            "braces",
            format!(
                "{{\n  {}\n  title: Baker (m/w/d)\n}}\n",
                format!("{head}{body}").trim().replace('\n', ",\n  ") + ","
            ),
        ),
        // What would be lost.
        ("pay", format!("title: Baker, 30.000 €\n{head}{body}")),
        ("reference", format!("title: Baker (Ref. 2026-114)\n{head}{body}")),
        ("contract", format!("title: Lawyer (Contract)\n{head}{body}")),
        ("date", format!("title: Baker from 2026-12-05\n{head}{body}")),
        ("suffix", format!("title: Baker (m/w/d)\ntitle_suffix: (f/m)\n{head}{body}")),
        ("empty-suffix", format!("title: Baker (m/w/d)\ntitle_suffix:\n{head}{body}")),
        // What may mean something else.
        ("status", format!("title: A\nstatus: unfilled\n{head}{body}")),
        ("workplace", format!("title: A\nworkplace: no remote\n{head}{body}")),
        ("level", format!("title: A\nlevel: med\n{head}{body}")),
        ("country", format!("title: A\n{}{body}", head.replace("Zaragoza, ES", "Baghdad, Irak"))),
        ("tie", format!("title: A\n{}{body}", head.replace("Zaragoza, ES", "X, Nigera"))),
        ("no-day", format!("title: A\n{}{body}", head.replace("2026-11-01", "31/02/2027"))),
        // In braces a text may end anywhere.
        ("flow-colon", format!("- {{ title: Nurse: nights, {} }}\n", head.trim().replace('\n', ", "))),
        (
            "flow-tag",
            format!("- {{ title: A, closes: !!timestamp 2026-12-01, {} }}\n", head.trim().replace('\n', ", ")),
        ),
        // Behind it a comma would be missing.
        ("brace-last", format!("- {{\n  {},\n  title: Baker (m/w/d)\n  }}\n", head.trim().replace('\n', ",\n  "))),
        ("open-brace", format!("{{\n  title: Nurse: nights,\n  {} }}\n", head.trim().replace('\n', ",\n  "))),
        // Its comment would go with the field.
        ("comment", format!("title: A\n{head}closes: ''  # ask Jane\n{body}")),
        ("either-day", format!("title: A\n{}{body}", head.replace("2026-11-01", "3/4/2026"))),
    ] {
        let folder = Folder::site();
        let path = format!("content/jobs/{name}.yaml");
        folder.write(&path, &text);
        folder.run(&["check", "--fix", "--now", NOW]);
        assert_eq!(fs::read_to_string(folder.path.join(&path)).unwrap(), text, "{name}");
    }
}

#[test]
fn what_is_mended_is_mended_in_every_form_of_file() {
    let body =
        "You make things that people rely on, and you mend what others have made, every day of the week but one.";
    for (name, before, after) in [
        (
            "a.md",
            "---\r\ntitle: \"Baker (m/w/d)\"  # so\r\nCOMMON\r\n---\r\nBODY\r\n",
            "---\r\ntitle: \"Baker\"  # so\r\ntitle_suffix: \"(m/w/d)\"\r\nCOMMON\r\n---\r\nBODY\r\n",
        ),
        (
            "b.yaml",
            "\u{feff}title: Baker 🚀\nCOMMON\ndescription: BODY\n",
            "\u{feff}title: Baker\nCOMMON\ndescription: BODY\n",
        ),
        (
            "c.yaml",
            "- title: Cook at Acme Ovens\n  COMMON\n  description: BODY\n",
            "- title: Cook\n  slug: cook-at-acme-ovens\n  COMMON\n  description: BODY\n",
        ),
        (
            "d.yaml",
            "title: A\nemployment: [full-time, contrakt]\nCOMMON\ndescription: BODY\n",
            "title: A\nemployment: [full-time, contract]\nCOMMON\ndescription: BODY\n",
        ),
        // What a list in brackets has in common with a place; a comment, and what else stands on the line.
        (
            "f.yaml",
            "title: A\nREST\nlocation: [Sheffield, UK]  # the office\ndescription: BODY\n",
            "title: A\nREST\nlocation: \"Sheffield, UK\"  # the office\ndescription: BODY\n",
        ),
        (
            "g.yaml",
            "- { title: A, employment: [full-time, contrakt], REST, location: [Sheffield, UK], description: BODY }\n",
            "- { title: A, employment: [full-time, contract], REST, location: \"Sheffield, UK\", description: BODY }\n",
        ),
        (
            "h.yaml",
            "title: Nurse: nights # urgent\nCOMMON\ndescription: BODY\n",
            "title: \"Nurse: nights\" # urgent\nCOMMON\ndescription: BODY\n",
        ),
        (
            "i.yaml",
            "title: A\nCOMMON\ncloses: ''\nbenefits: ['']\nskills: Rust, C#\ndescription: BODY\n",
            "title: A\nCOMMON\nskills: [Rust, \"C#\"]\ndescription: BODY\n",
        ),
        (
            "e.yaml",
            "title: A\nid: 7\nposted: 11.10.2026\nCOMMON\ndescription: BODY\n",
            "title: A\nid: 7\nposted: 2026-10-11\nCOMMON\ndescription: BODY\n",
        ),
    ] {
        let folder = Folder::site();
        folder.write("content/companies/acme.yaml", "name: Acme Ovens\n");
        let filled = |text: &str| {
            let indent = if text.starts_with("- ") { "\n  " } else { "\n" };
            let indent = if text.contains('\r') { "\r\n" } else { indent };
            let mut common = vec!["company: acme", "location: Zaragoza, ES", "apply: a@b.example"];
            if !text.contains("posted") {
                common.push("posted: 2026-11-01");
            }
            let rest = "company: acme, apply: a@b.example, posted: 2026-11-01";
            let rest = if text.contains('{') { rest.to_owned() } else { rest.replace(", ", "\n") };
            let body = if text.contains('{') { body.replace(',', "") } else { body.to_owned() };
            text.replace("COMMON", &common.join(indent)).replace("REST", &rest).replace("BODY", &body)
        };
        let path = format!("content/jobs/{name}");
        folder.write(&path, filled(before));
        let run = folder.run(&["check", "--fix", "--now", NOW]).expect(0);
        assert_eq!(fs::read_to_string(folder.path.join(&path)).unwrap(), filled(after), "{name}: {}", run.out);
    }
}

/// A folder's defaults are read by each of its postings, and what they make of a value may differ.
#[test]
fn what_two_postings_read_differently_is_left() {
    let folder = Folder::site();
    folder.write("content/jobs/a/_defaults.yaml", "salary: $30k/year\n");
    for (name, place) in [("u", "Boston, MA, US"), ("c", "Toronto, Ontario, Canada")] {
        let text = format!(
            "---\ntitle: A\ncompany: acme\nposted: 2026-11-01\nlocation: {place}\napply: a@b.example\n---\nText.\n"
        );
        folder.write(&format!("content/jobs/a/{name}.md"), text);
    }
    folder.run(&["check", "--fix", "--now", NOW]);
    assert_eq!(fs::read_to_string(folder.path.join("content/jobs/a/_defaults.yaml")).unwrap(), "salary: $30k/year\n");
}

/// A fix that lets more of a file be read uncovers what else is wrong in it; others are fixed all the same.
#[test]
fn what_a_fix_uncovers_keeps_no_other_file_from_being_fixed() {
    let folder = Folder::site();
    folder.write(
        "content/jobs/b.yaml",
        "title: Baker: night\ncompany: acme\nlocation: Zaragoza, ES\ndescription: We bake.\n",
    );
    let rest = "company: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\napply: a@b.example\n";
    folder.write("content/jobs/z.md", format!("---\ntitle: A\n{rest}tags: a, b\n---\nText.\n"));
    folder.run(&["check", "--fix", "--now", NOW]);
    let read = |name: &str| fs::read_to_string(folder.path.join("content/jobs").join(name)).unwrap();
    assert!(read("z.md").contains("tags: [a, b]"), "{}", read("z.md"));
    assert!(read("b.yaml").starts_with("title: \"Baker: night\"\n"), "{}", read("b.yaml"));
}
