//! The pages of entries: postings, articles, companies, authors, other pages, and former addresses.

use serde_json::Value;

use super::{About, Builder, CARD_TEMPLATE, PreparedPage};
use crate::model::{Section, State};
use crate::relate::{EntryId, Visibility};
use crate::render::Renderer;
use crate::render::structured::{self, JobContext};
use crate::render::views::Link;
use crate::source::Address;

/// How many articles that mention it a company shows.
const COMPANY_ARTICLES: usize = 12;

impl Renderer {
    /// The structured data of a posting as if it were in a state: what search engines get of an open one.
    pub fn job_posting(&self, id: EntryId, state: State) -> Option<Value> {
        let site = &self.site;
        let entry = site.entry(id);
        let job = entry.job()?;
        let view = self.job_view(id);
        let company = site.index.company_of[id.index()].map(|company| site.entry(company));
        let logo = view.card.logo.as_ref().map(|logo| self.whole(&logo.url));
        let website = company.and_then(|company| company.company()?.url.as_ref());
        let facts = self.job_facts(id, &entry.head().lang);
        let context = JobContext {
            title: facts.plain_title(),
            url: &self.whole(&view.card.url),
            company: facts.company().unwrap_or_default(),
            company_url: website.map(|url| url.as_str()),
            logo: logo.as_deref(),
            description: &self.portable_body(id, &entry.head().lang),
            skills: view.card.skills.iter().map(|skill| skill.name.clone()).collect(),
        };
        structured::job_posting(job, state, &context)
    }
}

impl Builder<'_> {
    pub(super) fn job(mut self, id: EntryId) -> PreparedPage {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        let job = entry.job().expect("a posting's page is made from a posting");
        let view = self.renderer.job_view(id);
        let company = site.index.company_of[id.index()];
        if site.visibility(id) == Visibility::Listed
            && !entry.head().draft
            && let Some(data) = self.renderer.job_posting(id, job.state(site.now))
        {
            self.add_data(&data);
        }
        let is_open = matches!(job.state(site.now), State::Open | State::Scheduled(_));
        self.set("job", &view);
        self.set("company", company.map(|company| self.renderer.company_view(company, &self.lang)));
        self.set_jobs("similar", &site.relations.similar[id.index()]);
        self.set_articles("articles", &site.relations.across[id.index()]);
        self.set_body(id);
        let title = match &view.card.company {
            Some(company) => format!("{} – {}", view.card.title, company.title),
            None => view.card.title.clone(),
        };
        let title = if is_open { title } else { self.words("closed_title", "title", &title) };
        let mut about = About::new("job", "job.html", title, entry.prose.summary.clone());
        about.image = self.renderer.share_picture(id);
        about.image_alt = Some(view.card.title);
        self.entry(about, id, Section::Jobs)
    }

    pub(super) fn article(mut self, id: EntryId) -> PreparedPage {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        let view = self.renderer.article_view(id);
        self.add_data(&self.renderer.article_data(id, &view));
        self.set("article", &view);
        self.set_jobs("jobs", &site.relations.across[id.index()]);
        self.set_body(id);
        let mut about = About::new("article", "article.html", view.card.title.clone(), entry.prose.summary.clone());
        about.image = self.renderer.share_picture(id);
        about.image_alt = if crate::plan::has_card(&site, id) { Some(view.card.title) } else { view.card.image_alt };
        self.entry(about, id, Section::Articles)
    }

    pub(super) fn company(mut self, id: EntryId, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let view = self.renderer.company_view(id, &self.lang);
        let jobs = site.lists.of(&self.lang).by_company.get(&id).map_or(&[][..], Vec::as_slice);
        let ids = self.slice(jobs, number, site.address(id).as_str()).to_vec();
        self.set_jobs("jobs", &ids);
        let mentions = if number == 1 { site.relations.mentions[id.index()].as_slice() } else { &[] };
        self.set_articles("articles", &mentions[..mentions.len().min(COMPANY_ARTICLES)]);
        self.add_data(&self.renderer.company_data(id, &view));
        let summary = site.entry(id).prose.summary.clone();
        let description =
            if summary.is_empty() { self.words("company_description", "company", &view.name) } else { summary };
        let title = self.numbered_title(view.name.clone(), number);
        self.set("company", view);
        self.set_body(id);
        let fill =
            [("site", site.config.texts(&self.lang).title.clone()), ("company", site.entry(id).title().to_owned())];
        let feed = self.renderer.theme.strings(&self.lang).text("feed_company", &fill.into());
        let mut about = About::new("company", "company.html", title, description);
        about.feed = self.has_own(jobs).then(|| Link { title: feed, url: self.renderer.href(site.address(id)) });
        self.entry(about, id, Section::Companies)
    }

    pub(super) fn author(mut self, id: EntryId, number: usize) -> PreparedPage {
        let site = self.renderer.site.clone();
        let view = self.renderer.author_view(id, &self.lang);
        let articles = site.lists.of(&self.lang).by_author.get(&id).map_or(&[][..], Vec::as_slice);
        let ids = self.slice(articles, number, site.address(id).as_str()).to_vec();
        self.set_articles("articles", &ids);
        self.add_data(&self.renderer.author_data(id, &view));
        let title = self.numbered_title(view.name.clone(), number);
        let description = self.words("articles_by", "author", &view.name);
        self.set("author", view);
        self.set_body(id);
        let about = About::new("author", "author.html", title, description);
        self.entry(about, id, Section::Authors)
    }

    pub(super) fn plain(mut self, id: EntryId) -> PreparedPage {
        let site = self.renderer.site.clone();
        let entry = site.entry(id);
        self.set_body(id);
        self.origin = Some(entry.head().span.clone());
        let mut about = About::new("page", "page.html", entry.title().to_owned(), entry.prose.summary.clone());
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.renderer.link(id)];
        self.finish(about)
    }

    /// What the pages of entries below a section have in common.
    pub(super) fn entry(mut self, mut about: About, id: EntryId, section: Section) -> PreparedPage {
        let site = self.renderer.site.clone();
        self.origin = Some(site.entry(id).head().span.clone());
        // In a preview only: what is not to be seen yet is not to be found either.
        let entry = site.entry(id);
        let is_future = match (entry.job(), entry.article()) {
            (Some(job), _) => matches!(job.state(site.now), State::Scheduled(_)),
            (_, Some(article)) => article.date.timestamp() > site.now,
            _ => false,
        };
        about.noindex = about.noindex || entry.head().draft || is_future;
        let home = Link { title: self.word("home"), url: self.renderer.section(&self.lang, "") };
        about.trail = vec![home, self.section_link(section), self.renderer.link(id)];
        let crumbs: Vec<(String, String)> =
            about.trail.iter().map(|link| (link.title.clone(), self.renderer.whole(&link.url))).collect();
        self.add_data(&structured::breadcrumb(&crumbs));
        self.finish(about)
    }

    /// The drawing of a share card.
    pub(super) fn card(mut self, id: EntryId) -> PreparedPage {
        self.origin = Some(self.renderer.site.entry(id).head().span.clone());
        let card = self.renderer.share_card(id);
        let title = card.title.clone();
        self.set("card", card);
        self.finish(About::new("card", CARD_TEMPLATE, title, String::new()))
    }

    pub(super) fn redirect(mut self, to: &Address) -> PreparedPage {
        let href = self.renderer.href(to);
        self.set("target", &href);
        self.set("canonical_target", self.renderer.whole(&href));
        let mut about = About::new("redirect", "redirect.html", self.word("moved"), String::new());
        about.noindex = true;
        self.finish(about)
    }
}
