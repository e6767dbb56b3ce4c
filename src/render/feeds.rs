//! Lists to Atom feeds (RFC 4287).

use super::Renderer;
use super::xml::Xml;
use crate::model::{Kind, Lang, Section};
use crate::plan::Feed;
use crate::relate::EntryId;

/// An Atom feed.
pub fn atom(renderer: &Renderer, feed: &Feed) -> String {
    let site = &renderer.site;
    let (lang, ids, at, key): (&Lang, Vec<EntryId>, String, &str) = match feed {
        Feed::Everything(lang) => {
            let lists = site.lists(lang);
            let own = lists.own(site, lang, &lists.jobs).chain(lists.own(site, lang, &lists.articles));
            (lang, newest_first(renderer, own), renderer.section(lang, ""), "")
        }
        Feed::Jobs(lang) => {
            let lists = site.lists(lang);
            (
                lang,
                newest_first(renderer, lists.own(site, lang, &lists.jobs)),
                section(renderer, lang, Section::Jobs),
                "feed_jobs",
            )
        }
        Feed::Articles(lang) => {
            let lists = site.lists(lang);
            (
                lang,
                lists.own(site, lang, &lists.articles).collect(),
                section(renderer, lang, Section::Articles),
                "feed_articles",
            )
        }
        Feed::Tag(lang, term) => {
            let lists = site.lists(lang);
            let term = site.terms.get(*term);
            let listed = &term.lists[lang];
            let own = lists.own(site, lang, &listed.jobs).chain(lists.own(site, lang, &listed.articles));
            (
                lang,
                newest_first(renderer, own),
                format!("{}{}/", section(renderer, lang, Section::Tags), crate::source::percent_encode(&term.slug)),
                "feed_tag",
            )
        }
    };
    let strings = renderer.theme.strings(lang);
    let texts = site.config.texts(lang);
    let title = match feed {
        Feed::Everything(_) => texts.title.clone(),
        Feed::Tag(lang, term) => strings
            .text(key, &[("site", texts.title.clone()), ("tag", site.terms.get(*term).name(lang).to_owned())].into()),
        _ => strings.text(key, &[("site", texts.title.clone())].into()),
    };
    let home = renderer.whole(&at);
    let own = format!("{home}atom.xml");
    let ids = &ids[..ids.len().min(site.config.feeds.limit)];
    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang.as_str())]);
    xml.text("title", &[], &title);
    if !texts.description.is_empty() {
        xml.text("subtitle", &[], &texts.description);
    }
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)]);
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.text("id", &[], &own);
    let newest = ids.iter().max_by_key(|id| moment(renderer, **id));
    let newest = newest.map_or_else(|| "1970-01-01T00:00:00+00:00".to_owned(), |id| updated(renderer, *id));
    xml.text("updated", &[], &newest);
    xml.open("author", &[]);
    xml.text("name", &[], &texts.title);
    xml.close();
    for id in ids {
        entry(renderer, &mut xml, *id, lang);
    }
    xml.finish()
}

fn entry(renderer: &Renderer, xml: &mut Xml, id: EntryId, lang: &Lang) {
    let site = &renderer.site;
    let entry = site.entry(id);
    let url = renderer.whole(&renderer.href(site.address(id)));
    xml.open("entry", &[]);
    let title = match (&entry.kind, site.company_of[id.index()]) {
        (Kind::Job(_), Some(company)) => format!("{} – {}", entry.title(), site.entry(company).title()),
        _ => entry.title().to_owned(),
    };
    xml.text("title", &[], &title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
    xml.text("id", &[], &url);
    xml.text("updated", &[], &updated(renderer, id));
    if let Kind::Job(job) = &entry.kind {
        xml.text("published", &[], &job.posted.rfc3339());
    }
    if let Kind::Article(article) = &entry.kind {
        xml.text("published", &[], &article.date.rfc3339());
    }
    for author in &site.authors_of[id.index()] {
        xml.open("author", &[]);
        xml.text("name", &[], site.entry(*author).title());
        xml.close();
    }
    for term in site.terms.of(id) {
        let term = site.terms.get(*term);
        xml.empty("category", &[("term", &term.slug), ("label", term.name(lang))]);
    }
    if !entry.head.summary.is_empty() {
        xml.text("summary", &[], &entry.head.summary);
    }
    if site.config.feeds.full {
        xml.text("content", &[("type", "html")], &renderer.portable_body(id, lang));
    }
    xml.close();
}

/// When an entry last said something new, in RFC 3339.
fn updated(renderer: &Renderer, id: EntryId) -> String {
    match &renderer.site.entry(id).kind {
        Kind::Job(job) => job.posted.rfc3339(),
        Kind::Article(article) => article.updated.as_ref().unwrap_or(&article.date).rfc3339(),
        _ => String::new(),
    }
}

/// The instant of [`updated`].
fn moment(renderer: &Renderer, id: EntryId) -> jiff::Timestamp {
    match &renderer.site.entry(id).kind {
        Kind::Job(job) => job.posted.timestamp(),
        Kind::Article(article) => article.updated.as_ref().unwrap_or(&article.date).timestamp(),
        _ => jiff::Timestamp::MIN,
    }
}

/// Featured postings lead lists, never feeds.
fn newest_first(renderer: &Renderer, ids: impl Iterator<Item = EntryId>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = ids.collect();
    ids.sort_by_cached_key(|id| {
        let at = match &renderer.site.entry(*id).kind {
            Kind::Job(job) => job.posted.timestamp(),
            Kind::Article(article) => article.date.timestamp(),
            _ => jiff::Timestamp::MIN,
        };
        (std::cmp::Reverse(at), renderer.site.address(*id).clone())
    });
    ids
}

fn section(renderer: &Renderer, lang: &Lang, section: Section) -> String {
    renderer.section(lang, &format!("{}/", renderer.site.config.section(lang, section)))
}
