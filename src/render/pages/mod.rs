//! The pages of a plan to what their templates are told.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use tera::Context;

mod entries;
mod landings;
mod lists;
mod share;

use super::hosts;
use super::images::CARD_SIZE;
use super::structured::{self};
use super::views::{Alternate, FeedLink, ImageView, Link, PageView, PaginationView};
use super::{Output, Renderer, Svg};
use crate::diag::Diagnostic;
use crate::model::{KindName, Lang, Section};
use crate::plan::{PageKind, Planned, numbered, page_count};
use crate::relate::EntryId;
use crate::source::{Address, Hasher, Span};

/// The template of share cards: an SVG, of which a PNG is drawn.
const CARD_TEMPLATE: &str = "card.svg";

/// A page, told everything but not yet rendered.
pub struct PreparedPage {
    pub template: &'static str,
    pub title: String,
    pub description: String,
    pub address: Address,
    /// The entry it is made from.
    pub origin: Option<Span>,
    /// What was wrong with a template that made a part of its text.
    pub fault: Option<Box<Diagnostic>>,
    /// What the template is told, by name.
    data: BTreeMap<&'static str, tera::Value>,
}

impl PreparedPage {
    /// What a file of the output is made of when the template made these bytes.
    pub fn output(&self, bytes: Vec<u8>) -> Output {
        if self.template != CARD_TEMPLATE {
            return Output::Bytes(bytes);
        }
        let (width, height) = CARD_SIZE;
        Output::Drawn { svg: Svg::Text(String::from_utf8_lossy(&bytes).into_owned()), width, height }
    }

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
pub fn page(renderer: &Renderer, planned: &Planned) -> PreparedPage {
    let address = planned.out.address();
    let make = |lang: &Lang| Builder {
        renderer,
        kind: &planned.kind,
        lang: lang.clone(),
        address: address.clone(),
        data: BTreeMap::new(),
        structured: Vec::new(),
        body: None,
        fault: None,
        loads: BTreeMap::new(),
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
        PageKind::Tag(lang, tag, number) => make(lang).tag(*tag, *number),
        PageKind::Landings(lang) => make(lang).landings(),
        PageKind::Landing(lang, landing, number) => make(lang).landing(*landing, *number),
        PageKind::Salaries(lang) => make(lang).salaries(),
        PageKind::Company(id, number) => make(&renderer.site.entry(*id).head().lang).company(*id, *number),
        PageKind::Author(id, number) => make(&renderer.site.entry(*id).head().lang).author(*id, *number),
        PageKind::Entry(id) => {
            let entry = renderer.site.entry(*id);
            let builder = make(&entry.head().lang);
            match entry.record.kind.name() {
                KindName::Job => builder.job(*id),
                KindName::Article => builder.article(*id),
                _ => builder.plain(*id),
            }
        }
        PageKind::Redirect(to) => make(&renderer.site.config.main).redirect(to),
        PageKind::Card(id) => make(&renderer.site.entry(*id).head().lang).card(*id),
        PageKind::Feed(..)
        | PageKind::SearchIndex(_)
        | PageKind::Sitemap(_)
        | PageKind::Robots
        | PageKind::Board(_)
        | PageKind::JobList
        | PageKind::JobSchema
        | PageKind::MarkdownPage(_)
        | PageKind::Calendar(_)
        | PageKind::Headers
        | PageKind::Manifest(_)
        | PageKind::Icon(_)
        | PageKind::Resized(..)
        | PageKind::Cleaned(_)
        | PageKind::QrCode(_)
        | PageKind::Packed(..)
        | PageKind::RedirectTable
        | PageKind::GoneNginx
        | PageKind::GoneApache
        | PageKind::Asset(_)
        | PageKind::Copy(_) => {
            unreachable!("these are made without a template")
        }
    }
}

struct Builder<'a> {
    renderer: &'a Renderer,
    kind: &'a PageKind,
    lang: Lang,
    address: Address,
    data: BTreeMap<&'static str, tera::Value>,
    structured: Vec<String>,
    body: Option<String>,
    fault: Option<Box<Diagnostic>>,
    /// What the policy allows beside what the site's does.
    loads: BTreeMap<&'static str, Vec<String>>,
    origin: Option<Span>,
}

