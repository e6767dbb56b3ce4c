//! The site's own pages: home, lists, tags, archive, search.

use std::collections::BTreeMap;

use super::{About, Builder, PreparedPage};
use crate::model::Section;
use crate::relate::{PayGroup, TagId};
use crate::render::structured;
use crate::render::views::{Link, YearView};

/// How many entries the home page shows of each kind.
const HOME_JOBS: usize = 8;
const HOME_ARTICLES: usize = 6;
const HOME_TAGS: usize = 24;
const HOME_COMPANIES: usize = 12;
/// How many of the newest entries the search page shows before anybody searches.
const SEARCH_NEWEST: usize = 40;

impl Builder<'_> {
    pub(super) fn home(mut self) -> PreparedPage {
        let site = self.renderer.site.clone();
        let lists = site.lists.of(&self.lang);
        self.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(HOME_JOBS)]);
        self.set_articles("articles", &lists.articles[..lists.articles.len().min(HOME_ARTICLES)]);
        let mut tags: Vec<_> = lists.tags.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        // They come in the order of their names, which stays among equals.
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags.truncate(HOME_TAGS);
        self.set("tags", tags);
        self.set("total_jobs", lists.jobs.len());
        self.set("total_articles", lists.articles.len());
        let texts = site.config.texts(&self.lang).clone();
        let companies: Vec<_> = lists.companies[..lists.companies.len().min(HOME_COMPANIES)]
            .iter()
            .map(|id| self.renderer.company_view(*id, &self.lang))
            .collect();
        self.set("companies", companies);
        self.add_data(&self.renderer.website_data(&self.lang));
        let description = if texts.description.is_empty() {
            self.words("home_description", "site", &texts.title)
        } else {
            texts.description
        };
        let mut about = About::new("home", "home.html", texts.title.clone(), description);
        let url = self.renderer.section(&self.lang, "");
        about.feed =
            (self.has_own(&lists.jobs) || self.has_own(&lists.articles)).then_some(Link { title: texts.title, url });
        self.finish(about)
    }

    pub(super) fn jobs(mut self, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let first = format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Jobs));
        let ids = self.slice(&site.lists.of(&self.lang).jobs, number, &first).to_vec();
        self.set_jobs("jobs", &ids);
        self.set("filters", if number == 1 { self.renderer.filters(&self.lang) } else { Vec::new() });
        let mut about = About::new(
            "jobs",
            "jobs.html",
            self.numbered_title(self.word("jobs"), number),
            self.word("jobs_description"),
        );
        about.feed =
            self.has_own(&site.lists.of(&self.lang).jobs).then(|| self.feed(&self.section(Section::Jobs), "feed_jobs"));
        self.list(about, Section::Jobs)
    }

    pub(super) fn articles(mut self, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let first =
            format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Articles));
        let ids = self.slice(&site.lists.of(&self.lang).articles, number, &first).to_vec();
        self.set_articles("articles", &ids);
        let mut about = About::new(
            "articles",
            "articles.html",
            self.numbered_title(self.word("articles"), number),
            self.word("articles_description"),
        );
        about.feed = self
            .has_own(&site.lists.of(&self.lang).articles)
            .then(|| self.feed(&self.section(Section::Articles), "feed_articles"));
        self.list(about, Section::Articles)
    }

    pub(super) fn companies(mut self, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let first =
            format!("{}{}/", site.config.prefix(&self.lang), site.config.section(&self.lang, Section::Companies));
        let ids = self.slice(&site.lists.of(&self.lang).companies, number, &first).to_vec();
        let views: Vec<_> = ids.iter().map(|id| self.renderer.company_view(*id, &self.lang)).collect();
        self.set("companies", views);
        let about = About::new(
            "companies",
            "companies.html",
            self.numbered_title(self.word("companies"), number),
            self.word("companies_description"),
        );
        self.list(about, Section::Companies)
    }

    pub(super) fn authors(mut self) -> PreparedPage {
        let site = self.renderer.site.clone();
        let views: Vec<_> =
            site.lists.of(&self.lang).authors.iter().map(|id| self.renderer.author_view(*id, &self.lang)).collect();
        let is_empty = views.is_empty();
        self.set("authors", views);
        let mut about = About::new("authors", "authors.html", self.word("authors"), self.word("authors_description"));
        about.noindex = is_empty;
        self.list(about, Section::Authors)
    }

    pub(super) fn tags(mut self) -> PreparedPage {
        let site = self.renderer.site.clone();
        let views: Vec<_> =
            site.lists.of(&self.lang).tags.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        self.set("tags", views);
        let about = About::new("tags", "tags.html", self.word("tags"), self.word("tags_description"));
        self.list(about, Section::Tags)
    }

    pub(super) fn archive(mut self) -> PreparedPage {
        let site = self.renderer.site.clone();
        let lists = site.lists.of(&self.lang);
        let mut years: BTreeMap<i16, YearView> = BTreeMap::new();
        let year = |years: &mut BTreeMap<i16, YearView>, number: i16| {
            years.entry(number).or_insert_with(|| YearView { year: number, articles: Vec::new() });
        };
        for id in site.index.in_language(&self.lang, &lists.articles) {
            let Some(article) = site.entry(id).article() else { continue };
            let number = article.date.date().year();
            year(&mut years, number);
            years.entry(number).and_modify(|year| year.articles.push(self.renderer.article_card(id, &self.lang)));
        }
        let years: Vec<YearView> = years.into_values().rev().collect();
        self.set("years", years);
        let about = About::new("archive", "archive.html", self.word("archive"), self.word("archive_description"));
        self.list(about, Section::Archive)
    }

    /// What the lists of a section have in common.
    pub(super) fn list(mut self, mut about: About, section: Section) -> PreparedPage {
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.section_link(section)];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }

    pub(super) fn search(mut self) -> PreparedPage {
        let site = self.renderer.site.clone();
        let lists = site.lists.of(&self.lang);
        self.set_jobs("jobs", &lists.jobs[..lists.jobs.len().min(SEARCH_NEWEST)]);
        self.set_articles("articles", &lists.articles[..lists.articles.len().min(SEARCH_NEWEST)]);
        let tags: Vec<_> = lists.tags.iter().map(|id| self.renderer.tag(*id, &self.lang)).collect();
        self.set("tags", tags);
        let about = About::new("search", "search.html", self.word("search"), self.word("search_description"));
        self.finish(about)
    }

    pub(super) fn not_found(self) -> PreparedPage {
        let mut about = About::new("404", "404.html", self.word("not_found"), self.word("not_found_text"));
        about.noindex = true;
        self.finish(about)
    }

    pub(super) fn tag(mut self, tag: TagId, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let config = &site.config;
        let found = site.index.tags.get(tag);
        let lists = &site.lists.of(&self.lang).by_tag[&tag];
        let first =
            format!("{}{}/{}/", config.prefix(&self.lang), config.section(&self.lang, Section::Tags), found.slug);
        self.paginate(lists.jobs.len(), lists.jobs.len().max(lists.articles.len()), number, &first);
        let jobs = lists.jobs.chunks(config.pagination).nth(number - 1).unwrap_or(&[]);
        self.set_jobs("jobs", jobs);
        let articles = lists.articles.chunks(config.pagination).nth(number - 1).unwrap_or(&[]);
        self.set_articles("articles", articles);
        let related: Vec<_> = lists.related.iter().map(|other| self.renderer.tag(*other, &self.lang)).collect();
        self.set("related", related);
        self.set("filters", if number == 1 { self.renderer.filters_of_skill(tag, &self.lang) } else { Vec::new() });
        self.set("pay", self.renderer.pay_of(&PayGroup::Skill(tag), &self.lang).filter(|_| number == 1));
        self.set("tag", self.renderer.tag(tag, &self.lang));
        let page = found.pages.get(&self.lang).copied();
        let name = found.name(&self.lang).to_owned();
        let heading = page
            .and_then(|page| site.index.record(page).tag_page())
            .and_then(|page| page.title.clone())
            .unwrap_or_else(|| name.clone());
        self.set("heading", &heading);
        let introduction = page.filter(|_| number == 1);
        introduction.into_iter().for_each(|page| self.set_body(page));
        self.origin = page.map(|page| site.entry(page).head().span.clone());
        let summary = page.map(|page| site.entry(page).prose.summary.clone()).filter(|summary| !summary.is_empty());
        let description = summary.unwrap_or_else(|| self.words("tag_description", "tag", &name));
        let mut about = About::new("tag", "tag.html", self.numbered_title(heading, number), description);
        let fill = BTreeMap::from([("site", config.texts(&self.lang).title.clone()), ("tag", name.clone())]);
        let title = self.renderer.theme.strings(&self.lang).text("feed_tag", &fill);
        let url = self.renderer.path(&first);
        about.feed = (self.has_own(&lists.jobs) || self.has_own(&lists.articles)).then_some(Link { title, url });
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail =
            vec![home, self.section_link(Section::Tags), Link { title: name, url: self.renderer.path(&first) }];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }
}
