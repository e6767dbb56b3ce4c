//! The files of an index: what was built finds what its site does, and says where it is damaged; and what a site of many postings is searched for, landing pages and
//! towns that are near.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rolecall::pipeline::{Memo, Outcome, build};
use rolecall::search::{Found, Index, Query, ReadFault, Sort, read};

use crate::search::{ask, titles, with_index, words_site};
use crate::support::{Folder, NOW, SITE, request, sources};

/// A site of many postings, with landing pages, whose index is in shards.
fn large_site() -> Outcome {
    let roles = ["Engineer", "Nurse", "Designer", "C++ Developer"];
    let towns = ["Madrid, ES", "Getafe, ES", "Sevilla, ES", "Leeds, GB"];
    let levels = ["junior", "senior", "lead"];
    let posting = |i: usize| {
        format!(
            "- {{ title: '{} {}', id: p{i}, company: acme, posted: 2026-11-{:02}, location: '{}', level: {}, skills: ['{}'], salary: {} EUR a year, apply: a@b.example, description: Word{} of the trade. }}\n",
            roles[i % 4],
            i % 97,
            1 + i % 20,
            towns[i % 4],
            levels[i % 3],
            ["Rust", "Care", "C#"][i % 3],
            30_000 + i % 50 * 1000,
            i % 211,
        )
    };
    let list: String = (0..400).map(posting).collect();
    let settings = format!("{SITE}distance_search: true\n");
    let files = [
        ("content/site.yaml", settings.as_str()),
        ("content/companies/acme.yaml", "name: Acme\n"),
        ("content/jobs/all.yaml", list.as_str()),
    ];
    build(sources(files), &request(NOW), &mut Memo::default())
}

/// The files of an index by name.
fn files_of(index: &Index<'_>) -> BTreeMap<String, String> {
    index.files().into_iter().map(|(file, text)| (file.name(), text)).collect()
}

fn read_back(files: &BTreeMap<String, String>) -> Result<Index<'static>, ReadFault> {
    read(&|name| files.get(name).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into()))
}

#[test]
fn an_index_that_was_built_finds_the_same() {
    let (small, large) = (words_site(), large_site());
    let queries = [
        "",
        "engineer",
        "nurse care",
        "c++",
        "c#",
        "madrid",
        "getafe senior",
        "enginer",
        "word7",
        "xyzzy",
        "acme rust xyzzy",
    ];
    for (outcome, lang, is_sharded) in [(&small, "en", false), (&small, "es", false), (&large, "en", true)] {
        with_index(outcome, lang, |index| {
            let files = files_of(index);
            assert_eq!(files.len() > 1, is_sharded, "{:?}", files.keys());
            let built = read_back(&files).unwrap();
            for (at, text) in queries.iter().enumerate() {
                let sort = [Sort::Relevance, Sort::Newest, Sort::Closing, Sort::Pay][at % 4];
                let facets = match index.facets.iter().find(|facet| facet.name == "level") {
                    Some(level) if at % 2 == 1 => [("level".to_owned(), vec![level.values[0].key.clone()])].into(),
                    _ => BTreeMap::new(),
                };
                let pay = (at % 3 == 1).then(|| ("EUR".to_owned(), 50_000));
                let days = (at % 5 == 1).then_some(10);
                let query = Query { facets, sort, pay, days, ..ask(text) };
                assert_eq!(index.find(&query), built.find(&query), "{query:?}");
                let urls = |index: &Index<'_>| index.docs.iter().map(|doc| doc.card.url.clone()).collect::<Vec<_>>();
                assert_eq!(urls(index), urls(&built));
            }
        });
    }
}

#[test]
fn an_index_that_is_damaged_says_where() {
    let outcome = large_site();
    with_index(&outcome, "en", |index| {
        let files = files_of(index);
        let with = |name: &str, change: &dyn Fn(&str) -> String| {
            let mut files = files.clone();
            let text = change(&files[name]);
            files.insert(name.to_owned(), text);
            read_back(&files).unwrap_err()
        };
        // What nobody ranks by: other names and words, and facets that narrow nothing down.
        let is_read = |name: &&String| match name.strip_prefix("facet-") {
            Some(facet) => index.facets.iter().any(|known| facet == format!("{}.json", known.name)),
            None => !["lexicon.json", "offers.json"].contains(&name.as_str()),
        };
        for name in files.keys().filter(is_read) {
            let mut fewer = files.clone();
            fewer.remove(name);
            assert!(matches!(read_back(&fewer).unwrap_err(), ReadFault::Missing(fault, _) if fault == *name), "{name}");
            let fault = with(name, &|text| text[..text.len() / 2].to_owned());
            assert!(matches!(fault, ReadFault::Malformed(fault, _) if fault == *name), "{name}");
            if name != "index.json" {
                let fault = with(name, &|text| text.replacen("\"v\":\"", "\"v\":\"0", 1));
                assert_eq!(fault, ReadFault::OfAnotherBuild(name.clone()));
            }
        }
        let other = with("index.json", &|text| text.replace("rolecall-search/1", "rolecall-search/9"));
        assert_eq!(other.to_string(), "index.json: it is `rolecall-search/9`, not `rolecall-search/1`");
        let fewer = with("index.json", &|text| text.replacen("\"count\":4", "\"count\":14", 1));
        assert!(matches!(&fewer, ReadFault::Malformed(_, why) if why.contains("as many cards")), "{fewer}");
        let beyond =
            with("facet-level.json", &|text| text.replacen("\"docs\":[", "\"docs\":[4000000000,4000000000,", 1));
        assert_eq!(beyond.to_string(), "facet-level.json: it names an entry that there is not");
    });
}

