//! The pages of a plan to what their templates are told.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use super::Renderer;
use super::structured::{self, JobContext};
use super::views::{Alternate, Link, PageView, PaginationView, SiteView, YearView};
use crate::model::{KindName, Lang, Section, State};
use crate::plan::{PageKind, Planned, numbered, page_count};
use crate::relate::{EntryId, Standing, TermId};
use crate::source::{Address, Hasher, Span};

/// How many entries the home page shows of each kind.
const HOME_JOBS: usize = 8;
const HOME_ARTICLES: usize = 6;
const HOME_TAGS: usize = 24;
/// How many of the newest entries the search page shows before anybody searches.
const SEARCH_NEWEST: usize = 50;

/// A page, told everything but not yet rendered.
pub struct Page {
    pub template: &'static str,
    pub address: Address,
    /// The entry it is made from.
    pub origin: Option<Span>,
    /// What the template is told, by name.
    data: BTreeMap<&'static str, tera::Value>,
}

impl Page {
    pub fn context(&self) -> Context {
        let mut context = Context::new();
        for (name, value) in &self.data {
            context.insert_value(*name, value.clone());
        }
        context
    }

    pub fn fingerprint(&self, hasher: &mut Hasher) {
        hasher.field(self.template.as_bytes());
        for (name, value) in &self.data {
            hasher.field(name.as_bytes());
            serde_json::to_writer(&mut *hasher, value).expect("views are plain values, and hashing them can't fail");
        }
    }
}

/// Gathers what a page is told.
pub fn page(renderer: &Renderer, planned: &Planned) -> Page {
    let address = planned.out.address();
    let make = |lang: &Lang| Builder {
        renderer,
        lang: lang.clone(),
        address: address.clone(),
        data: BTreeMap::new(),
        structured: Vec::new(),
        body: None,
        origin: None,
    };
    match &planned.kind {
        PageKind::Home(lang) => make(lang).home(),
        PageKind::Jobs(lang, number) => make(lang).jobs(*number),
        PageKind::Articles(lang, number) => make(lang).articles(*number),
        PageKind::Companies(lang, number) => make(lang).companies(*number),
        PageKind::Authors(lang) => make(lang).authors(),
        PageKind::Tags(lang) => make(lang).tags(),
        PageKind::Archive(lang) => make(lang).archive(),
        PageKind::Search(lang) => make(lang).search(),
        PageKind::NotFound(lang) => make(lang).not_found(),
        PageKind::Tag(lang, term, number) => make(lang).tag(*term, *number),
        PageKind::Company(id, number) => make(&renderer.site.entry(*id).head.lang).company(*id, *number),
        PageKind::Author(id, number) => make(&renderer.site.entry(*id).head.lang).author(*id, *number),
        PageKind::Entry(id) => {
            let entry = renderer.site.entry(*id);
            let builder = make(&entry.head.lang);
            match entry.kind.name() {
                KindName::Job => builder.job(*id),
                KindName::Article => builder.article(*id),
                _ => builder.plain(*id),
            }
        }
        PageKind::Redirect(to) => make(&renderer.site.config.main).redirect(to),
        PageKind::Feed(_)
        | PageKind::SearchIndex(_)
        | PageKind::Sitemap(_)
        | PageKind::Robots
        | PageKind::RedirectTable
        | PageKind::Asset(_)
        | PageKind::Copy(_) => {
            unreachable!("these are made without a template")
        }
    }
}

struct Builder<'a> {
    renderer: &'a Renderer,
    lang: Lang,
    address: Address,
    data: BTreeMap<&'static str, tera::Value>,
    structured: Vec<String>,
    body: Option<String>,
    origin: Option<Span>,
}

/// What [`Builder::finish`] needs to know of a page.
struct About {
    kind: &'static str,
    template: &'static str,
    title: String,
    description: String,
    noindex: bool,
    /// Of the page in other languages.
    alternates: Vec<(Lang, Address)>,
    /// Names and links of the pages above it.
    trail: Vec<Link>,
    feed: Option<Link>,
    image: Option<String>,
}

impl About {
    fn new(kind: &'static str, template: &'static str, title: String, description: String) -> About {
        About {
            kind,
            template,
            title,
            description,
            noindex: false,
            alternates: Vec::new(),
            trail: Vec::new(),
            feed: None,
            image: None,
        }
    }
}