/// What [`Builder::finish`] needs to know of a page.
struct About {
    kind: &'static str,
    template: &'static str,
    title: String,
    description: String,
    noindex: bool,
    /// The page that search engines are to take for this one, when it is another.
    canonical: Option<String>,
    /// Names and links of the pages above it.
    trail: Vec<Link>,
    /// What its feeds are called, and the address of the list that they follow.
    feed: Option<Link>,
    image: Option<ImageView>,
    image_alt: Option<String>,
}

impl About {
    fn new(kind: &'static str, template: &'static str, title: String, description: String) -> About {
        About {
            kind,
            template,
            title,
            description,
            noindex: false,
            canonical: None,
            trail: Vec::new(),
            feed: None,
            image: None,
            image_alt: None,
        }
    }
}

impl Builder<'_> {
    fn set(&mut self, key: &'static str, value: impl Serialize) {
        self.data.insert(key, tera::Value::from_serializable(&value));
    }

    /// The text of an entry stands on the page.
    fn set_body(&mut self, id: EntryId) {
        let (body, fault) = self.renderer.body(id, &self.lang);
        self.body = Some(body);
        self.fault = fault;
        self.loads = self.renderer.loads_of(id);
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

    /// The entries of one page of a list.
    fn slice<'b>(&mut self, list: &'b [EntryId], number: usize, first: &str) -> &'b [EntryId] {
        self.paginate(list.len(), list.len(), number, first);
        list.chunks(self.renderer.site.config.pagination).nth(number - 1).unwrap_or(&[])
    }

    /// Tells of the pages that a list of `longest` entries takes; `total` is how many rows they have together.
    fn paginate(&mut self, total: usize, longest: usize, number: usize, first: &str) {
        let pages = page_count(longest, self.renderer.site.config.pagination);
        let at = |number: usize| self.renderer.path(&numbered(first, number));
        let previous = (number > 1).then(|| at(number - 1));
        let next = (number < pages).then(|| at(number + 1));
        self.set("pagination", PaginationView { page: number, pages, total, previous, next });
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

    /// Whether a list has entries in the page's language, which stand first: a feed has those alone.
    fn has_own(&self, ids: &[EntryId]) -> bool {
        let first = ids.first();
        first.is_some_and(|id| self.renderer.site.entry(*id).head().lang == self.lang)
    }

    fn feed(&self, address: &str, key: &str) -> Link {
        let site = self.renderer.site.config.texts(&self.lang).title.clone();
        Link { title: self.words(key, "site", &site), url: address.to_owned() }
    }

    fn finish(mut self, about: About) -> PreparedPage {
        let renderer = self.renderer;
        let config = &renderer.site.config;
        let href = renderer.href(&self.address);
        let alternates = renderer.alternates(self.kind);
        let alternates: Vec<Alternate> = if alternates.len() < 2 {
            Vec::new()
        } else {
            alternates
                .iter()
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
        let feeds = about.feed.iter().flat_map(|feed| {
            config.feeds.formats.iter().map(|format| FeedLink {
                title: feed.title.clone(),
                url: format!("{}{}", feed.url, format.file_name()),
                r#type: format.media_type(),
            })
        });
        let canonical = renderer.whole(about.canonical.as_deref().unwrap_or(&href));
        let share = match self.kind {
            PageKind::Entry(_) => share::links(&canonical, &about.title),
            _ => Vec::new(),
        };
        let image = about.image.map(|image| ImageView { url: renderer.whole(&image.url), ..image });
        let (title, description) = (about.title.clone(), about.description.clone());
        let page = PageView {
            kind: about.kind,
            title: about.title,
            description: about.description,
            canonical,
            url: href,
            lang: self.lang.to_string(),
            dir: self.lang.direction(),
            alternates,
            feeds: feeds.collect(),
            breadcrumb: about.trail,
            noindex: about.noindex,
            share,
            image,
            image_alt: about.image_alt,
            policy: hosts::policy(config, &self.loads),
        };
        self.set("page", page);
        self.data.insert("site", renderer.site_value(&self.lang));
        self.data.insert("lang", self.lang.as_str().into());
        let body = self.body.as_deref().unwrap_or("");
        self.data.insert("body", tera::Value::safe_string(body));
        let structured: Vec<tera::Value> = self.structured.iter().map(|data| tera::Value::safe_string(data)).collect();
        self.data.insert("structured_data", structured.into());
        PreparedPage {
            template: about.template,
            title,
            description,
            address: self.address,
            origin: self.origin,
            fault: self.fault,
            data: self.data,
        }
    }
}
