//! Lists to feeds: Atom and JSON Feed, with whole addresses.

use serde_json::{Value, json};

use super::Renderer;
use super::structured::insert;
use super::xml::Xml;
use crate::content::FeedFormat;
use crate::facts::JobFacts;
use crate::model::{Lang, When};
use crate::relate::{EntryId, Visibility};

/// A feed: which entries, and what it is called.
struct FeedList<'a> {
    lang: &'a Lang,
    title: String,
    /// The page that it follows: its whole address.
    home: String,
    ids: Vec<EntryId>,
}

/// The feed of a list in one of its forms: its newest entries in a language. The title is its own, the address that of the list's first page.
pub fn feed(
    renderer: &Renderer,
    lang: &Lang,
    (title, home): (String, String),
    lists: &[&[EntryId]],
    format: FeedFormat,
) -> String {
    let site = &renderer.site;
    let own = lists.iter().flat_map(|list| site.index.own(lang, list));
    let mut ids = newest_first(renderer, own);
    ids.truncate(site.config.feeds.limit);
    let listed = FeedList { lang, title, home, ids };
    match format {
        FeedFormat::Atom => atom(renderer, &listed),
        FeedFormat::Json => json_feed(renderer, &listed),
        FeedFormat::Rss => rss(renderer, &listed),
    }
}

/// An Atom feed (RFC 4287).
fn atom(renderer: &Renderer, listed: &FeedList<'_>) -> String {
    let FeedList { lang, title, home, ids } = listed;
    let texts = renderer.site.config.texts(lang);
    let own = format!("{home}{}", FeedFormat::Atom.file_name());
    let mut xml = Xml::document();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang.as_str())]);
    xml.text("title", &[], title);
    if !texts.description.is_empty() {
        xml.text("subtitle", &[], &texts.description);
    }
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", home)]);
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

/// An RSS feed (RSS 2.0.11, rssboard.org), with the feed's own address as Atom gives it.
fn rss(renderer: &Renderer, listed: &FeedList<'_>) -> String {
    let FeedList { lang, title, home, ids } = listed;
    let site = &renderer.site;
    let texts = site.config.texts(lang);
    let own = format!("{home}{}", FeedFormat::Rss.file_name());
    let mut xml = Xml::document();
    xml.open("rss", &[("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")]);
    xml.open("channel", &[]);
    xml.text("title", &[], title);
    xml.text("link", &[], home);
    xml.text("description", &[], if texts.description.is_empty() { title } else { &texts.description });
    xml.text("language", &[], lang.as_str());
    xml.empty("atom:link", &[("rel", "self"), ("type", FeedFormat::Rss.media_type()), ("href", &own)]);
    for id in ids {
        let entry = site.entry(*id);
        let url = renderer.whole(&renderer.href(site.address(*id)));
        xml.open("item", &[]);
        xml.text("title", &[], &self::title(renderer, *id));
        xml.text("link", &[], &url);
        xml.text("guid", &[("isPermaLink", "true")], &url);
        xml.text("pubDate", &[], &rfc_822(moment(renderer, *id)));
        for tag in site.index.tags.of(*id) {
            xml.text("category", &[], site.index.tags.get(*tag).name(lang));
        }
        if site.config.feeds.full {
            xml.text("description", &[], &renderer.portable_body(*id, lang));
        } else if !entry.prose().summary.is_empty() {
            xml.text("description", &[], &entry.prose().summary);
        }
        xml.close();
    }
    xml.finish()
}

/// An instant as RSS has it (RFC 822 with four digits of the year), in UTC.
pub fn rfc_822(at: jiff::Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// A JSON Feed, version 1.1 (jsonfeed.org, 2020-08-07).
fn json_feed(renderer: &Renderer, listed: &FeedList<'_>) -> String {
    let FeedList { lang, title, home, ids } = listed;
    let config = &renderer.site.config;
    let texts = config.texts(lang);
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": format!("{home}{}", FeedFormat::Json.file_name()),
        "language": lang.as_str(),
        "authors": [{ "name": texts.title, "url": renderer.whole(&renderer.href(&config.home(lang))) }],
    });
    insert(
        &mut feed,
        "description",
        Some(&texts.description).filter(|text| !text.is_empty()).map(|t| t.as_str().into()),
    );
    insert(&mut feed, "icon", renderer.icon_addresses().map(|(_, png)| renderer.whole(&png).into()));
    let items: Vec<Value> = ids.iter().map(|id| item(renderer, *id, lang)).collect();
    feed["items"] = items.into();
    let mut text = serde_json::to_string(&feed).expect("a JSON value can be written to memory");
    text.push('\n');
    text
}

