//! What readers find: the queries of `tests/search/queries.tsv`, and what must hold of every index. `tests/browser/search.mjs` asks the script the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rolecall::discover::Disk;
use rolecall::model::Lang;
use rolecall::pipeline::{Memo, Outcome, build};
use rolecall::search::{Found, Index, Query, Sort};
use rolecall::source::{Source, SrcPath};

use crate::support::{Folder, NOW, Numbers, POSTING, SITE, output, request, sources};

/// The day of [`NOW`], counted from 1970-01-01.
const TODAY: i32 = 20_777;

pub fn words_site() -> Outcome {
    let mut disk = Disk::new(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/site")));
    disk.scan(&|| true).unwrap();
    build(disk.sources().clone(), &request(NOW), &mut Memo::default())
}

pub fn with_index(outcome: &Outcome, lang: &str, look: impl FnOnce(&Index<'_>)) {
    let ready = outcome.ready.as_ref().unwrap();
    let lang = Lang::new(lang).unwrap();
    look(&ready.renderer.search(&lang));
}

pub fn titles(index: &Index<'_>, found: &Found) -> Vec<String> {
    found.docs.iter().map(|doc| index.docs[*doc as usize].card.title.to_string()).collect()
}

pub fn ask(text: &str) -> Query {
    Query { text: text.to_owned(), today: TODAY, ..Query::default() }
}

#[test]
fn every_query_of_the_table_finds_what_it_should() {
    let outcome = words_site();
    let mut faults = Vec::new();
    let table = include_str!("../search/queries.tsv");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [lang, text, first, not] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns: {line}") };
        *counts.entry(lang).or_default() += 1;
        with_index(&outcome, lang, |index| {
            let found = index.find(&ask(text));
            let shown = if found.is_partial { Vec::new() } else { titles(index, &found) };
            let wanted: Vec<&str> = first.split('|').filter(|title| !matches!(*title, "" | "*" | "-")).collect();
            let is_first =
                wanted.iter().zip(&shown).filter(|(wanted, shown)| **wanted == **shown).count() == wanted.len();
            let is_all = first.contains('*') || first.is_empty() || shown.len() == wanted.len();
            let is_free = !not.split('|').any(|title| shown.iter().any(|shown| shown == title));
            if !(is_first && is_all && is_free) {
                faults.push(format!("{lang} `{text}`: {shown:?}, expected {first}, not {not}"));
            }
        });
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(counts.values().sum::<usize>() >= 80 && counts.len() == 4, "{counts:?}");
}

#[test]
fn an_index_holds_together() {
    let outcome = words_site();
    for lang in ["en", "es", "de", "fr"] {
        with_index(&outcome, lang, |index| {
            for terms in [&index.words, &index.texts] {
                let mut seen = BTreeSet::new();
                for (stem, term) in terms {
                    assert!(!term.forms.is_empty() && term.count() > 0, "{stem}");
                    assert!(term.forms.iter().all(|form| seen.insert(form)), "a form of {stem} has two stems");
                    for docs in term.docs.values() {
                        assert!(docs.windows(2).all(|pair| pair[0] < pair[1]), "{stem}: {docs:?}");
                        assert!(docs.iter().all(|doc| (*doc as usize) < index.docs.len()), "{stem}");
                    }
                    let all: BTreeSet<u32> = term.docs.values().flatten().copied().collect();
                    assert_eq!(all.len(), term.count(), "{stem} has two levels in an entry");
                }
            }
            // Every form is found by itself, and leads to each entry that has it.
            for (stem, term) in &index.words {
                let found = index.find(&ask(&term.forms[0]));
                let is_there = |doc: &u32| found.docs.contains(doc);
                assert!(term.docs.values().flatten().all(is_there), "{stem}: {:?}", term.forms);
            }
            let days: Vec<_> = index.docs.iter().map(|doc| doc.day).collect();
            assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "the newest first, those without a date last");
        });
    }
    let other = words_site();
    with_index(&outcome, "en", |index| with_index(&other, "en", |again| assert_eq!(index.single(), again.single())));
}

/// Facets, days and orders against a search by hand through all cards.
#[test]
fn filters_and_orders_are_those_of_a_search_by_hand() {
    let outcome = words_site();
    let mut numbers = Numbers(7);
    with_index(&outcome, "en", |index| {
        for _ in 0..40 {
            let mut query = ask(["", "engineer", "developer", "nurse remote"][numbers.below(4)]);
            for _ in 0..numbers.below(3) {
                let facet = &index.facets[numbers.below(index.facets.len())];
                let value = &facet.values[numbers.below(facet.values.len())];
                query.facets.entry(facet.name.to_string()).or_default().push(value.key.clone());
            }
            query.days = [None, Some(7), Some(30)][numbers.below(3)];
            query.sort = [Sort::Relevance, Sort::Newest, Sort::Closing, Sort::Pay][numbers.below(4)];
            let all = index.find(&ask(&query.text));
            let found = index.find(&query);
            let has = |doc: u32, name: &str, key: &str| {
                let facet = index.facets.iter().find(|facet| facet.name == name).unwrap();
                facet.values.iter().any(|value| value.key == key && value.docs.contains(&doc))
            };
            let fits = |doc: &u32| {
                let facets = query.facets.iter().all(|(name, keys)| keys.iter().any(|key| has(*doc, name, key)));
                let day = index.docs[*doc as usize].day;
                facets && query.days.is_none_or(|days| day.is_some_and(|day| day > TODAY - days))
            };
            let by_hand: BTreeSet<u32> = all.docs.iter().copied().filter(fits).collect();
            assert_eq!(found.docs.iter().copied().collect::<BTreeSet<_>>(), by_hand, "{query:?}");
            for facet in &index.facets {
                for (value, count) in facet.values.iter().zip(&found.counts[facet.name.as_ref()]) {
                    let mut only = query.clone();
                    only.facets.insert(facet.name.to_string(), vec![value.key.clone()]);
                    assert_eq!(index.find(&only).docs.len(), *count, "{query:?}: {}", value.key);
                }
            }
        }
    });
}

/// The titles that a site of these files finds.
fn found_in(files: &[(&str, &str)], lang: &str, text: &str) -> Vec<String> {
    let outcome = build(sources(files.iter().copied()), &request(NOW), &mut Memo::default());
    let mut found = Vec::new();
    with_index(&outcome, lang, |index| {
        let answer = index.find(&ask(text));
        found = if answer.is_partial { Vec::new() } else { titles(index, &answer) };
    });
    found
}

#[test]
fn a_sites_own_synonyms_and_the_other_names_of_tags_are_found() {
    let settings = format!("{SITE}synonyms: {{ en: ['engineer, tinkerer, boffin'] }}\n");
    let tag = "---\ntitle: Rust\naliases: [ferrous-oxide]\n---\nA language.\n";
    let files = [
        ("content/site.yaml", settings.as_str()),
        ("content/companies/acme.yaml", "name: Acme\n"),
        ("content/tags/rust.md", tag),
        ("content/jobs/a.md", POSTING),
    ];
    let settings = settings.replace("boffin']", "boffin', 'ab, cd', 'ef, gh', 'cd, ef, engineer']");
    let files = [("content/site.yaml", settings.as_str()), files[1], files[2], files[3]];
    // Another text has one of those words, and no title does.
    let other = "---\ntitle: Other\ndate: 2026-11-01\nsummary: Short.\n---\nA boffin, a tink-erer.\n";
    let files = [files[0], files[1], files[2], files[3], ("content/articles/b.md", other)];
    for query in ["ab", "cd", "gh", "boffin zaragoza", "tinkerer", "boffin", "tinkerers", "engineer", "ferrous oxide"] {
        assert_eq!(found_in(&files, "en", query).first().map(String::as_str), Some("Engineer"), "{query}");
    }
}

/// A word of a stranger's that is longer than all others together, and one that no two letters part.
#[test]
fn a_word_of_any_length_harms_no_other() {
    let long = "a.b".repeat(40_000);
    let text = POSTING.replace("Build things.", &format!("Build things with {long} and {}.", "x".repeat(100_000)));
    let files =
        [("content/site.yaml", SITE), ("content/companies/acme.yaml", "name: Acme\n"), ("content/jobs/a.md", &text)];
    assert_eq!(found_in(&files, "en", "engineer"), ["Engineer"]);
    assert_eq!(found_in(&files, "en", &long), [""; 0]);
    let outcome = build(sources(files), &request(NOW), &mut Memo::default());
    with_index(&outcome, "en", |index| {
        assert!(index.words.keys().chain(index.texts.keys()).all(|stem| stem.len() <= 130));
    });
}

/// What a page of results has in common narrows them down even where it is the only value.
#[test]
fn a_facet_of_one_value_is_kept_where_not_all_have_it() {
    let other = POSTING.replace("company: acme", "company: { name: Bolt }").replace("title: Engineer", "title: Other");
    let level = POSTING.replacen("title: ", "level: senior\ntitle: ", 1);
    let files = [
        ("content/site.yaml", SITE),
        ("content/companies/acme.yaml", "name: Acme\n"),
        ("content/jobs/a.md", level.as_str()),
        ("content/jobs/b.md", other.as_str()),
    ];
    let outcome = build(sources(files), &request(NOW), &mut Memo::default());
    with_index(&outcome, "en", |index| {
        let facets = [("level".to_owned(), vec!["senior".to_owned()])].into();
        let found = index.find(&Query { facets, ..ask("") });
        assert_eq!(titles(index, &found), ["Engineer"]);
        assert!(index.facets.iter().all(|facet| facet.name != "country"), "all are in one country");
    });
}

/// What stands on the pages of tags, companies and landing pages is what the search within them has before anybody asks for more.
#[test]
fn the_search_within_a_list_has_its_rows() {
    let mut disk = Disk::new(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/site")));
    disk.scan(&|| true).unwrap();
    let mut files = disk.sources().clone();
    let settings = files.get(&SrcPath::new("content/site.yaml")).unwrap().text().to_owned()
        + "pagination: 1000\nlanding_minimum: 1\nlanding_limit: 10000\ntag_minimum: 1\n";
    let list = "- { title: A, company: acme, posted: 2026-11-01, location: 'Springfield, IL, US', skills: [Rust], apply: a@b.example, description: T. }\n\
        - { title: B, company: acme, posted: 2026-11-01, location: 'Springfield, MO, US', skills: [Rust], apply: a@b.example, description: T. }\n\
        - { title: C, company: acme, posted: 2026-11-01, location: 'Zaragoza, Aragón, ES', apply: a@b.example, description: T. }\n\
        - { title: D, company: acme, posted: 2026-11-01, location: 'Zaragoza, ES', workplace: remote, apply: a@b.example, description: T. }\n\
        - { title: E, company: acme, posted: 2026-11-01, workplace: remote, applicants: [ES, PT], apply: a@b.example, description: T. }\n";
    files.insert(Source::from_text("content/site.yaml", &settings));
    files.insert(Source::from_text("content/jobs/more.yaml", list));
    let outcome = build(files, &request(NOW), &mut Memo::default());
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in output(&outcome).into_iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = String::from_utf8_lossy(&bytes).into_owned();
        let Some((_, rest)) = html.split_once("data-scope=\"") else { continue };
        let scope = rest.split('"').next().unwrap().replace("&amp;", "&");
        if scope.is_empty() {
            continue;
        }
        let lang = html.split_once("<html lang=\"").unwrap().1.split('"').next().unwrap();
        let rows = html.matches("<li class=\"row job").count();
        let mut facets: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, key) in scope.split('&').filter_map(|pair| pair.split_once('=')) {
            facets.entry(name.to_owned()).or_default().push(key.to_owned());
        }
        *kinds.entry(facets.keys().cloned().collect::<Vec<_>>().join("+")).or_default() += 1;
        with_index(&outcome, lang, |index| {
            // A facet that all postings have is none.
            facets.retain(|name, _| index.facets.iter().any(|facet| facet.name == *name));
            let found = index.find(&Query { facets: facets.clone(), ..ask("") });
            assert_eq!(found.docs.len(), rows, "{path}: {scope}");
        });
    }
    let wanted = [
        "kind",
        "country+kind",
        "kind+region",
        "kind+place",
        "kind+remote",
        "kind+level",
        "employment+kind",
        "kind+skill",
        "company+kind",
    ];
    assert!(wanted.iter().all(|kind| kinds.contains_key(*kind)), "{kinds:?}");
}

