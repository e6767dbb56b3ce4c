//! The data for the template of a page, while it is gathered.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{Page, page_count, share};
use crate::content::{FeedFormat, Section};
use crate::diag::{Complaint, Diagnostic};
use crate::model::Lang;
use crate::relate::EntryId;
use crate::render::rules::TEMPLATE_ERROR;
use crate::render::structured;
use crate::render::views::{Alternate, FeedLink, ImageView, Link, PageView, PaginationView, ShareView};
use crate::render::{Data, PreparedPage, Renderer, policy};
use crate::source::{Address, Span};

/// The name of the data for search engines.
const STRUCTURED_DATA: &str = "structured_data";
/// The name of what files in content/data hold.
const DATA: &str = "data";

/// What a template is told, by name.
pub struct Told<'a> {
    pub renderer: &'a Renderer,
    pub lang: Lang,
    /// Where the page is.
    pub address: Address,
    /// Where the entry stands that it is made from.
    pub origin: Option<Span>,
    data: Data,
    structured: Vec<String>,
    body: Option<String>,
    fault: Option<Box<Diagnostic>>,
    /// What the policy allows beside what the site's does.
    loads: BTreeMap<&'static str, Vec<String>>,
}

/// What stands in a page's head.
#[derive(Default)]
pub struct PageHead {
    pub title: String,
    pub description: String,
    pub noindex: bool,
    /// The page that search engines are to take for this one, when it is another.
    pub canonical: Option<String>,
    /// Names and links of the pages above it, and its own; templates show it.
    pub trail: Vec<Link>,
    pub image: Option<ImageView>,
    pub image_alt: Option<String>,
}

impl PageHead {
    pub fn new(title: String, description: String) -> PageHead {
        PageHead { title, description, ..PageHead::default() }
    }
}