#[test]
fn towns_that_are_near_count_where_somebody_says_how_far() {
    let outcome = large_site();
    with_index(&outcome, "en", |index| {
        let within = |place: &str, km: Option<i64>| {
            let facets = [("place".to_owned(), vec![place.to_owned()]), ("kind".to_owned(), vec!["job".to_owned()])];
            index.find(&Query { facets: facets.into(), km, ..ask("") }).docs.len()
        };
        // Getafe is 13 km from Madrid, Sevilla nearly 400.
        let counts = [None, Some(5), Some(25), Some(500)].map(|km| within("es-madrid", km));
        assert_eq!(counts, [100, 100, 200, 300]);
        assert_eq!(within("gb-leeds", Some(1000)), 100);
        let text = &files_of(index)["index.json"];
        assert!(text.contains("GeoNames (https://www.geonames.org), CC BY 4.0"), "the licence asks for it");
    });
    with_index(&words_site(), "en", |index| {
        assert!(!index.single().contains("GeoNames") && !index.single().contains("\"at\":["))
    });
}

#[test]
fn landing_pages_are_found_and_come_near_where_nothing_has_all_words() {
    let outcome = large_site();
    with_index(&outcome, "en", |index| {
        let found = index.find(&ask("rust jobs in madrid"));
        let shown = titles(index, &found);
        assert!(!found.is_partial && shown.contains(&"Rust jobs in Madrid".to_owned()), "{shown:?}");
        assert_eq!(index.docs[found.docs[0] as usize].card.kind, "job", "{shown:?}");
        let found = index.find(&ask("rust xyzzy madrid"));
        let near: Vec<&str> = found.nearest.iter().map(|doc| index.docs[*doc as usize].card.title.as_ref()).collect();
        assert!(found.is_partial && near[0] == "Rust jobs in Madrid" && near.len() <= 5, "{near:?}");
        assert!(found.docs.iter().all(|doc| index.docs[*doc as usize].card.kind != "landing"));
        assert_eq!(
            index.find(&ask("xyzzy")),
            Found { is_partial: true, counts: index.find(&ask("xyzzy")).counts, ..Found::default() }
        );
    });
}

/// `nurse jobs` is what people write; no posting says of itself that it is a job.
#[test]
fn words_for_a_job_are_asked_for_in_vain() {
    let outcome = words_site();
    for (lang, plain, asked) in [
        ("en", "nurse", "nurse jobs"),
        ("en", "c++", "C++ vacancies"),
        ("es", "enfermera", "empleo enfermera"),
        ("de", "krankenpfleger", "Stellen Krankenpfleger"),
        ("fr", "infirmier", "emploi infirmier"),
    ] {
        with_index(&outcome, lang, |index| {
            let (plain, asked) = (index.find(&ask(plain)), index.find(&ask(asked)));
            let of = |found: &Found| found.docs.iter().copied().collect::<BTreeSet<u32>>();
            assert!(
                !asked.is_partial && !asked.docs.is_empty() && of(&plain) == of(&asked),
                "{lang}: {:?}",
                titles(index, &asked)
            );
        });
    }
}

#[test]
fn the_program_takes_the_index_that_was_built() {
    let site = Folder::site();
    site.run(&["build", "--now", NOW]).expect(0);
    let path = site.path.join("content/jobs/engineer.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("title: Engineer", "title: Tinkerer")).unwrap();
    let built = site.run(&["search", "engineer", "--now", NOW]).expect(0).out;
    assert!(built.starts_with("Engineer · "), "{built}");
    assert!(site.run(&["search", "tinkerer", "--now", NOW, "--sources"]).expect(0).out.starts_with("Tinkerer"));
    assert!(site.run(&["search", "tinkerer", "--now", NOW, "--drafts"]).expect(0).out.starts_with("Tinkerer"));
    let fault = site.run(&["search", "engineer", "--now", NOW, "--lang", "../x"]).expect(2).err;
    assert!(fault.contains("the site has no language `../x`; it has en"), "{fault}");
    let index = site.path.join("public/search/en/index.json");
    fs::write(&index, "{").unwrap();
    let fault = site.run(&["search", "engineer", "--now", NOW]).expect(3).err;
    assert!(fault.contains("can't read the index in ") && fault.contains("--sources"), "{fault}");
}
