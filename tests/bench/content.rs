//! Generated texts: the same for the same numbers, on every machine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// How much there is to be.
#[derive(Clone, Copy)]
pub struct Size {
    pub postings: usize,
    pub articles: usize,
}

/// A posting's facts and its text.
pub struct Posting {
    pub stem: String,
    pub title: String,
    pub company: usize,
    pub day: String,
    pub city: &'static str,
    pub country: &'static str,
    pub workplace: &'static str,
    pub level: &'static str,
    pub min: usize,
    pub skills: Vec<&'static str>,
    pub body: String,
}

pub struct Article {
    pub stem: String,
    pub title: String,
    pub day: String,
    pub tags: Vec<&'static str>,
    pub body: String,
}

pub const COMPANIES: usize = 500;

const ROLES: [&str; 12] = [
    "Backend Engineer",
    "Frontend Developer",
    "Data Engineer",
    "Site Reliability Engineer",
    "Product Designer",
    "Security Analyst",
    "Mobile Developer",
    "Machine Learning Engineer",
    "Support Specialist",
    "Technical Writer",
    "QA Engineer",
    "Platform Engineer",
];
const LEVELS: [&str; 4] = ["junior", "mid", "senior", "lead"];
const WORKPLACES: [&str; 3] = ["onsite", "hybrid", "remote"];
static CITIES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let cities = "Zaragoza ES, Madrid ES, Barcelona ES, Valencia ES, Sevilla ES, Bilbao ES, Lisbon PT, Porto PT, Braga PT, Paris FR, Lyon FR, Nantes FR, \
    Toulouse FR, Lille FR, Berlin DE, Hamburg DE, Munich DE, Cologne DE, Leipzig DE, Stuttgart DE, Vienna AT, Graz AT, Linz AT, Zurich CH, \
    Basel CH, Milan IT, Turin IT, Rome IT, Bologna IT, Dublin IE, Cork IE, London GB, Leeds GB, Bristol GB, Glasgow GB, Manchester GB, \
    Copenhagen DK, Odense DK, Aarhus DK, Stockholm SE, Malmo SE, Oslo NO, Bergen NO, Helsinki FI, Tampere FI, Amsterdam NL, Utrecht NL, \
    Rotterdam NL, Brussels BE, Ghent BE, Warsaw PL, Krakow PL, Prague CZ, Brno CZ, Tallinn EE, Riga LV, Vilnius LT, Turku FI, Split HR, \
    Zagreb HR";
    cities.split(", ").filter_map(|city| city.rsplit_once(' ')).collect()
});
pub static SKILLS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "Rust, Python, Java, Go, C++, C#, .NET, Node.js, TypeScript, JavaScript, PostgreSQL, MySQL, Redis, Kafka, Docker, Kubernetes, AWS, Azure, \
    Google Cloud, Terraform, Ansible, CI/CD, Linux, GraphQL, React, Vue, Svelte, Swift, Kotlin, Figma, SQL, Spark, Airflow, PyTorch, \
    Security, Networking, Writing, Testing, Accessibility, Leadership, PHP, Ruby, Elixir, Scala, Haskell, Clojure, Erlang, Perl, Dart, \
    Flutter, Angular, Django, Rails, Laravel, Spring, Flask, MongoDB, Cassandra, Elasticsearch, ClickHouse, Snowflake, dbt, Tableau, Grafana, \
    Prometheus, Nginx, OpenTelemetry, Jenkins, GitLab, Helm, Vault, Istio, gRPC, WebAssembly, OAuth, Selenium, Cypress, Playwright, Sketch, \
    Mentoring"
        .split(", ")
        .collect()
});
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "you, will, work, with, a, small, team, that, owns, its, services, from, design, to, operation, and, keeps, them, simple, we, review, \
    each, change, write, tests, first, measure, before, deciding, release, often, learn, together, every, week, the, product, serves, people, \
    who, rely, on, it, all, day, so, care, matters, more, than, speed, here, clear, notes, good, habits, calm, planning, honest, estimates"
        .split(", ")
        .collect()
});

/// A small generator of numbers (xorshift64*), so that no crate's version changes the texts.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.next(from.len())]
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut text = String::new();
        for i in 0..words {
            let word = self.pick(&WORDS);
            if i == 0 {
                text.push_str(&word[..1].to_uppercase());
                text.push_str(&word[1..]);
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        text.push('.');
        text
    }

    fn paragraph(&mut self) -> String {
        (0..4).map(|_| self.sentence(12)).collect::<Vec<_>>().join(" ")
    }

    fn some(&mut self, count: usize) -> Vec<&'static str> {
        let mut found: Vec<&'static str> = Vec::new();
        while found.len() < count {
            // Squared, so that some are common and others rare.
            let at = self.next(SKILLS.len()) * self.next(SKILLS.len()) / SKILLS.len();
            if !found.contains(&SKILLS[at]) {
                found.push(SKILLS[at]);
            }
        }
        found
    }
}

