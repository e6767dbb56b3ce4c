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
    assert_eq!(run.err, "mended content/jobs/all.yaml: 7 places\n");
    let expected = "# our postings\n- title:   'Baker'   # as the client wrote it\n  title_suffix: \"(m/w/d)\"\n  company: acme\n  posted: 2026-03-28 # spring\n  location: Zaragoza, ES\n  workplace: hybrid\n  salary: { min: 30000, max: 36000, currency: EUR, per: year }\n  skills: [Rust]\n  apply: a@b.example\n  description: We bake.\n- { title: \"Cook\", company: acme, posted: 2026-01-02, location: \"Houston, TX, US\", apply: a@b.example, description: We cook. }\n";
    let found = fs::read_to_string(folder.path.join("content/jobs/all.yaml")).unwrap();
    assert_eq!(found, expected);
    assert_eq!(fs::read(folder.path.join("content/jobs/engineer.md")).unwrap(), untouched);
    let run = folder.run(&["check", "--fix", "--now", NOW]).expect(0);
    assert!(run.out.starts_with("nothing to mend\n"), "{}", run.out);
    assert_eq!(fs::read_to_string(folder.path.join("content/jobs/all.yaml")).unwrap(), expected);
}