impl Builder<'_> {
    fn set(&mut self, key: &'static str, value: impl Serialize) {
        self.data.insert(key, tera::Value::from_serializable(&value));
    }

    fn word(&self, key: &str) -> String {
        self.renderer.theme.strings(&self.lang).plain(key)
    }

    fn words(&self, key: &str, name: &'static str, value: &str) -> String {
        self.renderer.theme.strings(&self.lang).text(key, &BTreeMap::from([(name, value.to_owned())]))
    }

    fn add_data(&mut self, value: &Value) {
        self.structured.push(structured::script_json(value));
    }

    fn section(&self, section: Section) -> String {
        self.renderer.section(&self.lang, &format!("{}/", self.renderer.site.config.section(&self.lang, section)))
    }

    fn section_link(&self, section: Section) -> Link {
        Link { title: self.word(section.as_str()), url: self.section(section) }
    }

    /// The same page of the site's own in every language.
    fn everywhere(&self, rest: impl Fn(&Lang) -> String) -> Vec<(Lang, Address)> {
        let config = &self.renderer.site.config;
        config
            .languages
            .iter()
            .filter_map(|(lang, _)| {
                Some((lang.clone(), Address::parse(&format!("{}{}", config.prefix(lang), rest(lang))).ok()?))
            })
            .collect()
    }

    fn section_everywhere(&self, section: Section) -> Vec<(Lang, Address)> {
        let config = &self.renderer.site.config;
        self.everywhere(|lang| format!("{}/", config.section(lang, section)))
    }

    fn entry_everywhere(&self, id: EntryId) -> Vec<(Lang, Address)> {
        let site = &self.renderer.site;
        let group = &site.translations[id.index()];
        group.iter().map(|other| (site.entry(*other).head.lang.clone(), site.address(*other).clone())).collect()
    }

    /// The entries of one page of a list.
    fn slice<'b, T>(&mut self, list: &'b [T], number: usize, first: &str) -> &'b [T] {
        let per_page = self.renderer.site.config.pagination;
        let pages = page_count(list.len(), per_page);
        let at = |number: usize| self.renderer.path(&numbered(first, number));
        let view = PaginationView {
            page: number,
            pages,
            total: list.len(),
            previous: (number > 1).then(|| at(number - 1)),
            next: (number < pages).then(|| at(number + 1)),
        };
        self.set("pagination", view);
        let start = ((number - 1) * per_page).min(list.len());
        &list[start..(start + per_page).min(list.len())]
    }

    /// A list's title with the number of its page, from the second on.
    fn numbered_title(&self, title: String, number: usize) -> String {
        if number == 1 {
            return title;
        }
        let fill = BTreeMap::from([("title", title), ("page", number.to_string())]);
        self.renderer.theme.strings(&self.lang).text("page_title", &fill)
    }

    fn set_jobs(&mut self, key: &'static str, ids: &[EntryId]) {
        let cards: Vec<tera::Value> = ids.iter().map(|id| self.renderer.job_card_value(*id, &self.lang)).collect();
        self.data.insert(key, cards.into());
    }

    fn set_articles(&mut self, key: &'static str, ids: &[EntryId]) {
        let cards: Vec<tera::Value> = ids.iter().map(|id| self.renderer.article_card_value(*id, &self.lang)).collect();
        self.data.insert(key, cards.into());
    }

    fn feed(&self, address: &str, key: &str) -> Link {
        let site = self.renderer.site.config.texts(&self.lang).title.clone();
        Link { title: self.words(key, "site", &site), url: format!("{address}atom.xml") }
    }

    fn home(mut self) -> Page {
        let site = self.renderer.site.clone();
        let lists = site.lists(&self.lang);
        self.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(HOME_JOBS)]);
        self.set_articles("articles", &lists.articles[..lists.articles.len().min(HOME_ARTICLES)]);
        let mut tags: Vec<_> = lists.terms.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        tags.truncate(HOME_TAGS);
        self.set("tags", tags);
        self.set("total_jobs", lists.jobs.len());
        self.set("total_articles", lists.articles.len());
        let texts = site.config.texts(&self.lang).clone();
        let base = self.renderer.whole(&self.renderer.section(&self.lang, ""));
        self.add_data(&json!({ "@context": "https://schema.org/", "@type": "WebSite", "name": texts.title, "url": base, "inLanguage": self.lang.as_str() }));
        let mut about = About::new("home", "home.html", texts.title.clone(), texts.description);
        about.alternates = self.everywhere(|_| String::new());
        about.feed =
            Some(Link { title: texts.title, url: format!("{}atom.xml", self.renderer.section(&self.lang, "")) });
        self.finish(about)
    }

    fn jobs(mut self, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let first = format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Jobs));
        let ids = self.slice(&site.lists(&self.lang).jobs, number, &first).to_vec();
        self.set_jobs("jobs", &ids);
        let mut about = About::new(
            "jobs",
            "jobs.html",
            self.numbered_title(self.word("jobs"), number),
            self.word("jobs_description"),
        );
        about.feed = Some(self.feed(&self.section(Section::Jobs), "feed_jobs"));
        self.list(about, Section::Jobs, number)
    }

    fn articles(mut self, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let first =
            format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Articles));
        let ids = self.slice(&site.lists(&self.lang).articles, number, &first).to_vec();
        self.set_articles("articles", &ids);
        let mut about = About::new(
            "articles",
            "articles.html",
            self.numbered_title(self.word("articles"), number),
            self.word("articles_description"),
        );
        about.feed = Some(self.feed(&self.section(Section::Articles), "feed_articles"));
        self.list(about, Section::Articles, number)
    }

    fn companies(mut self, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let first =
            format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Companies));
        let ids = self.slice(&site.lists(&self.lang).companies, number, &first).to_vec();
        let views: Vec<_> = ids.iter().map(|id| self.renderer.company_view(*id, &self.lang)).collect();
        self.set("companies", views);
        let about = About::new(
            "companies",
            "companies.html",
            self.numbered_title(self.word("companies"), number),
            self.word("companies_description"),
        );
        self.list(about, Section::Companies, number)
    }

    fn authors(mut self) -> Page {
        let site = self.renderer.site.clone();
        let views: Vec<_> =
            site.lists(&self.lang).authors.iter().map(|id| self.renderer.author_view(*id, &self.lang)).collect();
        let is_empty = views.is_empty();
        self.set("authors", views);
        let mut about = About::new("authors", "authors.html", self.word("authors"), self.word("authors_description"));
        about.noindex = is_empty;
        self.list(about, Section::Authors, 1)
    }

    fn tags(mut self) -> Page {
        let site = self.renderer.site.clone();
        let views: Vec<_> = site.lists(&self.lang).terms.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        self.set("tags", views);
        let about = About::new("tags", "tags.html", self.word("tags"), self.word("tags_description"));
        self.list(about, Section::Tags, 1)
    }

    fn archive(mut self) -> Page {
        let site = self.renderer.site.clone();
        let lists = site.lists(&self.lang);
        let mut years: BTreeMap<i16, YearView> = BTreeMap::new();
        let year = |years: &mut BTreeMap<i16, YearView>, number: i16| {
            years.entry(number).or_insert_with(|| YearView { year: number, articles: Vec::new(), jobs: Vec::new() });
        };
        for id in lists.own(&site, &self.lang, &lists.articles) {
            let Some(article) = site.entry(id).article() else { continue };
            let number = article.date.date().year();
            year(&mut years, number);
            years.entry(number).and_modify(|year| year.articles.push(self.renderer.article_card(id, &self.lang)));
        }
        let years: Vec<YearView> = years.into_values().rev().collect();
        self.set("years", years);
        let about = About::new("archive", "archive.html", self.word("archive"), self.word("archive_description"));
        self.list(about, Section::Archive, 1)
    }

    /// What the lists of a section have in common.
    fn list(mut self, mut about: About, section: Section, number: usize) -> Page {
        about.alternates = if number == 1 { self.section_everywhere(section) } else { Vec::new() };
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.section_link(section)];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }

    fn search(mut self) -> Page {
        let site = self.renderer.site.clone();
        let lists = site.lists(&self.lang);
        self.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(SEARCH_NEWEST)]);
        self.set_articles("articles", &lists.articles[..lists.articles.len().min(SEARCH_NEWEST)]);
        let tags: Vec<_> = lists.terms.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        self.set("tags", tags);
        let mut about = About::new("search", "search.html", self.word("search"), self.word("search_description"));
        about.alternates = self.section_everywhere(Section::Search);
        about.noindex = true;
        self.finish(about)
    }

    fn not_found(self) -> Page {
        let mut about = About::new("404", "404.html", self.word("not_found"), self.word("not_found_text"));
        about.noindex = true;
        self.finish(about)
    }

    fn redirect(mut self, to: &Address) -> Page {
        let href = self.renderer.href(to);
        self.set("target", &href);
        self.set("canonical_target", self.renderer.whole(&href));
        let mut about = About::new("redirect", "redirect.html", self.word("moved"), String::new());
        about.noindex = true;
        self.finish(about)
    }

    fn job(mut self, id: EntryId) -> Page {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        let job = entry.job().expect("a posting's page is made from a posting");
        let view = self.renderer.job_view(id);
        let company = site.company_of[id.index()];
        let canonical = self.renderer.whole(&view.card.url);
        if site.standing(id) == Standing::Listed && !entry.head.draft {
            let logo = view.card.logo.as_ref().map(|logo| self.renderer.whole(logo));
            let description = self.renderer.portable_body(id, &self.lang);
            let website = company
                .and_then(|company| site.entry(company).company())
                .and_then(|company| company.url.as_ref())
                .map(|url| url.as_str());
            let context = JobContext {
                lang: &self.lang,
                url: &canonical,
                company: company.map_or("", |company| site.entry(company).title()),
                company_url: website,
                logo: logo.as_deref(),
                description: &description,
                skills: view.card.skills.iter().map(|skill| skill.name.clone()).collect(),
            };
            if let Some(data) = structured::job_posting(job, job.state(site.now), &context) {
                self.add_data(&data);
            }
        }
        let is_open = matches!(job.state(site.now), State::Open | State::Scheduled(_));
        self.set("job", &view);
        self.set("company", company.map(|company| self.renderer.company_view(company, &self.lang)));
        self.set_jobs("similar", &site.similar[id.index()]);
        self.set_articles("articles", &site.across[id.index()]);
        self.body = Some(self.renderer.body(id, &self.lang));
        let title = match &view.card.company {
            Some(company) => format!("{} – {}", view.card.title, company.title),
            None => view.card.title.clone(),
        };
        let title = if is_open { title } else { self.words("closed_title", "title", &title) };
        let about = About::new("job", "job.html", title, entry.head.summary.clone());
        self.entry(about, id, Section::Jobs)
    }

    fn article(mut self, id: EntryId) -> Page {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        let view = self.renderer.article_view(id);
        let mut data = json!({
            "@context": "https://schema.org/", "@type": "BlogPosting", "headline": view.card.title, "datePublished": view.card.date.iso,
            "inLanguage": self.lang.as_str(), "mainEntityOfPage": self.renderer.whole(&view.card.url),
            "publisher": { "@type": "Organization", "name": site.config.texts(&self.lang).title, "url": self.renderer.whole(&self.renderer.section(&self.lang, "")) },
        });
        if let Value::Object(map) = &mut data {
            if let Some(updated) = &view.card.updated {
                map.insert("dateModified".to_owned(), updated.iso.clone().into());
            }
            let authors: Vec<Value> = view.card.authors.iter().map(|author| json!({ "@type": "Person", "name": author.title, "url": self.renderer.whole(&author.url) })).collect();
            if !authors.is_empty() {
                map.insert("author".to_owned(), authors.into());
            }
            if let Some(image) = &view.card.image {
                map.insert("image".to_owned(), vec![self.renderer.whole(image)].into());
            }
        }
        self.add_data(&data);
        self.set("article", &view);
        self.set_jobs("jobs", &site.across[id.index()]);
        self.body = Some(self.renderer.body(id, &self.lang));
        let mut about = About::new("article", "article.html", view.card.title.clone(), entry.head.summary.clone());
        about.image = view.card.image.as_ref().map(|image| self.renderer.whole(image));
        self.entry(about, id, Section::Articles)
    }

    fn company(mut self, id: EntryId, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let view = self.renderer.company_view(id, &self.lang);
        let jobs = site.lists(&self.lang).by_company.get(&id).map_or(&[][..], Vec::as_slice);
        let ids = self.slice(jobs, number, site.address(id).as_str()).to_vec();
        self.set_jobs("jobs", &ids);
        let mut data = json!({ "@context": "https://schema.org/", "@type": "Organization", "name": view.name, "url": view.website.clone().unwrap_or_else(|| self.renderer.whole(&view.url)) });
        if let (Value::Object(map), Some(logo)) = (&mut data, &view.logo) {
            map.insert("logo".to_owned(), self.renderer.whole(logo).into());
        }
        self.add_data(&data);
        let summary = site.entry(id).head.summary.clone();
        let description =
            if summary.is_empty() { self.words("company_description", "company", &view.name) } else { summary };
        let title = self.numbered_title(view.name.clone(), number);
        self.set("company", view);
        self.body = Some(self.renderer.body(id, &self.lang));
        let mut about = About::new("company", "company.html", title, description);
        if number > 1 {
            about.alternates = vec![(self.lang.clone(), self.address.clone())];
        }
        self.entry(about, id, Section::Companies)
    }

    fn author(mut self, id: EntryId, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let view = self.renderer.author_view(id, &self.lang);
        let articles = site.lists(&self.lang).by_author.get(&id).map_or(&[][..], Vec::as_slice);
        let ids = self.slice(articles, number, site.address(id).as_str()).to_vec();
        self.set_articles("articles", &ids);
        self.add_data(&json!({
            "@context": "https://schema.org/", "@type": "ProfilePage",
            "mainEntity": { "@type": "Person", "name": view.name, "url": self.renderer.whole(&view.url) },
        }));
        let title = self.numbered_title(view.name.clone(), number);
        let description = self.words("articles_by", "author", &view.name);
        self.set("author", view);
        self.body = Some(self.renderer.body(id, &self.lang));
        let mut about = About::new("author", "author.html", title, description);
        if number > 1 {
            about.alternates = vec![(self.lang.clone(), self.address.clone())];
        }
        self.entry(about, id, Section::Authors)
    }

    fn tag(mut self, term: TermId, number: usize) -> Page {
        let site = self.renderer.site.clone();
        let config = &site.config;
        let found = site.terms.get(term);
        let lists = &found.lists[&self.lang];
        let first =
            format!("{}{}/{}/", config.prefix(&self.lang), config.section(&self.lang, Section::Tags), found.slug);
        let ids = self.slice(&lists.jobs, number, &first).to_vec();
        self.set_jobs("jobs", &ids);
        // The articles stand on the first page; they are few beside the postings, and the archive has all of them.
        let articles = if number == 1 { &lists.articles[..lists.articles.len().min(config.pagination)] } else { &[] };
        self.set_articles("articles", articles);
        let related: Vec<_> = lists.related.iter().map(|other| self.renderer.tag(*other, &self.lang)).collect();
        self.set("related", related);
        self.set("tag", self.renderer.tag(term, &self.lang));
        let page = found.pages.get(&self.lang).copied();
        let name = found.name(&self.lang).to_owned();
        let heading = page
            .and_then(|page| site.entry(page).term_page())
            .and_then(|page| page.title.clone())
            .unwrap_or_else(|| name.clone());
        self.set("heading", &heading);
        let introduction = page.filter(|_| number == 1);
        self.body = introduction.map(|page| self.renderer.body(page, &self.lang));
        self.origin = page.map(|page| site.entry(page).head.span.clone());
        let summary = page.map(|page| site.entry(page).head.summary.clone()).filter(|summary| !summary.is_empty());
        let description = summary.unwrap_or_else(|| self.words("tag_description", "tag", &name));
        let mut about = About::new("tag", "tag.html", self.numbered_title(heading, number), description);
        let fill = BTreeMap::from([("site", config.texts(&self.lang).title.clone()), ("tag", name.clone())]);
        about.feed = Some(Link {
            title: self.renderer.theme.strings(&self.lang).text("feed_tag", &fill),
            url: format!("{}atom.xml", self.renderer.path(&first)),
        });
        if number == 1 {
            about.alternates = found
                .lists
                .keys()
                .filter_map(|lang| {
                    let address =
                        format!("{}{}/{}/", config.prefix(lang), config.section(lang, Section::Tags), found.slug);
                    Some((lang.clone(), Address::parse(&address).ok()?))
                })
                .collect();
        }
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail =
            vec![home, self.section_link(Section::Tags), Link { title: name, url: self.renderer.path(&first) }];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }

    fn plain(mut self, id: EntryId) -> Page {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        self.body = Some(self.renderer.body(id, &self.lang));
        self.origin = Some(entry.head.span.clone());
        let mut about = About::new("page", "page.html", entry.title().to_owned(), entry.head.summary.clone());
        about.alternates = self.entry_everywhere(id);
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.renderer.link(id)];
        self.finish(about)
    }

    /// What the pages of entries below a section have in common.
    fn entry(mut self, mut about: About, id: EntryId, section: Section) -> Page {
        let site = self.renderer.site.clone();
        self.origin = Some(site.entry(id).head.span.clone());
        if about.alternates.is_empty() {
            about.alternates = self.entry_everywhere(id);
        }
        about.noindex = about.noindex || site.entry(id).head.draft;
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.section_link(section), self.renderer.link(id)];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }

    fn finish(mut self, about: About) -> Page {
        let renderer = self.renderer;
        let config = &renderer.site.config;
        let href = renderer.href(&self.address);
        let alternates: Vec<Alternate> = if about.alternates.len() < 2 {
            Vec::new()
        } else {
            config
                .languages
                .iter()
                .filter_map(|(lang, _)| about.alternates.iter().find(|(own, _)| own == lang))
                .map(|(lang, address)| {
                    let url = renderer.href(address);
                    Alternate {
                        lang: lang.to_string(),
                        name: renderer.theme.strings(lang).plain("language"),
                        canonical: renderer.whole(&url),
                        url,
                        is_current: *lang == self.lang,
                        is_default: *lang == config.main,
                    }
                })
                .collect()
        };
        let page = PageView {
            kind: about.kind,
            title: about.title,
            description: about.description,
            canonical: renderer.whole(&href),
            url: href,
            lang: self.lang.to_string(),
            dir: self.lang.direction(),
            alternates,
            feeds: about.feed.into_iter().collect(),
            breadcrumb: about.trail,
            noindex: about.noindex,
            image: about.image,
        };
        self.set("page", page);
        self.data.insert("site", renderer.site_value(&self.lang));
        self.data.insert("lang", self.lang.as_str().into());
        let body = self.body.as_deref().unwrap_or("");
        self.data.insert("body", tera::Value::safe_string(body));
        let structured: Vec<tera::Value> = self.structured.iter().map(|data| tera::Value::safe_string(data)).collect();
        self.data.insert("structured_data", structured.into());
        Page { template: about.template, address: self.address, origin: self.origin, data: self.data }
    }
}

