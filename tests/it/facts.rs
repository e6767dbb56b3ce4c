//! What every output says of a posting is the same: its title, company, places, pay and dates, however odd they are.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{NOW, cold, output, sources};

const SITE: &str = "title: Test\nbase_url: https://site.example\nlanguage: en\nlanguages: { es: { title: Prueba } }\ntimezone: Europe/Madrid\nfeeds: { indeed: true, jooble: true, linkedin: true, trovit: true }\n";

/// A posting, and what is to be said of it.
struct Odd {
    slug: &'static str,
    fields: &'static str,
    title: &'static str,
    /// As search engines and boards get it.
    plain: &'static str,
    /// In rows of lists.
    place: &'static str,
    pay: Option<(&'static str, Value, Value)>,
}

fn odd() -> Vec<Odd> {
    vec![
        Odd {
            slug: "marker",
            fields: "title: \"R&D Baker <b> (m/w/d)\"\nlocation: Zaragoza, AR, ES\nsalary: 30000-36000.50 EUR/year\n",
            title: "R&D Baker <b> (m/w/d)",
            plain: "R&D Baker <b>",
            place: "Zaragoza, Aragón, Spain",
            pay: Some(("€30,000 – €36,000.50 a year", 30_000.into(), serde_json::json!(36_000.5))),
        },
        Odd {
            slug: "union",
            fields: "title: Nurse\nworkplace: remote\napplicants: [GB, EU, CH]\nsalary: 21.5 GBP/hour\n",
            title: "Nurse",
            plain: "Nurse",
            place: "European Union · United Kingdom · Switzerland",
            pay: Some(("£21.50 an hour", serde_json::json!(21.5), serde_json::json!(21.5))),
        },
        Odd {
            slug: "many",
            fields: "title: Driver\nlocations: [\"Madrid, ES\", \"Lisbon, PT\", \"Lyon, FR\", \"Turin, IT\", \"Bern, CH\"]\n",
            title: "Driver",
            plain: "Driver",
            place: "Madrid, Spain · Lisbon, Portugal · Lyon, France · +2",
            pay: None,
        },
        Odd {
            slug: "region",
            fields: "title: Clerk\nworkplace: remote\napplicants: [ES-CT, US-CA]\nsalary: 4000-4000 USD/month\n",
            title: "Clerk",
            plain: "Clerk",
            place: "Catalunya · California",
            pay: Some(("$4,000 a month", 4_000.into(), 4_000.into())),
        },
    ]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

struct Outputs(BTreeMap<String, Vec<u8>>);

impl Outputs {
    fn text(&self, path: &str) -> &str {
        let bytes = self.0.get(path).unwrap_or_else(|| panic!("{path} is not made"));
        std::str::from_utf8(bytes).unwrap()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(self.text(path)).unwrap()
    }

    /// The structured data of a type on a page.
    fn data(&self, path: &str, kind: &str) -> Value {
        let page = self.text(path);
        let parts = page.split("<script type=\"application/ld+json\">").skip(1);
        let mut found =
            parts.map(|part| serde_json::from_str::<Value>(part.split("</script>").next().unwrap()).unwrap());
        found.find(|data| data["@type"] == kind).unwrap_or_else(|| panic!("{path} has no {kind}"))
    }
}

/// The one of a list whose address ends so.
fn with_url<'a>(list: &'a Value, slug: &str) -> &'a Value {
    let end = format!("/jobs/{slug}/");
    list.as_array().unwrap().iter().find(|item| item["url"].as_str().unwrap().ends_with(&end)).unwrap()
}