/// Languages without spaces are found by pairs of letters; those with alphabets of their own by their words.
#[test]
fn other_scripts_are_found() {
    let posting = |title: &str, text: &str| POSTING.replace("Engineer", title).replace("Build things.", text);
    let texts = [
        ("ja", posting("データエンジニア", "東京で働く。")),
        ("zh", posting("数据工程师", "在上海工作。")),
        ("th", posting("วิศวกรข้อมูล", "ทำงานที่กรุงเทพ")),
        ("ru", posting("Инженеры данных", "Работа в Казани.")),
        ("el", posting("Μηχανικός Δεδομένων", "Εργασία στην Αθήνα.")),
        ("ar", posting("مُهندس بيانات", "العمل في القاهرة.")),
    ];
    let queries = [
        ("ja", "エンジニア"),
        ("ja", "東京"),
        ("zh", "工程师"),
        ("zh", "上海"),
        ("th", "วิศวกร"),
        ("ru", "инженер"),
        ("ru", "казань"),
        ("el", "μηχανικος"),
        ("ar", "مهندس"),
    ];
    for (lang, query) in queries {
        let text = &texts.iter().find(|(own, _)| *own == lang).unwrap().1;
        let settings = SITE.replace("language: en", &format!("language: {lang}"));
        let files = [
            ("content/site.yaml", settings.as_str()),
            ("content/companies/acme.yaml", "name: Acme\n"),
            ("content/jobs/a.md", text.as_str()),
        ];
        assert_eq!(found_in(&files, lang, query).len(), 1, "{lang} {query}");
        assert_eq!(found_in(&files, lang, "工房 работник xyzzy"), [""; 0], "{lang}");
    }
}