/// What the site's own feeds have of one entry, as JSON Feed has it; nothing of those that are not listed.
pub fn of_one(renderer: &Renderer, id: EntryId) -> Option<String> {
    let is_listed = renderer.site.visibility(id) == Visibility::Listed;
    is_listed.then(|| format!("{:#}", item(renderer, id, &renderer.site.entry(id).head().lang)))
}

fn item(renderer: &Renderer, id: EntryId, lang: &Lang) -> Value {
    let site = &renderer.site;
    let entry = site.entry(id);
    let url = renderer.whole(&renderer.href(site.address(id)));
    let mut item = json!({ "id": url, "url": url, "title": title(renderer, id), "language": lang.as_str() });
    insert(&mut item, "date_published", entry.record.published().map(|when| when.rfc3339().into()));
    if let Some(updated) = entry.article().and_then(|article| article.updated.as_ref()) {
        insert(&mut item, "date_modified", Some(updated.rfc3339().into()));
    }
    let summary = entry.prose().summary.as_str();
    insert(&mut item, "summary", (!summary.is_empty()).then(|| summary.into()));
    // An item has a text of one kind at least.
    if site.config.feeds.full {
        insert(&mut item, "content_html", Some(renderer.portable_body(id, lang).into()));
    } else {
        let text = if summary.is_empty() { title(renderer, id) } else { summary.to_owned() };
        insert(&mut item, "content_text", Some(text.into()));
    }
    let image = renderer.share_picture(id).map(|image| renderer.whole(&image.url).into());
    insert(&mut item, "image", image);
    let authors: Vec<Value> = site.index.authors_of[id.index()]
        .iter()
        .map(|author| {
            let url = renderer.whole(&renderer.href(site.address(*author)));
            json!({ "name": site.entry(*author).title(), "url": url })
        })
        .collect();
    insert(&mut item, "authors", (!authors.is_empty()).then(|| authors.into()));
    let tags: Vec<Value> =
        site.index.tags.of(id).iter().map(|tag| site.index.tags.get(*tag).name(lang).to_owned().into()).collect();
    insert(&mut item, "tags", (!tags.is_empty()).then(|| tags.into()));
    item
}

/// A posting's title alone does not say whose it is.
fn title(renderer: &Renderer, id: EntryId) -> String {
    let entry = renderer.site.entry(id);
    match JobFacts::of(&renderer.site, id, &entry.head().lang) {
        Some(facts) => facts.title_with_company(),
        None => entry.title().to_owned(),
    }
}

fn entry(renderer: &Renderer, xml: &mut Xml, id: EntryId, lang: &Lang) {
    let site = &renderer.site;
    let entry = site.entry(id);
    let url = renderer.whole(&renderer.href(site.address(id)));
    xml.open("entry", &[]);
    xml.text("title", &[], &title(renderer, id));
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)]);
    xml.text("id", &[], &url);
    xml.text("updated", &[], &updated(renderer, id));
    if let Some(published) = entry.record.published() {
        xml.text("published", &[], &published.rfc3339());
    }
    for author in &site.index.authors_of[id.index()] {
        xml.open("author", &[]);
        xml.text("name", &[], site.entry(*author).title());
        xml.close();
    }
    for tag in site.index.tags.of(id) {
        let tag = site.index.tags.get(*tag);
        xml.empty("category", &[("term", &tag.slug), ("label", tag.name(lang))]);
    }
    if !entry.prose().summary.is_empty() {
        xml.text("summary", &[], &entry.prose().summary);
    }
    if site.config.feeds.full {
        xml.text("content", &[("type", "html")], &renderer.portable_body(id, lang));
    }
    xml.close();
}

/// When an entry last said something new, in RFC 3339.
fn updated(renderer: &Renderer, id: EntryId) -> String {
    renderer.site.index.record(id).updated().map_or_else(String::new, When::rfc3339)
}

/// The instant of [`updated`].
fn moment(renderer: &Renderer, id: EntryId) -> jiff::Timestamp {
    renderer.site.index.record(id).updated().map_or(jiff::Timestamp::MIN, When::timestamp)
}

/// Featured postings lead lists, never feeds.
fn newest_first(renderer: &Renderer, ids: impl Iterator<Item = EntryId>) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = ids.collect();
    ids.sort_by_cached_key(|id| {
        let at = renderer.site.index.record(*id).published().map(When::timestamp);
        (std::cmp::Reverse(at), renderer.site.address(*id).clone())
    });
    ids
}
