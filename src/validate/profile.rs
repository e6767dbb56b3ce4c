//! The fields of companies, authors, tag pages and other pages.

use super::declare;
use super::fields::Fields;
use super::job::place;
use super::placement::EntryPlace;
use super::words;
use crate::diag::Complaint;
use crate::model::{Author, Company, Config, LandingText, Lang, TagPage, TextPage};
use crate::source::{SafeUrl, Slug, slugify};
use crate::validate::rules::EMPTY_SLUG;

pub fn company(fields: &mut Fields<'_>, config: &Config, lang: &Lang) -> Option<Company> {
    let mut langs = vec![lang.clone(), config.main.clone()];
    langs.extend(Lang::new("en"));
    let name = fields.required("name").text();
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let logo = fields.optional("logo").text();
    let industry = fields.optional("industry").text().map(|text| text.value);
    let size = fields.optional("size").text().map(|text| text.value);
    let founded = fields.optional("founded").number(1000, 2100).and_then(|year| u16::try_from(year).ok());
    let mut diagnostics = Vec::new();
    let places =
        fields.optional("locations").items().iter().filter_map(|node| place(node, &langs, &mut diagnostics)).collect();
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    let links = links(fields);
    let tags = fields.optional("tags").texts();
    Some(Company { name: name?.value, url, logo, industry, size, founded, places, links, tags })
}

pub fn author(fields: &mut Fields<'_>) -> Option<Author> {
    let name = fields.required("name").text();
    let role = fields.optional("role").text().map(|text| text.value);
    let url = fields.optional("url").read(words::web_address).map(|url| url.value);
    let avatar = fields.optional("avatar").text();
    let links = links(fields);
    Some(Author { name: name?.value, role, url, avatar, links })
}

pub fn tag_page(fields: &mut Fields<'_>) -> TagPage {
    let title = fields.optional("title").text().map(|text| text.value);
    let name = fields.optional("name").text().map(|text| text.value);
    let other_names = fields.optional("aliases").texts();
    TagPage { title, name, other_names }
}

pub fn page(fields: &mut Fields<'_>, folders: &[String]) -> Option<TextPage> {
    let title = fields.required("title").text();
    let menu = fields.optional("menu").number(-1000, 1000).and_then(|place| i32::try_from(place).ok());
    let mut slugs = Vec::new();
    for folder in folders {
        match Slug::of(folder) {
            Ok(slug) => slugs.push(slug),
            Err(_) => {
                let at = fields.span();
                fields.complain(
                    Complaint::new(EMPTY_SLUG, format!("the folder `{folder}` has no letter or digit for an address"))
                        .help("rename the folder")
                        .at(at),
                );
            }
        }
    }
    Some(TextPage { title: title?.value, folders: slugs, menu })
}

/// `links:` is a list of addresses, or of groups `{ name, url }`.
fn links(fields: &mut Fields<'_>) -> Vec<(String, SafeUrl)> {
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    for node in fields.optional("links").items() {
        match &node.value {
            crate::parse::Value::Scalar { text, .. } => match words::web_address(text) {
                Ok(url) => found.push((url.host().unwrap_or_default(), url)),
                Err(complaint) => diagnostics.push(complaint.at(node.span.clone())),
            },
            _ => {
                let Some(parts) = Fields::of(node, "link", &mut diagnostics) else { continue };
                let mut parts = parts.of_group(declare::LINK);
                let name = parts.required("name").text();
                let url = parts.required("url").read(words::web_address);
                parts.finish();
                if let (Some(name), Some(url)) = (name, url) {
                    found.push((name.value, url.value));
                }
            }
        }
    }
    diagnostics.into_iter().for_each(|diagnostic| fields.complain(diagnostic));
    found
}

/// The introduction of a landing page, which lies where the page does.
pub fn landing(fields: &mut Fields<'_>, place: &EntryPlace) -> LandingText {
    let title = fields.optional("title").text().map(|title| title.value);
    let parts = place.folders.iter().chain([&place.stem]);
    let path = parts.map(|part| slugify(part).unwrap_or_default()).collect::<Vec<_>>().join("/");
    LandingText { title, path }
}