#[test]
fn what_has_closed_is_not_found() {
    let closing = POSTING.replacen("title: ", "closes: 2026-11-25\ntitle: ", 1);
    let files = [
        ("content/site.yaml", SITE),
        ("content/companies/acme.yaml", "name: Acme\n"),
        ("content/jobs/a.md", closing.as_str()),
    ];
    let outcome = build(sources(files), &request(NOW), &mut Memo::default());
    with_index(&outcome, "en", |index| {
        let on = |today: i32| index.find(&Query { today, ..ask("engineer") }).docs.len();
        assert_eq!((on(TODAY), on(TODAY + 5), on(TODAY + 6)), (1, 1, 0));
    });
}

#[test]
fn the_program_finds_the_same_and_says_what_is_wrong() {
    let site = Folder::site();
    let run = |arguments: &[&str]| {
        let mut all = vec!["search"];
        all.extend(arguments);
        all.extend(["--now", NOW]);
        site.run(&all)
    };
    let human = run(&["engneer"]).expect(0).out;
    assert!(
        human.starts_with("showing results for engineer\nEngineer · Acme · Zaragoza, Spain\n  /jobs/engineer/\n"),
        "{human}"
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["rust", "--format", "json"]).expect(0).out).unwrap();
    assert_eq!((&json["total"], &json["results"][0]["url"]), (&3.into(), &"/jobs/engineer/".into()), "{json}");
    assert_eq!(run(&["rust", "--facet", "kind=job"]).expect(0).out.lines().last(), Some("1 result"));
    let fault = run(&["rust", "--facet", "kind=jobs"]).expect(2).err;
    assert!(fault.contains("no entry has the kind `jobs`; there are article, "), "{fault}");
    let fault = run(&["rust", "--facet", "knid=job"]).expect(2).err;
    assert!(fault.contains("there is no facet `knid`; there are kind"), "{fault}");
    let fault = run(&["rust", "--lang", "fr"]).expect(2).err;
    assert!(fault.contains("the site has no language `fr`; it has en"), "{fault}");
    let fault = run(&["rust", "--pay", "lots"]).expect(2).err;
    assert!(fault.contains("write an amount and a currency"), "{fault}");
    fs::write(site.path.join("content/jobs/engineer.md"), "---\ntitle: x\n").unwrap();
    run(&["rust"]).expect(1);
}