#[test]
fn every_output_says_the_same_of_a_posting() {
    let text = "People rely on what you make, and you work with those who use it: you plan it, make it, mend it, and see it used every day.";
    let mut files = vec![
        ("content/site.yaml".to_owned(), format!("{SITE}markdown_pages: true\n")),
        ("content/companies/acme.yaml".to_owned(), "name: Acme & Sons\n".to_owned()),
    ];
    for odd in odd() {
        let rest = "company: acme\nposted: 2026-11-01\ncloses: 2026-12-15 17:00\nemployment: full-time\napply: https://acme.example/apply\n";
        files.push((format!("content/jobs/{}.md", odd.slug), format!("---\n{}{rest}---\n{text}\n", odd.fields)));
    }
    let made = Outputs(output(&cold(sources(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))), NOW)));
    let (search, list, list_page) =
        (made.json("search/en/index.json"), made.json("jobs.json"), made.text("jobs/index.html"));
    let (feed, calendar) = (made.json("jobs/feed.json"), made.text("closing.ics").replace("\r\n ", ""));
    assert!(list_page.contains("4 open jobs") && list_page.matches("<li class=\"row job").count() == 4, "{list_page}");
    for odd in odd() {
        let slug = odd.slug;
        let rows: Vec<&str> = list_page.split("<li class=\"row job").collect();
        let row = rows.iter().find(|row| row.contains(&format!("href=\"/jobs/{slug}/\""))).unwrap();
        let page = made.text(&format!("jobs/{slug}/index.html"));
        let markdown = made.text(&format!("jobs/{slug}/index.md"));
        let data = made.data(&format!("jobs/{slug}/index.html"), "JobPosting");
        let (hit, listed) = (with_url(&search["docs"], slug), with_url(&list["jobs"], slug));
        let item = with_url(&feed["items"], slug);
        // Titles.
        assert!(row.contains(&format!("<bdi>{}</bdi>", escaped(odd.title))), "{row}");
        assert!(page.contains(&escaped(odd.title)), "{slug}");
        assert_eq!((&hit["title"], &listed["title"]), (&odd.title.into(), &odd.title.into()));
        assert_eq!(item["title"], format!("{} – Acme & Sons", odd.title));
        let summary = format!("SUMMARY:Closes: {} – Acme & Sons", odd.title.replace(',', "\\,"));
        assert!(calendar.contains(&summary), "{summary}: {calendar}");
        assert_eq!(data["title"], odd.plain);
        // Companies and dates.
        assert_eq!((&hit["company"], &listed["company"]["name"]), (&"Acme & Sons".into(), &"Acme & Sons".into()));
        assert_eq!(data["hiringOrganization"]["name"], "Acme & Sons");
        assert_eq!(
            (&data["validThrough"], &listed["closes"]),
            (&"2026-12-15T17:00:00+01:00".into(), &"2026-12-15T17:00:00+01:00".into())
        );
        assert!(
            page.contains("December 15, 2026, 17:00") && markdown.contains("December 15, 2026, 17:00"),
            "{markdown}"
        );
        // Places.
        assert!(row.contains(&format!("· {}", odd.place)), "{row}");
        let first = odd.place.split(" · +").next().unwrap();
        assert!(hit["place"].as_str().unwrap().starts_with(first), "{hit}");
        for place in first.split(" · ") {
            assert!(page.contains(place) && markdown.contains(place), "{slug} does not name {place}: {markdown}");
        }
        // Pay.
        match &odd.pay {
            Some((pay, min, max)) => {
                assert!(row.contains(pay) && page.contains(pay) && markdown.contains(pay), "{pay}: {row} {markdown}");
                for salary in [&hit["salary"], &listed["salary"]] {
                    assert_eq!((&salary["min"], &salary["max"]), (min, max), "{slug}");
                }
                let value = &data["baseSalary"]["value"];
                let told = if min == max {
                    (&value["value"], &value["value"])
                } else {
                    (&value["minValue"], &value["maxValue"])
                };
                assert_eq!(told, (min, max), "{slug}");
            }
            None => assert!(hit["salary"].is_null() && listed["salary"].is_null() && data["baseSalary"].is_null()),
        }
        // Boards: each that has it.
        for board in ["indeed", "jooble", "linkedin", "trovit"] {
            let xml = made.text(&format!("feeds/{board}.xml"));
            if xml.contains(&format!("/jobs/{slug}/")) {
                assert!(xml.contains(&format!("<![CDATA[{}]]>", odd.plain)), "{board}: {slug}");
            }
        }
    }
}

#[test]
fn a_page_in_another_language_says_the_same_in_its_words() {
    let posting = "title: Nurse\ncompany: acme\nposted: 2026-11-01\nworkplace: remote\napplicants: [EU]\nsalary: 30000 EUR/year\napply: a@acme.example\ndescription: Text.\n";
    let made = Outputs(output(&cold(
        sources([
            ("content/site.yaml", SITE),
            ("content/companies/acme.yaml", "name: Acme\n"),
            ("content/jobs/nurse.yaml", posting),
        ]),
        NOW,
    )));
    let page = made.text("es/jobs/index.html");
    assert!(
        page.contains("1 empleo abierto") && page.contains("Unión Europea") && page.contains("30.000\u{a0}€"),
        "{page}"
    );
    assert_eq!(page.matches("<li class=\"row job").count(), 1);
}