impl<'a> Told<'a> {
    pub fn new(renderer: &'a Renderer, lang: Lang, address: Address) -> Told<'a> {
        Told {
            renderer,
            lang,
            address,
            origin: None,
            data: Data::default(),
            structured: Vec::new(),
            body: None,
            fault: None,
            loads: BTreeMap::new(),
        }
    }

    pub fn set(&mut self, key: &'static str, value: impl Serialize) {
        self.data.set(key, value);
    }

    /// A posting with everything that its own page has of it.
    pub fn set_job(&mut self, id: EntryId) {
        self.data.set_value("job", self.renderer.job_value(id));
    }

    /// Whether a template may print what has this name; what none asks for need not be made.
    fn is_asked_for(&self, key: &str) -> bool {
        self.renderer.theme.asks_for(key)
    }

    pub fn set_jobs(&mut self, key: &'static str, ids: &[EntryId]) {
        if !self.is_asked_for(key) {
            return;
        }
        self.data.set_list(key, ids.iter().map(|id| self.renderer.job_card_value(*id, &self.lang)));
    }

    /// Groups of postings, each under its title.
    pub fn set_job_groups(&mut self, key: &'static str, groups: &[(String, Vec<EntryId>)]) {
        if !self.is_asked_for(key) {
            return;
        }
        let cards = |ids: &[EntryId]| ids.iter().map(|id| self.renderer.job_card_value(*id, &self.lang)).collect();
        let values: Vec<_> = groups.iter().map(|(title, ids)| (title.clone(), cards(ids))).collect();
        self.data.set_groups(key, values.into_iter());
    }

    pub fn set_articles(&mut self, key: &'static str, ids: &[EntryId]) {
        if !self.is_asked_for(key) {
            return;
        }
        self.data.set_list(key, ids.iter().map(|id| self.renderer.article_card_value(*id, &self.lang)));
    }

    /// What an entry, if the page has one, says in fields of the site's own, and to templates alone.
    fn set_own(&mut self, id: Option<EntryId>) {
        self.set("own", id.map_or_else(Vec::new, |id| self.renderer.own_facts(id, &self.lang)));
        let extra = id.map(|id| self.renderer.site.entry(id).head().extra.as_str());
        self.set("extra", extra.and_then(|extra| serde_json::from_str::<Value>(extra).ok()));
    }

    /// The text of an entry stands on the page.
    pub fn set_body(&mut self, id: EntryId) {
        let (body, fault) = self.renderer.body(id, &self.lang);
        self.body = Some(body);
        self.fault = fault;
        self.loads = self.renderer.loads_of(id);
    }

    /// A word of the theme.
    pub fn word(&self, key: &str) -> String {
        self.renderer.theme.strings(&self.lang).plain(key)
    }

    /// A word of the theme with parts filled in.
    pub fn words<const N: usize>(&self, key: &str, parts: [(&'static str, &str); N]) -> String {
        self.renderer.words(&self.lang, key, parts)
    }

    /// Structured data (JSON-LD), which is made only if a template asks for it; `None` where there is none.
    pub fn add_data(&mut self, make: impl FnOnce() -> Option<Value>) {
        if self.is_asked_for(STRUCTURED_DATA)
            && let Some(value) = make()
        {
            self.structured.push(structured::script_json(&value));
        }
    }

    /// Tells of the pages that a list of `len` entries takes, and gives those of one.
    pub fn slice<'b>(&mut self, list: &'b [EntryId], number: usize, first: &Address) -> &'b [EntryId] {
        self.paginate(list.len(), list.len(), number, first);
        self.chunk(list, number)
    }

    /// The entries of one page of a list.
    pub fn chunk<'b>(&self, list: &'b [EntryId], number: usize) -> &'b [EntryId] {
        list.chunks(self.renderer.site.config.pagination).nth(number - 1).unwrap_or(&[])
    }

    /// Tells of the pages that a list of `longest` entries takes; `total` is how many rows they have together.
    pub fn paginate(&mut self, total: usize, longest: usize, number: usize, first: &Address) {
        let pages = page_count(longest, self.renderer.site.config.pagination);
        let at = |number: usize| self.renderer.href(&first.numbered(number));
        let previous = (number > 1).then(|| at(number - 1));
        let next = (number < pages).then(|| at(number + 1));
        self.set("pagination", PaginationView { page: number, pages, total, previous, next });
    }

    /// A list's title with the number of its page, from the second on.
    pub fn numbered_title(&self, title: &str, number: usize) -> String {
        if number == 1 {
            return title.to_owned();
        }
        self.words("page_title", [("title", title), ("page", &number.to_string())])
    }

    /// The home page, which every trail begins with.
    pub fn home_link(&self) -> Link {
        let url = self.renderer.href(&self.renderer.site.config.home(&self.lang));
        Link { title: self.word("home"), url }
    }

    pub fn section_link(&self, section: Section) -> Link {
        let url = self.renderer.href(&self.renderer.site.config.section_page(&self.lang, section));
        Link { title: self.word(section.as_str()), url }
    }

    /// A trail, and the same as data.
    pub fn trail(&mut self, trail: Vec<Link>) -> Vec<Link> {
        let renderer = self.renderer;
        self.add_data(|| {
            let crumb = |link: &Link| (link.title.clone(), renderer.whole(&link.url));
            Some(structured::breadcrumb(&trail.iter().map(crumb).collect::<Vec<_>>()))
        });
        trail
    }

    /// What the pages of a section say of themselves in their head.
    pub fn section_head(&mut self, section: Section, title: String, description: String) -> PageHead {
        let trail = vec![self.home_link(), self.section_link(section)];
        let trail = self.trail(trail);
        PageHead { trail, ..PageHead::new(title, description) }
    }

    /// With the trail of the page of an entry below the list that it is in.
    pub fn entry_head(&mut self, head: PageHead, id: EntryId, list: Link) -> PageHead {
        let entry = self.renderer.site.entry(id);
        self.origin = Some(entry.head().span.clone());
        let trail = vec![self.home_link(), list, self.renderer.link(id)];
        let trail = self.trail(trail);
        PageHead { trail, ..head }
    }

    fn alternates(&self, page: &Page) -> Vec<Alternate> {
        let renderer = self.renderer;
        let alternates = page.alternates(&renderer.site);
        if alternates.len() < 2 {
            return Vec::new();
        }
        let view = |(lang, address): (Lang, Address)| {
            let url = renderer.href(&address);
            Alternate {
                name: renderer.theme.strings(&lang).plain("language"),
                canonical: renderer.whole(&url),
                url,
                is_current: lang == self.lang,
                is_default: lang == renderer.site.config.main,
                lang: lang.to_string(),
            }
        };
        alternates.into_iter().map(view).collect()
    }

    /// The feeds of a page whose list has entries in its language: a feed has those alone.
    fn feeds(&self, page: &Page) -> Vec<FeedLink> {
        let (renderer, site) = (self.renderer, &self.renderer.site);
        let is_own = |id: &EntryId| site.index.record(*id).head.lang == self.lang;
        if !page.has_feed(site) || !page.lists(site).iter().any(|list| list.first().is_some_and(is_own)) {
            return Vec::new();
        }
        let (title, list) = (page.feed_title(renderer), page.list_address(site));
        let link = |format: &FeedFormat| FeedLink {
            title: title.clone(),
            label: match format {
                FeedFormat::Atom => self.word("feed"),
                FeedFormat::Rss => self.word("feed_rss"),
                FeedFormat::Json => self.word("feed_json"),
            },
            url: renderer.href(&list.file(format.file_name())),
            r#type: format.media_type(),
        };
        site.config.feeds.formats.iter().map(link).collect()
    }

    /// Where a page can be shared: the places that the site's option names, in its order.
    fn share(&self, url: &str, title: &str) -> Vec<ShareView> {
        let all = share::links(url, title, self.word("share_email"));
        let wanted = self.renderer.theme.options.choices(&self.lang, "share");
        wanted.iter().filter_map(|wanted| all.iter().find(|link| link.value == *wanted).cloned()).collect()
    }

    /// A page that is told everything.
    pub fn finish(mut self, page: &Page, head: PageHead) -> PreparedPage {
        let renderer = self.renderer;
        let config = &renderer.site.config;
        let url = renderer.href(&self.address);
        let canonical = renderer.whole(head.canonical.as_deref().unwrap_or(&url));
        let view = PageView {
            kind: page.name(),
            template: page.entry().and_then(|id| renderer.site.index.record(id).head.template.clone()),
            share: if page.is_shared() { self.share(&canonical, &head.title) } else { Vec::new() },
            head_title: page.head_title(renderer, &self.lang, &head.title),
            title: head.title,
            description: head.description,
            canonical,
            url,
            lang: self.lang.to_string(),
            dir: self.lang.direction(),
            alternates: self.alternates(page),
            feeds: self.feeds(page),
            breadcrumb: head.trail,
            noindex: head.noindex,
            image: head.image.map(|image| ImageView { url: renderer.whole(&image.url), ..image }),
            image_alt: head.image_alt,
            policy: policy(config, &self.loads),
        };
        let (head_title, description) = (view.head_title.clone(), view.description.clone());
        self.set_own(page.said_by(&renderer.site));
        self.set("page", view);
        let mut templates = page.templates(&renderer.site);
        let found = templates.iter().position(|name| renderer.theme.has_template(name));
        let template = match (found, page.entry()) {
            (Some(at), _) => templates.swap_remove(at).into(),
            (None, Some(id)) => {
                self.fault.get_or_insert_with(|| Box::new(no_template(&templates, id, renderer)));
                page.template().into()
            }
            (None, None) => page.template().into(),
        };
        self.into_prepared(template, head_title, description)
    }

    /// With what every template is told.
    pub fn into_prepared(
        mut self,
        template: Cow<'static, str>,
        head_title: String,
        description: String,
    ) -> PreparedPage {
        self.data.set_value("site", self.renderer.site_value(&self.lang));
        if self.is_asked_for(DATA) {
            self.data.set_value(DATA, self.renderer.data.clone());
        }
        self.data.set("lang", self.lang.as_str());
        self.data.set_html("body", self.body.as_deref().unwrap_or(""));
        self.data.set_html_list(STRUCTURED_DATA, &self.structured);
        let Told { address, origin, fault, data, .. } = self;
        PreparedPage { template, head_title, description, address, origin, fault, data }
    }
}

/// An entry wants a template that the theme does not have, in any of its places.
fn no_template(wanted: &[String], id: EntryId, renderer: &Renderer) -> Diagnostic {
    let head = &renderer.site.index.record(id).head;
    let chosen = head.template.as_deref().unwrap_or_default();
    let stems = wanted.iter().filter_map(|name| name.strip_suffix(".html")?.strip_suffix(chosen));
    let known: BTreeSet<&str> = stems
        .flat_map(|stem| {
            renderer.theme.templates().filter_map(move |name| name.strip_prefix(stem)?.strip_suffix(".html"))
        })
        .collect();
    let wanted = wanted.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and no ");
    let complaint = Complaint::new(TEMPLATE_ERROR, format!("the theme has no {wanted}"));
    complaint.suggest(chosen, known).at(head.at("template"))
}