pub fn posting(number: usize) -> Posting {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1).wrapping_mul(0xD1B5_4A32_D192_ED03));
    let role = numbers.pick(&ROLES);
    let level = numbers.pick(&LEVELS);
    let (city, country) = numbers.pick(&CITIES);
    let mut body = numbers.paragraph();
    let _ = write!(body, "\n\n## What you will do\n\n");
    for _ in 0..5 {
        let _ = writeln!(body, "- **{}** {}", numbers.pick(&SKILLS), numbers.sentence(9));
    }
    let _ = write!(body, "\n## What we ask for\n\n{}\n\n", numbers.paragraph());
    for _ in 0..4 {
        let _ = writeln!(body, "1. {}", numbers.sentence(8));
    }
    let _ =
        write!(body, "\n## How we work\n\n{} See [our site](https://company.example/about).\n", numbers.paragraph());
    let skills_count = 3 + numbers.next(3);
    Posting {
        stem: format!("posting-{number:05}"),
        title: format!("{}{} {role} {number}", level[..1].to_uppercase(), &level[1..]),
        company: numbers.next(COMPANIES),
        day: format!("2026-{:02}-{:02}", 1 + numbers.next(10), 1 + numbers.next(28)),
        city,
        country,
        workplace: numbers.pick(&WORKPLACES),
        level,
        min: 25_000 + 1_000 * numbers.next(40),
        skills: numbers.some(skills_count),
        body,
    }
}

pub fn article(number: usize) -> Article {
    let mut numbers = Numbers(0xA076_1D64_78BD_642F ^ (number as u64 + 1).wrapping_mul(0xE703_7ED1_A0B4_28DB));
    let mut body = numbers.paragraph();
    for part in 0..6 {
        let _ = write!(
            body,
            "\n\n## Part {part}: {}\n\n{}\n\n> {}\n",
            numbers.sentence(4),
            numbers.paragraph(),
            numbers.sentence(10)
        );
    }
    body.push_str("\n```rust\nfn main() {\n    println!(\"hello\");\n}\n```\n");
    Article {
        stem: format!("article-{number:04}"),
        title: format!("Notes on {} {number}", numbers.pick(&SKILLS)),
        day: format!("202{}-{:02}-{:02}", 3 + numbers.next(3), 1 + numbers.next(12), 1 + numbers.next(28)),
        tags: numbers.some(3),
        body,
    }
}

/// What a site of ours is made with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The default theme, with all that it makes.
    Default,
    /// The plain one, and nothing on that a plain site doesn't have.
    Plain,
}

const PLAIN: &str = "theme: plain\nlanding_minimum: false\nfeeds: { formats: [rss] }\n";

/// Writes a site of ours.
pub fn write(root: &Path, size: Size, theme: Theme) {
    for folder in ["jobs", "articles", "companies"] {
        fs::create_dir_all(root.join("content").join(folder)).expect("the folder can be made");
    }
    let put =
        |name: &str, text: String| fs::write(root.join("content").join(name), text).expect("the file can be written");
    let settings = "title: Benchmark\ndescription: Generated texts.\nbase_url: https://bench.example\nlanguage: en\ntimezone: Europe/Madrid\n";
    put("site.yaml", format!("{settings}{}", if theme == Theme::Plain { PLAIN } else { "" }));
    for number in 0..COMPANIES {
        put(
            &format!("companies/company-{number}.yaml"),
            format!("name: Company {number}\nurl: https://company-{number}.example\nsummary: Makes things.\n"),
        );
    }
    for number in 0..size.postings {
        let p = posting(number);
        let skills: Vec<String> = p.skills.iter().map(|skill| format!("\"{skill}\"")).collect();
        put(
            &format!("jobs/{}.md", p.stem),
            format!(
                "---\ntitle: {}\ncompany: company-{}\nid: REF-{number}\nposted: {}\ncloses: 2027-01-31\nlocation: {}, {}\nworkplace: {}\n{}employment: full-time\nlevel: {}\nsalary: {}-{} EUR/year\nskills: [{}]\napply: https://company-{}.example/jobs/{number}\n---\n{}",
                p.title,
                p.company,
                p.day,
                p.city,
                p.country,
                p.workplace,
                if p.workplace == "remote" { format!("applicants: [{}]\n", p.country) } else { String::new() },
                p.level,
                p.min,
                p.min + 12_000,
                skills.join(", "),
                p.company,
                p.body
            ),
        );
    }
    for number in 0..size.articles {
        let a = article(number);
        let tags: Vec<String> = a.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        put(
            &format!("articles/{}.md", a.stem),
            format!("---\ntitle: {}\ndate: {}\ntags: [{}]\n---\n{}", a.title, a.day, tags.join(", "), a.body),
        );
    }
}
