//! Kinds of a site's own, and data for templates, with the real program and real files.

use std::fs;

use crate::begin::rolecall;
use crate::support::{Folder, NOW, SITE};

const KINDS: &str =
    "kinds: { events: { order: starts, fields: { starts: { type: date }, host: { type: entry, kind: company } } } }\n";
const TEMPLATE: &str = "{% extends \"base.html\" %}{% block main %}{% for row in data.team %}[{{ row.name }}, {{ row.role }}]{% endfor %}{{ data.prices.day * 2 }}-{{ data.costs.hour * 2 }}{% endblock main %}";

fn site() -> Folder {
    let folder = Folder::site();
    folder.write("content/site.yaml", format!("{SITE}{KINDS}theme: mine\n"));
    folder.write("themes/mine/theme.yaml", "name: mine\ncontract: 2\n");
    folder.write("themes/mine/templates/kinds/events.html", TEMPLATE);
    folder.write("content/events/_defaults.yaml", "host: acme\n");
    folder.write("content/events/a.md", "---\ntitle: Open day\nstarts: 2026-12-05\n---\nCome in.\n");
    // As a spreadsheet writes it.
    folder.write("content/data/team.csv", "\u{feff}name,role\r\nAna,\"Editor, and \"\"more\"\"\"\r\n");
    folder.write("content/data/prices.json", "{ \"day\": 3 }");
    folder.write("content/data/costs.yaml", "hour: 12.5\n");
    folder
}

#[test]
fn files_of_data_reach_templates_as_they_lie_on_disk() {
    let folder = site();
    folder.build().expect(0);
    let page = |path: &str| fs::read_to_string(folder.path.join("public").join(path)).unwrap();
    let list = page("events/index.html");
    assert!(list.contains("[Ana, Editor, and &quot;more&quot;]6-25"), "{list}");
    assert!(page("events/a/index.html").contains("<dd><a href=\"/companies/acme/\">Acme</a></dd>"));
    folder.write("content/data/prices.json", "{ \"day\": 4 }");
    folder.build().expect(0);
    assert!(page("events/index.html").contains("8-25"));
}

#[test]
fn every_fault_of_a_table_is_told_at_its_row() {
    let folder = site();
    folder.write("content/data/team.csv", "\u{feff}name,name,\nAna\nBo,1,2\nÉric,2\n");
    folder.write("content/data/quote.csv", "name,role\nAna,\"Editor\nBo,Cook\n");
    folder.write("content/data/two.yaml", "- a\n---\n- b\n");
    let run = folder.run(&["check", "--now", NOW, "--format", "short"]).expect(1);
    for fault in [
        "content/data/team.csv:1:1: error[bad-data]: two columns are called `name`",
        "content/data/team.csv:1:1: error[bad-data]: column 3 has no name",
        "content/data/team.csv:2:1: error[bad-data]: this row has 1 cells",
        "content/data/team.csv:4:1: error[bad-data]: this row has 2 cells",
        "content/data/quote.csv:2:5: error[bad-data]: a quotation mark has no other one",
        "content/data/two.yaml:3:1: error[bad-data]: a data file holds one document",
    ] {
        assert!(run.out.contains(fault), "{fault}: {}", run.out);
    }
}

#[test]
fn a_kind_is_one_for_new_and_for_schemas_too() {
    let folder = site();
    let root = folder.path.to_str().unwrap();
    let run = folder.run(&["new", "events", "Trade fair", "--now", NOW]).expect(0);
    assert!(run.out.starts_with("wrote content/events/trade-fair.md"), "{}", run.out);
    folder.write(
        "content/site.yaml",
        format!("{SITE}languages: [es]\n{}theme: mine\n", KINDS.replace("kinds: { ", "kinds: { press: {}, ")),
    );
    folder.write("content/press/b.md", "---\ntitle: B\n---\nText.\n");
    let translated = ["new", "events", "B", "--lang", "es", "--translate-of", "content/press/b.md"];
    let run = folder.run(&translated).expect(2);
    assert!(run.err.contains("is not a file in content/events/"), "{}", run.err);
    let schema = String::from_utf8(rolecall(&["schema", "events", "--root", root]).stdout).unwrap();
    assert!(schema.contains("\"starts\""), "{schema}");
    let run = folder.run(&["schema", "evnts"]).expect(2);
    assert!(run.err.contains("page, site, press, events"), "{}", run.err);
}