impl Renderer {
    pub(super) fn site_view(&self, lang: &Lang) -> SiteView {
        let config = &self.site.config;
        let texts = config.texts(lang);
        let section = |section: Section| self.section(lang, &format!("{}/", config.section(lang, section)));
        let url = self.section(lang, "");
        let strings = self.theme.strings(lang);
        let menu = match config.menu.get(lang) {
            Some(items) => items
                .iter()
                .map(|item| Link {
                    title: item.title.clone(),
                    url: if item.url.starts_with('/') { self.path(&item.url) } else { item.url.clone() },
                })
                .collect(),
            None => {
                let mut menu: Vec<Link> = [Section::Jobs, Section::Articles, Section::Companies, Section::Tags]
                    .into_iter()
                    .map(|name| Link { title: strings.plain(name.as_str()), url: section(name) })
                    .collect();
                let mut pages: Vec<(i32, Link)> =
                    self.pages_of(lang).into_iter().filter_map(|(place, link)| Some((place?, link))).collect();
                pages.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
                menu.extend(pages.into_iter().map(|(_, link)| link));
                menu
            }
        };
        let footer = self.pages_of(lang).into_iter().map(|(_, link)| link).collect();
        SiteView {
            title: texts.title.clone(),
            description: texts.description.clone(),
            base_url: self.whole(&url),
            url,
            jobs_url: section(Section::Jobs),
            articles_url: section(Section::Articles),
            companies_url: section(Section::Companies),
            authors_url: section(Section::Authors),
            tags_url: section(Section::Tags),
            archive_url: section(Section::Archive),
            search_url: section(Section::Search),
            search_index: self.path(&format!("/search/{lang}/index.json")),
            menu,
            footer,
            options: self.theme.options.clone(),
        }
    }

    /// The other pages of a language, and their places in the menu.
    fn pages_of(&self, lang: &Lang) -> Vec<(Option<i32>, Link)> {
        let ids = &self.site.lists(lang).pages;
        ids.iter()
            .map(|id| {
                let menu = match &self.site.entry(*id).kind {
                    crate::model::Kind::Page(page) => page.menu,
                    _ => None,
                };
                (menu, self.link(*id))
            })
            .collect()
    }
}
